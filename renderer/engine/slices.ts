/** Work in steps, a slice at a time: between two slices whatever was said meanwhile is heard. Knows no clock of its own. */
import type { Steps } from '../../simulations';

/** Takes steps until the clock says so, at least one; what the work came to, or null where some is left. */
export function advance<T>(
  steps: Steps<T>,
  now: () => number,
  deadline: number,
): { readonly value: T } | null {
  do {
    const step = steps.next();
    if (step.done === true) return { value: step.value };
  } while (now() < deadline);
  return null;
}

/**
 * Long work in steps of some milliseconds at most: whoever drives it looks in between whether it is still wanted, draws a
 * breath, or simply does it all at once.
 */
export type Steps<T> = Generator<undefined, T>;

/** Does it all at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Rows of a table, hosts and the like: so many small things are looked at within one step. */
export const AT_ONCE = 4096;

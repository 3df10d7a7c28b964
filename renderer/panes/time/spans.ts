/** Intervals on the time line, merged where they would touch: thousands of starts become at most one box a pixel. Pure. */
import type { StartInterval } from '../../../simulations';

export type Span = readonly [from: number, to: number];

export interface Spans {
  readonly done: readonly Span[];
  /** What is still to come of starts that are under way. */
  readonly under: readonly Span[];
}

/** Thinner boxes could not be seen. */
const THINNEST = 2;

export function spansOf(
  starts: readonly StartInterval[],
  nowMicros: number,
  toX: (micros: number) => number,
): Spans {
  const begun = starts.filter((start) => start.fromMicros <= nowMicros);
  const done = begun.map(({ fromMicros, toMicros }): Span => {
    const from = toX(fromMicros);
    return [from, Math.max(from + THINNEST, toX(Math.min(nowMicros, toMicros)))];
  });
  const now = toX(nowMicros);
  const under = begun
    .filter(({ toMicros }) => toX(toMicros) > now + 1)
    .map(({ toMicros }): Span => [now, toX(toMicros)]);
  return { done: merged(done), under: merged(under) };
}

/** Overlapping and touching intervals as one; the others in order. */
export function merged(spans: readonly Span[]): readonly Span[] {
  const result: [number, number][] = [];
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

/**
 * Replay of a recorded trace: counts per bucket of time. A trace says how many came in a bucket, not when within it; how
 * they are spread is a choice of the model, made by the scenario.
 */
import { nextFraction, type RandomStream } from '../random/streams';

/**
 * `uniform`: as many as recorded, each at a random instant of its bucket (the default). `even`: as many, at equal
 * distances. `poisson`: the counts are taken as rates of a Poisson process, so that their number scatters too; it is read
 * as a profile (`parse-arrivals.ts`).
 */
export const SPREADS = ['uniform', 'even', 'poisson'] as const;
export type Spread = (typeof SPREADS)[number];

export interface Replay {
  readonly kind: 'counts';
  readonly bucketMicros: number;
  readonly counts: readonly number[];
  readonly isEven: boolean;
  /** From the beginning again when it has ended. */
  readonly repeats: boolean;
}

/** Where a replay stands: the bucket that is being spread, and its times still to come, latest first. */
export interface ReplayState {
  readonly stream: RandomStream;
  index: number;
  pending: number[];
}

/** The next arrival, or Infinity after the last. `intensity` multiplies the counts; a part of one comes with that chance. */
export function nextOfReplay(
  { bucketMicros, counts, isEven, repeats }: Replay,
  state: ReplayState,
  nowMicros: number,
  intensity: number,
): number {
  // A trace that is all zeros has no next arrival, however often it is played.
  for (let empty = 0; state.pending.length === 0; empty++) {
    if (state.index >= counts.length && (!repeats || empty > counts.length)) return Infinity;
    const expected = (counts[state.index % counts.length] ?? 0) * intensity;
    const whole = Math.floor(expected);
    const extra = whole === expected ? 0 : nextFraction(state.stream) < expected - whole ? 1 : 0;
    const start = state.index++ * bucketMicros;
    const many = whole + extra;
    const times = Array.from(
      { length: many },
      (_, i) => start + (isEven ? (i + 0.5) / many : nextFraction(state.stream)) * bucketMicros,
    );
    state.pending = times.sort((a, b) => b - a);
  }
  return Math.max(nowMicros, state.pending.pop() ?? Infinity);
}

/** The recorded rate per second at an instant. */
export function replayRate({ bucketMicros, counts, repeats }: Replay, atMicros: number): number {
  const bucket = Math.floor(atMicros / bucketMicros);
  return ((counts[repeats ? bucket % counts.length : bucket] ?? 0) * 1e6) / bucketMicros;
}

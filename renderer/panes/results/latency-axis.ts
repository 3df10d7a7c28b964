/** The log axis that all rows of the results share, so that columns compare. Pure. */
export interface LatencyAxis {
  readonly lowMs: number;
  readonly highMs: number;
  /** Grid lines, and those of them that carry words. */
  readonly grid: readonly number[];
  readonly labelled: readonly number[];
}

/** What is shown where nothing is slower or faster: about a blink to a few seconds. */
const USUAL = { lowMs: 80, highMs: 2500 } as const;
const DECADES = [0.01, 0.1, 1, 10, 100, 1000, 10_000, 100_000, 1_000_000];
const STEPS = DECADES.flatMap((decade) => [decade, 2 * decade, 5 * decade]);

/** Wide enough for all values, and no wider; its ends move in round steps, so that it does not breathe. */
export function latencyAxis(valuesMs: readonly number[]): LatencyAxis {
  const least = Math.min(...valuesMs);
  const most = Math.max(...valuesMs);
  const lowMs =
    least >= USUAL.lowMs || !Number.isFinite(least)
      ? USUAL.lowMs
      : (STEPS.findLast((step) => step <= least) ?? 0.01) * 0.8;
  const highMs =
    most <= USUAL.highMs || !Number.isFinite(most)
      ? USUAL.highMs
      : (STEPS.find((step) => step >= most) ?? 5e6) * 1.25;
  const grid = STEPS.filter((step) => step > lowMs && step < highMs);
  const decades = DECADES.filter((decade) => decade > lowMs && decade < highMs);
  const wide = decades.length > 4;
  return {
    lowMs,
    highMs,
    grid: wide ? decades : grid,
    labelled: wide ? decades.filter((_, i) => i % 2 === 0) : decades,
  };
}

/** 0 at the low end, 1 at the high end. */
export function fractionOn({ lowMs, highMs }: LatencyAxis, ms: number): number {
  const bounded = Math.min(highMs, Math.max(lowMs, ms));
  return Math.log(bounded / lowMs) / Math.log(highMs / lowMs);
}

/** "143", "1.74 s", "12.3 s": a bare number is milliseconds, as the column says. */
export function latencyText(ms: number): string {
  if (ms >= 9995) return `${(ms / 1000).toFixed(1)} s`;
  if (ms >= 999.5) return `${(ms / 1000).toFixed(2)} s`;
  return ms >= 9.95 ? String(Math.round(ms)) : ms.toPrecision(2);
}

/** "100 ms", "1 s". */
export const tickText = (ms: number): string => (ms >= 1000 ? `${ms / 1000} s` : `${ms} ms`);

import { describe, expect, it } from 'vitest';
import { decideKnative, windowAverage, type KnativeSettings } from '../../../simulations/policies/knative';
import { newScaleMemory } from '../../../simulations/policies/policy';

const S = 1e6;
/** A container concurrency of 10 at 70 %, and the defaults of fact knative.kpa. */
const DEFAULTS: KnativeSettings = {
  perReplica: 7,
  stableWindow: 60 * S,
  panicThreshold: 2,
  maxScaleUpRate: 1000,
  maxScaleDownRate: 2,
  scaleToZeroGrace: 30 * S,
  min: 0,
  max: 100,
};

/** Plays (second, stable, panic) readings with replicas that are ready at once. */
function play(
  series: readonly (readonly [number, number, number])[],
  first: number,
  settings = DEFAULTS,
): number[] {
  const memory = newScaleMemory();
  let current = first;
  return series.map(([second, stable, panic]) => {
    const input = { nowMicros: second * S, current, ready: current, stable, panic };
    current = decideKnative(settings, input, memory).desired;
    return current;
  });
}

describe('the Knative pod autoscaler', () => {
  it('makes one replica for every 7 requests at once', () => {
    expect(
      play(
        [
          [2, 7, 7],
          [4, 7.1, 7.1],
          [6, 20, 20],
          [8, 21, 21],
        ],
        1,
      ),
    ).toEqual([1, 2, 3, 3]);
  });

  it('panics when the last 6 s ask for twice what is ready, and makes no fewer until 60 s after the last such moment', () => {
    // 3 replicas, 42 requests at once over 6 s: 6 wanted, exactly 200 %.
    expect(
      play(
        [
          [0, 21, 35],
          [2, 21, 42],
        ],
        3,
      ),
    ).toEqual([3, 6]);
    // At 22 s 6 replicas are ready: 3 wanted by the panic window is not over 200 %; the panic began at 20 s.
    const series = [
      [20, 21, 42],
      [22, 24, 20],
      [40, 24, 20],
      [80, 24, 20],
      [81, 24, 20],
    ] as const;
    expect(play(series, 3)).toEqual([6, 6, 6, 6, 4]);
  });

  it('halves at most', () => {
    expect(
      play(
        [
          [0, 1, 1],
          [2, 1, 1],
          [4, 1, 1],
          [6, 1, 1],
        ],
        16,
      ),
    ).toEqual([8, 4, 2, 1]);
  });

  it('goes to zero when nothing came for a stable window, and keeps the last replica for the grace', () => {
    const settings = { ...DEFAULTS };
    expect(
      play(
        [
          [60, 0, 0],
          [62, 0, 0],
          [89, 0, 0],
          [90, 0, 0],
        ],
        1,
        settings,
      ),
    ).toEqual([1, 1, 1, 0]);
    expect(
      play(
        [
          [60, 0, 0],
          [80, 0.1, 0.1],
          [100, 0, 0],
          [129, 0, 0],
          [130, 0, 0],
        ],
        1,
      ),
    ).toEqual([1, 1, 1, 1, 0]);
    expect(
      play(
        [
          [60, 0, 0],
          [90, 0, 0],
        ],
        1,
        { ...settings, min: 1 },
      ),
    ).toEqual([1, 1]);
  });

  it('grows no faster than its rate and its bounds', () => {
    expect(play([[0, 700, 700]], 1, { ...DEFAULTS, maxScaleUpRate: 10 })).toEqual([10]);
    expect(play([[0, 700, 700]], 1, { ...DEFAULTS, max: 25 })).toEqual([25]);
  });

  it('averages over a window from readings of the integral', () => {
    const samples = [0, 0, 2, 10, 4, 10, 6, 16];
    expect(windowAverage(samples, 6, 2)).toBe(3);
    expect(windowAverage(samples, 6, 4)).toBe(1.5);
    expect(windowAverage(samples, 6, 100)).toBeCloseTo(16 / 6, 12);
    expect(windowAverage([5, 1], 5, 2)).toBe(0);
  });
});

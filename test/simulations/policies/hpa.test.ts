import { describe, expect, it } from 'vitest';
import { decideHpa, recommendHpa, type HpaSettings } from '../../../simulations/policies/hpa';
import { newScaleMemory, type ScaleInput } from '../../../simulations/policies/policy';

const S = 1e6;
const DEFAULTS: HpaSettings = {
  target: 0.5,
  min: 1,
  max: 100,
  up: {
    window: 0,
    select: 'max',
    policies: [
      { kind: 'percent', value: 100, period: 15 * S },
      { kind: 'pods', value: 4, period: 15 * S },
    ],
  },
  down: { window: 300 * S, select: 'max', policies: [{ kind: 'percent', value: 100, period: 15 * S }] },
};
const seen = (of: Partial<ScaleInput>): ScaleInput => ({
  nowMicros: 0,
  current: of.ready ?? 4,
  ready: 4,
  unready: 0,
  missing: 0,
  utilization: 0.5,
  ...of,
});

describe('the ratio rule of the horizontal pod autoscaler', () => {
  // desired = ceil(current replicas x current metric / target metric), fact k8s.hpa.formula.
  it.each([
    [4, 1, 8],
    [4, 0.25, 2],
    [3, 0.6, 4],
    [1, 2, 4],
    [10, 0.5, 10],
  ])('%i replicas at %f of a target of 0.5 make %i', (ready, utilization, wanted) => {
    expect(recommendHpa(0.5, seen({ ready, utilization }))).toBe(wanted);
  });

  it('leaves a ratio within 10 % of 1 alone, on both sides', () => {
    expect(
      [0.45, 0.4501, 0.5499, 0.55].map((u) => recommendHpa(0.5, seen({ ready: 20, utilization: u }))),
    ).toEqual([20, 20, 20, 20]);
    expect([0.44, 0.56].map((u) => recommendHpa(0.5, seen({ ready: 20, utilization: u })))).toEqual([18, 23]);
  });

  it('takes a pod that is not ready for idle on the way up, and leaves it out on the way down', () => {
    // 3 ready at 100 % with 2 starting: 3 / 5 of 100 % is 60 %, ratio 1.2, of 5 pods: 6.
    expect(recommendHpa(0.5, seen({ current: 5, ready: 3, unready: 2, utilization: 1 }))).toBe(6);
    // 4 ready at 60 % with 1 starting: 48 %, within the tolerance.
    expect(recommendHpa(0.5, seen({ current: 5, ready: 4, unready: 1, utilization: 0.6 }))).toBe(5);
    // 4 ready at 60 % with 4 starting: 30 % would turn the direction.
    expect(recommendHpa(0.5, seen({ current: 8, ready: 4, unready: 4, utilization: 0.6 }))).toBe(8);
    expect(recommendHpa(0.5, seen({ current: 8, ready: 6, unready: 2, utilization: 0.25 }))).toBe(3);
  });

  it('takes a pod without a metric for full on the way down and for idle on the way up', () => {
    // 3 at 20 % and one unknown, taken for 100 %: 40 %, ratio 0.8, of 4 pods: 4.
    expect(recommendHpa(0.5, seen({ current: 4, ready: 3, missing: 1, utilization: 0.2 }))).toBe(4);
    // 3 at 40 % (ratio 0.8) and one unknown: 55 % is within the tolerance.
    expect(recommendHpa(0.5, seen({ current: 4, ready: 3, missing: 1, utilization: 0.4 }))).toBe(4);
    // 9 at 10 % and one unknown: 19 %, ratio 0.38, of 10 pods: 4 instead of 2.
    expect(recommendHpa(0.5, seen({ current: 10, ready: 9, missing: 1, utilization: 0.1 }))).toBe(4);
    // 3 at 100 % and one unknown, taken for 0: 75 %, ratio 1.5, of 4 pods: 6.
    expect(recommendHpa(0.5, seen({ current: 4, ready: 3, missing: 1, utilization: 1 }))).toBe(6);
  });
});

describe('the behaviour of the horizontal pod autoscaler', () => {
  /** Plays a series of utilizations, one every 15 s, with pods that are ready at once. */
  function play(
    settings: HpaSettings,
    series: readonly number[],
    first: number,
    everySeconds = 15,
  ): number[] {
    const memory = newScaleMemory();
    let current = first;
    return series.map((utilization, i) => {
      const input = seen({ nowMicros: i * everySeconds * S, ready: current, current, utilization });
      current = decideHpa(settings, input, memory).desired;
      return current;
    });
  }

  it('grows by at most 100 % or 4 pods in 15 s, whichever is more', () => {
    expect(play({ ...DEFAULTS, target: 0.01 }, [1, 1, 1, 1, 1, 1], 1)).toEqual([5, 10, 20, 40, 80, 100]);
  });

  it('counts what it added before within the period of a policy', () => {
    const up = { ...DEFAULTS.up, policies: [{ kind: 'pods' as const, value: 4, period: 60 * S }] };
    expect(play({ ...DEFAULTS, target: 0.01, up }, [1, 1, 1, 1, 1, 1], 2)).toEqual([6, 6, 6, 6, 10, 10]);
  });

  it('shrinks to the highest recommendation of the last 300 s', () => {
    const quiet = Array.from({ length: 24 }, () => 0.05);
    const after = play(DEFAULTS, [0.5, ...quiet], 10);
    // The recommendation of 10 is of time 0: at 300 s it is no longer within the window.
    expect(after.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 10));
    expect(after[20]).toBe(1);
  });

  it('with a window of 0 and 10 % a minute shrinks step by step', () => {
    const down = {
      window: 0,
      select: 'max' as const,
      policies: [{ kind: 'percent' as const, value: 10, period: 60 * S }],
    };
    expect(play({ ...DEFAULTS, down }, [0.05, 0.05, 0.05, 0.05], 100, 60)).toEqual([90, 81, 72, 64]);
  });

  it('selects the smaller change with min, and none with disabled', () => {
    const series = [1, 1];
    const settings = { ...DEFAULTS, target: 0.01 };
    expect(play({ ...settings, up: { ...DEFAULTS.up, select: 'min' } }, series, 10)).toEqual([14, 18]);
    expect(play({ ...settings, up: { ...DEFAULTS.up, select: 'disabled' } }, series, 10)).toEqual([10, 10]);
  });

  it('waits with a scale-up window until the least recommendation of it is above what there is', () => {
    const up = { ...DEFAULTS.up, window: 30 * S };
    expect(play({ ...DEFAULTS, up }, [0.5, 1, 1, 1, 1], 4)).toEqual([4, 4, 8, 8, 16]);
  });

  it('keeps to its bounds, and is off at zero', () => {
    expect(play({ ...DEFAULTS, max: 6 }, [1, 1], 4)).toEqual([6, 6]);
    expect(play(DEFAULTS, [1, 1], 0)).toEqual([0, 0]);
  });

  it('remembers no more than its windows', () => {
    const memory = newScaleMemory();
    for (let i = 0; i < 1000; i++)
      decideHpa(DEFAULTS, seen({ nowMicros: i * 15 * S, utilization: i % 2 === 0 ? 1 : 0.3 }), memory);
    expect(memory.recommendations.length).toBeLessThanOrEqual(2 * 21);
    expect(memory.changes.length).toBeLessThanOrEqual(2 * 2);
  });
});

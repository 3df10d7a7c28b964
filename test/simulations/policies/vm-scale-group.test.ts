import { describe, expect, it } from 'vitest';
import { newScaleMemory } from '../../../simulations/policies/policy';
import {
  decideTargetTracking,
  decideVmScaleGroup,
  type ScaleGroupSettings,
  type TargetTrackingSettings,
} from '../../../simulations/policies/vm-scale-group';

const S = 1e6;

describe('a scale group that steps', () => {
  const settings: ScaleGroupSettings = {
    target: 0.7,
    scaleOutAfter: 60 * S,
    scaleInAfter: 300 * S,
    coolDown: 120 * S,
    min: 1,
    max: 4,
  };
  it('adds one after a minute above the target, then rests while it boots and cools down', () => {
    const memory = newScaleMemory();
    const desired = (second: number, utilization: number, ready: number, unready = 0): number =>
      decideVmScaleGroup(
        settings,
        { nowMicros: second * S, current: ready + unready, ready, unready, missing: 0, utilization },
        memory,
      ).desired;
    expect([desired(0, 0.9, 1), desired(59, 0.9, 1), desired(60, 0.9, 1)]).toEqual([1, 1, 2]);
    expect([desired(130, 0.9, 1, 1), desired(179, 0.9, 2), desired(180, 0.9, 2)]).toEqual([2, 2, 3]);
    expect([desired(400, 0.3, 3), desired(699, 0.3, 3), desired(700, 0.3, 3)]).toEqual([3, 3, 2]);
    // Once above half of the target, the calm begins anew.
    expect([
      desired(900, 0.36, 2),
      desired(1000, 0.3, 2),
      desired(1299, 0.3, 2),
      desired(1300, 0.3, 2),
    ]).toEqual([2, 2, 2, 1]);
    expect(desired(2000, 0, 1)).toBe(1);
  });
});

describe('a scale group that tracks a target', () => {
  const settings: TargetTrackingSettings = {
    target: 0.5,
    outBreaches: 3,
    inBreaches: 15,
    coolDown: 300 * S,
    min: 1,
    max: 10,
  };
  /** One reading a minute, VMs ready at once. */
  function play(series: readonly number[], first: number): number[] {
    const memory = newScaleMemory();
    let current = first;
    return series.map((utilization, i) => {
      const input = { nowMicros: i * 60 * S, current, ready: current, unready: 0, missing: 0, utilization };
      current = decideTargetTracking(settings, input, memory).desired;
      return current;
    });
  }
  it('brings utilization back to the target at once, after three readings above it', () => {
    expect(play([0.9, 0.9, 0.9, 0.5], 4)).toEqual([4, 4, 8, 8]);
    expect(play([0.9, 0.9, 0.4, 0.9, 0.9, 0.9], 4)).toEqual([4, 4, 4, 4, 4, 8]);
  });
  it('shrinks after fifteen readings below nine tenths of the target', () => {
    const quiet = Array.from({ length: 15 }, () => 0.2);
    expect(play(quiet, 10).at(-2)).toBe(10);
    expect(play(quiet, 10).at(-1)).toBe(4);
    expect(
      play(
        Array.from({ length: 20 }, () => 0.46),
        10,
      ).at(-1),
    ).toBe(10);
  });
  it('does not shrink while a VM boots', () => {
    const memory = newScaleMemory();
    let current = 10;
    for (let i = 0; i < 30; i++) {
      const input = { nowMicros: i * 60 * S, current, ready: 9, unready: 1, missing: 0, utilization: 0.2 };
      current = decideTargetTracking(settings, input, memory).desired;
    }
    expect(current).toBe(10);
  });
});

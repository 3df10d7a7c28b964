import { describe, expect, it } from 'vitest';
import {
  brakeAt,
  FULL_MS,
  RELEASED,
  SLOW_MS,
  speedUnder,
  untilItStandsOut,
} from '../../renderer/engine/brake';
import { HostedLab, type FrameMessage } from '../../renderer/engine/hosted-lab';
import { Lab } from '../../simulations';
import { shipped } from '../helpers/scenarios';

describe('slow at events', () => {
  it('is slow for a moment, then fast for a while, however much stands out', () => {
    let brake = brakeAt(RELEASED, 0, true);
    expect(speedUnder(brake, 100)).toBe(10);
    expect(speedUnder(brake, 1)).toBe(0.2);
    expect(speedUnder(brake, 0.05)).toBe(0.05);
    brake = brakeAt(brake, SLOW_MS - 1, true);
    expect(brake.slow).toBe(true);
    brake = brakeAt(brake, SLOW_MS, true);
    expect(brake.slow).toBe(false);
    expect(brakeAt(brake, SLOW_MS + FULL_MS - 1, true).slow).toBe(false);
    expect(brakeAt(brake, SLOW_MS + FULL_MS, true).slow).toBe(true);
  });

  it('holds the run at the very event that stands out', () => {
    const lab = Lab.open(shipped('three-ways'));
    lab.runTo(120e6);
    const before = lab.world.notices.interesting;
    const run = untilItStandsOut(lab);
    while (run.runTo(240e6, 500) === 'budget');
    expect(run.stoodOut).toBe(true);
    expect(lab.world.notices.interesting).toBe(before + 1);
    expect(lab.nowMicros).toBeLessThan(240e6);
  });

  it('reaches as much less of the run in the same time', () => {
    const reached = (slow: boolean): number => {
      let wall = 0;
      const timers: { at: number; act: () => void }[] = [];
      const frames: FrameMessage[] = [];
      const lab = Lab.open(shipped('three-ways'));
      lab.runTo(125e6);
      const hosted = new HostedLab(lab, {
        now: () => wall,
        later: (act, ms) => void timers.push({ at: wall + ms, act }),
        send: (message) => void frames.push(message),
        fail: (error) => {
          throw error;
        },
      });
      hosted.play(5, Infinity, slow);
      while (wall < 3000) {
        const next = timers.toSorted((a, b) => a.at - b.at)[0]!;
        timers.splice(timers.indexOf(next), 1);
        wall = Math.max(wall, next.at);
        next.act();
      }
      return frames.at(-1)!.frame.nowMicros - 125e6;
    };
    expect(reached(false)).toBeGreaterThan(14e6);
    expect(reached(true)).toBeLessThan(9e6);
  });
});

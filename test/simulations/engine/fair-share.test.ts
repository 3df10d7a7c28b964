import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  classOf,
  countDone,
  joinShare,
  newFairShare,
  nextDue,
  settle,
  takeDone,
  type FairShare,
} from '../../../simulations/engine/fair-share';

/** Runs a share until nothing is left; when each job is done, by id. */
function drain(share: FairShare): Map<number, number> {
  const done = new Map<number, number>();
  for (let due = nextDue(share); due !== Infinity; due = nextDue(share)) {
    for (let job = takeDone(share, due); job !== undefined; job = takeDone(share, due)) {
      countDone(job.of);
      done.set(job.id, due);
    }
    settle(share);
  }
  return done;
}

describe('fair share', () => {
  it('gives what a class cannot use to the others, by weight', () => {
    const share = newFairShare(10, 0);
    const capped = classOf(share, 1, 1);
    const light = classOf(share, 1, 100);
    const heavy = classOf(share, 2, 100);
    for (const [one, id] of [
      [capped, 0],
      [light, 1],
      [heavy, 2],
    ] as const)
      joinShare(share, one, 0, 1000, id, 0);
    expect([capped.rate, light.rate, heavy.rate]).toEqual([1, 3, 6]);
  });
  it('lets jobs run at their cap while they fit, and slows all alike when they do not', () => {
    const alone = newFairShare(4, 0);
    for (let id = 0; id < 4; id++) joinShare(alone, classOf(alone, 1, 1), 0, 1000, id, 0);
    expect([...drain(alone).values()]).toEqual([1000, 1000, 1000, 1000]);
    const storm = newFairShare(4, 0);
    for (let id = 0; id < 40; id++) joinShare(storm, classOf(storm, 1, 1), 0, 1000, id, 0);
    expect(new Set(drain(storm).values())).toEqual(new Set([10_000]));
  });
  it('does all the work, no faster than its capacity, and the shorter of two jobs first', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 60 }),
        (capacity, works) => {
          const share = newFairShare(capacity, 0);
          works.forEach((work, id) => joinShare(share, classOf(share, 1, 1), 0, work, id, 0));
          const done = drain(share);
          expect(done.size).toBe(works.length);
          const total = works.reduce((sum, work) => sum + work, 0);
          expect(Math.max(...done.values())).toBeGreaterThanOrEqual(Math.floor(total / capacity));
          const order = works
            .map((work, id) => [work, done.get(id) ?? 0])
            .toSorted((x, y) => (x[0] ?? 0) - (y[0] ?? 0));
          for (let i = 1; i < order.length; i++)
            expect(order[i]?.[1]).toBeGreaterThanOrEqual(order[i - 1]?.[1] ?? 0);
        },
      ),
    );
  });
});

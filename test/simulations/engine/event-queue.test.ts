import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstTime, newEventQueue, pending, push, takeFirst } from '../../../simulations/engine/event-queue';

describe('event queue', () => {
  it('gives events in order of time, and of sequence at one instant', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 300 }), (times) => {
        const queue = newEventQueue(2);
        times.forEach((time, i) => push(queue, time, i, i % 7, i, -i));
        const got: [number, number, number][] = [];
        while (firstTime(queue) !== Infinity) {
          got.push([queue.keys[0] ?? 0, queue.keys[1] ?? 0, queue.data[1] ?? 0]);
          takeFirst(queue);
        }
        const wanted = times
          .map((time, i) => [time, i, i] as [number, number, number])
          .toSorted((x, y) => x[0] - y[0] || x[1] - y[1]);
        expect(got).toEqual(wanted);
      }),
    );
  });

  it('fills the place of a taken event with the next one, and keeps the order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 200 }), (delays) => {
        const queue = newEventQueue(2);
        push(queue, 0, 0, 0, 0, 0);
        push(queue, 7, 1, 0, 0, 0);
        let [last, sequence] = [0, 2];
        for (const delay of delays) {
          const now = firstTime(queue);
          expect(now).toBeGreaterThanOrEqual(last);
          takeFirst(queue);
          last = now;
          push(queue, now + delay, sequence++, 0, 0, 0);
          expect(pending(queue)).toBe(2);
        }
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newEventQueue, push, removeFirst } from '../../../simulations/engine/event-queue';

describe('event queue', () => {
  it('gives events in order of time, and of sequence at one instant', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 300 }), (times) => {
        const queue = newEventQueue(2);
        times.forEach((time, i) => push(queue, time, i, i % 7, i, -i));
        const got: [number, number, number][] = [];
        while (queue.size > 0) {
          got.push([queue.time[0] ?? 0, queue.sequence[0] ?? 0, queue.a[0] ?? 0]);
          removeFirst(queue);
        }
        const wanted = times
          .map((time, i) => [time, i, i] as [number, number, number])
          .toSorted((x, y) => x[0] - y[0] || x[1] - y[1]);
        expect(got).toEqual(wanted);
      }),
    );
  });
});

import { expect, it } from 'vitest';
import { firstDifference, firstDifferenceSteps, Lab } from '../../../simulations';
import { shipped } from '../../helpers/scenarios';

const apart = () => {
  const first = Lab.open(shipped('hot-search'));
  first.runTo(30e6);
  const second = first.fork();
  second.execute({ name: 'scale', args: { component: 'search', replicas: 3 } });
  first.runTo(70e6);
  second.runTo(60e6);
  return { first, second };
};

it('finds the instant at which two runs part, and leaves both where they are', () => {
  const { first, second } = apart();
  const found = firstDifference(first, second);
  expect(found?.atMicros).toBeGreaterThanOrEqual(30e6);
  expect(found?.atMicros).toBeLessThan(31e6);
  expect(found?.second).toContain('scale search');
  expect([first.nowMicros, second.nowMicros]).toEqual([70e6, 60e6]);
  expect(firstDifference(first, first.fork())).toBeNull();
});

it('goes in steps of some thousand events, between which others have their turn', () => {
  const { first, second } = apart();
  const steps = firstDifferenceSteps(first, second);
  let count = 0;
  while (steps.next().done !== true) count++;
  // Both are replayed from the nearest checkpoint a few dozen times over.
  expect(count).toBeGreaterThan(5);
});

import { describe, expect, it } from 'vitest';
import { figureOf, replicationSeed } from '../../simulations';
import { run } from '../helpers/scenarios';
import { replicas } from './registry/balancing';

/** How each rule agrees with theory stands in `registry/balancing.ts`; here they are held against each other. */
describe('load balancing', () => {
  it('one queue < shortest queue < two random choices < round robin < a queue each at random', () => {
    const means = ['shared-queue', 'least-connections', 'two-random-choices', 'round-robin'].map((rule) => {
      const scenario = replicas(10, 0.9, rule, '2 h');
      return figureOf(
        Array.from(
          { length: 3 },
          (_, k) => (run(scenario, replicationSeed(11, k)).requests.latencyMs.mean ?? NaN) / 1000,
        ),
      ).mean;
    });
    expect(means).toEqual(means.toSorted((a, b) => a - b));
    // At random each server would be M/M/1 with a mean of 10.
    expect(means.at(-1)).toBeLessThan(10);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lab, type RunResult, type Scenario } from '../../simulations';
import { setDesired } from '../../simulations/world/scaling';
import type { World } from '../../simulations/world/world';
import { functionScenario, queueScenario, read } from '../helpers/scenarios';
import { campaign } from './campaign';

function run(scenario: Scenario, seed: number): RunResult {
  const lab = Lab.open(scenario, { seed, keepsCheckpoints: false });
  lab.runTo(scenario.duration);
  return lab.result();
}

const seed = fc.integer({ min: 0, max: 1e9 });
const falls = (values: readonly number[]): void => expect(values).toEqual(values.toSorted((a, b) => b - a));

describe('more of something never makes worse what it is for', () => {
  /**
   * Where cold and warm requests take equally long, the busy instances do not depend on the keep-alive. With the most
   * recently used one first, the idle ones of a shorter keep-alive are those of a longer one that idled for less: whenever
   * the longer finds none, the shorter finds none. Of the other rules this does not hold for every arrival.
   */
  it('a longer keep-alive never more cold starts on the same arrivals, the most recently used first', () => {
    fc.assert(
      fc.property(seed, fc.constantFrom('0.05/s', '1/s', '8/s'), (s, rate) => {
        falls(
          ['0 s', '500 ms', '2 s', '10 s', '60 s', '600 s'].map((keepAlive) => {
            const scenario = functionScenario({
              keepAlive,
              arrivals: `poisson(${rate})`,
              serviceTime: 'constant(700 ms)',
              coldTime: 'constant(700 ms)',
              instanceChoice: 'most-recently-used',
              duration: '20 min',
            });
            return run(scenario, s).functions[0]?.coldStarts ?? NaN;
          }),
        );
      }),
      campaign(20),
    );
  });

  it('a higher instance limit never more rejections, where cold and warm take equally long', () => {
    fc.assert(
      fc.property(seed, (s) => {
        falls(
          [0, 1, 2, 4, 8, 16].map(
            (maxInstances) =>
              run(
                functionScenario({
                  maxInstances,
                  arrivals: 'poisson(8/s)',
                  serviceTime: 'constant(700 ms)',
                  coldTime: 'constant(700 ms)',
                  duration: '5 min',
                }),
                s,
              ).requests.rejected,
          ),
        );
      }),
      campaign(20),
    );
  });

  /** Kiefer and Wolfowitz (1955): the ordered remaining work of each server falls with one more server, request by request. */
  it('one more worker never a longer wait of anybody, first come first served', () => {
    fc.assert(
      fc.property(
        seed,
        fc.constantFrom('exponential(1 s)', 'pareto(0.3 s, 1.5)', 'constant(1 s)'),
        (s, serviceTime) => {
          const latency = [1, 2, 3, 5, 9].map((workers) => {
            const scenario = queueScenario({
              workers,
              serviceTime,
              arrivals: 'poisson(0.9/s)',
              duration: '20 min',
              extra: { mix: { network: 1 } },
            });
            // Whoever is still there at the end of the run is counted with the time so far: requests in flight over time.
            const lab = Lab.open(scenario, { seed: s, keepsCheckpoints: false });
            lab.runTo(scenario.duration);
            return (lab.world.deployments[0]?.inFlight.area ?? NaN) / 1e6;
          });
          falls(latency.map((area) => Math.round(area)));
        },
      ),
      campaign(20),
    );
  });

  it('more memory of a host never fewer sandboxes on it, more memory of a sandbox never more', () => {
    const placed = (hostGib: number, sandboxMib: number, technology: string): number => {
      const plain = queueScenario({ duration: '30 s' }).source as object;
      const scenario = read({
        ...plain,
        hosts: [{ id: 'host', cores: 64, memory: `${hostGib} GiB` }],
        components: [{ id: 'server', serviceTime: '1 s', memory: `${sandboxMib} MiB` }],
        deployments: [
          { id: 'one', technology, hosts: ['host'], place: [{ component: 'server', replicas: 1 }] },
        ],
      });
      const lab = Lab.open(scenario);
      // As many as fit.
      setDesired(lab.world as World, 0, 400, -1, Infinity);
      const [pool] = lab.world.pools;
      return (pool?.ready ?? 0) + (pool?.starting ?? 0);
    };
    for (const technology of ['container', 'full-vm-type-1', 'microvm', 'sandboxed-container']) {
      const [byHost, bySandbox] = [
        [256, 64, 16, 8].map((hostGib) => placed(hostGib, 256, technology)),
        [64, 256, 1024, 4096].map((mib) => placed(32, mib, technology)),
      ];
      for (const density of [byHost, bySandbox]) {
        falls(density);
        expect(density[0]).toBeGreaterThan(density.at(-1) ?? NaN);
      }
    }
  });
});

import { describe, expect, it } from 'vitest';
import { runWorld } from '../../../simulations/world/events';
import { stopSandbox } from '../../../simulations/world/stopping';
import { setDesired } from '../../../simulations/world/scaling';
import type { World } from '../../../simulations/world/world';
import { countAccesses } from '../../helpers/counting';
import { read } from '../../helpers/scenarios';
import { open, rowsOf, until } from '../../helpers/worlds';

interface Settings {
  readonly hosts: number;
  readonly replicas: number;
  readonly orchestrator?: string;
  readonly placement?: string;
  readonly technology?: string;
  readonly loadBalancing?: string;
  readonly memory?: string;
  readonly maxPerHost?: number;
}

function cluster({ hosts, replicas, ...rest }: Settings): World {
  const ids = Array.from({ length: hosts }, (_, i) => `h${i}`);
  return open(
    read({
      format: 'strata-scenario',
      version: 1,
      title: 'cluster',
      duration: '10 min',
      hosts: ids.map((id) => ({ id, cores: 1024, memory: rest.memory ?? '256 GiB' })),
      components: [{ id: 'api', workers: 1, serviceTime: 'exponential(2 s)', memory: '64 MiB' }],
      deployments: [
        {
          id: 'd',
          technology: rest.technology ?? 'container',
          hosts: ids,
          orchestrator: rest.orchestrator ?? 'none',
          ...(rest.maxPerHost !== undefined && { maxPerHost: rest.maxPerHost }),
          place: [
            {
              component: 'api',
              replicas,
              ...(rest.placement !== undefined && { placement: rest.placement }),
              ...(rest.loadBalancing !== undefined && { loadBalancing: rest.loadBalancing }),
            },
          ],
        },
      ],
      workloads: [{ id: 'load', arrivals: `poisson(${Math.max(1, replicas / 100)}/s)` }],
    }),
  );
}

const perHost = (world: World): number[] => {
  const counts = world.model.hosts.map(() => 0);
  for (const row of rowsOf(world)) counts[world.sandboxes.host[row]!]!++;
  return counts;
};

describe('placement', () => {
  // A container of 64 MiB takes 102 MiB; a host of 1.5 GiB has 1,036 MiB left: 10 of them.
  it.each([
    ['spread', undefined, [3, 3, 3, 3]],
    ['first-fit', 'first-fit', [10, 2, 0, 0]],
    ['bin-pack', 'bin-pack', [10, 2, 0, 0]],
  ])('%s', (_name, placement, expected) => {
    const settings = { hosts: 4, replicas: 12, memory: '1200 MiB' };
    const world = cluster({ ...settings, ...(placement !== undefined && { placement }) });
    expect(perHost(world).sort((a, b) => b - a)).toEqual(expected);
  });

  it('bin-pack takes the fullest host with room, first-fit the first, spread the emptiest', () => {
    /** Hosts with 5, 2 and 8 sandboxes, then four more. */
    const after = (placement: string): number[] => {
      const world = cluster({ hosts: 3, replicas: 30, memory: '1200 MiB', placement });
      const left = [5, 2, 8];
      for (const row of rowsOf(world)) {
        const host = world.sandboxes.host[row]!;
        if (perHost(world)[host]! > left[host]!) stopSandbox(world, row, -1);
      }
      expect(perHost(world)).toEqual(left);
      setDesired(world, 0, 19, -1);
      return perHost(world);
    };
    expect(after('spread')).toEqual([6, 5, 8]);
    expect(after('bin-pack')).toEqual([7, 2, 10]);
    expect(after('first-fit')).toEqual([9, 2, 8]);
  });

  it('Swarm counts sandboxes, Kubernetes and nobody look at free memory', () => {
    const uneven = (orchestrator: string): number[] =>
      perHost(
        open(
          read({
            format: 'strata-scenario',
            version: 1,
            title: 'uneven',
            duration: '1 min',
            hosts: [
              { id: 'large', memory: '16 GiB' },
              { id: 'small', memory: '2 GiB' },
            ],
            components: [{ id: 'api', serviceTime: '1 s', memory: '64 MiB' }],
            deployments: [
              {
                id: 'd',
                technology: 'container',
                hosts: ['large', 'small'],
                orchestrator,
                place: [{ component: 'api', replicas: 10 }],
              },
            ],
            workloads: [{ id: 'load', arrivals: 'poisson(1/s)' }],
          }),
        ),
      );
    expect(uneven('swarm')).toEqual([5, 5]);
    expect(uneven('kubernetes')).toEqual([10, 0]);
    expect(uneven('none')).toEqual([10, 0]);
  });

  it('puts no more on a host than its orchestrator allows', () => {
    const world = cluster({ hosts: 2, replicas: 300, orchestrator: 'kubernetes' });
    expect(perHost(world)).toEqual([110, 110]);
    expect(world.pools[0]!.ready).toBe(220);
    const few = cluster({ hosts: 2, replicas: 8, placement: 'first-fit', maxPerHost: 3 });
    expect(perHost(few)).toEqual([3, 3]);
    setDesired(few, 0, 4, -1);
    expect(perHost(until(few, 60)).reduce((a, b) => a + b, 0)).toBe(4);
    setDesired(few, 0, 6, -1);
    expect(perHost(few)).toEqual([3, 3]);
  });
});

/**
 * The work of an event is counted in accesses to the tables, not in time: a hundred times as many hosts and sandboxes may
 * cost a few more steps in a tree, not a hundred times as many.
 */
describe('a cluster of 1,000 hosts and 100,000 sandboxes', () => {
  const accessesOf = (world: World, act: () => number): number => {
    const counter = countAccesses(world);
    const events = act();
    return counter.accesses / events;
  };
  const SMALL = { hosts: 10, replicas: 1000 };
  const LARGE = { hosts: 1000, replicas: 100_000 };
  /** For the variants of what the large one shows. */
  const MIDDLE = { hosts: 160, replicas: 16_000 };
  const both = (
    settings: Omit<Settings, 'hosts' | 'replicas'>,
    large: typeof LARGE,
    act: (world: World) => number,
  ): number[] =>
    [SMALL, large].map((size) => {
      const world = cluster({ ...settings, ...size });
      expect(world.pools[0]!.ready).toBe(size.replicas);
      // Tables grow now and then; what is measured is what comes between.
      setDesired(world, 0, size.replicas - 60, -1);
      runWorld(world, Infinity, 200);
      return accessesOf(world, () => act(world));
    });

  it.each([
    ['spread', LARGE],
    ['bin-pack', MIDDLE],
    ['first-fit', MIDDLE],
  ])('%s: starting and stopping take logarithmic work', (placement, large) => {
    const [few, many] = both({ placement }, large, (world) => {
      const { desired } = world.pools[0]!;
      for (let i = 1; i <= 20; i++) setDesired(world, 0, desired + i, -1);
      for (let i = 19; i >= -20; i--) setDesired(world, 0, desired + i, -1);
      return 60;
    });
    expect(many! / few!).toBeLessThan(2);
  });

  it('VMs that stay defined: starting one of many stopped ones', () => {
    const [few, many] = both({ technology: 'microvm' }, LARGE, (world) => {
      const { desired } = world.pools[0]!;
      for (let i = 1; i <= 50; i++) setDesired(world, 0, desired + i, -1);
      return 50;
    });
    expect(many! / few!).toBeLessThan(2);
  });

  it.each([
    ['shared-queue', LARGE],
    ['round-robin', MIDDLE],
    ['two-random-choices', MIDDLE],
  ])('%s: requests', (loadBalancing, large) => {
    const [few, many] = both({ loadBalancing }, large, (world) => runWorld(world, Infinity, 2000));
    expect(many! / few!).toBeLessThan(2);
  });

  it('scaling all of them down and up again is no more work for each', () => {
    const [few, many] = both({}, MIDDLE, (world) => {
      const { desired } = world.pools[0]!;
      setDesired(world, 0, Math.round(desired / 2), -1);
      setDesired(world, 0, desired, -1);
      return desired;
    });
    expect(many! / few!).toBeLessThan(2);
  });
});

import { describe, expect, it } from 'vitest';
import { read } from '../../helpers/scenarios';
import { captions, fine, open, until } from '../../helpers/worlds';
import type { World } from '../../../simulations/world/world';

/** Containers of 10 workers and 1 s of work, scaled by requests at once. */
function service(arrivals: unknown, autoscaler: object = {}, extra: object = {}): World {
  return open(
    read({
      format: 'strata-scenario',
      version: 1,
      title: 'knative',
      duration: '1 h',
      hosts: [{ id: 'h', cores: 512, memory: '256 GiB' }],
      components: [
        { id: 'api', workers: 10, serviceTime: 'exponential(1 s)', mix: { network: 1 }, ...extra },
      ],
      deployments: [
        {
          id: 'd',
          technology: 'container',
          orchestrator: 'kubernetes',
          hosts: ['h'],
          place: [{ component: 'api', autoscaler: { policy: 'knative', ...autoscaler } }],
        },
      ],
      workloads: [{ id: 'load', arrivals }],
    }),
  );
}

describe('containers scaled by Knative', () => {
  it('follow the requests at once: 70 at 7 a replica are ten', () => {
    const world = until(service('poisson(52.6/s)'), 600);
    // 52.6 requests a second of 1.33 s (the network way of a container) are 70 at once.
    const seen: number[] = [];
    for (let second = 600; second < 1800; second += 20) seen.push(until(world, second).pools[0]!.ready);
    const mean = seen.reduce((sum, n) => sum + n, 0) / seen.length;
    expect(mean).toBeGreaterThan(9.5);
    expect(mean).toBeLessThan(11.5);
    fine(world);
  });

  it('go to zero 60 s and the grace after the last request, and come back for the next, which waits', () => {
    const world = service(
      {
        steps: [
          ['0 s', '5/s'],
          ['100 s', '0/s'],
          ['400 s', '0.2/s'],
        ],
      },
      {},
      { queueLimit: 0 },
    );
    until(world, 160);
    expect(world.pools[0]!.desired).toBe(1);
    until(world, 200);
    expect([world.pools[0]!.desired, world.pools[0]!.ready]).toEqual([0, 0]);
    until(world, 390);
    expect(world.pools[0]!.ready).toBe(0);
    const rejected = world.pools[0]!.rejected;
    until(world, 500);
    expect(world.pools[0]!.ready).toBeGreaterThan(0);
    expect(captions(world)).toContain('A request wakes api, which was scaled to zero');
    // Nothing was refused while there was no replica, though the component has no queue.
    expect(world.pools[0]!.rejected).toBe(rejected);
    expect(world.deployments[0]!.outcomes.arrived - world.deployments[0]!.inFlight.value).toBeGreaterThan(
      490,
    );
    fine(world);
  });

  it('panics on a burst: within 6 s more replicas are asked for than the stable window would', () => {
    const burst = {
      steps: [
        ['0 s', '5/s'],
        ['120 s', '100/s'],
      ],
    };
    const world = until(service(burst), 120);
    expect(world.pools[0]!.desired).toBeLessThanOrEqual(2);
    until(world, 126);
    expect(world.pools[0]!.scale.panicSinceMicros).toBeGreaterThan(120e6);
    // 60 s at 5/s and 6 s at 100/s are less than 20 at once over the stable window: 3 replicas.
    expect(world.pools[0]!.desired).toBeGreaterThanOrEqual(8);
    fine(until(world, 300));
  });
});

import { describe, expect, it } from 'vitest';
import type { World } from '../../../simulations/world/world';
import { read } from '../../helpers/scenarios';
import { captions, fine, open, until } from '../../helpers/worlds';

interface Fn {
  readonly id: string;
  readonly arrivals: unknown;
  readonly extra?: object;
}

/** Functions whose requests all take 10 s, and start in no time. */
function platform(functions: readonly Fn[], deployment: object = {}): World {
  return open(
    read({
      format: 'strata-scenario',
      version: 1,
      title: 'limits',
      duration: '10 min',
      functions: functions.map(({ id, extra }) => ({
        id,
        serviceTime: '10 s',
        coldTime: '10 s',
        ...extra,
      })),
      deployments: [
        {
          id: 'd',
          technology: 'cloud-function',
          place: functions.map(({ id }) => ({ function: id })),
          ...deployment,
        },
      ],
      routes: functions.map(({ id }) => ({ id, steps: [id] })),
      workloads: functions.map(({ id, arrivals }) => ({ id: `${id}-load`, route: id, arrivals })),
    }),
  );
}

/** How many requests of each function were taken and throttled. */
const counts = (world: World): number[][] =>
  world.pools.map((pool) => [pool.coldStarts + pool.warmStarts, pool.rejected]);

describe('limits of a function platform', () => {
  it('an account at its concurrency throttles every function, idle instances or not', () => {
    // At 0.5 s steps of 2/s each: 5 s fill the 20; then one leaves as one comes.
    const world = platform(
      [
        { id: 'a', arrivals: 'constant(2/s)' },
        { id: 'b', arrivals: 'constant(2/s)' },
      ],
      { accountConcurrency: 20 },
    );
    until(world, 9.9);
    const taken = counts(world).reduce((sum, [served]) => sum + served!, 0);
    expect(taken).toBe(20);
    expect(captions(world)).toContainEqual(
      expect.stringMatching(/is throttled: the account is at its limit of requests at once/),
    );
    for (let second = 10; second < 300; second += 3) {
      until(world, second);
      expect(world.pools[0]!.busyWorkers.value + world.pools[1]!.busyWorkers.value).toBeLessThanOrEqual(20);
    }
    fine(world);
  });

  it('reserved concurrency is set aside from the account’s, and limits its function', () => {
    const world = platform(
      [
        { id: 'a', arrivals: 'constant(10/s)', extra: { reserved: 5 } },
        { id: 'b', arrivals: 'constant(10/s)' },
      ],
      { accountConcurrency: 20 },
    );
    until(world, 9.9);
    expect(counts(world).map(([served]) => served)).toEqual([5, 15]);
    expect(captions(world)).toContainEqual(expect.stringContaining('a is at its reserved concurrency of 5'));
    fine(until(world, 120));
  });

  it('a function reserved to 0 is switched off', () => {
    const world = platform([{ id: 'a', arrivals: 'constant(1/s)', extra: { reserved: 0 } }]);
    until(world, 60);
    expect(world.pools[0]!.coldStarts).toBe(0);
    expect(world.pools[0]!.rejected).toBeGreaterThan(50);
  });

  it('new instances come no faster than the burst and then the rate', () => {
    // 50 requests a second want 50 instances a second; there are 30 at once and 10 a second after.
    const world = platform([
      { id: 'a', arrivals: 'constant(50/s)', extra: { scaling: { burst: 30, rate: '10/s' } } },
    ]);
    until(world, 8);
    const started = world.pools[0]!.coldStarts;
    expect(started).toBeGreaterThanOrEqual(30 + 78);
    expect(started).toBeLessThanOrEqual(30 + 80);
    expect(captions(world)).toContainEqual(
      expect.stringContaining('a gets new instances no faster than 10 a second'),
    );
    // What is not used is not saved up beyond the burst.
    until(world, 600);
    fine(world);
  });

  it('reaches 1,000 in 10 s as documented, and 3,000 after 20 s more', () => {
    const world = platform([
      {
        id: 'a',
        arrivals: 'constant(500/s)',
        extra: { scaling: {}, maxInstances: 100_000, serviceTime: '100 s', coldTime: '100 s' },
      },
    ]);
    const at = (seconds: number): number => until(world, seconds).pools[0]!.coldStarts;
    expect(at(2)).toBe(1000);
    expect(Math.abs(at(12) - 2200)).toBeLessThanOrEqual(2);
    expect(Math.abs(at(20) - 3000)).toBeLessThanOrEqual(2);
  });
});

import { describe, expect, it } from 'vitest';
import { sandboxDied } from '../../../simulations/world/orchestration';
import { copyState } from '../../../simulations/engine/copy-state';
import type { World } from '../../../simulations/world/world';
import { read } from '../../helpers/scenarios';
import { captions, fine, open, rowsOf, until } from '../../helpers/worlds';

function functionWorld(arrivals: unknown, settings: object, duration = '12 h'): World {
  return open(
    read({
      format: 'strata-scenario',
      version: 1,
      title: 'keep-alive',
      duration,
      functions: [{ id: 'fn', serviceTime: '1 s', coldTime: '2 s', ...settings }],
      deployments: [{ id: 'faas', technology: 'cloud-function', place: [{ function: 'fn' }] }],
      workloads: [{ id: 'load', arrivals }],
    }),
  );
}
const starts = (world: World): number[] => [world.pools[0]!.coldStarts, world.pools[0]!.warmStarts];
const meanInstances = (world: World): number =>
  (world.pools[0]!.instances.area +
    world.pools[0]!.instances.value * (world.simulation.nowMicros - world.pools[0]!.instances.sinceMicros)) /
  world.simulation.nowMicros;
const EVERY_HALF_HOUR = 'constant(2/h)';

describe('keep-alive', () => {
  it('none: every request finds nothing', () => {
    const world = until(functionWorld('constant(1/s)', { keepAlive: { policy: 'none' } }, '10 min'), 600);
    expect(starts(world)[1]).toBe(0);
    expect(starts(world)[0]).toBeGreaterThan(590);
    expect(captions(world)).toContainEqual(
      expect.stringMatching(/is taken away: nothing keeps an idle instance/),
    );
    fine(world);
  });

  it('fixed, as an object, is as the short form', () => {
    const short = until(functionWorld('poisson(6/h)', { keepAlive: '7 min' }), 43_200);
    const long = until(
      functionWorld('poisson(6/h)', { keepAlive: { policy: 'fixed', time: '7 min' } }),
      43_200,
    );
    expect(long.simulation.digest).toEqual(short.simulation.digest);
  });

  it('hybrid histogram: a timer every half hour is served warm for a fraction of the memory time of a long keep-alive', () => {
    const hybrid = until(
      functionWorld(EVERY_HALF_HOUR, { keepAlive: { policy: 'hybrid-histogram' } }),
      43_200,
    );
    const fixed = until(functionWorld(EVERY_HALF_HOUR, { keepAlive: '20 min' }), 43_200);
    const long = until(functionWorld(EVERY_HALF_HOUR, { keepAlive: '40 min' }), 43_200);
    // It learns for five idle times, with the instance kept; from then on it is built 27 min after the last request.
    expect(starts(hybrid)).toEqual([1, 23]);
    expect(starts(fixed)).toEqual([24, 0]);
    expect(starts(long)).toEqual([1, 23]);
    expect(captions(hybrid)).toContainEqual(expect.stringMatching(/is built ahead of the next request/));
    expect(captions(hybrid)).toContainEqual(
      expect.stringMatching(/is taken away: no request is expected for a while/),
    );
    // 5 of 23 half hours at full cost, then 3 of 30 minutes each.
    expect(meanInstances(hybrid)).toBeLessThan(meanInstances(long) * 0.36);
    fine(hybrid);
  });

  it('hybrid histogram: the instance that waited in vain goes at the end of its window', () => {
    // Every half hour until 6 h, then no more.
    const times = Array.from({ length: 13 }, (_, i) => `${i * 30} min`);
    const world = functionWorld({ times }, { keepAlive: { policy: 'hybrid-histogram' } });
    const readyAt = (minute: number): number => until(world, minute * 60).pools[0]!.ready;
    expect([361, 386, 388, 393, 395, 719].map(readyAt)).toEqual([0, 0, 1, 1, 0, 0]);
    expect(captions(world)).toContainEqual(
      expect.stringMatching(/is taken away: the request that was expected has not come/),
    );
    fine(world);
  });

  it('hybrid histogram: a crowd is served as with any keep-alive, and a checkpoint replays', () => {
    const settings = { keepAlive: { policy: 'hybrid-histogram', range: '10 min', bin: '10 s' } };
    const world = functionWorld('poisson(0.5/s)', settings, '3 h');
    until(world, 3000);
    const copy = copyState(world);
    fine(until(world, 10_000));
    until(copy, 10_000);
    expect(copy.simulation.digest).toEqual(world.simulation.digest);
    expect(world.pools[0]!.warmStarts).toBeGreaterThan(world.pools[0]!.coldStarts);
  });
});

describe('provisioned concurrency', () => {
  it('serves without a cold start what its instances can, and the rest on demand', () => {
    const world = functionWorld(
      'constant(1/s)',
      { provisioned: 3, serviceTime: '4.5 s', coldTime: '5 s' },
      '1 h',
    );
    expect(world.pools[0]!.ready).toBe(3);
    until(world, 3.9);
    expect(starts(world)).toEqual([0, 3]);
    until(world, 600);
    expect(starts(world)[0]).toBe(2);
    until(world, 3600);
    expect(rowsOf(world).filter((row) => world.sandboxes.ahead[row]! > 0).length).toBe(3);
    fine(world);
  });

  it('is not taken away when idle, and replaced when it dies', () => {
    const world = functionWorld('constant(1/h)', { provisioned: 2, keepAlive: '1 min' });
    until(world, 3000);
    expect(world.pools[0]!.ready).toBe(2);
    const dead = rowsOf(world)[0]!;
    sandboxDied(world, dead, -1);
    until(world, 3500);
    expect(world.pools[0]!.ready).toBe(2);
    expect(captions(world)).toContainEqual(expect.stringMatching(/fn-3 is provisioned again/));
    expect(starts(until(world, 10_000))[0]).toBe(0);
    fine(world);
  });
});

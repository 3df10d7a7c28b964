import { describe, expect, it } from 'vitest';
import { copyState } from '../../../simulations/engine/copy-state';
import { sandboxDied } from '../../../simulations/world/orchestration';
import { beginRollout } from '../../../simulations/world/rollout';
import { setDesired } from '../../../simulations/world/scaling';
import { STOPPING, type World } from '../../../simulations/world/world';
import { read } from '../../helpers/scenarios';
import { captions, fine, open, rowsOf, until } from '../../helpers/worlds';

function worldOf(orchestrator: string, place: object = {}, technology = 'container'): World {
  return open(
    read({
      format: 'strata-scenario',
      version: 1,
      title: 'rollout',
      duration: '1 h',
      hosts: ['a', 'b'].map((id) => ({ id, cores: 64, memory: '64 GiB' })),
      components: [{ id: 'api', workers: 8, serviceTime: 'exponential(50 ms)', memory: '64 MiB' }],
      deployments: [
        {
          id: 'd',
          technology,
          hosts: ['a', 'b'],
          orchestrator,
          place: [{ component: 'api', image: 'api:1', replicas: 8, ...place }],
        },
      ],
      workloads: [{ id: 'load', arrivals: 'poisson(40/s)' }],
    }),
  );
}

interface Seen {
  readonly most: number;
  readonly leastAvailable: number;
  readonly seconds: number;
}

/** Looks every 10 ms until the update is over. */
function watch(world: World, seconds = 600): Seen {
  const state = world.pools[0]!;
  const from = world.simulation.nowMicros / 1e6;
  let [most, least, at] = [0, Infinity, from];
  for (; at < from + seconds && state.rollingSince >= 0; at += 0.01) {
    until(world, at);
    most = Math.max(most, state.ready + state.starting);
    least = Math.min(least, state.available);
  }
  return { most, leastAvailable: least, seconds: at - from };
}
const versions = (world: World): number[] => rowsOf(world).map((row) => world.sandboxes.version[row]!);
const failed = (world: World): number => world.deployments[0]!.outcomes.failed;

describe('a rolling update', () => {
  it('under Kubernetes has at most a quarter more and a quarter fewer, and loses no request', () => {
    const world = until(worldOf('kubernetes'), 20);
    beginRollout(world, 0, 'api:2', -1);
    const { most, leastAvailable } = watch(world);
    expect([most, leastAvailable]).toEqual([10, 6]);
    expect(versions(world).filter((version) => version === 1).length).toBe(8);
    expect([world.pools[0]!.ready, world.pools[0]!.updated, world.pools[0]!.updatedAvailable]).toEqual([
      8, 8, 8,
    ]);
    expect(failed(world)).toBe(0);
    expect(captions(world)).toContain(
      'api is updated by Kubernetes: at most 2 more and 2 fewer than desired at a time',
    );
    fine(world);
  });

  it('under Swarm goes one by one, the old one first, with its delay between', () => {
    const world = until(worldOf('swarm'), 20);
    beginRollout(world, 0, 'api:2', -1);
    const quick = watch(world);
    expect([quick.most, quick.leastAvailable]).toEqual([8, 7]);
    const slow = until(worldOf('swarm', { update: { delay: '10 s' } }), 20);
    beginRollout(slow, 0, 'api:2', -1);
    // Eight steps with seven delays between them; start-ups are the same draws.
    expect(watch(slow).seconds - quick.seconds).toBeGreaterThan(69);
    expect(slow.pools[0]!.updatedAvailable).toBe(8);
    const first = until(worldOf('swarm', { update: { order: 'start-first', parallelism: 2 } }), 20);
    beginRollout(first, 0, 'api:2', -1);
    const seen = watch(first);
    expect([seen.most, seen.leastAvailable]).toEqual([10, 8]);
    fine(first);
  });

  it('by hand stops all, then starts all: there is a gap', () => {
    const world = until(worldOf('none'), 20);
    beginRollout(world, 0, 'api:2', -1);
    expect(watch(world)).toMatchObject({ most: 8, leastAvailable: 0 });
    expect(versions(world)).toEqual(Array.from({ length: 8 }, () => 1));
    fine(world);
  });

  it('counts a replica as available once it has been ready for long enough', () => {
    const quick = until(worldOf('kubernetes'), 20);
    beginRollout(quick, 0, 'api:2', -1);
    const without = watch(quick).seconds;
    const world = until(worldOf('kubernetes', { update: { minReady: '30 s' } }), 60);
    expect(world.pools[0]!.available).toBe(8);
    beginRollout(world, 0, 'api:2', -1);
    const { seconds, leastAvailable } = watch(world);
    expect(leastAvailable).toBe(6);
    expect(seconds).toBeGreaterThan(without + 30);
    fine(world);
  });

  it('of VMs stops and starts what stays defined', () => {
    const world = until(worldOf('none', { memory: '512 MiB' }, 'full-vm-type-1'), 20);
    beginRollout(world, 0, 'api:2', -1);
    watch(world);
    expect(rowsOf(world).length).toBe(8);
    expect(versions(world)).toEqual(Array.from({ length: 8 }, () => 1));
    fine(world);
  });

  it('goes on through deaths, another update, scaling and a checkpoint', () => {
    const world = until(worldOf('kubernetes'), 20);
    beginRollout(world, 0, 'api:2', -1);
    until(world, 22);
    sandboxDied(world, rowsOf(world)[0]!, -1);
    sandboxDied(world, rowsOf(world).at(-1)!, -1);
    until(world, 23);
    setDesired(world, 0, 11, -1);
    beginRollout(world, 0, 'api:3', -1);
    until(world, 24);
    const copy = copyState(world);
    until(world, 300);
    until(copy, 300);
    expect(copy.simulation.digest).toEqual(world.simulation.digest);
    expect(world.pools[0]!.rollingSince).toBe(-1);
    expect(versions(world)).toEqual(Array.from({ length: 11 }, () => 2));
    expect(rowsOf(world).filter((row) => world.sandboxes.state[row] === STOPPING)).toEqual([]);
    fine(world);
  });
});

describe('readiness', () => {
  it('is asked for after the delay and then every period', () => {
    const times = (readiness: object): number[] => {
      const world = until(worldOf('none', { readiness }), 1);
      setDesired(world, 0, 28, -1);
      until(world, 120);
      return rowsOf(world)
        .slice(8)
        .map((row) => {
          const at = row * 8;
          // From the start of the application's code to ready.
          const code = world.model.pools[0]!.phases.findIndex((phase) => phase.layer === 'ap');
          return (world.sandboxes.readyAt[row]! - world.sandboxes.phaseEnds[at + code - 1]!) / 1e6;
        });
    };
    // The application answers after 1 to 3 s: at 5 s with a delay of 5 s, else at the next multiple of 2 s.
    expect(new Set(times({ delay: '5 s', period: '10 s' }))).toEqual(new Set([5]));
    const every2 = times({ delay: '0 s', period: '2 s' });
    expect(every2).toContain(2);
    expect(every2.every((seconds) => seconds === 2 || seconds === 4)).toBe(true);
  });
});

describe('the scheduler of Kubernetes', () => {
  it('places a hundred a second, one after the other', () => {
    const world = until(worldOf('kubernetes'), 1);
    setDesired(world, 0, 108, -1);
    const begun = (): number =>
      rowsOf(world).filter(
        (row) => world.sandboxes.createdAt[row] === 1e6 && world.sandboxes.phase[row]! >= 0,
      ).length;
    expect(begun()).toBe(1);
    until(world, 1.305);
    expect(begun()).toBe(31);
    until(world, 2);
    expect(begun()).toBe(100);
    fine(until(world, 30));
    expect(world.pools[0]!.ready).toBe(108);
  });
});

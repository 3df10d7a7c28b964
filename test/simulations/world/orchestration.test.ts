import { describe, expect, it } from 'vitest';
import { copyState } from '../../../simulations/engine/copy-state';
import { runWorld } from '../../../simulations/world/events';
import { hostLost, hostReturned, sandboxDied } from '../../../simulations/world/orchestration';
import { presentOf, setDesired } from '../../../simulations/world/scaling';
import { DEAD, RUNNING, STARTING, type World } from '../../../simulations/world/world';
import { read } from '../../helpers/scenarios';
import { fine, open, rowsOf, until } from '../../helpers/worlds';

interface Settings {
  readonly orchestrator?: string;
  readonly technology?: string;
  readonly hosts?: number;
  readonly replicas?: number;
  readonly arrivals?: unknown;
  readonly place?: object;
  readonly memory?: string;
}

function worldOf({ orchestrator = 'none', hosts = 2, replicas = 2, ...rest }: Settings = {}): World {
  const ids = Array.from({ length: hosts }, (_, i) => `h${i}`);
  const scenario = read({
    format: 'strata-scenario',
    version: 1,
    title: 'orchestration',
    duration: '2 h',
    hosts: ids.map((id) => ({ id, cores: 64, memory: rest.memory ?? '16 GiB' })),
    components: [{ id: 'api', workers: 4, serviceTime: 'exponential(100 ms)' }],
    deployments: [
      {
        id: 'd',
        technology: rest.technology ?? 'container',
        hosts: ids,
        orchestrator,
        place: [{ component: 'api', replicas, ...rest.place }],
      },
    ],
    workloads: [{ id: 'load', arrivals: rest.arrivals ?? 'poisson(5/s)' }],
  });
  return open(scenario);
}

const states = (world: World): number[] => rowsOf(world).map((row) => world.sandboxes.state[row]!);
describe('a sandbox that dies', () => {
  it('is restarted in place by Kubernetes: at once, then after 10 s, 20 s, 40 s and so on, at most 5 min', () => {
    const world = until(worldOf({ orchestrator: 'kubernetes', replicas: 1 }), 700);
    const [row] = rowsOf(world) as [number];
    const delays: number[] = [];
    for (let crash = 0; crash < 8; crash++) {
      const diedAt = world.simulation.nowMicros;
      sandboxDied(world, row, -1);
      expect(states(world)).toEqual([DEAD]);
      while (world.sandboxes.state[row] === DEAD) runWorld(world, Infinity, 1);
      delays.push((world.simulation.nowMicros - diedAt) / 1e6);
      expect(world.sandboxes.state[row]).toBe(STARTING);
      fine(world);
    }
    expect(delays).toEqual([1, 10, 20, 40, 80, 160, 300, 300]);
    expect(world.sandboxes.restarts[row]).toBe(8);
    until(world, world.simulation.nowMicros / 1e6 + 700);
    const diedAt = world.simulation.nowMicros;
    sandboxDied(world, row, -1);
    while (world.sandboxes.state[row] === DEAD) runWorld(world, Infinity, 1);
    expect(world.simulation.nowMicros - diedAt).toBe(1e6);
  });

  it('is replaced by a new task under Swarm, after the restart delay of 5 s', () => {
    const world = until(worldOf({ orchestrator: 'swarm', replicas: 2 }), 100);
    const [row] = rowsOf(world) as [number];
    sandboxDied(world, row, -1);
    expect(states(world)).toEqual([DEAD, RUNNING]);
    until(world, 104.9);
    expect(states(world)).toEqual([DEAD, RUNNING]);
    until(world, 105);
    expect(states(world)).toEqual([RUNNING, STARTING]);
    expect(rowsOf(world).map((r) => world.sandboxes.serial[r])).toEqual([2, 3]);
    fine(until(world, 200));
  });

  it('stays down where nothing looks after it, and keeps no memory', () => {
    const world = until(worldOf({ replicas: 2 }), 100);
    const taken = world.hosts.map((host) => host.takenBytes);
    sandboxDied(world, rowsOf(world)[0]!, -1);
    until(world, 4000);
    expect(states(world)).toEqual([DEAD, RUNNING]);
    expect(world.hosts.map((host) => host.takenBytes)).not.toEqual(taken);
    expect(world.pools[0]!.ready).toBe(1);
    fine(world);
  });

  it('is replaced by a scale group of VMs after its health checks', () => {
    const place = { autoscaler: { policy: 'vm-scale-group', min: 2, max: 4 }, memory: '1 GiB' };
    const world = until(worldOf({ technology: 'full-vm-type-1', place }), 100);
    sandboxDied(world, rowsOf(world)[1]!, -1);
    until(world, 159);
    expect(world.pools[0]!.starting).toBe(0);
    until(world, 161);
    expect(world.pools[0]!.starting).toBe(1);
    fine(world);
  });

  it('fails what it served, hands on what waited for it, and gives no call to a dead worker', () => {
    const world = until(worldOf({ arrivals: 'poisson(70/s)', place: { loadBalancing: 'round-robin' } }), 30);
    const before = world.deployments[0]!.outcomes.failed;
    const row = rowsOf(world)[0]!;
    const busy = world.sandboxes.busy[row]!;
    expect(busy).toBeGreaterThan(0);
    sandboxDied(world, row, -1);
    expect(world.deployments[0]!.outcomes.failed - before).toBe(busy);
    expect([world.sandboxes.busy[row], world.sandboxes.queued[row]]).toEqual([0, 0]);
    const served = world.sandboxes.served[row];
    fine(until(world, 40));
    expect(world.sandboxes.served[row]).toBe(served);
  });

  it('dies while it starts or stops too', () => {
    const world = until(worldOf({ orchestrator: 'kubernetes', arrivals: 'poisson(30/s)' }), 30);
    setDesired(world, 0, 4, -1);
    const starting = rowsOf(world).filter((row) => world.sandboxes.state[row] === STARTING);
    expect(starting.length).toBe(2);
    for (const row of starting) sandboxDied(world, row, -1);
    expect(presentOf(world.pools[0]!)).toBe(4);
    setDesired(world, 0, 2, -1);
    expect([world.pools[0]!.ready, world.pools[0]!.awaiting]).toEqual([2, 0]);
    setDesired(world, 0, 1, -1);
    for (const row of rowsOf(world)) sandboxDied(world, row, -1);
    fine(until(world, 60));
    expect(world.pools[0]!.ready).toBe(1);
  });
});

describe('a host that is lost', () => {
  const on = (world: World, host: number): number =>
    rowsOf(world).filter((row) => world.sandboxes.host[row] === host && world.sandboxes.state[row] !== DEAD)
      .length;

  it.each([
    ['kubernetes', 340],
    ['swarm', 15],
  ])('%s places elsewhere what stood on it after %d s', (orchestrator, grace) => {
    const world = until(worldOf({ orchestrator, replicas: 6 }), 50);
    expect([on(world, 0), on(world, 1)]).toEqual([3, 3]);
    hostLost(world, 0, -1);
    expect([on(world, 0), on(world, 1)]).toEqual([0, 3]);
    until(world, 50 + grace - 1);
    expect([on(world, 0), on(world, 1)]).toEqual([0, 3]);
    until(world, 50 + grace);
    expect([on(world, 0), on(world, 1)]).toEqual([0, 6]);
    fine(until(world, 600));
    hostReturned(world, 0, -1);
    setDesired(world, 0, 8, -1);
    expect(on(world, 0)).toBe(2);
  });

  it('starts again what stood on it when it returns within the grace', () => {
    const world = until(worldOf({ orchestrator: 'kubernetes', replicas: 4 }), 50);
    hostLost(world, 1, -1);
    until(world, 80);
    hostReturned(world, 1, -1);
    expect([on(world, 0), on(world, 1)]).toEqual([2, 2]);
    until(world, 500);
    expect(rowsOf(world).map((row) => world.sandboxes.serial[row])).toEqual([1, 2, 3, 4]);
    expect(world.pools[0]!.ready).toBe(4);
    fine(world);
  });

  it('leaves pending what fits nowhere, and places it when there is room', () => {
    const world = until(worldOf({ orchestrator: 'swarm', replicas: 6, memory: '1200 MiB' }), 50);
    expect(on(world, 0)).toBe(3);
    hostLost(world, 0, -1);
    until(world, 100);
    const present = presentOf(world.pools[0]!);
    expect(present).toBeLessThan(6);
    hostReturned(world, 0, -1);
    until(world, 111);
    expect(presentOf(world.pools[0]!)).toBe(6);
    fine(world);
  });

  it('is the same world after a checkpoint', () => {
    const world = until(worldOf({ orchestrator: 'swarm', replicas: 4, arrivals: 'poisson(20/s)' }), 50);
    hostLost(world, 0, -1);
    until(world, 52);
    const copy = copyState(world);
    until(world, 90);
    until(copy, 90);
    expect(copy.simulation.digest).toEqual(world.simulation.digest);
  });
});

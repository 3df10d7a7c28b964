/** What the tables of a world say twice must agree: counted anew from the rows, and as the pools keep it. */
import type { Lab } from '../../simulations';
import { memberRows } from '../../simulations/world/members';
import { aliveRows } from '../../simulations/world/rows';
import { RUNNING, STARTING } from '../../simulations/world/world';

export function inconsistencies({ world }: Lab): readonly string[] {
  const { sandboxes, calls } = world;
  const bad: string[] = [];
  const same = (what: string, counted: number, kept: number): void => {
    if (Math.abs(counted - kept) > 1e-6) bad.push(`${what}: ${counted} counted, ${kept} kept`);
  };
  const inService = new Map<number, number>();
  for (const call of aliveRows(calls)) {
    const row = calls.sandbox[call] as number;
    if (row >= 0 && sandboxes.firstCall[row] !== call) inService.set(row, (inService.get(row) ?? 0) + 1);
  }
  world.pools.forEach((state, index) => {
    const name = world.model.pools[index]?.sandboxName ?? '';
    const rows = memberRows(state.members);
    const count = (fits: (row: number) => boolean): number => rows.filter(fits).length;
    const isUp = (row: number): boolean => sandboxes.state[row] === RUNNING;
    same(`${name} ready`, count(isUp), state.ready);
    same(
      `${name} starting`,
      count((row) => sandboxes.state[row] === STARTING),
      state.starting,
    );
    same(
      `${name} paused`,
      count((row) => sandboxes.paused[row] === 1),
      state.paused,
    );
    let [busy, waiting] = [0, 0];
    for (const row of rows) {
      same(`${name}-${sandboxes.serial[row]} busy`, inService.get(row) ?? 0, sandboxes.busy[row] as number);
      busy += Math.min(sandboxes.busy[row] as number, world.model.pools[index]?.workers ?? 0);
      waiting += sandboxes.waiting[row] as number;
      if (sandboxes.paused[row] === 1 && !isUp(row))
        bad.push(`${name}-${sandboxes.serial[row]} is paused and not up`);
    }
    same(`${name} busy workers`, busy, state.busyWorkers.value);
    same(`${name} waiting workers`, waiting, state.waitingWorkers.value);
    same(`${name} workers`, state.ready * (world.model.pools[index]?.workers ?? 0), state.workers.value);
    let queued = 0;
    for (const first of [state.queueFirst, ...rows.map((row) => sandboxes.queueFirst[row] as number)])
      for (let call = first; call >= 0; call = calls.next[call] as number) queued++;
    same(`${name} queued`, queued, state.queued.value);
  });
  world.hosts.forEach((host, i) => {
    const id = world.model.hosts[i]?.id ?? '';
    for (const share of [host.cores, host.disk, host.network])
      for (const one of share?.classes ?? [])
        if (one.jobs < 0 || one.jobs > one.size + burning(world, i))
          bad.push(`${id}: ${one.jobs} jobs, ${one.size} entries`);
    if (host.closed < 0) bad.push(`${id} is closed ${host.closed} times`);
    if (host.cpuDemand < -1e-6) bad.push(`${id}: a demand of ${host.cpuDemand} cores`);
  });
  return bad;
}

/** Jobs without an end have no entry in the share. */
const burning = (world: Lab['world'], host: number): number =>
  world.faults.active.reduce((sum, fault) => (fault.host === host ? sum + fault.burning : sum), 0);

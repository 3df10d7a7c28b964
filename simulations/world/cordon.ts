/**
 * A host is closed for what is new (cordoned), and emptied (drained): what runs there finishes what it has begun and is
 * replaced elsewhere at once, where there is room. What stands there may be started again in place.
 */
import { hostChanged } from './host-choice';
import { note, NOTICE_KINDS } from './notices';
import { isAwaited } from './orchestration';
import { poolState } from './pools';
import { aliveRows } from './rows';
import { removeRow } from './sandboxes';
import { fillUp } from './scaling';
import { stopSandbox } from './stopping';
import { RUNNING, STARTING, type HostState, type World } from './world';

export function setCordon(world: World, host: number, cordoned: boolean, cause: number): void {
  const state = world.hosts[host] as HostState;
  if (state.cordoned === cordoned) return;
  state.cordoned = cordoned;
  hostChanged(world, host);
  const what = cordoned ? NOTICE_KINDS.hostCordoned : NOTICE_KINDS.hostUncordoned;
  note(world.notices, world.simulation.nowMicros, what, -1 - host, 0, 0, 0, cause);
}

/** What a drain would take from a host: what runs or starts there, and what its orchestrator would bring back there. */
export const drainable = (world: World, host: number): readonly number[] =>
  aliveRows(world.sandboxes).filter((row) => {
    const state = world.sandboxes.state[row];
    return (
      world.sandboxes.host[row] === host && (state === RUNNING || state === STARTING || isAwaited(world, row))
    );
  });

export function drainHost(world: World, host: number, cause: number): number {
  setCordon(world, host, true, cause);
  const rows = drainable(world, host);
  const drained = note(
    world.notices,
    world.simulation.nowMicros,
    NOTICE_KINDS.hostDrained,
    -1 - host,
    0,
    rows.length,
    0,
    cause,
  );
  const pools = new Set(rows.map((row) => world.sandboxes.pool[row] as number));
  for (const row of rows) {
    if (isAwaited(world, row)) {
      poolState(world, world.sandboxes.pool[row] as number).awaiting--;
      removeRow(world, row);
    } else stopSandbox(world, row, drained);
  }
  for (const pool of pools) fillUp(world, pool, drained);
  return rows.length;
}

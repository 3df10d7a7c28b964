/**
 * Snapshots of guests, as those inside a qcow2 image. Of a VM that is shut off only the state of its disk is kept, which
 * costs nothing at that instant. Of one that runs, the memory that it touches is written to the disk of its host too,
 * and it stands still meanwhile. Going back throws away what the guest does: requests in service fail, its memory is
 * read from the disk, and it goes on as it was. The rest of the world does not go back.
 */
import { countDone, type DoneJob } from '../engine/fair-share';
import type { Technology } from '../technologies/technology';
import { addValue } from '../statistics/tally';
import { dropCalls, failLost } from './ending';
import { resumeSandbox } from './flow';
import { pauseSandbox } from './freeze';
import { addTouched, holdMemory, touchedBytes } from './memory';
import { note, NOTICE_KINDS, type NumberedKind } from './notices';
import { takeMemory } from './placement';
import { poolModel, poolState } from './pools';
import { markReady, setState } from './sandboxes';
import { beginCopy, snapshotJob } from './snapshot-copy';
import type { Snapshot } from './snapshot-state';
import { askAgain, stopSandbox } from './stopping';
import { DEAD, RUNNING, STARTING, STOPPED, type World } from './world';

/** Why sandboxes of a technology have no snapshots of this kind; null where they have. */
export function snapshotRefusal(technology: Technology): string | null {
  const hasGuest = technology.stack.some((one) => one.layer === 'go' && one.scope === 'own');
  if (hasGuest && technology.staysDefined) return null;
  return technology.perRequest
    ? 'what it keeps between two requests is its platform’s matter'
    : 'it is started anew from its image instead';
}

const isUp = (world: World, row: number): boolean => world.sandboxes.state[row] === RUNNING;

function say(world: World, row: number, what: NumberedKind, value: number, cause: number): number {
  const { sandboxes, simulation, notices } = world;
  const [pool, serial] = [sandboxes.pool[row] as number, sandboxes.serial[row] as number];
  return note(notices, simulation.nowMicros, what, pool, serial, value, 0, cause);
}

/** Keeps a VM as it is now under a name; what the command checks is that it runs or is shut off. */
export function beginSnapshot(world: World, row: number, name: string, cause: number): Snapshot {
  const { sandboxes, snapshots, simulation } = world;
  const { requestBytes } = poolModel(world, sandboxes.pool[row] as number);
  const runs = isUp(world, row);
  const inService = requestBytes * (sandboxes.busy[row] as number);
  const snapshot: Snapshot = {
    id: ++snapshots.count,
    row,
    name,
    atMicros: simulation.nowMicros,
    memoryBytes: runs ? touchedBytes(world, row) : 0,
    grownBytes: runs ? Math.max(0, (sandboxes.grown[row] as number) - inService) : 0,
    writtenBytes: sandboxes.written[row] as number,
  };
  snapshots.kept.push(snapshot);
  const begun = say(world, row, NOTICE_KINDS.snapshotBegan, snapshot.memoryBytes, cause);
  if (runs) copyMemory(world, snapshot, false, begun);
  return snapshot;
}

function copyMemory(world: World, snapshot: Snapshot, restores: boolean, cause: number): void {
  const { row, memoryBytes } = snapshot;
  const staysPaused = !restores && world.sandboxes.paused[row] === 1;
  if (world.sandboxes.paused[row] !== 1) pauseSandbox(world, row, cause);
  beginCopy(world, {
    id: ++world.snapshots.count,
    row,
    snapshot: snapshot.id,
    restores,
    bytes: memoryBytes,
    startedMicros: world.simulation.nowMicros,
    staysPaused,
    notice: cause,
  });
}

/** The memory has been written or read: the VM goes on. */
export function endCopy(world: World, { id, of }: DoneJob): void {
  const { snapshots, simulation, sandboxes } = world;
  const work = snapshots.active.find((one) => snapshotJob(one.id) === id);
  if (work === undefined) return;
  countDone(of);
  snapshots.active = snapshots.active.filter((one) => one !== work);
  const what = work.restores ? NOTICE_KINDS.snapshotRestored : NOTICE_KINDS.snapshotTaken;
  const ended = say(world, work.row, what, simulation.nowMicros - work.startedMicros, work.notice);
  if (sandboxes.paused[work.row] === 1 && !work.staysPaused) resumeSandbox(world, work.row, ended);
}

/** Puts a VM back; what the command checks is that it has room, and neither starts nor stops. */
export function beginRevert(world: World, snapshot: Snapshot, cause: number): void {
  const { row, memoryBytes, writtenBytes, grownBytes } = snapshot;
  const { sandboxes } = world;
  const begun = say(world, row, NOTICE_KINDS.snapshotReverts, memoryBytes, cause);
  if (isUp(world, row)) {
    if (memoryBytes > 0 && sandboxes.paused[row] !== 1) pauseSandbox(world, row, begun);
    const lost = dropCalls(world, row);
    askAgain(world, row);
    failLost(world, lost, begun);
  } else if (memoryBytes > 0) bringUp(world, row, begun);
  sandboxes.written[row] = writtenBytes;
  if (memoryBytes > 0) {
    addTouched(world, row, grownBytes - (sandboxes.grown[row] as number));
    copyMemory(world, snapshot, true, begun);
  } else if (isUp(world, row)) {
    const state = poolState(world, sandboxes.pool[row] as number);
    state.desired = Math.max(0, state.desired - 1);
    stopSandbox(world, row, begun);
  }
}

/** A VM that was shut off runs again without booting: its memory comes from the snapshot. */
function bringUp(world: World, row: number, cause: number): void {
  const { sandboxes, simulation } = world;
  const pool = poolModel(world, sandboxes.pool[row] as number);
  const state = poolState(world, pool.index);
  const now = simulation.nowMicros;
  const host = sandboxes.host[row] as number;
  if (host >= 0) takeMemory(world, host, pool.takenBytes);
  holdMemory(world, row);
  addValue(state.instances, now, 1);
  sandboxes.notice[row] = cause;
  setState(world, row, STARTING);
  sandboxes.createdAt[row] = now;
  state.starting++;
  addValue(state.startingInstances, now, 1);
  state.desired++;
  markReady(world, row);
  pauseSandbox(world, row, cause);
}

export const isShutOff = (world: World, row: number): boolean =>
  world.sandboxes.state[row] === STOPPED || world.sandboxes.state[row] === DEAD;

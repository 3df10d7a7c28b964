/** Sandboxes come to stand on a host: they take memory there, and the lowest free place on its floor. */
import { addMember, lowestMember, removeMember } from '../base/bitset';
import { addValue } from '../statistics/tally';
import type { PoolModel } from './model';
import { freeBytes, hostChanged, placeOn } from './host-choice';
import { forgetNest } from './cores';
import { imageIndex } from './images';
import { addSandbox } from './members';
import { holdMemory } from './memory';
import { note, NOTICE_KINDS } from './notices';
import { takeRow } from './rows';
import { poolModel, poolState } from './pools';
import { AS_EVER, STOPPED, type HostState, type World } from './world';

/** Takes (or, negative, gives back) memory of a host. */
export function takeMemory(world: World, host: number, bytes: number): void {
  (world.hosts[host] as HostState).takenBytes += bytes;
  hostChanged(world, host);
}

/** Takes memory on a host and a row; undefined (and a notice) when no host has room. */
export function placeSandbox(world: World, pool: number, cause: number): number | undefined {
  const model = poolModel(world, pool);
  const state = poolState(world, pool);
  const now = world.simulation.nowMicros;
  const host = placeOn(world, model);
  if (host === undefined) {
    noteNoRoom(world, model, state.serial + 1, cause);
    return undefined;
  }
  if (host >= 0) {
    takeMemory(world, host, model.takenBytes);
    (world.hosts[host] as HostState).noRoom = null;
  }
  const { sandboxes } = world;
  const row = takeRow(sandboxes);
  sandboxes.pool[row] = pool;
  sandboxes.host[row] = host;
  sandboxes.slot[row] = takeSlot(world, host);
  sandboxes.serial[row] = ++state.serial;
  sandboxes.createdAt[row] = now;
  sandboxes.readyAt[row] = now;
  sandboxes.idleSince[row] = now;
  sandboxes.idlePrevious[row] = -2;
  sandboxes.queueFirst[row] = -1;
  sandboxes.queueLast[row] = -1;
  sandboxes.queued[row] = 0;
  sandboxes.busy[row] = 0;
  sandboxes.waiting[row] = 0;
  sandboxes.served[row] = 0;
  sandboxes.firstCall[row] = -1;
  sandboxes.notice[row] = cause;
  sandboxes.phase[row] = 0;
  sandboxes.computing[row] = 0;
  sandboxes.cores[row] = 0;
  sandboxes.written[row] = 0;
  forgetNest(world, row);
  sandboxes.idleTimerAt[row] = -1;
  sandboxes.ahead[row] = 0;
  sandboxes.paused[row] = 0;
  sandboxes.state[row] = STOPPED;
  sandboxes.version[row] = state.version;
  sandboxes.image[row] = imageIndex(world, state.images[state.version] ?? null);
  sandboxes.available[row] = 0;
  sandboxes.afterStop[row] = AS_EVER;
  sandboxes.restarts[row] = 0;
  sandboxes.backOff[row] = 0;
  holdMemory(world, row);
  addSandbox(state.members, sandboxes, row);
  addValue(state.instances, now, 1);
  return row;
}

function noteNoRoom(world: World, pool: PoolModel, serial: number, cause: number): void {
  const where = pool.hosts[0] ?? 0;
  (world.hosts[where] as HostState).noRoom = {
    label: `${pool.sandboxName}-${serial}`,
    neededBytes: pool.takenBytes,
    freeBytes: freeBytes(world, where),
  };
  note(world.notices, world.simulation.nowMicros, NOTICE_KINDS.noRoom, pool.index, serial, 0, 0, cause);
}

export function takeSlot(world: World, host: number): number {
  const state = world.hosts[host];
  if (state === undefined) return 0;
  state.occupied++;
  hostChanged(world, host);
  const lowest = lowestMember(state.freeSlots);
  if (lowest < 0) return state.slots++;
  removeMember(state.freeSlots, lowest);
  return lowest;
}

export function giveSlotBack(world: World, row: number): void {
  const host = world.sandboxes.host[row] as number;
  const state = world.hosts[host];
  if (state === undefined) return;
  addMember(state.freeSlots, world.sandboxes.slot[row] as number);
  state.occupied--;
  hostChanged(world, host);
}

/** Where sandboxes stand: the host with the most free memory, and the lowest free place on its floor. */
import { addMember, lowestMember, removeMember } from '../base/bitset';
import { leastPlace, setKey, type Tournament } from '../base/tournament';
import { addValue } from '../statistics/tally';
import type { PoolModel } from './model';
import { addSandbox } from './members';
import { note, NOTICE_KINDS } from './notices';
import { takeRow } from './rows';
import { poolModel, poolState } from './pools';
import type { HostState, World } from './world';

export function freeBytes(world: World, host: number): number {
  const model = world.model.hosts[host];
  if (model === undefined) return Infinity;
  return model.memoryBytes - model.plateBytes - (world.hosts[host] as HostState).takenBytes;
}

/** Takes (or, negative, gives back) memory of a host. */
export function takeMemory(world: World, host: number, bytes: number): void {
  (world.hosts[host] as HostState).takenBytes += bytes;
  hostChanged(world, host);
}

/** The room on a host is another, or it was lost or is back: its place in every deployment's choice follows. */
export function hostChanged(world: World, host: number): void {
  for (const { deployment, place } of world.model.hosts[host]?.choices ?? [])
    setKey(
      world.room[deployment] as Tournament,
      place,
      isOpen(world, host) ? -freeBytes(world, host) : Infinity,
    );
}

/** Whether something may be placed or started there: it is not lost, and what starts sandboxes there runs. */
export function isOpen(world: World, host: number): boolean {
  const state = world.hosts[host];
  return state === undefined || (state.lostAt < 0 && state.closed === 0);
}

/** The host with the most free memory, if it has room; -1 = anywhere, undefined = no room. */
function placeOn(world: World, pool: PoolModel): number | undefined {
  if (pool.hosts.length === 0) return -1;
  const room = world.room[pool.deployment];
  const place = room === undefined ? -1 : leastPlace(room);
  const host = pool.hosts[place];
  const fits = host !== undefined && isOpen(world, host) && freeBytes(world, host) >= pool.takenBytes;
  return fits ? host : undefined;
}

/** Whether one more sandbox of the pool would find a host. */
export const hasRoom = (world: World, pool: number): boolean =>
  placeOn(world, poolModel(world, pool)) !== undefined;

/** Every host takes part in the choice from the beginning. */
export function openHosts(world: World): void {
  world.model.hosts.forEach((_host, i) => takeMemory(world, i, 0));
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
  sandboxes.paused[row] = 0;
  sandboxes.restarts[row] = 0;
  sandboxes.backOff[row] = 0;
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

function takeSlot(world: World, host: number): number {
  const state = world.hosts[host];
  if (state === undefined) return 0;
  const lowest = lowestMember(state.freeSlots);
  if (lowest < 0) return state.slots++;
  removeMember(state.freeSlots, lowest);
  return lowest;
}

export function giveSlotBack(world: World, row: number): void {
  const state = world.hosts[world.sandboxes.host[row] as number];
  if (state !== undefined) addMember(state.freeSlots, world.sandboxes.slot[row] as number);
}

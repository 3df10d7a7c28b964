/**
 * The memory of a host as its sandboxes hold it. A virtual machine on a host that does not overcommit holds all that it was
 * assigned; everything else holds what it touches: its own layers, its application, what requests in service need and what
 * leaks. Pages that guests have in common may be shared. Past the capacity of the host guests give back what they only
 * cache (ballooning), then pages go to swap and all work there takes longer, then somebody is killed (out-of-memory.ts).
 */
import { scheduleIn } from '../engine/simulation';
import { assumed, type Basis } from '../technologies/basis';
import { MEMORY_SHORT } from './event-kinds';
import type { HostModel, PoolModel } from './model';
import { poolModel } from './pools';
import type { HostState, World } from './world';

/** Of what a guest's services take, this much is cache that a balloon driver gives back (assumed). */
const BALLOONABLE = 0.4;
/** Of a guest's kernel and services, this much is the same in every guest of its kind (assumed; no figure was found). */
const ALIKE = 0.3;
export const SHARING_BASIS: Basis = assumed(
  '30 % of a guest’s kernel and services are the same in all of its kind',
);

/** How a host stands: each stage does more than the one before. */
export const ENOUGH = 0;
export const BALLOONING = 1;
export const SWAPPING = 2;
export const LACKING = 3;

export interface Pressure {
  /** What sandboxes would hold if nothing were shared, ballooned or swapped. */
  readonly heldBytes: number;
  readonly sharedBytes: number;
  readonly balloonedBytes: number;
  readonly swappedBytes: number;
  /** What is missing after all that. */
  readonly lackingBytes: number;
}

/** All that it was assigned is kept for it, touched or not. */
export const isPinned = (pool: PoolModel, host: HostModel | undefined): boolean =>
  pool.technology.memoryIsReserved && (host === undefined || host.memoryRatio <= 1);

/** What a sandbox touches: its own layers, and what it took since. */
export const touchedBytes = (world: World, row: number): number =>
  poolModel(world, world.sandboxes.pool[row] as number).residentBytes +
  (world.sandboxes.grown[row] as number);

function heldBytes(world: World, row: number, pool: PoolModel): number {
  const host = world.model.hosts[world.sandboxes.host[row] as number];
  const touched = touchedBytes(world, row);
  return isPinned(pool, host) ? Math.max(pool.takenBytes, touched) : touched;
}

/** The sandbox, new or booted again, has touched nothing but its own layers. */
export function holdMemory(world: World, row: number): void {
  const { sandboxes } = world;
  const state = world.hosts[sandboxes.host[row] as number];
  sandboxes.grown[row] = 0;
  if (state === undefined) return;
  const pool = poolModel(world, sandboxes.pool[row] as number);
  state.residents++;
  state.vcpus += pool.vcpus;
  state.heldBytes += heldBytes(world, row, pool);
  countGuest(world, row, pool, 1);
  lookAtMemory(world, row);
}

/** It is gone, with all that it held. */
export function dropMemory(world: World, row: number): void {
  const { sandboxes } = world;
  const state = world.hosts[sandboxes.host[row] as number];
  if (state === undefined) return;
  const pool = poolModel(world, sandboxes.pool[row] as number);
  state.residents--;
  state.vcpus -= pool.vcpus;
  state.heldBytes -= heldBytes(world, row, pool);
  countGuest(world, row, pool, -1);
  sandboxes.grown[row] = 0;
  lookAtMemory(world, row);
}

/** It moves to another host with all that it touched. */
export function moveMemory(world: World, row: number, to: number): void {
  const { sandboxes } = world;
  const grown = sandboxes.grown[row] as number;
  dropMemory(world, row);
  sandboxes.host[row] = to;
  holdMemory(world, row);
  addTouched(world, row, grown);
}

/** What has touched more than it may is dealt with by an event of this instant. */
export function checkLimit(world: World, row: number): void {
  const { sandboxes, simulation } = world;
  if (touchedBytes(world, row) > poolModel(world, sandboxes.pool[row] as number).limitBytes)
    scheduleIn(simulation, 0, MEMORY_SHORT, row, sandboxes.generation[row] as number);
}

/**
 * A sandbox touches more memory than before, or (negative) gives some back: requests in service, a leak. Beyond what it may
 * have, or past what its host has, the matter is settled by an event of the same instant.
 */
export function addTouched(world: World, row: number, bytes: number): void {
  const { sandboxes } = world;
  if (bytes === 0) return;
  const pool = poolModel(world, sandboxes.pool[row] as number);
  const state = world.hosts[sandboxes.host[row] as number];
  const before = heldBytes(world, row, pool);
  sandboxes.grown[row] = Math.max(0, (sandboxes.grown[row] as number) + bytes);
  if (bytes > 0) checkLimit(world, row);
  if (state === undefined) return;
  state.heldBytes += heldBytes(world, row, pool) - before;
  lookAtMemory(world, row);
}

/** Guests whose memory is not pinned can share and give back. */
function countGuest(world: World, row: number, { guest, ...pool }: PoolModel, change: 1 | -1): void {
  const host = world.sandboxes.host[row] as number;
  const state = world.hosts[host] as HostState;
  const model = world.model.hosts[host] as HostModel;
  if (guest === null || (pool.technology.memoryIsReserved && model.memoryRatio <= 1)) return;
  const before = state.guests[guest.id] ?? 0;
  state.guests[guest.id] = before + change;
  if (model.ballooning) state.balloonableBytes += change * Math.round(guest.userlandBytes * BALLOONABLE);
  // The first of a kind has nobody to share with.
  if (model.pageSharing && Math.max(before, before + change) > 1)
    state.sharedBytes += change * Math.round((guest.kernelBytes + guest.userlandBytes) * ALIKE);
}

export function pressureOn(world: World, host: number): Pressure {
  const { heldBytes: held, sharedBytes, balloonableBytes } = world.hosts[host] as HostState;
  const model = world.model.hosts[host] as HostModel;
  const over = Math.max(0, model.plateBytes + held - sharedBytes - model.memoryBytes);
  const balloonedBytes = Math.min(over, balloonableBytes);
  const swappedBytes = Math.min(over - balloonedBytes, model.swapBytes);
  return {
    heldBytes: held,
    sharedBytes,
    balloonedBytes,
    swappedBytes,
    lackingBytes: over - balloonedBytes - swappedBytes,
  };
}

const stageOf = ({ balloonedBytes, swappedBytes, lackingBytes }: Pressure): number =>
  lackingBytes > 0 ? LACKING : swappedBytes > 0 ? SWAPPING : balloonedBytes > 0 ? BALLOONING : ENOUGH;

/** When the host gets into another stage, an event of this instant says so and acts. */
function lookAtMemory(world: World, row: number): void {
  const host = world.sandboxes.host[row] as number;
  const state = world.hosts[host] as HostState;
  const stage = stageOf(pressureOn(world, host));
  if (stage === state.memoryStage) return;
  state.memoryStage = stage;
  scheduleIn(world.simulation, 0, MEMORY_SHORT, -1 - host, row);
}

/** The stage in which a host is now: asked again after somebody was killed. */
export function refreshStage(world: World, host: number): number {
  const stage = stageOf(pressureOn(world, host));
  (world.hosts[host] as HostState).memoryStage = stage;
  return stage;
}

/**
 * Work on a host that swaps takes longer by the share of its pages that are out: each access to one costs as much as many
 * to memory (`slowdown` of the host's swap, assumed).
 */
export function stretchOf(world: World, row: number): number {
  const host = world.sandboxes.host[row] as number;
  const state = world.hosts[host];
  if (state === undefined || state.memoryStage < SWAPPING) return 1;
  const { swappedBytes, heldBytes: held } = pressureOn(world, host);
  const { swapSlowdown } = world.model.hosts[host] as HostModel;
  return 1 + ((swapSlowdown - 1) * swappedBytes) / Math.max(1, held);
}

/** Its part of what its host ballooned and swapped, by what it holds. */
export function squeezedBytes(
  world: World,
  row: number,
): { readonly balloonedBytes: number; readonly swappedBytes: number } {
  const host = world.sandboxes.host[row] as number;
  if (world.hosts[host] === undefined) return { balloonedBytes: 0, swappedBytes: 0 };
  const pool = poolModel(world, world.sandboxes.pool[row] as number);
  const pressure = pressureOn(world, host);
  const { balloonableBytes } = world.hosts[host] as HostState;
  const own = isPinned(pool, world.model.hosts[host]) ? 0 : (pool.guest?.userlandBytes ?? 0) * BALLOONABLE;
  return {
    balloonedBytes:
      balloonableBytes === 0 ? 0 : Math.round((pressure.balloonedBytes * own) / balloonableBytes),
    swappedBytes: Math.round(
      (pressure.swappedBytes * heldBytes(world, row, pool)) / Math.max(1, pressure.heldBytes),
    ),
  };
}

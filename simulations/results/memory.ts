/** Every byte of a host attributed to one owner, and memory as the quantities that are easily confused. */
import type { LayerId } from '../technologies/layers';
import type { StackLayer } from '../technologies/technology';
import { layerCacheBytes } from '../world/images';
import { memberRows } from '../world/members';
import { isPinned, pressureOn, touchedBytes } from '../world/memory';
import type { PoolModel } from '../world/model';
import { poolModel } from '../world/pools';
import { DEAD, STOPPED, type World } from '../world/world';

export type MemoryOwner = LayerId | 'reserved' | 'cache' | 'free';
export interface OwnedBytes {
  readonly owner: MemoryOwner;
  readonly bytes: number;
}

/** Finer than layers: what exactly the bytes are. */
export const MEMORY_PARTS = [
  'hypervisor',
  'host kernel',
  'container engine',
  'shared runtime',
  'monitors and shims',
  'guest kernels',
  'guest services',
  'language runtimes',
  'applications',
  'reserved',
  'page cache',
  'free',
] as const;
export type MemoryPart = (typeof MEMORY_PARTS)[number];

interface Share {
  readonly owner: MemoryOwner;
  readonly part: MemoryPart;
  bytes: number;
}

/** Layers from the ground up, then what is reserved but not touched, the page cache and what is free: the whole capacity. */
export function memoryByOwner(world: World, host: number): readonly OwnedBytes[] {
  const sums = new Map<MemoryOwner, number>();
  for (const { owner, bytes } of sharesOf(world, host)) sums.set(owner, (sums.get(owner) ?? 0) + bytes);
  return [...sums]
    .filter(([owner, bytes]) => bytes !== 0 || owner === 'free')
    .map(([owner, bytes]) => ({ owner, bytes }));
}

/** The same bytes by what they are. */
export function memoryByPart(
  world: World,
  host: number,
): readonly { readonly part: MemoryPart; readonly bytes: number }[] {
  const sums = new Map<MemoryPart, number>();
  for (const { part, bytes } of sharesOf(world, host)) sums.set(part, (sums.get(part) ?? 0) + bytes);
  return MEMORY_PARTS.flatMap((part) => {
    const bytes = sums.get(part) ?? 0;
    return bytes === 0 && part !== 'free' ? [] : [{ part, bytes }];
  });
}

/** Memory of a host as separate quantities, in bytes. */
export interface MemoryQuantities {
  /** What its sandboxes may use: sizes of virtual machines and functions, limits of containers, else what they touch. */
  readonly assignedBytes: number;
  /** What they have touched. */
  readonly touchedBytes: number;
  /** Saved because equal pages of guests are kept once, and because image layers are cached once. */
  readonly sharedBytes: number;
  readonly balloonedBytes: number;
  readonly swappedBytes: number;
}

export function memoryQuantities(world: World, host: number): MemoryQuantities {
  const { sharedBytes, balloonedBytes, swappedBytes } = pressureOn(world, host);
  let [assigned, touched] = [0, 0];
  for (const { pool, rows } of poolsOn(world, host)) {
    for (const row of rows) {
      const own = touchedBytes(world, row);
      touched += own;
      assigned += pool.limitBytes === Infinity ? own : pool.limitBytes;
    }
  }
  return { assignedBytes: assigned, touchedBytes: touched, sharedBytes, balloonedBytes, swappedBytes };
}

function poolsOn(
  world: World,
  host: number,
): readonly { readonly pool: PoolModel; readonly rows: readonly number[] }[] {
  const { sandboxes } = world;
  return world.pools.flatMap(({ members }, index) => {
    const pool = poolModel(world, index);
    if (!pool.hosts.includes(host)) return [];
    const rows = memberRows(members).filter(
      (row) =>
        sandboxes.host[row] === host && sandboxes.state[row] !== STOPPED && sandboxes.state[row] !== DEAD,
    );
    return rows.length === 0 ? [] : [{ pool, rows }];
  });
}

function sharesOf(world: World, host: number): readonly Share[] {
  const model = world.model.hosts[host];
  if (model === undefined) return [];
  const plates = model.plates.map((plate): Share => ({
    owner: plate.layer,
    part: plateOwner(plate.layer),
    bytes: plate.memoryBytes,
  }));
  const own: Share[] = [];
  let reserved = 0;
  for (const { pool, rows } of poolsOn(world, host)) {
    for (const layer of pool.ownLayers) own.push(...partsOf(layer, pool, rows.length));
    for (const row of rows) {
      const grown = world.sandboxes.grown[row] as number;
      own.push({ owner: 'ap', part: 'applications', bytes: grown });
      if (isPinned(pool, model)) reserved += Math.max(0, pool.takenBytes - pool.residentBytes - grown);
    }
  }
  // Kept on the host to which a virtual machine is on its way.
  for (const { to, stage, row } of world.migrations.active) {
    const pool = poolModel(world, world.sandboxes.pool[row] as number);
    if (to === host && stage !== 'resuming' && isPinned(pool, model)) reserved += pool.takenBytes;
  }
  const pressure = pressureOn(world, host);
  takeFrom(own, (share) => share.owner === 'go', pressure.sharedBytes + pressure.balloonedBytes);
  takeFrom(own, () => true, pressure.swappedBytes);
  const shares = [...plates, ...own, { owner: 'reserved', part: 'reserved', bytes: reserved } as const];
  const left = model.memoryBytes - shares.reduce((sum, { bytes }) => sum + bytes, 0);
  const cache = Math.min(Math.max(0, left), layerCacheBytes(world, host));
  return [
    ...shares,
    { owner: 'cache', part: 'page cache', bytes: cache },
    { owner: 'free', part: 'free', bytes: left - cache },
  ];
}

function plateOwner(layer: LayerId): MemoryPart {
  switch (layer) {
    case 'hk':
      return 'host kernel';
    case 'ce':
      return 'container engine';
    case 'fn':
      return 'shared runtime';
    default:
      return 'hypervisor';
  }
}

function partsOf({ layer, memoryBytes }: StackLayer, pool: PoolModel, count: number): readonly Share[] {
  const share = (part: MemoryPart, bytes: number): Share => ({ owner: layer, part, bytes: bytes * count });
  switch (layer) {
    case 'go': {
      const kernel = pool.guest?.kernelBytes ?? memoryBytes;
      return [share('guest kernels', kernel), share('guest services', memoryBytes - kernel)];
    }
    case 'fn':
      return [share('language runtimes', memoryBytes)];
    case 'ap':
      return [share('applications', memoryBytes)];
    default:
      return [share('monitors and shims', memoryBytes)];
  }
}

/** Takes whole bytes from what fits, in proportion; rounding is settled by the last. */
function takeFrom(shares: readonly Share[], fits: (share: Share) => boolean, bytes: number): void {
  const chosen = shares.filter((share) => fits(share) && share.bytes > 0);
  const whole = chosen.reduce((sum, share) => sum + share.bytes, 0);
  let left = Math.min(bytes, whole);
  for (const share of chosen) {
    const part = Math.min(left, share.bytes, Math.ceil((bytes * share.bytes) / Math.max(1, whole)));
    share.bytes -= part;
    left -= part;
  }
}

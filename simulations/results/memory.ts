/** Every byte of a host attributed to one owner, and memory as the quantities that are easily confused. */
import type { Steps } from '../base/steps';
import type { LayerId } from '../technologies/layers';
import type { StackLayer } from '../technologies/technology';
import { layerCacheBytes } from '../world/images';
import { isPinned, pressureOn } from '../world/memory';
import type { HostModel, PoolModel } from '../world/model';
import { poolModel } from '../world/pools';
import { isThere, type HostTenants, type Tenants } from '../world/tenants';
import type { World } from '../world/world';

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

/** The memory of one host: what it is to whom, what it is, and as separate quantities. */
export interface HostMemory {
  /** Layers from the ground up, then what is reserved but not touched, the page cache and what is free: the whole capacity. */
  readonly byOwner: readonly OwnedBytes[];
  /** The same bytes by what they are. */
  readonly byPart: readonly { readonly part: MemoryPart; readonly bytes: number }[];
  readonly quantities: MemoryQuantities;
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

/** What the sandboxes of one pool hold together. */
interface Holding {
  readonly pool: PoolModel;
  readonly count: number;
  /** Touched since they started, beyond their own layers. */
  readonly grownBytes: number;
  readonly assignedBytes: number;
  /** Kept for them, not touched. */
  readonly reservedBytes: number;
}

/** So many hosts are looked at in one step. */
export const HOSTS_AT_ONCE = 32;

/** The memory of every host. */
export function* hostMemories(world: World, tenants: HostTenants): Steps<readonly HostMemory[]> {
  const memories: HostMemory[] = [];
  for (const [host, some] of tenants.entries()) {
    memories.push(memoryOf(world, host, some));
    if (host % HOSTS_AT_ONCE === HOSTS_AT_ONCE - 1) yield;
  }
  return memories;
}

/** The memory of a host on which these stand: a walk over its own sandboxes, and no others. */
export function memoryOf(world: World, host: number, tenants: readonly Tenants[]): HostMemory {
  const model = world.model.hosts[host];
  const holdings = tenants.flatMap((some) => holdingOf(world, model, some));
  const shares = model === undefined ? [] : sharesOf(world, host, model, holdings);
  const { sharedBytes, balloonedBytes, swappedBytes } = pressureOn(world, host);
  const sum = (bytes: (holding: Holding) => number): number =>
    holdings.reduce((all, holding) => all + bytes(holding), 0);
  return {
    byOwner: byOwner(shares),
    byPart: byPart(shares),
    quantities: {
      assignedBytes: sum((holding) => holding.assignedBytes),
      touchedBytes: sum(({ pool, count, grownBytes }) => count * pool.residentBytes + grownBytes),
      sharedBytes,
      balloonedBytes,
      swappedBytes,
    },
  };
}

function byOwner(shares: readonly Share[]): HostMemory['byOwner'] {
  const sums = new Map<MemoryOwner, number>();
  for (const { owner, bytes } of shares) sums.set(owner, (sums.get(owner) ?? 0) + bytes);
  return [...sums]
    .filter(([owner, bytes]) => bytes !== 0 || owner === 'free')
    .map(([owner, bytes]) => ({ owner, bytes }));
}

function byPart(shares: readonly Share[]): HostMemory['byPart'] {
  const sums = new Map<MemoryPart, number>();
  for (const { part, bytes } of shares) sums.set(part, (sums.get(part) ?? 0) + bytes);
  return MEMORY_PARTS.flatMap((part) => {
    const bytes = sums.get(part) ?? 0;
    return bytes === 0 && part !== 'free' ? [] : [{ part, bytes }];
  });
}

function holdingOf(
  world: World,
  host: HostModel | undefined,
  { pool, rows }: Tenants,
): Holding | readonly never[] {
  const { grown } = world.sandboxes;
  const { residentBytes, limitBytes } = pool;
  const unused = isPinned(pool, host) ? pool.takenBytes - residentBytes : 0;
  let [count, grownBytes, assignedBytes, reservedBytes] = [0, 0, 0, 0];
  for (const row of rows) {
    if (!isThere(world, row)) continue;
    const own = grown[row] as number;
    count++;
    grownBytes += own;
    assignedBytes += limitBytes === Infinity ? residentBytes + own : limitBytes;
    reservedBytes += Math.max(0, unused - own);
  }
  return count === 0 ? [] : { pool, count, grownBytes, assignedBytes, reservedBytes };
}

function sharesOf(
  world: World,
  host: number,
  model: HostModel,
  holdings: readonly Holding[],
): readonly Share[] {
  const plates = model.plates.map((plate): Share => ({
    owner: plate.layer,
    part: plateOwner(plate.layer),
    bytes: plate.memoryBytes,
  }));
  const own: Share[] = [];
  let reserved = 0;
  for (const { pool, count, grownBytes, reservedBytes } of holdings) {
    for (const layer of pool.ownLayers) own.push(...partsOf(layer, pool, count));
    own.push({ owner: 'ap', part: 'applications', bytes: grownBytes });
    reserved += reservedBytes;
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

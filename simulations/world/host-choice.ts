/**
 * Which host a sandbox goes to: spread (the one with the most free memory, or the one with the fewest sandboxes), bin-pack
 * (the one that is fullest and still has room), or first-fit (the first with room). Every rule finds it in O(log n) steps.
 */
import { smallestFit, setSize } from '../base/best-fit';
import { firstAtMost, leastPlace, setKey } from '../base/tournament';
import type { HostModel, PoolModel } from './model';
import { poolModel } from './pools';
import type { DeploymentState, HostState, World } from './world';

/** Memory that can still be promised on a host. */
export function freeBytes(world: World, host: number): number {
  const model = world.model.hosts[host];
  if (model === undefined) return Infinity;
  const whole = Math.floor((model.memoryBytes - model.plateBytes) * model.memoryRatio);
  return whole - (world.hosts[host] as HostState).takenBytes;
}

/** The room on a host is another, or it was lost or is back: its place in every deployment's choice follows. */
export function hostChanged(world: World, host: number): void {
  const { occupied } = world.hosts[host] as HostState;
  const free = freeBytes(world, host);
  for (const { deployment, place } of world.model.hosts[host]?.choices ?? []) {
    const { rooms } = world.deployments[deployment] as DeploymentState;
    const takes =
      takesNew(world, host) && occupied < (world.model.deployments[deployment]?.maxPerHost ?? Infinity);
    setKey(rooms.byFree, place, takes ? -free : Infinity);
    if (rooms.byCount !== null) setKey(rooms.byCount, place, takes ? occupied : Infinity);
    if (rooms.byFit !== null) setSize(rooms.byFit, place, takes ? free : -1);
  }
}

/** Whether something may be placed or started there: it is not lost, and what starts sandboxes there runs. */
export function isOpen(world: World, host: number): boolean {
  const state = world.hosts[host];
  return state === undefined || (state.lostAt < 0 && state.closed === 0);
}

/** The same, and nobody has closed it for what is new. */
export const takesNew = (world: World, host: number): boolean =>
  isOpen(world, host) && world.hosts[host]?.cordoned !== true;

/** Where one more sandbox of the pool goes; -1 = anywhere, undefined = no host has room. */
export function placeOn(world: World, pool: PoolModel): number | undefined {
  if (pool.hosts.length === 0) return -1;
  const deployment = world.deployments[pool.deployment];
  const host = deployment === undefined ? undefined : pool.hosts[choose(world, pool, deployment)];
  const fits = host !== undefined && takesNew(world, host) && freeBytes(world, host) >= pool.takenBytes;
  if (!fits) return undefined;
  return hasCpus(world, host, pool) ? host : placeByCpus(world, pool);
}

/** Virtual CPUs are limited only where a host says how many it promises. */
function hasCpus(world: World, host: number, pool: PoolModel): boolean {
  const { cores, cpuRatio } = world.model.hosts[host] as HostModel;
  return cpuRatio === Infinity || (world.hosts[host] as HostState).vcpus + pool.vcpus <= cores * cpuRatio;
}

/** The host of the rule is out of virtual CPUs: the one with the most memory that is not, if there is one. */
function placeByCpus(world: World, pool: PoolModel): number | undefined {
  let best: number | undefined;
  for (const host of pool.hosts) {
    const free = freeBytes(world, host);
    if (free < pool.takenBytes || !takesNew(world, host)) continue;
    if (hasCpus(world, host, pool) && (best === undefined || free > freeBytes(world, best))) best = host;
  }
  return best;
}

function choose(world: World, pool: PoolModel, { rooms }: DeploymentState): number {
  const need = pool.takenBytes;
  const most = leastPlace(rooms.byFree);
  switch (pool.placement) {
    case 'spread':
      return most;
    case 'spread-by-count': {
      const fewest = rooms.byCount === null ? -1 : leastPlace(rooms.byCount);
      const host = pool.hosts[fewest];
      return host !== undefined && freeBytes(world, host) >= need ? fewest : most;
    }
    case 'first-fit':
      return firstAtMost(rooms.byFree, -need);
    case 'bin-pack': {
      const fit = rooms.byFit === null ? -1 : smallestFit(rooms.byFit, need);
      return fit >= 0 ? fit : firstAtMost(rooms.byFree, -need);
    }
  }
}

/** Whether one more sandbox of the pool would find a host. */
export const hasRoom = (world: World, pool: number): boolean =>
  placeOn(world, poolModel(world, pool)) !== undefined;

/** Every host takes part in the choice from the beginning. */
export function openHosts(world: World): void {
  world.model.hosts.forEach((_host, i) => hostChanged(world, i));
}

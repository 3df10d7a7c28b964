/**
 * Pulling images: a host fetches the layers that it lacks, three at a time as Docker does (ct.pull.concurrent), over its
 * network card, each at most as fast as a connection to the registry; then it unpacks them to its disk. A layer is pulled
 * once, however many sandboxes wait for it. Pulls that compete are slow because the card and the disk are shared.
 */
import { classOf, joinShare, type FairShare } from '../engine/fair-share';
import { arm } from './computing';
import { DISK_DUE, NETWORK_DUE } from './event-kinds';
import { ABSENT, missingLayers, PRESENT, WANTED } from './images';
import type { HostModel } from './model';
import { note, NOTICE_KINDS } from './notices';
import { poolModel } from './pools';
import type { HostState, World } from './world';

/** Layers that a host pulls at once. */
const AT_ONCE = 3;
/** A core unpacks so many bytes a second, counted as they lie on the disk (assumed: gzip). */
const UNPACK_BYTES_PER_SECOND = 250e6;

const imageOf = (world: World, row: number): World['model']['images'][number] | undefined =>
  world.model.images[world.sandboxes.image[row] as number];

/** How long a pull would take if the host did nothing else. */
export function pullAlone(world: World, row: number): number {
  const image = imageOf(world, row);
  const host = world.sandboxes.host[row] as number;
  if (image === undefined || host < 0) return 0;
  const model = world.model.hosts[host] as HostModel;
  const { bandwidth } = world.model.scenario.registry;
  let micros = 0;
  for (const index of missingLayers(world, host, image)) {
    const layer = world.model.layers[index];
    if (layer === undefined) continue;
    micros += (layer.pulledBytes / Math.min(model.networkBytesPerSecond, AT_ONCE * bandwidth)) * 1e6;
    micros += (layer.diskBytes / Math.min(model.diskBytesPerSecond, AT_ONCE * UNPACK_BYTES_PER_SECOND)) * 1e6;
  }
  return Math.round(micros);
}

/** Whether the sandbox finds its image on its host. */
export function hasImage(world: World, row: number): boolean {
  const image = imageOf(world, row);
  const host = world.sandboxes.host[row] as number;
  return image === undefined || host < 0 || missingLayers(world, host, image).length === 0;
}

/** The model has more layers than before: no host has the new ones. */
export function knowLayers(world: World): void {
  for (const host of world.hosts) {
    const before = host.layers;
    if (before.length === world.model.layers.length) continue;
    host.layers = new Uint8Array(world.model.layers.length);
    host.layers.set(before);
  }
}

/** The image lies on the host from the beginning. */
export function seedImage(world: World, host: number, image: number): void {
  const has = world.hosts[host]?.layers;
  if (has !== undefined) for (const layer of world.model.images[image]?.layers ?? []) has[layer] = PRESENT;
}

/** The sandbox waits until its host has every layer of its image; what nobody fetches yet is fetched. */
export function beginPull(world: World, row: number): void {
  const { sandboxes } = world;
  const pool = poolModel(world, sandboxes.pool[row] as number);
  const host = sandboxes.host[row] as number;
  const state = world.hosts[host] as HostState;
  const image = imageOf(world, row);
  state.pulls.waiting.push(row);
  const fetched = image?.layers.filter((layer) => state.layers[layer] === ABSENT) ?? [];
  for (const layer of fetched) {
    state.layers[layer] = WANTED;
    state.pulls.queue.push(layer);
  }
  const bytes = fetched.reduce((sum, layer) => sum + (world.model.layers[layer]?.pulledBytes ?? 0), 0);
  note(
    world.notices,
    world.simulation.nowMicros,
    NOTICE_KINDS.imagePulled,
    pool.index,
    sandboxes.serial[row] as number,
    fetched.length,
    bytes,
    sandboxes.notice[row] as number,
  );
  fetchMore(world, host);
}

/** The sandbox no longer waits; what is under way for it goes on. */
export function abandonPull(world: World, row: number): void {
  const state = world.hosts[world.sandboxes.host[row] as number];
  const at = state?.pulls.waiting.indexOf(row) ?? -1;
  if (at >= 0) state?.pulls.waiting.splice(at, 1);
}

function fetchMore(world: World, host: number): void {
  const { pulls, network } = world.hosts[host] as HostState;
  while (pulls.active < AT_ONCE) {
    const layer = pulls.queue.shift();
    if (layer === undefined) return;
    pulls.active++;
    const bytes = world.model.layers[layer]?.pulledBytes ?? 0;
    transfer(world, host, network, NETWORK_DUE, layer, bytes, world.model.scenario.registry.bandwidth);
  }
}

function transfer(
  world: World,
  host: number,
  share: FairShare,
  kind: number,
  layer: number,
  bytes: number,
  cap: number,
): void {
  const { nowMicros } = world.simulation;
  joinShare(share, classOf(share, 1, cap), nowMicros, bytes * 1e6, layerJob(layer), 0);
  arm(world, share, kind, host);
}

/** Layers in the shares of a host's devices: far below zero; sandboxes stand above, migrations just below. */
const FIRST_LAYER_JOB = -(2 ** 30);
const layerJob = (layer: number): number => FIRST_LAYER_JOB - layer;
export const isLayerJob = (job: number): boolean => job <= FIRST_LAYER_JOB;

/** A layer has come over the network: it is unpacked, and the next is fetched. */
export function layerFetched(world: World, host: number, job: number): void {
  const layer = FIRST_LAYER_JOB - job;
  const state = world.hosts[host] as HostState;
  state.pulls.active--;
  const bytes = world.model.layers[layer]?.diskBytes ?? 0;
  transfer(world, host, state.disk, DISK_DUE, layer, bytes, UNPACK_BYTES_PER_SECOND);
  fetchMore(world, host);
}

/** A layer lies on the disk: gives the sandboxes that now have all that they waited for. */
export function layerUnpacked(world: World, host: number, job: number): readonly number[] {
  const state = world.hosts[host] as HostState;
  state.layers[FIRST_LAYER_JOB - job] = PRESENT;
  const ready = state.pulls.waiting.filter((row) => hasImage(world, row));
  state.pulls.waiting = state.pulls.waiting.filter((row) => !ready.includes(row));
  return ready;
}

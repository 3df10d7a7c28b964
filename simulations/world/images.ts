/**
 * What of images and disks a host has: each layer once, however many images and sandboxes use it; a writable layer for each
 * container; a virtual disk for each virtual machine. Queries for views and dialects; nothing here changes the world.
 */
import type { ImageModel, LayerModel } from './compile-images';
import { snapshotBytes } from './snapshot-state';
import { isThere, type Tenants } from './tenants';
import type { World } from './world';

/** What a host has of a layer. */
export const ABSENT = 0;
export const WANTED = 1;
export const PRESENT = 2;

/** Every image that the scenario knows. */
export const imagesOf = (world: World): readonly ImageModel[] => world.model.images;

/** Its place among the images of the model; -1 = there is none of this name. */
export const imageIndex = (world: World, name: string | null): number =>
  name === null ? -1 : world.model.images.findIndex((image) => image.id === name);

export const maybeImage = (world: World, name: string): ImageModel | undefined =>
  world.model.images.find((image) => image.id === name || image.digest.startsWith(name));

/** Its layers, the lowest first. */
export const layersOf = (world: World, image: ImageModel): readonly LayerModel[] =>
  image.layers.map((index) => world.model.layers[index] as LayerModel);

/** Images of which a host has every layer. */
export const imagesOnHost = (world: World, host: number): readonly ImageModel[] =>
  world.model.images.filter((image) => missingLayers(world, host, image).length === 0);

/** Indices of the layers that a host still has to pull. */
export function missingLayers(world: World, host: number, image: ImageModel): readonly number[] {
  const has = world.hosts[host]?.layers;
  return has === undefined ? [] : image.layers.filter((layer) => has[layer] !== PRESENT);
}

/** What of an image lies on a host's disk for this image alone, and what it shares with other images there. */
export function imageBytes(
  world: World,
  host: number,
  image: ImageModel,
): { readonly sharedBytes: number; readonly ownBytes: number } {
  const others = new Set(
    imagesOnHost(world, host)
      .filter((other) => other !== image)
      .flatMap((other) => other.layers),
  );
  let [sharedBytes, ownBytes] = [0, 0];
  for (const layer of image.layers) {
    const bytes = world.model.layers[layer]?.diskBytes ?? 0;
    if (others.has(layer)) sharedBytes += bytes;
    else ownBytes += bytes;
  }
  return { sharedBytes, ownBytes };
}

export type DiskOwner = 'image layers' | 'writable layers' | 'virtual disks' | 'snapshots' | 'swap';

/** The disk of a host by owner, owners without a byte left out; `tenants` are the sandboxes on it. */
export function diskByOwner(
  world: World,
  host: number,
  tenants: readonly Tenants[],
): readonly { readonly owner: DiskOwner; readonly bytes: number }[] {
  const bytes: Record<DiskOwner, number> = {
    'image layers': 0,
    'writable layers': 0,
    'virtual disks': 0,
    snapshots: snapshotBytes(world, host),
    swap: world.model.hosts[host]?.swapBytes ?? 0,
  };
  world.hosts[host]?.layers.forEach((state, layer) => {
    if (state === PRESENT) bytes['image layers'] += world.model.layers[layer]?.diskBytes ?? 0;
  });
  const bases = new Map<string, number>();
  for (const { pool, rows } of tenants) {
    for (const row of rows) {
      const written = world.sandboxes.written[row] as number;
      if (pool.guest === null) {
        // A container that is gone leaves nothing behind; one that stays defined keeps what it wrote.
        if (isThere(world, row)) bytes['writable layers'] += written;
      } else if (pool.isThinDisk) {
        bytes['virtual disks'] += written;
        bases.set(pool.guest.id, pool.guest.diskBytes);
      } else bytes['virtual disks'] += pool.guest.diskBytes + written;
    }
  }
  for (const base of bases.values()) bytes['virtual disks'] += base;
  return (Object.keys(bytes) as DiskOwner[])
    .filter((owner) => bytes[owner] > 0)
    .map((owner) => ({ owner, bytes: bytes[owner] }));
}

/** What of the layers that its sandboxes use a host reads while they start: that is in its page cache, once. */
export function layerCacheBytes(world: World, host: number): number {
  let bytes = 0;
  world.hosts[host]?.layers.forEach((state, layer) => {
    if (state === PRESENT) bytes += world.model.layers[layer]?.diskBytes ?? 0;
  });
  return Math.round(bytes * READ_FRACTION);
}

/** Share of an image's data that a start reads: ct.pull.read. */
const READ_FRACTION = 0.064;

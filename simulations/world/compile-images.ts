/**
 * The images of a scenario: those that it lists, and for every other name an image of four layers, three of which all such
 * images share. Sizes are compressed, as pulled (assumed, after ct.image.sizes); unpacked they take more.
 */
import { digestOfText } from '../base/digest';
import type { AddedPlace } from './model';
import { RUNTIME_BYTES } from '../technologies/container';
import type { Scenario } from '../scenario/schema';
import { assumed, computed, type Basis } from '../technologies/basis';

/** Unpacked bytes by compressed byte: a usual ratio for programs and text (assumed). */
const UNPACKED = 2.6;

export interface LayerModel {
  readonly id: string;
  readonly label: string;
  /** As it travels, and as it lies on the disk of a host. */
  readonly pulledBytes: number;
  readonly diskBytes: number;
  readonly basis: Basis;
}

export interface ImageModel {
  readonly id: string;
  /** 16 hexadecimal digits over its layers. */
  readonly digest: string;
  /** Indices of layers, the lowest first. */
  readonly layers: readonly number[];
  /** Memory that its runtime and libraries write in each container. */
  readonly runtimeBytes: number;
}

export interface Images {
  readonly layers: readonly LayerModel[];
  readonly images: readonly ImageModel[];
}

interface Written {
  readonly id: string;
  readonly label?: string | undefined;
  readonly size: number;
}

/** A small operating system, a language runtime, the libraries and the code of one application. */
const defaultLayers = (name: string): readonly Written[] => [
  { id: 'debian-slim', label: 'base system', size: 30e6 },
  { id: 'node-22', label: 'language runtime', size: 45e6 },
  { id: `${digestOfText(`${name}/libraries`)}`, label: 'libraries', size: 40e6 },
  { id: `${digestOfText(`${name}/code`)}`, label: 'your code', size: 2e6 },
];

const DEFAULT = assumed('a slim base, a language runtime, libraries and code: 117 MB');
const STATED = computed('the scenario states it');

/** `known` images keep their indices; those of places that were added, and of updates, come after those of the scenario. */
export function compileImages(
  scenario: Scenario,
  added: readonly AddedPlace[],
  known: readonly string[],
): Images {
  const written = new Map<string, readonly Written[]>(scenario.images.map(({ id, layers }) => [id, layers]));
  const named = [
    ...known,
    ...scenario.hosts.flatMap((host) => host.images),
    ...scenario.deployments.flatMap(({ place }) => place.flatMap((p) => p.image ?? [])),
    ...added.flatMap(({ place }) => place.image ?? []),
  ];
  for (const name of named) if (!written.has(name)) written.set(name, defaultLayers(name));
  const indexOf = new Map<string, number>();
  const layers: LayerModel[] = [];
  const images = [...written].map(([id, own]): ImageModel => {
    const indices = own.map((layer) => {
      const index = indexOf.get(layer.id) ?? layers.length;
      indexOf.set(layer.id, index);
      if (index === layers.length) layers.push(layerModel(layer, scenario.images.length > 0));
      return index;
    });
    const runtimeBytes = scenario.images.find((image) => image.id === id)?.memory ?? RUNTIME_BYTES;
    return {
      id,
      digest: digestOfText(own.map((layer) => layer.id).join('/')),
      layers: indices,
      runtimeBytes,
    };
  });
  return { layers, images };
}

const layerModel = ({ id, label, size }: Written, isStated: boolean): LayerModel => ({
  id,
  label: label ?? id,
  pulledBytes: size,
  diskBytes: Math.round(size * UNPACKED),
  basis: isStated ? STATED : DEFAULT,
});

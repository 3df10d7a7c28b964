/** The images that hosts have, by their references and layers, as docker speaks of them. */
import type { Scenario } from '../../scenario/schema';
import { technologyOf } from '../../technologies/catalogue';
import { imagesOf, layersOf, missingLayers } from '../../world/images';
import type { Context } from '../dialect';
import { longId } from '../objects';

export interface ImageLayer {
  readonly id: string;
  readonly label: string;
  /** As it lies on a disk. */
  readonly bytes: number;
  /** The line of the Dockerfile that made it. */
  readonly createdBy: string;
}

export interface Image {
  readonly repository: string;
  readonly tag: string;
  readonly reference: string;
  /** Sixty-four digits. */
  readonly id: string;
  /** The lowest first. */
  readonly layers: readonly ImageLayer[];
  readonly bytes: number;
  /** The component whose image it is. */
  readonly component: string;
  /** Every layer lies on a host that is asked. */
  readonly isPresent: boolean;
}

export const referenceOf = (name: string): string => (/:[^/]+$/.test(name) ? name : `${name}:latest`);

/** Every place of a component that docker runs, with the image that it starts from. */
function placed(
  scenario: Scenario,
): readonly { readonly component: string; readonly image: string; readonly deployment: string }[] {
  return scenario.deployments
    .filter((d) => technologyOf(d.technology).tool === 'docker')
    .flatMap((d) =>
      d.place.flatMap((place) => {
        const component = place.component ?? place.function;
        return component === undefined
          ? []
          : [{ component, image: place.image ?? component, deployment: d.id }];
      }),
    );
}

type Asked = Pick<Context, 'scenario' | 'world' | 'place'>;

/** Indices of the hosts that are asked: the one on which one is, else all that docker manages. */
function hostsAsked({ world, place }: Asked): readonly number[] {
  return world.model.hosts.flatMap((host, i) => {
    const deployment = world.model.deployments[host.deployment];
    const isDockers = deployment?.technology.tool === 'docker';
    return isDockers && (place.kind !== 'host' || place.id === host.id) ? [i] : [];
  });
}

/** Images of the model that containers start from, or that a host was given; and those of components without one. */
export function imagesAt(context: Asked): readonly Image[] {
  const { scenario, world } = context;
  const hosts = hostsAsked(context);
  const homes = placed(scenario);
  const modelled = imagesOf(world).map((image): Image => {
    const home = homes.find((entry) => entry.image === image.id);
    const layers = layersOf(world, image).map(({ id, label, diskBytes }, i) => ({
      id: longId(`layer/${id}`),
      label,
      bytes: diskBytes,
      createdBy: instructionOf(label, i, image.layers.length),
    }));
    const isPresent = hosts.some((host) => missingLayers(world, host, image).length === 0);
    return imageOf(image.id, home?.component ?? '', layers, isPresent);
  });
  const without = homes.filter(
    ({ image }) => !modelled.some((known) => known.reference === referenceOf(image)),
  );
  return [...modelled, ...without.map(({ image, component }) => imageOf(image, component, [], true))];
}

function imageOf(name: string, component: string, layers: readonly ImageLayer[], isPresent: boolean): Image {
  const reference = referenceOf(name);
  const [repository = reference, tag = 'latest'] = reference.split(/:(?=[^/]+$)/);
  const bytes = layers.reduce((sum, layer) => sum + layer.bytes, 0);
  return {
    repository,
    tag,
    reference,
    id: longId(`image/${reference}`),
    layers,
    bytes,
    component,
    isPresent,
  };
}

/** The first layer is what an image builds on, the last copies the code, what is between is installed. */
function instructionOf(label: string, index: number, count: number): string {
  const word = label.replaceAll(/\s+/g, '-');
  if (index === 0) return `FROM ${word}`;
  return index === count - 1 ? 'COPY . /app' : `RUN install ${word}`;
}

/** By reference, by name without a tag, or by the beginning of its id. */
export function findImage(images: readonly Image[], wanted: string): Image | undefined {
  const reference = referenceOf(wanted);
  return (
    images.find((image) => image.reference === reference) ??
    images.find((image) => image.repository === wanted) ??
    images.find((image) => image.component !== '' && image.component === wanted.split(':')[0]) ??
    (/^(sha256:)?[0-9a-f]{4,64}$/.test(wanted)
      ? images.find((image) => image.id.startsWith(wanted.replace(/^sha256:/, '')))
      : undefined)
  );
}

export const imageReferences = (context: Asked): readonly string[] =>
  imagesAt(context).map(({ reference }) => reference);

/** The deployment in which a component is run as containers. */
export const homeOf = (scenario: Scenario, component: string): string | undefined =>
  placed(scenario).find((entry) => entry.component === component)?.deployment;

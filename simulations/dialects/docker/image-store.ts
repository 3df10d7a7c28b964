/** The images of the scenario's containers, by their references and layers. */
import type { Scenario } from '../../scenario/schema';
import { technologyOf } from '../../technologies/catalogue';
import type { Context } from '../dialect';
import { longId } from '../objects';

export interface ImageLayer {
  readonly id: string;
  readonly label: string;
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
}

/** Unpacked bytes of the layers that an image has where the scenario lists none (assumed, as the model does). */
const USUAL: readonly { readonly label: string; readonly bytes: number; readonly createdBy: string }[] = [
  { label: 'base system', bytes: 78e6, createdBy: 'FROM debian:12-slim' },
  { label: 'language runtime', bytes: 117e6, createdBy: 'RUN install runtime' },
  { label: 'libraries', bytes: 104e6, createdBy: 'RUN install libraries' },
  { label: 'your code', bytes: 5.2e6, createdBy: 'COPY . /app' },
];

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
          : [{ component, image: referenceOf(place.image ?? component), deployment: d.id }];
      }),
    );
}

export function imagesAt({ scenario }: Pick<Context, 'scenario'>): readonly Image[] {
  const byReference = new Map(placed(scenario).map((entry) => [entry.image, entry]));
  return [...byReference.values()].map(({ component, image }) => {
    const [repository = image, tag = 'latest'] = image.split(/:(?=[^/]+$)/);
    const layers = USUAL.map(({ label, bytes, createdBy }, i) => ({
      // The base and the runtime are the same in all of them; libraries and code are the image's own.
      id: longId(i < 2 ? `layer/${label}` : `layer/${image}/${label}`),
      label,
      bytes,
      createdBy,
    }));
    const bytes = layers.reduce((sum, layer) => sum + layer.bytes, 0);
    return { repository, tag, reference: image, id: longId(`image/${image}`), layers, bytes, component };
  });
}

/** By reference, by name without a tag, or by the beginning of its id. */
export function findImage(images: readonly Image[], wanted: string): Image | undefined {
  const reference = referenceOf(wanted);
  return (
    images.find((image) => image.reference === reference) ??
    images.find((image) => image.repository === wanted) ??
    images.find((image) => image.component === wanted.split(':')[0]) ??
    (/^(sha256:)?[0-9a-f]{4,64}$/.test(wanted)
      ? images.find((image) => image.id.startsWith(wanted.replace(/^sha256:/, '')))
      : undefined)
  );
}

export const imageReferences = (scenario: Scenario): readonly string[] => [
  ...new Set(placed(scenario).map(({ image }) => image)),
];

/** The deployment in which a component is run as containers. */
export const homeOf = (scenario: Scenario, component: string): string | undefined =>
  placed(scenario).find((entry) => entry.component === component)?.deployment;

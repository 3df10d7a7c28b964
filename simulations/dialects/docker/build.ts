import { printable } from '../../base/errors';
import { defineSubcommand, error, flag, ignored } from '../dialect';
import { longId } from '../objects';
import { humanSize } from '../output/units';
import { findImage, imagesAt, type Image } from './image-store';
import { requires } from './usage';

const ITSELF = { words: ['docker', 'build'], usage: 'docker build [OPTIONS] PATH | URL | -' } as const;

/** Instructions that make a layer. */
const LAYERS = /^(FROM|RUN|COPY|ADD)\b/i;
const KNOWN =
  /^(FROM|RUN|COPY|ADD|CMD|ENTRYPOINT|ENV|EXPOSE|WORKDIR|USER|LABEL|ARG|VOLUME|HEALTHCHECK|STOPSIGNAL|SHELL)\b/i;
const MOST_STEPS = 127;

interface Step {
  readonly text: string;
  readonly isCached: boolean;
  readonly bytes: number;
}

/** The Dockerfile of an image of the scenario, as its layers describe it. */
export const dockerfileOf = (image: Image): readonly string[] => [
  ...image.layers.map((layer) => layer.createdBy),
  `CMD ["/app/${image.component}"]`,
];

/** A step is taken from the cache as long as it and all before it are those of an image that is there. */
function stepsOf(lines: readonly string[], images: readonly Image[]): readonly Step[] {
  const known = images.map(dockerfileOf);
  let candidates = known.map((_, i) => i);
  return lines.map((text, i) => {
    candidates = candidates.filter((k) => known[k]?.[i] === text);
    const [image] = candidates;
    const isLayer = LAYERS.test(text);
    const like = images.flatMap((other) => other.layers);
    const word = text.split(' ')[0]?.toUpperCase();
    const usual =
      like.find((layer) => layer.createdBy === text) ??
      like.find((layer) => layer.createdBy.split(' ')[0] === word);
    const bytes = image === undefined ? (usual?.bytes ?? 0) : (images[image]?.layers[i]?.bytes ?? 0);
    return { text, isCached: image !== undefined, bytes: isLayer ? bytes : 0 };
  });
}

/** `docker build -t NAME .`, or `docker build -t NAME - <<EOF` with a Dockerfile. */
export const dockerBuild = defineSubcommand({
  id: 'docker build',
  ...ITSELF,
  aliases: [
    ['docker', 'image', 'build'],
    ['docker', 'buildx', 'build'],
    ['docker', 'builder', 'build'],
  ],
  summary: 'Start a build',
  flags: [
    flag('tag', 'Name and optionally a tag', { short: 't', value: 'stringArray' }),
    ignored('file', 'Name of the Dockerfile', { short: 'f', value: 'string' }),
    flag('no-cache', 'Do not use cache when building the image'),
    ignored('progress', 'Set type of progress output', { value: 'string' }),
    ignored('pull', 'Always attempt to pull all referenced images'),
  ],
  examples: ['docker build -t thumb:1 .'],
  models:
    'A Dockerfile from a here-document (`docker build -t x - <<EOF`), or that of the image of the same name: which steps come from the cache, and what is built anew.',
  differs:
    'Only says what would be built: the images of a run are those of its scenario. Sizes of steps are those of the like layers.',
  run(args, context) {
    const [path] = args.rest;
    if (path === undefined) return requires(ITSELF, '1 argument');
    const tag = args.value('tag') ?? '';
    const images = imagesAt(context);
    const lines = path === '-' ? dockerfile(context.input ?? []) : (dockerfileLike(tag, images) ?? []);
    const wrong = lines.find((line) => !KNOWN.test(line));
    if (lines.length === 0)
      return error(
        1,
        'ERROR: failed to solve: failed to read dockerfile: open Dockerfile: no such file or directory',
        `(files are not in this model: give it between <<EOF and EOF after "docker build -t NAME -", or name an image: ${images.map((i) => i.reference).join(', ')})`,
      );
    if (wrong !== undefined)
      return error(
        1,
        `ERROR: failed to solve: dockerfile parse error: unknown instruction: ${printable(wrong.split(' ')[0] ?? '', 40)}`,
      );
    const steps = stepsOf(lines, args.has('no-cache') ? [] : images).slice(0, MOST_STEPS);
    return { err: report(steps, tag) };
  },
});

function report(steps: readonly Step[], tag: string): readonly string[] {
  const layers = steps.filter((step) => LAYERS.test(step.text));
  const built = layers.filter((step) => !step.isCached);
  const sum = (list: readonly Step[]): string =>
    humanSize(list.reduce((total, step) => total + step.bytes, 0));
  return [
    `[+] Building (${layers.length}/${layers.length}) FINISHED`,
    ...layers.map(
      (step, i) =>
        ` => ${step.isCached ? 'CACHED ' : ''}[${i + 1}/${layers.length}] ${step.text}${step.isCached ? '' : `   ${humanSize(step.bytes)}`}`,
    ),
    ' => exporting to image',
    ` => => writing image sha256:${longId(steps.map((step) => step.text).join('\n'))}`,
    ...(tag === '' ? [] : [` => => naming to docker.io/library/${tag}`]),
    `${built.length} of ${layers.length} layers built anew, ${sum(built)} of ${sum(layers)} to send to a registry`,
  ];
}

/** Instructions of a Dockerfile: comments and empty lines left out, continued lines joined. */
const dockerfile = (lines: readonly string[]): readonly string[] =>
  lines
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

function dockerfileLike(tag: string, images: readonly Image[]): readonly string[] | undefined {
  const image = findImage(images, tag) ?? images.find((i) => i.repository === tag.split(':')[0]);
  return image === undefined ? undefined : dockerfileOf(image);
}

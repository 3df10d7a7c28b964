import { printable } from '../../base/errors';
import { formatDuration } from '../../base/quantity';
import type { Frame } from '../../lab/frame';
import { isBeingCreated } from '../../lab/machines';
import {
  defineSubcommand,
  error,
  flag,
  ignored,
  type Context,
  type Followed,
  type Intent,
  type Plain,
} from '../dialect';
import { longId } from '../objects';
import { hostOf, sandboxOf } from '../shell/place';
import { findImage, homeOf, imagesAt, imageReferences, referenceOf } from './image-store';
import { requires } from './usage';

const ITSELF = { words: ['docker', 'run'], usage: 'docker run [OPTIONS] IMAGE [COMMAND] [ARG...]' } as const;

/** Flags that decide in a real run, and that the scenario decides here. */
export const RUN_FLAGS = [
  flag('detach', 'Run container in background and print container ID', { short: 'd' }),
  flag('name', 'Assign a name to the container', { value: 'string' }),
  ignored('memory', 'Memory limit', { short: 'm', value: 'bytes' }),
  ignored('cpus', 'Number of CPUs', { value: 'decimal' }),
  ignored('cpu-shares', 'CPU shares (relative weight)', { short: 'c', value: 'int' }),
  ignored('publish', "Publish a container's port(s) to the host", { short: 'p', value: 'list' }),
  ignored('env', 'Set environment variables', { short: 'e', value: 'list' }),
  ignored('volume', 'Bind mount a volume', { short: 'v', value: 'list' }),
  ignored('network', 'Connect a container to a network', { value: 'network' }),
  ignored('restart', 'Restart policy to apply when a container exits', { value: 'string' }),
  ignored('rm', 'Automatically remove the container and its associated anonymous volumes when it exits'),
  ignored('interactive', 'Keep STDIN open even if not attached', { short: 'i' }),
  ignored('tty', 'Allocate a pseudo-TTY', { short: 't' }),
  ignored('hostname', 'Container host name', { short: 'h', value: 'string' }),
  ignored('label', 'Set meta data on a container', { short: 'l', value: 'list' }),
];

/** The component that an image stands for, and where it is run; in Docker's words, why there is none. */
export function homeOfImage(
  name: string,
  context: Context,
): { readonly component: string; readonly deployment: string } | Intent {
  const image = findImage(imagesAt(context), name);
  const deployment = image === undefined ? undefined : homeOf(context.scenario, image.component);
  if (image !== undefined && deployment !== undefined) return { component: image.component, deployment };
  const shown = printable(name, 80);
  const repository = shown.split(':')[0] ?? shown;
  return error(
    125,
    `Unable to find image '${referenceOf(shown)}' locally`,
    `docker: Error response from daemon: pull access denied for ${repository}, repository does not exist or may require 'docker login'`,
    `(images of this scenario: ${imageReferences(context).slice(0, 12).join(', ') || 'none'})`,
  );
}

interface Starting {
  readonly sandbox: string;
  readonly done: number;
  /** Layers that its host was pulling at the last look. */
  readonly pulling: readonly string[];
}

/** `docker run [-d] IMAGE`: one more container of the component whose image it is. */
export const dockerRun = defineSubcommand({
  id: 'docker run',
  ...ITSELF,
  aliases: [['docker', 'container', 'run']],
  summary: 'Create and run a new container from an image',
  flags: RUN_FLAGS,
  examples: ['docker run -d -m 256m thumb:1'],
  leavesOut: {
    privileged: 'gives the container every right that root has on the host.',
    'cap-add': 'gives the container one more of the rights that root has.',
    'cap-drop': 'takes one of root’s rights from the container.',
    'pids-limit': 'bounds the number of processes in the container.',
    mount: 'puts a folder or a volume into the container.',
    entrypoint: 'starts another program than the image says.',
    gpus: 'gives the container graphics cards.',
    init: 'puts a small init before the program.',
    user: 'runs the program as another user.',
  },
  stopsAtOperand: true,
  operands: (frame) => [
    ...new Set(frame.hosts.flatMap((host) => host.sandboxes).flatMap((s) => s.image ?? [])),
  ],
  models:
    'With -d the id at once: the container is created, and starts as time passes. Without -d its start-up phase by phase, in simulated time, until the first process runs, and then the id.',
  differs:
    'The image stands for its component, which decides on program, limits and name; without -d nothing stays attached, and -d does not wait for layers that are pulled.',
  run(args, context) {
    const [image] = args.rest;
    if (image === undefined) return requires(ITSELF, 'at least 1 argument');
    const home = homeOfImage(image, context);
    if (!('component' in home)) return home;
    const wanted = args.value('name');
    return {
      acts: [
        {
          call: { name: 'run', args: home },
          done: ({ subject = '' }) => ({
            err:
              wanted === undefined || wanted === subject
                ? []
                : [`(the model names its containers itself: this one is ${subject})`],
            // Detached, it must not hold the terminal: a run that is paused would never give it back.
            ...(args.has('detach')
              ? { out: [longId(subject)] }
              : { follow: { sandbox: subject, done: 0, pulling: [] } }),
          }),
          refused: ({ message, hint }) => ({
            err: [
              `docker: Error response from daemon: ${message}`,
              ...(hint === undefined ? [] : [`(${hint})`]),
            ],
            exitCode: 125,
          }),
        },
      ],
    };
  },
  follow: (state: Plain, frame: Frame): Followed => followStart(state as unknown as Starting, frame),
});

/** Phases as they end; over when the program of the container runs. */
function followStart({ sandbox: name, done, pulling: before }: Starting, frame: Frame): Followed {
  const sandbox = sandboxOf(frame, name);
  if (sandbox === undefined || sandbox.state === 'stopped' || sandbox.state === 'failed')
    return {
      next: null,
      err: [`docker: Error response from daemon: container ${name} ended before it had started`],
      exitCode: 125,
    };
  const pulling = hostOf(frame, sandbox.host)?.pulling ?? [];
  const err = before.filter((layer) => !pulling.includes(layer)).map((layer) => `${layer}: Pull complete`);
  let at = sandbox.createdAtMicros;
  let ended = 0;
  for (const phase of sandbox.phases) {
    at += phase.durationMicros;
    if (at > frame.nowMicros) break;
    ended++;
    if (ended > done) err.push(`${phase.name}: done in ${formatDuration(phase.durationMicros)}`);
  }
  if (isBeingCreated(sandbox, frame.nowMicros)) return { err, next: { sandbox: name, done: ended, pulling } };
  return { err, out: [longId(name)], next: null };
}

import type { Frame, SandboxFrame } from '../../lab/frame';
import { isBeingCreated } from '../../lab/machines';
import type { CommandCall } from '../../commands/catalogue';
import { containersOf, findContainer } from '../objects';
import {
  defineSubcommand,
  flag,
  ignored,
  type Arguments,
  type Context,
  type Flag,
  type Intent,
  type Said,
  type Subcommand,
} from '../dialect';
import { followUntilGone, untilGone, untilUpAgain } from './until-gone';
import { containersAt, noSuchContainer, requires } from './usage';

const isDown = (state: SandboxFrame['state']): boolean => state === 'stopped' || state === 'failed';

interface EachContainer {
  readonly verb: string;
  readonly summary: string;
  readonly flags?: readonly Flag[];
  readonly examples?: readonly string[];
  readonly models?: string;
  readonly differs?: string;
  readonly call: (container: SandboxFrame) => CommandCall;
  /** It goes on until the containers are so; their names are printed then. */
  readonly waits?: typeof untilGone;
  /** It is so already: nothing is done. */
  readonly isSo?: (container: SandboxFrame) => boolean;
  /** Why it is refused for one container; null where nothing speaks against it. */
  readonly against?: (container: SandboxFrame, args: Arguments, now: number) => string | null;
}

const refusedBy = ({ message }: { readonly message: string }): Said => ({
  err: [`Error response from daemon: ${message}`],
  exitCode: 1,
});

/** A command that does the same to each container that is named, and prints the names of those that it did it to. */
export function eachContainer({
  verb,
  summary,
  flags = [],
  call,
  against,
  isSo,
  waits,
  ...rest
}: EachContainer): Subcommand {
  const itself = {
    words: ['docker', verb],
    usage: `docker ${verb} [OPTIONS] CONTAINER [CONTAINER...]`,
  } as const;
  return defineSubcommand({
    ...rest,
    id: `docker ${verb}`,
    ...itself,
    aliases: [['docker', 'container', verb]],
    summary,
    flags,
    ...(waits !== undefined && { follow: followUntilGone }),
    operands: (frame) => containersOf(frame).map((c) => c.id),
    run(args, context): Intent {
      if (args.rest.length === 0) return requires(itself, 'at least 1 argument');
      return forEach(args.rest, args, context);
    },
  });

  function forEach(names: readonly string[], args: Arguments, context: Context): Intent {
    const { nowMicros: now } = context.frame;
    const err: string[] = [];
    const going: (readonly [id: string, line: string])[] = [];
    const acts = names.flatMap((name) => {
      const container = findContainer(containersAt(context), name);
      const wrong =
        container === undefined ? noSuchContainer(name) : (against?.(container, args, now) ?? null);
      if (wrong !== null) err.push(wrong);
      if (container === undefined || wrong !== null) return [];
      going.push([container.id, name]);
      if (isSo?.(container) === true) return [];
      return [
        {
          call: call(container),
          done: (_reply: unknown, after: Frame) =>
            waits === undefined ? { out: [name] } : { follow: waits(going, after) },
          refused: refusedBy,
        },
      ];
    });
    const idle = acts.length === 0 && going.length > 0;
    return {
      err,
      exitCode: err.length > 0 ? 1 : 0,
      acts,
      ...(idle && waits !== undefined && { follow: waits(going, context.frame) }),
      ...(idle && waits === undefined && { out: going.map(([, line]) => line) }),
    };
  }
}

/** `docker stop CONTAINER...` */
export const dockerStop = eachContainer({
  verb: 'stop',
  summary: 'Stop one or more running containers',
  flags: [
    ignored('timeout', 'Seconds to wait before killing the container', { short: 't', value: 'int' }),
    ignored('signal', 'Signal to send to the container', { short: 's', value: 'string' }),
  ],
  models:
    'It finishes what it has begun, and stays, stopped, until it is started again or removed; the command waits for that, at most ten seconds.',
  waits: untilGone,
  differs: 'One fewer is desired from then on: an orchestrator does not bring it back.',
  isSo: ({ state }) => state === 'stopping' || isDown(state),
  call: ({ id }) => ({ name: 'stop', args: { sandbox: id } }),
});

/** `docker start CONTAINER...` */
export const dockerStart = eachContainer({
  verb: 'start',
  summary: 'Start one or more stopped containers',
  models: 'The container starts again in its place, with its layers there; it begins as time passes.',
  isSo: ({ state }) => !isDown(state) && state !== 'stopping' && state !== 'paused',
  call: ({ id }) => ({ name: 'start', args: { sandbox: id } }),
  against: ({ state }) =>
    state === 'paused'
      ? 'Error response from daemon: cannot start a paused container, try unpause instead'
      : null,
});

/** `docker restart CONTAINER...` */
export const dockerRestart = eachContainer({
  verb: 'restart',
  summary: 'Restart one or more containers',
  flags: [
    ignored('timeout', 'Seconds to wait before killing the container', { short: 't', value: 'int' }),
    ignored('signal', 'Signal to send to the container', { short: 's', value: 'string' }),
  ],
  examples: ['docker restart api-1'],
  models:
    'It finishes what it has begun, takes nothing new, and starts again in its place; one that is stopped is started.',
  waits: untilUpAgain,
  isSo: ({ state }) => state === 'stopping',
  call: ({ id, state }) => ({ name: isDown(state) ? 'start' : 'restart', args: { sandbox: id } }),
});

/** `docker kill CONTAINER...` */
export const dockerKill = eachContainer({
  verb: 'kill',
  summary: 'Kill one or more running containers',
  flags: [ignored('signal', 'Signal to send to the container', { short: 's', value: 'string' })],
  models: 'It ends at once, as a crash does: what it serves fails, and who looks after it may replace it.',
  call: ({ id }) => ({ name: 'kill', args: { sandbox: id } }),
});

/** `docker pause CONTAINER...` */
export const dockerPause = eachContainer({
  verb: 'pause',
  summary: 'Pause all processes within one or more containers',
  models: 'The freezer cgroup: its work stands still, its memory stays.',
  call: ({ id }) => ({ name: 'pause', args: { sandbox: id } }),
});

/** `docker unpause CONTAINER...` */
export const dockerUnpause = eachContainer({
  verb: 'unpause',
  summary: 'Unpause all processes within one or more containers',
  call: ({ id }) => ({ name: 'resume', args: { sandbox: id } }),
});

/** `docker rm [-f] CONTAINER...` */
export const dockerRm = eachContainer({
  verb: 'rm',
  summary: 'Remove one or more containers',
  flags: [
    flag('force', 'Force the removal of a running container (uses SIGKILL)', { short: 'f' }),
    ignored('volumes', 'Remove anonymous volumes associated with the container', { short: 'v' }),
  ],
  models: 'It is gone at once; what it still serves fails.',
  differs: 'One that is stopping, or only created, is removed without -f.',
  call: ({ id }) => ({ name: 'remove', args: { target: id } }),
  against: (container, args, now) =>
    args.has('force') ||
    ['stopping', 'stopped', 'failed'].includes(container.state) ||
    isBeingCreated(container, now)
      ? null
      : `Error response from daemon: cannot remove container "/${container.id}": container is running: stop the container before removing or force remove`,
});

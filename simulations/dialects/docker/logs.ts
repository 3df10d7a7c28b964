import type { EventLine, Frame, SandboxFrame } from '../../lab/frame';
import { isoOf } from '../../lab/machines';
import { defineSubcommand, error, flag, type Followed, type Plain } from '../dialect';
import { containersOf, findContainer } from '../objects';
import { sandboxOf } from '../shell/place';
import { containersAt, noSuchContainer, requires } from './usage';

const ITSELF = { words: ['docker', 'logs'], usage: 'docker logs [OPTIONS] CONTAINER' } as const;

/** What a container's program has written, as far as the run still remembers it: what it did, in the run's own words. */
function linesOf(frame: Frame, sandbox: SandboxFrame): readonly EventLine[] {
  return frame.log.filter(
    (line) =>
      line.subject === sandbox.id ||
      (line.deployment === sandbox.deployment &&
        line.subject === sandbox.component &&
        line.caption.startsWith('Request ')),
  );
}

const written = (frame: Frame, line: EventLine, stamps: boolean): string =>
  `${stamps ? `${isoOf(frame, line.atMicros)} ` : ''}${line.caption}`;

interface Followers {
  readonly sandbox: string;
  readonly seen: number;
  readonly stamps: boolean;
}

/** `docker logs [-f] [--tail N] CONTAINER` */
export const dockerLogs = defineSubcommand({
  id: 'docker logs',
  ...ITSELF,
  aliases: [['docker', 'container', 'logs']],
  summary: 'Fetch the logs of a container',
  examples: ['docker logs --tail 5 api-1'],
  flags: [
    flag('follow', 'Follow log output', { short: 'f' }),
    flag('tail', 'Number of lines to show from the end of the logs', { short: 'n', value: 'string' }),
    flag('timestamps', 'Show timestamps', { short: 't' }),
    flag('since', 'Show logs since timestamp or relative', { value: 'string', without: 'effect' }),
  ],
  operands: (frame) => containersOf(frame).map((c) => c.id),
  models: 'What the run remembers of the container and of the requests of its component.',
  differs: 'The program of the model writes nothing of its own: these are the captions of the run.',
  run(args, context) {
    const [name] = args.rest;
    if (name === undefined) return requires(ITSELF, '1 argument');
    const container = findContainer(containersAt(context), name);
    if (container === undefined) return error(1, noSuchContainer(name));
    const tail = args.value('tail') ?? 'all';
    const lines = linesOf(context.frame, container);
    const shown = /^\d+$/.test(tail)
      ? lines.slice(lines.length - Math.min(lines.length, Number(tail)))
      : lines;
    const stamps = args.has('timestamps');
    const out = shown.map((line) => written(context.frame, line, stamps));
    if (!args.has('follow')) return { out };
    return { out, follow: { sandbox: container.id, seen: lines.at(-1)?.sequence ?? -1, stamps } };
  },
  follow(state: Plain, frame: Frame): Followed {
    const { sandbox: name, seen, stamps } = state as unknown as Followers;
    const sandbox = sandboxOf(frame, name);
    if (sandbox === undefined) return { next: null };
    const lines = linesOf(frame, sandbox).filter((line) => line.sequence > seen);
    return {
      out: lines.map((line) => written(frame, line, stamps)),
      next: { sandbox: name, seen: lines.at(-1)?.sequence ?? seen, stamps },
    };
  },
});

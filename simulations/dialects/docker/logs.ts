import type { Frame } from '../../lab/frame';
import { isoOf } from '../../lab/machines';
import { lastSequence, logOfSandboxes, newLines, type LogLine } from '../app-log';
import { printable } from '../../base/errors';
import { defineSubcommand, error, flag, ignored, type Followed, type Plain } from '../dialect';
import { containersOf, findContainer } from '../objects';
import { goDuration } from '../output/age';
import { sandboxOf } from '../shell/place';
import { containersAt, noSuchContainer, requires } from './usage';

const ITSELF = { words: ['docker', 'logs'], usage: 'docker logs [OPTIONS] CONTAINER' } as const;

const written = (frame: Frame, line: LogLine, stamps: boolean): string =>
  `${stamps ? `${isoOf(frame, line.atMicros)} ` : ''}${line.text}`;

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
  examples: ['docker logs --tail 5 api-1', 'docker logs --since 10s -t api-1'],
  flags: [
    flag('follow', 'Follow log output', { short: 'f' }),
    flag('tail', 'Number of lines to show from the end of the logs', { short: 'n', value: 'string' }),
    flag('timestamps', 'Show timestamps', { short: 't' }),
    flag('since', 'Show logs since timestamp or relative', { value: 'string' }),
    ignored('details', 'Show extra details provided to logs'),
  ],
  leavesOut: { until: 'shows what is older than a date or a span of time.' },
  operands: (frame) => containersOf(frame).map((c) => c.id),
  models: 'A line when the program listens, and an access line for each request that it has answered.',
  differs:
    'Of all containers together the last few hundred answers are kept. --since takes a span (10s, 2m), no date. Where lines come faster than they can be shown, -f leaves some out.',
  run(args, context) {
    const [name] = args.rest;
    if (name === undefined || args.rest.length > 1) return requires(ITSELF, '1 argument');
    const container = findContainer(containersAt(context), name);
    if (container === undefined) return error(1, noSuchContainer(name));
    const since = args.value('since');
    const span = since === undefined ? Infinity : goDuration(since);
    if (span === null)
      return error(
        1,
        `invalid value for "since": ${printable(since ?? '', 40)}`,
        'not in this model: a date; give a span of time such as 10s',
      );
    const { frame, world } = context;
    const lines = logOfSandboxes(world, [container], frame).filter(
      ({ atMicros }) => frame.nowMicros - atMicros <= span,
    );
    const tail = args.value('tail') ?? 'all';
    const count = /^\d+$/.test(tail) ? Math.min(lines.length, Number(tail)) : lines.length;
    const stamps = args.has('timestamps');
    const out = lines.slice(lines.length - count).map((line) => written(frame, line, stamps));
    if (!args.has('follow')) return { out };
    return { out, follow: { sandbox: container.id, seen: lastSequence(frame), stamps } };
  },
  follow(state: Plain, frame: Frame): Followed {
    const { sandbox, seen, stamps } = state as unknown as Followers;
    const fresh = newLines(frame, [sandbox], seen);
    return {
      out: fresh.lines.map((line) => written(frame, line, stamps)),
      next: sandboxOf(frame, sandbox) === undefined ? null : { sandbox, seen: fresh.seen, stamps },
    };
  },
});

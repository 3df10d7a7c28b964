import { printable } from '../../base/errors';
import type { Frame } from '../../lab/frame';
import { isoOf } from '../../lab/machines';
import { defineSubcommand, flag, ignored, type Followed, type Intent, type Plain } from '../dialect';
import { eventsOf, logOf, usedMegabytes, type LogEvent, type LoggedFunction } from './function-log';
import { badParameter, clientError, functionNames, lambdasOf, megabytesOf, missing } from './functions';

const FORMATS = ['detailed', 'short', 'json'] as const;
type Format = (typeof FORMATS)[number];

interface Tailed {
  readonly of: LoggedFunction;
  readonly format: Format;
  readonly pattern: string;
  readonly seen: number;
}

/** `aws logs tail /aws/lambda/NAME [--follow] [--since 5m]` */
export const logsTail = defineSubcommand({
  id: 'aws logs tail',
  words: ['aws', 'logs', 'tail'],
  usage:
    'aws logs tail <group_name> [--since <value>] [--follow | --no-follow] [--format <value>] [--filter-pattern <value>]',
  summary: 'Tails the logs for a CloudWatch Logs group.',
  flags: [
    flag('follow', 'Whether to continuously poll for new logs.'),
    ignored('no-follow', 'Whether to continuously poll for new logs.'),
    flag(
      'since',
      'From what time to begin displaying logs. By default, logs will be displayed starting from ten minutes in the past.',
      {
        value: 'value',
      },
    ),
    flag('format', 'The format to display the logs.', { value: 'value', values: FORMATS }),
    flag('filter-pattern', 'The filter pattern to use.', { value: 'value' }),
  ],
  leavesOut: {
    'log-stream-names': 'shows only these streams.',
    'log-stream-name-prefix': 'shows only streams whose names begin so.',
  },
  examples: [
    'aws logs tail /aws/lambda/thumb --since 5s',
    'aws logs tail /aws/lambda/thumb --format short | grep REPORT',
  ],
  operands: (frame) => functionNames(frame).map((name) => `/aws/lambda/${name}`),
  models:
    'The platform’s lines around each call that the function has answered. Max Memory Used is what an instance touches, Billed Duration the handler’s time in whole milliseconds.',
  differs:
    'Of all functions together the last few hundred calls are kept. Calls appear when they are over, without the delay of the real log. Init is not billed, as until August 2025. Where lines come faster than they can be shown, --follow leaves some out. --filter-pattern takes plain words.',
  run(args, context) {
    const [group] = args.rest;
    if (group === undefined) return missing(['group_name']);
    const of = loggedFunction(group, context);
    if (of === null)
      return clientError(
        'ResourceNotFoundException',
        'FilterLogEvents',
        'The specified log group does not exist.',
        `(there are: ${
          functionNames(context.frame)
            .map((name) => `/aws/lambda/${name}`)
            .join(', ') || 'none'
        }; ${printable(group, 80)} is not among them)`,
      );
    const given = args.value('format') ?? 'detailed';
    const format = FORMATS.find((known) => known === given);
    if (format === undefined)
      return badParameter(`aws: error: argument --format: Found invalid choice '${printable(given, 40)}'`);
    const span = spanOf(args.value('since') ?? '10m');
    if (span === null)
      return badParameter(
        `Invalid timestamp "${printable(args.value('since') ?? '', 40)}". Relative: 5m, 1h, 1d; or ISO 8601 (not in this model).`,
      );
    const pattern = args.value('filter-pattern') ?? '';
    const { frame, world } = context;
    const out = logOf(world, of, frame)
      .filter((event) => frame.nowMicros - event.atMicros <= span && isWanted(event, pattern))
      .map((event) => written(event, format, frame));
    if (!args.has('follow')) return { out };
    const seen = frame.answers.at(-1)?.sequence ?? -1;
    return { out, follow: { of: { ...of }, format, pattern, seen } } satisfies Intent;
  },
  follow(state: Plain, frame: Frame): Followed {
    const { of, format, pattern, seen } = state as unknown as Tailed;
    const fresh = frame.answers.filter(({ sequence }) => sequence > seen);
    const events = fresh
      .filter(({ functionId }) => functionId === of.name)
      .flatMap((answer) => eventsOf(answer, of, frame))
      .filter((event) => isWanted(event, pattern));
    return {
      out: events.map((event) => written(event, format, frame)),
      next: { of: { ...of }, format, pattern, seen: fresh.at(-1)?.sequence ?? seen },
    };
  },
});

function loggedFunction(group: string, context: Parameters<typeof lambdasOf>[0]): LoggedFunction | null {
  const name = /^\/aws\/lambda\/(.+)$/.exec(group)?.[1];
  const found = lambdasOf(context).find(({ fields }) => fields.id === name);
  if (found === undefined || found.pool === null) return null;
  const { fields, pool } = found;
  const memoryMb = megabytesOf(fields);
  const usedMb = Math.min(memoryMb, usedMegabytes(pool));
  return { name: fields.id, runtime: fields.runtime, memoryMb, usedMb };
}

/** `5s`, `10m`, `2h`, `1d`, `1w` back from now. */
function spanOf(text: string): number | null {
  const match = /^(\d{1,6})(s|m|h|d|w)$/.exec(text);
  const units: Readonly<Record<string, number>> = { s: 1e6, m: 60e6, h: 3600e6, d: 86_400e6, w: 604_800e6 };
  return match === null ? null : Number(match[1]) * (units[match[2] ?? 's'] ?? 0);
}

/** Plain words, all of which must occur; `?word` = any of them; `-word` = none. */
function isWanted({ message }: LogEvent, pattern: string): boolean {
  const words = pattern.split(/\s+/).filter((word) => word !== '');
  const plain = (word: string): string => word.replaceAll('"', '');
  const any = words.filter((word) => word.startsWith('?'));
  return (
    words
      .filter((word) => !word.startsWith('?'))
      .every((word) =>
        word.startsWith('-') ? !message.includes(plain(word.slice(1))) : message.includes(plain(word)),
      ) &&
    (any.length === 0 || any.some((word) => message.includes(plain(word.slice(1)))))
  );
}

function written({ atMicros, stream, message }: LogEvent, format: Format, frame: Frame): string {
  if (format === 'short') return `${isoOf(frame, atMicros, 0).replace('Z', '')} ${message}`;
  const stamp = isoOf(frame, atMicros, 6).replace('Z', '+00:00');
  return `${stamp} ${stream} ${message}`;
}

import { defineSubcommand, error, flag, type Followed, type Plain } from '../dialect';
import type { Frame } from '../../lab/frame';
import { formatClock } from '../../base/quantity';
import { microsOf } from './sleep';

/** What `watch` remembers between two frames. */
interface Watched {
  readonly line: string;
  readonly everyMicros: number;
  readonly nextMicros: number;
  readonly events: number;
}

/** `watch [-n SECONDS] COMMAND`: types the command again and again, until Ctrl-C. */
export const watch = defineSubcommand({
  id: 'watch',
  words: ['watch'],
  usage: 'watch [options] command',
  summary: 'Execute a program periodically, showing output fullscreen.',
  flags: [
    flag('interval', 'seconds of simulated time to wait between updates', { short: 'n', value: 'secs' }),
    flag('no-title', 'turn off header', { short: 't', without: 'effect' }),
    flag('differences', 'highlight changes between updates', { short: 'd', without: 'effect' }),
  ],
  models: 'Seconds are simulated; a command given while the run is paused shows at once.',
  stopsAtOperand: true,
  run(args, { frame }) {
    const everyMicros = microsOf(args.value('interval') ?? '2');
    if (everyMicros === undefined)
      return error(1, `watch: failed to parse argument: '${args.value('interval')}'`);
    const line = args.rest.length === 1 ? (args.rest[0] ?? '') : args.rest.map(quoted).join(' ');
    if (line.trim() === '') return error(1, 'Usage:', ' watch [options] command');
    if (/^\s*watch\b/.test(line)) return error(1, 'watch: watching a watch would go on for ever');
    return {
      follow: { line, everyMicros: Math.max(100_000, everyMicros), nextMicros: frame.nowMicros, events: -1 },
    };
  },
  follow(state: Plain, frame: Frame): Followed {
    const watched = state as unknown as Watched;
    const due =
      frame.nowMicros >= watched.nextMicros || frame.nowMicros < watched.nextMicros - watched.everyMicros;
    const changed = frame.commands.length !== watched.events;
    if (!due && !changed) return { next: state };
    const next = {
      ...watched,
      nextMicros: frame.nowMicros + watched.everyMicros,
      events: frame.commands.length,
    };
    const every = (watched.everyMicros / 1e6).toFixed(1);
    const clock = formatClock(frame.startsAtMicros + frame.nowMicros, false);
    return { out: [`Every ${every}s: ${watched.line}   ${clock}`, ''], next, again: watched.line };
  },
});

const quoted = (word: string): string =>
  /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

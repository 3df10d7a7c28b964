import { defineSubcommand, error, flag, ignored } from '../dialect';
import { microsOf } from './sleep';

/** `time COMMAND`: how long it took, in simulated time. */
export const time = defineSubcommand({
  id: 'time',
  words: ['time'],
  usage: 'time COMMAND [ARG]...',
  summary: 'Run a command and say how long it took.',
  flags: [ignored('p', 'in the format of POSIX')],
  stopsAtOperand: true,
  examples: ['time sleep 2'],
  models: 'Simulated time; what only looks takes none. No split into user and system time.',
  run: ({ rest }) => (rest.length === 0 ? {} : { runs: { words: rest, timed: true } }),
});

/** `timeout DURATION COMMAND` */
export const timeout = defineSubcommand({
  id: 'timeout',
  words: ['timeout'],
  usage: 'timeout [OPTION] DURATION COMMAND [ARG]...',
  summary: 'Start COMMAND, and kill it if still running after DURATION.',
  flags: [
    ignored('signal', 'specify the signal to be sent on timeout', { short: 's', value: 'SIGNAL' }),
    ignored('kill-after', 'also send a KILL signal', { short: 'k', value: 'DURATION' }),
  ],
  stopsAtOperand: true,
  models: 'Simulated time.',
  run({ rest }) {
    const [span = '', ...words] = rest;
    const limitMicros = microsOf(span);
    if (words.length === 0)
      return error(125, 'timeout: missing operand', "Try 'timeout --help' for more information.");
    if (limitMicros === undefined) return error(125, `timeout: invalid time interval ‘${span}’`);
    return { runs: { words, limitMicros } };
  },
});

/** `sudo COMMAND`: everybody may do everything here. */
export const sudo = defineSubcommand({
  id: 'sudo',
  words: ['sudo'],
  usage: 'sudo COMMAND [ARG]...',
  summary: 'Run a command as another user.',
  flags: [ignored('u', 'run as this user', { value: 'user' }), ignored('E', 'keep the environment')],
  stopsAtOperand: true,
  models: 'Nothing asks for rights in this model.',
  run: ({ rest }) =>
    rest.length === 0 ? error(1, 'usage: sudo [-u user] command') : { runs: { words: rest } },
});

const MOST_WORDS = 1000;

/** `… | xargs COMMAND`: the words of its input as arguments. */
export const xargs = defineSubcommand({
  id: 'xargs',
  words: ['xargs'],
  usage: 'xargs [OPTION]... COMMAND [INITIAL-ARGS]...',
  summary: 'Run COMMAND with arguments INITIAL-ARGS and more arguments read from input.',
  flags: [
    flag('no-run-if-empty', 'if there are no arguments, do not run COMMAND', { short: 'r' }),
    ignored('max-args', 'use at most so many arguments per command line', { short: 'n', value: 'MAX-ARGS' }),
  ],
  stopsAtOperand: true,
  differs: 'All arguments go into one command line.',
  run(args, { input }) {
    const words = (input ?? []).flatMap((line) => line.split(/\s+/)).filter((word) => word !== '');
    if (words.length === 0 && args.has('no-run-if-empty')) return {};
    const command = args.rest.length === 0 ? ['echo'] : args.rest;
    return { runs: { words: [...command, ...words.slice(0, MOST_WORDS)], input: null } };
  },
});

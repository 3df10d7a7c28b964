import { flag, type Arguments, type Said, type Subcommand } from '../dialect';
import { defineFilter } from './filters';

const LINES = flag('lines', 'print NUM lines', { short: 'n', value: 'NUM' });

/** `head -5` is `head -n 5`. */
const older = (words: readonly string[]): readonly string[] =>
  words.flatMap((word) => (/^-\d+$/.test(word) ? ['-n', word.slice(1)] : [word]));

/** How many lines, and whether the number had a sign that turns it round. */
function countOf(args: Arguments): { readonly count: number; readonly sign: string } | null {
  const written = args.value('lines') ?? '10';
  const match = /^([+-]?)(\d{1,6})$/.exec(written);
  return match === null ? null : { count: Number(match[2]), sign: match[1] ?? '' };
}

const invalid = (tool: string, args: Arguments): Said => ({
  err: [`${tool}: invalid number of lines: '${args.value('lines') ?? ''}'`],
  exitCode: 1,
});

/** `head [-n NUM]`: the first lines; with a minus all but the last. */
export const head: Subcommand = defineFilter({
  name: 'head',
  // It ends with the last line that it wants; with a minus it must know which are the last.
  gathers: (args) => {
    const wanted = countOf(args);
    return wanted === null || wanted.sign === '-' ? Infinity : wanted.count;
  },
  usage: 'head [OPTION]... [FILE]...',
  summary: 'Print the first 10 lines.',
  flags: [LINES],
  older,
  filter(args, input) {
    const wanted = countOf(args);
    if (wanted === null) return invalid('head', args);
    return {
      out: input.slice(0, wanted.sign === '-' ? Math.max(0, input.length - wanted.count) : wanted.count),
    };
  },
});

/** `tail [-n NUM]`: the last lines; with a plus from that line on. */
export const tail: Subcommand = defineFilter({
  name: 'tail',
  gathers: () => Infinity,
  usage: 'tail [OPTION]... [FILE]...',
  summary: 'Print the last 10 lines.',
  flags: [LINES],
  older,
  leavesOut: { f: 'would wait for more to be written; use docker logs -f or aws logs tail --follow.' },
  filter(args, input) {
    const wanted = countOf(args);
    if (wanted === null) return invalid('tail', args);
    if (wanted.sign === '+') return { out: input.slice(Math.max(0, wanted.count - 1)) };
    return { out: wanted.count === 0 ? [] : input.slice(-wanted.count) };
  },
});

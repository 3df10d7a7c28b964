import { flag } from '../dialect';
import { defineFilter, patternOf } from './filters';

const FLAGS = [
  flag('ignore-case', 'ignore case distinctions', { short: 'i' }),
  flag('invert-match', 'select non-matching lines', { short: 'v' }),
  flag('count', 'print only a count of selected lines', { short: 'c' }),
  flag('line-number', 'print line number with output lines', { short: 'n' }),
  flag('only-matching', 'show only nonempty parts of lines that match', { short: 'o' }),
  flag('quiet', 'suppress all normal output', { short: 'q' }),
  flag('extended-regexp', 'PATTERNS are extended regular expressions', { short: 'E' }),
  flag('fixed-strings', 'PATTERNS are strings', { short: 'F' }),
  flag('word-regexp', 'match only whole words', { short: 'w' }),
  flag('line-regexp', 'match only whole lines', { short: 'x' }),
  flag('regexp', 'use PATTERNS for matching', { short: 'e', value: 'PATTERNS' }),
  flag('max-count', 'stop after NUM selected lines', { short: 'm', value: 'NUM' }),
  flag('after-context', 'print NUM lines of trailing context', { short: 'A', value: 'NUM' }),
  flag('before-context', 'print NUM lines of leading context', { short: 'B', value: 'NUM' }),
  flag('context', 'print NUM lines of output context', { short: 'C', value: 'NUM' }),
  flag('color', 'use markers to highlight the matching strings', { without: 'effect' }),
];

/** `grep PATTERN [FILE]`: exit code 0 where something matches, 1 where nothing does, 2 for a mistake. */
export const grep = defineFilter({
  name: 'grep',
  gathers: (args) => (args.has('count') || args.has('max-count') ? Infinity : 0),
  usage: 'grep [OPTION]... PATTERNS [FILE]...',
  summary: 'Search for PATTERNS in each FILE or in what a pipe brings.',
  flags: FLAGS,
  examples: ['docker ps | grep -c api'],
  leavesOut: { r: 'searches folders; files are not in this model.', P: 'reads the pattern as Perl would.' },
  before: (args) => (args.has('regexp') ? 0 : 1),
  filter(args, input) {
    const patterns = args.has('regexp') ? args.all('regexp') : args.rest.slice(0, 1);
    if (patterns.length === 0)
      return {
        err: ['Usage: grep [OPTION]... PATTERNS [FILE]...', "Try 'grep --help' for more information."],
        exitCode: 2,
      };
    const rules = {
      extended: args.has('extended-regexp'),
      fixed: args.has('fixed-strings'),
      ignoreCase: args.has('ignore-case'),
      word: args.has('word-regexp'),
      line: args.has('line-regexp'),
    };
    const expressions: RegExp[] = [];
    for (const text of patterns) {
      const pattern = patternOf(text, rules);
      if (!pattern.ok) return { err: [`grep: ${pattern.error}`], exitCode: 2 };
      expressions.push(pattern.value);
    }
    const hits = (line: string): readonly string[] =>
      expressions.flatMap((e) => [...line.matchAll(e)].map((match) => match[0]));
    const selected = input.flatMap((line, i) =>
      hits(line).length > 0 !== args.has('invert-match') ? [i] : [],
    );
    const most = selected.slice(0, numberOf(args.value('max-count')) ?? Infinity);
    const exitCode = most.length === 0 ? 1 : 0;
    if (args.has('quiet')) return { exitCode };
    if (args.has('count')) return { out: [String(most.length)], exitCode };
    if (args.has('only-matching')) return { out: most.flatMap((i) => hits(input[i] ?? '')), exitCode };
    const around = numberOf(args.value('context')) ?? 0;
    const shown = withContext(most, input.length, {
      before: numberOf(args.value('before-context')) ?? around,
      after: numberOf(args.value('after-context')) ?? around,
    });
    const numbered = args.has('line-number');
    const out = shown.map((i) =>
      i < 0 ? '--' : `${numbered ? `${i + 1}${most.includes(i) ? ':' : '-'}` : ''}${input[i] ?? ''}`,
    );
    return { out, exitCode };
  },
});

const numberOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined;

/** Line numbers with their neighbours; -1 = a gap. */
function withContext(
  lines: readonly number[],
  length: number,
  { before, after }: { readonly before: number; readonly after: number },
): readonly number[] {
  if (before + after === 0) return lines;
  const wanted = new Set(
    lines.flatMap((i) =>
      Array.from({ length: before + after + 1 }, (_, k) => i - before + k).filter(
        (k) => k >= 0 && k < length,
      ),
    ),
  );
  const sorted = [...wanted].toSorted((a, b) => a - b);
  return sorted.flatMap((line, k) => (k > 0 && sorted[k - 1] !== line - 1 ? [-1, line] : [line]));
}

import { flag, type Arguments, type Said } from '../dialect';
import { defineFilter } from './filters';

/** A number at the beginning of a text, with a unit where `-h` reads one; 0 where there is none. */
function numeric(text: string, human: boolean): number {
  const match = /^\s*(-?\d+(?:\.\d+)?)\s*([KMGT]?)/i.exec(text);
  if (match === null) return 0;
  const unit = human ? 'KMGT'.indexOf((match[2] ?? '').toUpperCase()) : -1;
  return Number(match[1]) * 1024 ** ((match[2] ?? '') === '' ? 0 : unit + 1);
}

function keyOf(line: string, args: Arguments): string {
  const key = Number(/^(\d{1,3})/.exec(args.value('key') ?? '')?.[1] ?? 0);
  if (key === 0) return line;
  const separator = args.value('field-separator');
  const fields = separator === undefined ? line.trim().split(/\s+/) : line.split(separator);
  return fields.slice(key - 1).join(separator ?? ' ');
}

/** `sort [-n] [-r] [-k N]`: lines in order. */
export const sort = defineFilter({
  name: 'sort',
  gathers: () => Infinity,
  usage: 'sort [OPTION]... [FILE]...',
  summary: 'Write sorted concatenation of all lines.',
  flags: [
    flag('numeric-sort', 'compare according to string numerical value', { short: 'n' }),
    flag('human-numeric-sort', 'compare human readable numbers (2K 1G)', { short: 'h' }),
    flag('reverse', 'reverse the result of comparisons', { short: 'r' }),
    flag('unique', 'output only the first of equal lines', { short: 'u' }),
    flag('key', 'sort via a key: the number of a field', { short: 'k', value: 'KEYDEF' }),
    flag('field-separator', 'use SEP instead of blanks', { short: 't', value: 'SEP' }),
  ],
  filter(args, input): Said {
    const human = args.has('human-numeric-sort');
    const byNumber = human || args.has('numeric-sort') || /n/.test(args.value('key') ?? '');
    const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
    const compare = (a: string, b: string): number => {
      const [left, right] = [keyOf(a, args), keyOf(b, args)];
      const by = byNumber ? numeric(left, human) - numeric(right, human) : text(left, right);
      return by === 0 ? text(a, b) : by;
    };
    const sorted = input.toSorted((a, b) => (args.has('reverse') ? compare(b, a) : compare(a, b)));
    const once = sorted.filter((line, i) => i === 0 || line !== sorted[i - 1]);
    return { out: args.has('unique') ? once : sorted };
  },
});

/** `uniq [-c]`: neighbouring lines that are equal become one. */
export const uniq = defineFilter({
  name: 'uniq',
  gathers: () => Infinity,
  usage: 'uniq [OPTION]...',
  summary: 'Filter adjacent matching lines.',
  flags: [flag('count', 'prefix lines by the number of occurrences', { short: 'c' })],
  filter(args, input): Said {
    const groups: { line: string; count: number }[] = [];
    for (const line of input) {
      const last = groups.at(-1);
      if (last?.line === line) last.count++;
      else groups.push({ line, count: 1 });
    }
    return {
      out: groups.map(({ line, count }) =>
        args.has('count') ? `${String(count).padStart(7)} ${line}` : line,
      ),
    };
  },
});

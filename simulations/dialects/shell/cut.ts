import { flag, type Said } from '../dialect';
import { defineFilter } from './filters';

/** `cut -d DELIM -f LIST`: columns of a line. */
export const cut = defineFilter({
  name: 'cut',
  usage: 'cut OPTION... [FILE]...',
  summary: 'Print selected parts of lines.',
  flags: [
    flag('delimiter', 'use DELIM instead of TAB for field delimiter', { short: 'd', value: 'DELIM' }),
    flag('fields', 'select only these fields', { short: 'f', value: 'LIST' }),
    flag('characters', 'select only these characters', { short: 'c', value: 'LIST' }),
  ],
  filter(args, input): Said {
    const list = args.value('fields') ?? args.value('characters');
    if (list === undefined || !/^[\d,-]{1,100}$/.test(list))
      return { err: ['cut: you must specify a list of bytes, characters, or fields'], exitCode: 1 };
    const wanted = rangesOf(list);
    const pick = <T>(items: readonly T[]): readonly T[] =>
      items.filter((_, i) => wanted.some(([from, to]) => i + 1 >= from && i + 1 <= to));
    const delimiter = args.value('delimiter') ?? '\t';
    return {
      out: input.map((line) =>
        args.has('characters')
          ? pick(Array.from(line)).join('')
          : line.includes(delimiter)
            ? pick(line.split(delimiter)).join(delimiter)
            : line,
      ),
    };
  },
});

const rangesOf = (list: string): readonly (readonly [number, number])[] =>
  list.split(',').map((part) => {
    const [from = '', to] = part.split('-');
    return [
      from === '' ? 1 : Number(from),
      to === undefined ? Number(from) : to === '' ? Infinity : Number(to),
    ];
  });

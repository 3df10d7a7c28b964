import { flag, type Said } from '../dialect';
import { defineFilter } from './filters';

/** `wc [-l] [-w] [-c]`: lines, words and bytes. */
export const wc = defineFilter({
  name: 'wc',
  gathers: () => Infinity,
  usage: 'wc [OPTION]... [FILE]...',
  summary: 'Print newline, word, and byte counts.',
  flags: [
    flag('lines', 'print the newline counts', { short: 'l' }),
    flag('words', 'print the word counts', { short: 'w' }),
    flag('bytes', 'print the byte counts', { short: 'c' }),
  ],
  filter(args, input): Said {
    const words = input.reduce((sum, line) => sum + line.split(/\s+/).filter((w) => w !== '').length, 0);
    const bytes = input.reduce((sum, line) => sum + bytesOf(line) + 1, 0);
    const all = !['lines', 'words', 'bytes'].some((name) => args.has(name));
    const counts = [
      ...(all || args.has('lines') ? [input.length] : []),
      ...(all || args.has('words') ? [words] : []),
      ...(all || args.has('bytes') ? [bytes] : []),
    ];
    return {
      out: [counts.length === 1 ? String(counts[0]) : counts.map((n) => String(n).padStart(7)).join(' ')],
    };
  },
});

/** Bytes of a text in UTF-8. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

import { printable } from '../../base/errors';
import { flag, type Said } from '../dialect';
import { defineFilter, patternOf } from './filters';

/** `/api/ { print $1, $3 }`, `NR>1 {print $1}`: what people type behind a pipe. */
const PROGRAM =
  /^\s*(?:\/([^/]*)\/)?\s*(?:NR\s*(>|==|>=)\s*(\d{1,6}))?\s*(?:\{\s*print\b([^{};]*);?\s*\})?\s*$/;

const RULES = { extended: true, fixed: false, ignoreCase: false, word: false, line: false } as const;

/** `awk '{print $1}'`: columns of its input. */
export const awk = defineFilter({
  name: 'awk',
  gathers: ({ rest }) => (/\bNR\b/.test(rest[0] ?? '') ? Infinity : 0),
  usage: "awk [-F fs] 'program' [FILE]...",
  summary: 'Pattern scanning and processing: columns of each line.',
  flags: [flag('F', 'use fs for the input field separator', { value: 'fs' })],
  before: () => 1,
  examples: ["docker ps | awk 'NR>1 {print $1, $NF}'"],
  differs:
    'Of its language only: a pattern between slashes, NR compared with a number, and print with fields ($1, $NF), texts and commas.',
  filter(args, input): Said {
    const [program = ''] = args.rest;
    const match = PROGRAM.exec(program);
    if (program === '') return { err: ["usage: awk [-F fs] 'program' [file ...]"], exitCode: 2 };
    const list = match === null ? null : fieldsOf(match[4] ?? '');
    const pattern = patternOf(match?.[1] ?? '', RULES);
    if (match === null || list === null || !pattern.ok)
      return {
        err: [
          `awk ${printable(program, 60)}: not in this model. The real one runs any program; here patterns, NR and print.`,
        ],
        exitCode: 2,
      };
    const [, , compare, number] = match;
    const fits = (line: string, row: number): boolean =>
      line.search(pattern.value) >= 0 &&
      (number === undefined || compared(row, compare ?? '>', Number(number)));
    return {
      out: input.filter((line, i) => fits(line, i + 1)).map((line) => printed(line, args.value('F'), list)),
    };
  },
});

const compared = (row: number, compare: string, number: number): boolean =>
  compare === '==' ? row === number : compare === '>=' ? row >= number : row > number;

type Part = { readonly field: number | 'last' } | { readonly text: string };

/** Parts of what is printed, by commas; null = more than this model reads. Nothing = the whole line. */
function fieldsOf(written: string): readonly Part[] | null {
  if (written.trim() === '') return [{ field: 0 }];
  const parts = written.split(',').map((part): Part | null => {
    const field = /^\s*\$(\d{1,3}|NF)\s*$/.exec(part)?.[1];
    const text = /^\s*"([^"\\]*)"\s*$/.exec(part)?.[1];
    if (field !== undefined) return { field: field === 'NF' ? 'last' : Number(field) };
    return text === undefined ? null : { text };
  });
  return parts.every((part) => part !== null) ? parts.flatMap((part) => part ?? []) : null;
}

function printed(line: string, separator: string | undefined, parts: readonly Part[]): string {
  const fields = separator === undefined ? line.trim().split(/\s+/) : line.split(separator);
  return parts
    .map((part) => {
      if ('text' in part) return part.text;
      if (part.field === 0) return line;
      return (part.field === 'last' ? fields.at(-1) : fields[part.field - 1]) ?? '';
    })
    .join(' ');
}

/** How a subcommand of a tool is defined: one file in its tool's folder, one line in that folder's `index.ts`. */
import type { CommandCall } from '../commands/catalogue';
import type { Frame } from '../lab/frame';

export interface TerminalReply {
  readonly lines: readonly string[];
  /** The typed command that the line stands for, if it changes the world. */
  readonly command: CommandCall | null;
  readonly exitCode: number;
}

/** What a subcommand wants: text to print at once, or a typed command and how to word its outcome. */
export type Intent =
  | { readonly kind: 'print'; readonly lines: readonly string[] }
  | { readonly kind: 'error'; readonly lines: readonly string[]; readonly exitCode: number }
  | {
      readonly kind: 'command';
      readonly call: CommandCall;
      readonly report: (text: string, subject: string | undefined, frame: Frame) => readonly string[];
    };

export interface Flags {
  /** Values by long name; a switch without value is 'true'. */
  readonly values: ReadonlyMap<string, string>;
  readonly rest: readonly string[];
}

export interface Subcommand {
  readonly id: string;
  /** The words that select it: `['docker', 'run']`. */
  readonly words: readonly string[];
  readonly usage: string;
  readonly summary: string;
  /** Long names of flags that take a value, and of switches; short letters by long name. */
  readonly valued: readonly string[];
  readonly switches: readonly string[];
  readonly short: Readonly<Record<string, string>>;
  readonly run: (flags: Flags, frame: Frame) => Intent;
}

export const defineSubcommand = (subcommand: Subcommand): Subcommand => subcommand;

export const print = (...lines: readonly string[]): Intent => ({ kind: 'print', lines });
export const error = (exitCode: number, ...lines: readonly string[]): Intent => ({
  kind: 'error',
  lines,
  exitCode,
});

/** Reads flags by the common rules: `--name value`, `--name=value`, `-n value`, bundled switches, `--` ends them. */
export function readFlags(subcommand: Subcommand, words: readonly string[]): Flags | string {
  const values = new Map<string, string>();
  const rest: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    if (word === '--') return { values, rest: [...rest, ...words.slice(i + 1)] };
    if (!word.startsWith('-') || word === '-') {
      rest.push(word);
      continue;
    }
    const [name, inline] = splitFlag(subcommand, word);
    if (subcommand.switches.includes(name)) values.set(name, 'true');
    else if (subcommand.valued.includes(name)) {
      const value = inline ?? words[++i];
      if (value === undefined) return `flag needs an argument: ${word}`;
      values.set(name, value);
    } else if (
      /^-[a-z]{2,}$/.test(word) &&
      Array.from(word.slice(1)).every((letter) =>
        subcommand.switches.includes(subcommand.short[letter] ?? ''),
      )
    ) {
      for (const letter of word.slice(1)) values.set(subcommand.short[letter] as string, 'true');
    } else return `unknown flag: ${word.split('=')[0]}`;
  }
  return { values, rest };
}

function splitFlag(subcommand: Subcommand, word: string): readonly [string, string | undefined] {
  const equals = word.indexOf('=');
  const [head, inline] = equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
  return [head.startsWith('--') ? head.slice(2) : (subcommand.short[head.slice(1)] ?? head.slice(1)), inline];
}

/** Columns padded to the widest cell, as the tools print them. */
export function table(rows: readonly (readonly string[])[], gap = 3): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd((widths[column] ?? 0) + gap)))
      .join(''),
  );
}

/** Words of a command from their parts: variables, the output of other commands, and splitting as the shell does it. */
import type { Part } from './words';

export interface Values {
  readonly variable: (name: string) => string;
  /** The lines that a `$(…)` prints. */
  readonly output: (line: string) => readonly string[];
}

/** What is not quoted is split at white space and vanishes where it is empty. */
export function expandWords(words: readonly (readonly Part[])[], values: Values): readonly string[] {
  return words.flatMap((parts) => expandWord(parts, values));
}

function expandWord(parts: readonly Part[], values: Values): readonly string[] {
  const whole: string[] = [];
  let current = '';
  let has = false;
  for (const part of parts) {
    if (part.kind === 'text' || part.quoted) {
      current += textOf(part, values, '\n');
      has ||= part.quoted || current !== '';
      continue;
    }
    const text = textOf(part, values, ' ');
    const pieces = text.split(/\s+/);
    for (const [i, piece] of pieces.entries()) {
      if (i > 0 && has) {
        whole.push(current);
        [current, has] = ['', false];
      }
      current += piece;
      has ||= piece !== '';
    }
  }
  return has ? [...whole, current] : whole;
}

function textOf(part: Part, values: Values, between: string): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'variable':
      return values.variable(part.name);
    case 'output':
      return values.output(part.line).join(between);
  }
}

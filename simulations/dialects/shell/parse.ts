/** Words and operators into pipelines joined by `;`, `&&` and `||`. */
import { fail, ok, type Outcome } from '../../base/errors';
import type { Joint } from './place';
import { cutLine, type Part, type Token } from './words';

export interface SimpleCommand {
  readonly words: readonly (readonly Part[])[];
  /** Lines of a here-document. */
  readonly input: readonly string[] | null;
  /** What is thrown away or turned round: `> /dev/null`, `2> /dev/null`, `2>&1`. */
  readonly drops: readonly ('out' | 'err')[];
  readonly errToOut: boolean;
}

export interface Pipeline {
  /** How it is joined to the one before it. */
  readonly joins: Joint;
  readonly commands: readonly SimpleCommand[];
  /** Where its text ends in the line. */
  readonly end: number;
}

const LOOPS: ReadonlySet<string> = new Set([
  'for',
  'while',
  'until',
  'if',
  'case',
  'function',
  '{',
  '(',
  '[[',
]);

type Draft = {
  -readonly [K in keyof SimpleCommand]: SimpleCommand[K] extends readonly (infer T)[]
    ? T[]
    : SimpleCommand[K];
};
const draft = (): Draft => ({ words: [], input: null, drops: [], errToOut: false }) as Draft;

const syntax = (token: string): string => `bash: syntax error near unexpected token \`${token}'`;

export function parseShell(line: string): Outcome<readonly Pipeline[], string> {
  const { tokens, open } = cutLine(line);
  if (open !== null)
    return fail(
      open === '<<'
        ? 'bash: the here-document has no end'
        : `bash: unexpected end of line while looking for matching \`${open === '$(' ? ')' : open}'`,
    );
  const parser = new Parser(line);
  for (const [i, token] of tokens.entries()) {
    const wrong = parser.take(token, tokens[i + 1]);
    if (wrong !== null) return fail(wrong);
  }
  return parser.finish();
}

/** Builds pipelines token by token; each step says what is wrong, or null. */
class Parser {
  readonly #line: string;
  readonly #pipelines: Pipeline[] = [];
  #joins: Joint = ';';
  #commands: Draft[] = [];
  #command = draft();
  /** The next token was taken by a redirection. */
  #skips = false;

  constructor(line: string) {
    this.#line = line;
  }

  take(token: Token, next: Token | undefined): string | null {
    if (this.#skips) {
      this.#skips = false;
      return null;
    }
    if (token.kind === 'word') {
      this.#command.words.push(token.parts);
      return null;
    }
    switch (token.operator) {
      case '|':
        return this.#pipe(next);
      case '&&':
      case '||':
        if (this.#command.words.length === 0) return syntax(token.operator);
        this.#close(token.start);
        this.#joins = token.operator;
        return null;
      case ';':
        return this.#end(token.start);
      default:
        this.#skips = token.operator === '>' || token.operator === '2>';
        return redirect(this.#command, token, next);
    }
  }

  #pipe(next: Token | undefined): string | null {
    if (this.#command.words.length === 0) return syntax('|');
    this.#commands.push(this.#command);
    this.#command = draft();
    return isEnd(next) ? syntax('newline') : null;
  }

  /** A semicolon or a line break. A line may break after `&&`; it may not end there. */
  #end(start: number): string | null {
    if (this.#isEmpty && this.#line[start] === ';') return syntax(';');
    if (this.#isEmpty && this.#joins !== ';') return null;
    this.#close(start);
    this.#joins = ';';
    return null;
  }

  get #isEmpty(): boolean {
    return this.#command.words.length === 0 && this.#commands.length === 0;
  }

  #close(end: number): void {
    if (this.#command.words.length > 0) this.#commands.push(this.#command);
    if (this.#commands.length > 0)
      this.#pipelines.push({ joins: this.#joins, commands: this.#commands, end });
    this.#commands = [];
    this.#command = draft();
  }

  finish(): Outcome<readonly Pipeline[], string> {
    if (this.#joins !== ';' && this.#isEmpty) return fail(syntax('newline'));
    this.#close(this.#line.length);
    const loop = this.#pipelines
      .flatMap((pipeline) => pipeline.commands)
      .map((command) => plainWord(command.words[0] ?? []))
      .find((word) => LOOPS.has(word));
    return loop === undefined
      ? ok(this.#pipelines)
      : fail(
          `${loop}: not in this model: the shell here runs commands, pipes and lists of them, no programs`,
        );
  }
}

const isEnd = (token: Token | undefined): boolean =>
  token === undefined || (token.kind === 'operator' && token.operator !== '<<');

/** The word as typed, where it has no variables. */
export const plainWord = (parts: readonly Part[]): string =>
  parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');

/** What becomes of `>` and its kin; in words, what is wrong with it. */
function redirect(
  command: Draft,
  token: Extract<Token, { readonly kind: 'operator' }>,
  next: Token | undefined,
): string | null {
  const target = next?.kind === 'word' ? plainWord(next.parts) : '';
  switch (token.operator) {
    case '<<':
      command.input = [...(token.body ?? [])];
      return null;
    case '2>&1':
      command.errToOut = true;
      return null;
    case '>':
    case '2>':
      if (target !== '/dev/null')
        return 'Files are not in this model: only /dev/null can be written to. The real shell would write the output there';
      command.drops.push(token.operator === '>' ? 'out' : 'err');
      return null;
    case '&':
      return 'Background jobs (&) are not in this model: the real shell would give the prompt back at once';
    default:
      return `Files are not in this model: ${token.operator} has nothing to read or write`;
  }
}

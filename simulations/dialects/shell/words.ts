/**
 * A line of the shell cut into words and operators, with where each stands in the line: quotes, backslashes, comments,
 * variables, `$(…)`, here-documents. What is left out is named when it is met: loops, background jobs, files.
 */
export type Part =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'variable'; readonly name: string; readonly quoted: boolean }
  | { readonly kind: 'output'; readonly line: string; readonly quoted: boolean };

export type Operator = '|' | ';' | '&&' | '||' | '>' | '>>' | '<' | '<<' | '2>' | '2>&1' | '&';

export type Token =
  | { readonly kind: 'word'; readonly parts: readonly Part[]; readonly start: number; readonly end: number }
  | {
      readonly kind: 'operator';
      readonly operator: Operator;
      readonly start: number;
      readonly end: number;
      /** For `<<`: the lines of the here-document. */
      readonly body?: readonly string[];
    };

export interface Cut {
  readonly tokens: readonly Token[];
  /** What is missing at the end: the line goes on. */
  readonly open: "'" | '"' | '$(' | '\\' | '<<' | null;
}

const OPERATORS: readonly Operator[] = ['2>&1', '&&', '||', '>>', '<<', '2>', '|', ';', '>', '<', '&'];
const SPACE = /[ \t]/;

/** Reads a line from the left; the object is the place where it is. */
class Cutter {
  readonly #text: string;
  #at = 0;
  readonly tokens: Token[] = [];
  open: Cut['open'] = null;
  /** Here-documents whose lines begin after the next line break. */
  #pending: { readonly token: number; readonly end: string }[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  cut(): Cut {
    while (this.#at < this.#text.length && this.open === null) this.#next();
    if (this.#pending.length > 0 && this.open === null) this.open = '<<';
    return { tokens: this.tokens, open: this.open };
  }

  #next(): void {
    const c = this.#text[this.#at] as string;
    if (c === '\n') this.#lineBreak();
    else if (SPACE.test(c) || c === '\r') this.#at++;
    else if (this.#text.startsWith('\\\n', this.#at)) this.#at += 2;
    else if (c === '#') this.#comment();
    else if (!this.#operator()) this.#word();
  }

  #comment(): void {
    const end = this.#text.indexOf('\n', this.#at);
    this.#at = end < 0 ? this.#text.length : end;
  }

  #lineBreak(): void {
    const start = this.#at++;
    for (const { token, end } of this.#pending) this.#hereDocument(token, end);
    this.#pending = [];
    this.tokens.push({ kind: 'operator', operator: ';', start, end: start + 1 });
  }

  #hereDocument(index: number, end: string): void {
    const body: string[] = [];
    for (;;) {
      if (this.#at >= this.#text.length) {
        this.open = '<<';
        return;
      }
      const stop = this.#text.indexOf('\n', this.#at);
      const line = this.#text.slice(this.#at, stop < 0 ? undefined : stop);
      this.#at = stop < 0 ? this.#text.length : stop + 1;
      if (line.trim() === end) break;
      body.push(line);
    }
    const token = this.tokens[index];
    if (token?.kind === 'operator') this.tokens[index] = { ...token, body };
  }

  #operator(): boolean {
    const operator = OPERATORS.find((candidate) => this.#text.startsWith(candidate, this.#at));
    if (operator === undefined) return false;
    const start = this.#at;
    this.#at += operator.length;
    this.tokens.push({ kind: 'operator', operator, start, end: this.#at });
    if (operator === '<<') {
      const word = /^[ \t]*(['"]?)([\w-]+)\1/.exec(this.#text.slice(this.#at));
      this.#at += word?.[0].length ?? 0;
      this.#pending.push({ token: this.tokens.length - 1, end: word?.[2] ?? '' });
    }
    return true;
  }

  #word(): void {
    const start = this.#at;
    const parts: Part[] = [];
    while (this.#at < this.#text.length && this.open === null) {
      const c = this.#text[this.#at] as string;
      if (/[\s|;&<>]/.test(c)) break;
      if (c === "'") parts.push(this.#single());
      else if (c === '"') parts.push(...this.#double());
      else if (c === '\\') parts.push(this.#escaped());
      else if (c === '$' || c === '`') parts.push(this.#dollar(false));
      else parts.push({ kind: 'text', text: this.#plain(), quoted: false });
    }
    this.tokens.push({ kind: 'word', parts, start, end: this.#at });
  }

  #plain(): string {
    const match = /^[^\s|;&<>'"\\$`]+/.exec(this.#text.slice(this.#at));
    this.#at += match?.[0].length ?? 1;
    return match?.[0] ?? '';
  }

  #escaped(): Part {
    const next = this.#text[this.#at + 1];
    if (next === undefined) this.open = '\\';
    this.#at += 2;
    return { kind: 'text', text: next === '\n' ? '' : (next ?? ''), quoted: true };
  }

  #single(): Part {
    const end = this.#text.indexOf("'", this.#at + 1);
    if (end < 0) this.open = "'";
    const text = this.#text.slice(this.#at + 1, end < 0 ? undefined : end);
    this.#at = end < 0 ? this.#text.length : end + 1;
    return { kind: 'text', text, quoted: true };
  }

  #double(): readonly Part[] {
    const parts: Part[] = [{ kind: 'text', text: '', quoted: true }];
    this.#at++;
    for (;;) {
      const c = this.#text[this.#at];
      if (c === undefined) {
        this.open ??= '"';
        return parts;
      }
      if (c === '"') break;
      if (c === '$' || c === '`') {
        parts.push(this.#dollar(true));
        continue;
      }
      const escapes = c === '\\' && /["\\$`\n]/.test(this.#text[this.#at + 1] ?? '');
      const text = escapes ? (this.#text[this.#at + 1] ?? '') : c;
      parts.push({ kind: 'text', text: text === '\n' && escapes ? '' : text, quoted: true });
      this.#at += escapes ? 2 : 1;
    }
    this.#at++;
    return parts;
  }

  #dollar(quoted: boolean): Part {
    const rest = this.#text.slice(this.#at);
    const variable = /^\$(?:\{(\w+|\?)\}|([A-Za-z_]\w*|[?$#!0-9]))/.exec(rest);
    if (variable !== null) {
      this.#at += variable[0].length;
      return { kind: 'variable', name: variable[1] ?? variable[2] ?? '', quoted };
    }
    if (rest.startsWith('`')) return this.#output(1, rest.indexOf('`', 1), 1, quoted);
    if (rest.startsWith('$(')) return this.#output(2, closing(rest), 1, quoted);
    this.#at++;
    return { kind: 'text', text: '$', quoted };
  }

  #output(from: number, to: number, after: number, quoted: boolean): Part {
    const rest = this.#text.slice(this.#at);
    if (to < 0) {
      this.open = '$(';
      this.#at = this.#text.length;
      return { kind: 'output', line: rest.slice(from), quoted };
    }
    this.#at += to + after;
    return { kind: 'output', line: rest.slice(from, to), quoted };
  }
}

/** Where the bracket of `$(` closes; -1 where it does not. */
function closing(text: string): number {
  let depth = 0;
  let quote = '';
  for (let i = 1; i < text.length; i++) {
    const c = text[i] as string;
    if (quote !== '') quote = c === quote ? '' : quote;
    else if (c === "'" || c === '"') quote = c;
    else if (c === '(') depth++;
    else if (c === ')' && --depth === 0) return i;
  }
  return -1;
}

export const cutLine = (line: string): Cut => new Cutter(line).cut();
/** Whether Enter ends the line, or a quote, bracket or here-document is still open. */
export const isWhole = (line: string): boolean => cutLine(line).open === null;

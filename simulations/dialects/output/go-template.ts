/**
 * Go templates as docker and kubectl take them: text, `{{.Names}}`, `{{json .}}`, pipelines, `range`, `if`, `with`.
 * https://pkg.go.dev/text/template and https://docs.docker.com/engine/cli/formatting/
 */
import { fail, ok, type Outcome } from '../../base/errors';

export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'show'; readonly pipeline: string }
  | {
      readonly kind: 'block';
      readonly what: 'if' | 'range' | 'with';
      readonly pipeline: string;
      readonly body: readonly Node[];
      readonly otherwise: readonly Node[];
    };

class TemplateError extends Error {}

/** `\t` and `\n` as people type them between single quotes. */
export const unescapeTemplate = (text: string): string =>
  text.replaceAll('\\t', '\t').replaceAll('\\n', '\n');

/** The text that a template gives for a value, or what is wrong with it. */
export function goTemplate(template: string, data: Value): Outcome<string, string> {
  try {
    const reader = new Reader(template);
    return ok(render(reader.nodes(), { dot: data, root: data }));
  } catch (error) {
    if (error instanceof TemplateError) return fail(error.message);
    throw error;
  }
}

/** Cuts a template at its double braces. */
class Reader {
  readonly #pieces: readonly string[];
  #at = 0;

  constructor(template: string) {
    this.#pieces = template.split(/(\{\{.*?\}\})/s);
    if (/\{\{/.test(template.replaceAll(/\{\{.*?\}\}/gs, ''))) throw new TemplateError('unclosed action');
  }

  nodes(ends: readonly string[] = []): readonly Node[] {
    const nodes: Node[] = [];
    for (; this.#at < this.#pieces.length; this.#at++) {
      const piece = this.#pieces[this.#at] as string;
      if (!piece.startsWith('{{')) {
        if (piece !== '') nodes.push({ kind: 'text', text: piece });
        continue;
      }
      const action = piece.slice(2, -2).replace(/^- /, '').replace(/ -$/, '').trim();
      const [word = ''] = action.split(/\s+/);
      if (ends.includes(word)) return nodes;
      if (word === 'end' || word === 'else') throw new TemplateError(`unexpected {{${word}}}`);
      nodes.push(
        word === 'if' || word === 'range' || word === 'with'
          ? this.#block(word, action)
          : { kind: 'show', pipeline: action },
      );
    }
    if (ends.length > 0) throw new TemplateError('unexpected EOF');
    return nodes;
  }

  #block(what: 'if' | 'range' | 'with', action: string): Node {
    this.#at++;
    const body = this.nodes(['end', 'else']);
    let otherwise: readonly Node[] = [];
    if (/^\{\{-? *else/.test(this.#pieces[this.#at] ?? '')) {
      this.#at++;
      otherwise = this.nodes(['end']);
    }
    return { kind: 'block', what, pipeline: action.slice(what.length).trim(), body, otherwise };
  }
}

interface Scope {
  readonly dot: Value;
  readonly root: Value;
  readonly names?: Readonly<Record<string, Value>>;
}

function render(nodes: readonly Node[], scope: Scope): string {
  return nodes.map((node) => renderNode(node, scope)).join('');
}

function renderNode(node: Node, scope: Scope): string {
  if (node.kind === 'text') return node.text;
  if (node.kind === 'show')
    return node.pipeline.startsWith('/*') ? '' : shown(evaluate(node.pipeline, scope));
  if (node.what === 'range') return renderRange(node, scope);
  const value = evaluate(node.pipeline, scope);
  if (!isTrue(value)) return render(node.otherwise, scope);
  return render(node.body, node.what === 'with' ? { ...scope, dot: value } : scope);
}

function renderRange(node: Extract<Node, { readonly kind: 'block' }>, scope: Scope): string {
  const match = /^(\$\w+)\s*(?:,\s*(\$\w+))?\s*:=\s*(.*)$/s.exec(node.pipeline);
  const value = evaluate(match?.[3] ?? node.pipeline, scope);
  const entries: readonly (readonly [Value, Value])[] = isList(value)
    ? value.map((item, i) => [i, item] as const)
    : isObject(value)
      ? Object.keys(value)
          .toSorted()
          .map((key) => [key, value[key] ?? null] as const)
      : [];
  if (entries.length === 0) return render(node.otherwise, scope);
  return entries
    .map(([key, item]) => {
      const names =
        match === null
          ? {}
          : match[2] === undefined
            ? { [match[1] ?? '']: item }
            : { [match[1] ?? '']: key, [match[2]]: item };
      return render(node.body, { ...scope, dot: item, names: { ...scope.names, ...names } });
    })
    .join('');
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
const isObject = (value: Value): value is { readonly [key: string]: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isTrue(value: Value): boolean {
  if (isList(value)) return value.length > 0;
  if (isObject(value)) return Object.keys(value).length > 0;
  return value !== null && value !== '' && value !== 0 && value !== false;
}

/** As Go prints it: a list as `[a b]`, a map as `map[k:v]`. */
function shown(value: Value): string {
  if (value === null) return '<no value>';
  if (isList(value)) return `[${value.map(shown).join(' ')}]`;
  if (isObject(value))
    return `map[${Object.keys(value)
      .toSorted()
      .map((key) => `${key}:${shown(value[key] ?? null)}`)
      .join(' ')}]`;
  return String(value);
}

function evaluate(pipeline: string, scope: Scope): Value {
  const stages = split(pipeline, '|');
  let value: Value | undefined;
  for (const stage of stages) value = call(stage.trim(), scope, value);
  return value ?? null;
}

/** Cuts at a sign outside quotes and brackets. */
function split(text: string, sign: '|' | ' '): readonly string[] {
  const parts: string[] = [''];
  let quote = '';
  let depth = 0;
  for (const c of text) {
    if (quote !== '') quote = c === quote ? '' : quote;
    else if (c === '"' || c === '`') quote = c;
    else if (c === '(') depth++;
    else if (c === ')') depth--;
    if (c === sign && quote === '' && depth === 0) parts.push('');
    else parts[parts.length - 1] += c;
  }
  return parts.filter((part, i) => part.trim() !== '' || (sign === '|' && i === 0));
}

function call(stage: string, scope: Scope, piped: Value | undefined): Value {
  const [name = '', ...words] = split(stage, ' ');
  const args = [...words.map((word) => operand(word, scope)), ...(piped === undefined ? [] : [piped])];
  if (!/^[A-Za-z]\w*$/.test(name) || name === 'true' || name === 'false') {
    if (piped !== undefined) throw new TemplateError(`can't give argument to non-function ${name}`);
    return operand(name, scope);
  }
  const fn = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (fn === undefined) throw new TemplateError(`function "${name}" not defined`);
  return fn(args);
}

function operand(word: string, scope: Scope): Value {
  if (/^".*"$/s.test(word)) return unescapeTemplate(word.slice(1, -1).replaceAll('\\"', '"'));
  if (/^`.*`$/s.test(word)) return word.slice(1, -1);
  if (/^-?\d+(\.\d+)?$/.test(word)) return Number(word);
  if (word === 'true' || word === 'false') return word === 'true';
  const bracketed = /^\((.*)\)((?:\.\w+)*)$/s.exec(word);
  if (bracketed !== null) return path(evaluate(bracketed[1] ?? '', scope), bracketed[2] ?? '', word);
  const named = /^(\$\w*)((?:\.\w+)*)$/.exec(word);
  if (named !== null)
    return path(
      named[1] === '$' ? scope.root : (scope.names?.[named[1] ?? ''] ?? null),
      named[2] ?? '',
      word,
    );
  if (word === '.') return scope.dot;
  if (/^(\.\w+)+$/.test(word)) return path(scope.dot, word, word);
  throw new TemplateError(`unexpected "${word}" in operand`);
}

function path(from: Value, fields: string, word: string): Value {
  let value: Value = from;
  for (const field of fields.split('.').filter((name) => name !== '')) {
    if (!isObject(value) || !Object.hasOwn(value, field))
      throw new TemplateError(`can't evaluate field ${field} in ${word}`);
    value = value[field] ?? null;
  }
  return value;
}

const text = (value: Value | undefined): string => (value === undefined ? '' : shown(value));
const sorted = (value: Value): Value =>
  isList(value)
    ? value.map(sorted)
    : isObject(value)
      ? Object.fromEntries(Object.keys(value).map((key) => [key, sorted(value[key] ?? null)]))
      : value;

const FUNCTIONS: Readonly<Record<string, (args: readonly Value[]) => Value>> = {
  json: ([value = null]) => JSON.stringify(sorted(value)),
  upper: ([value]) => text(value).toUpperCase(),
  lower: ([value]) => text(value).toLowerCase(),
  title: ([value]) => text(value).replace(/^./, (c) => c.toUpperCase()),
  len: ([value = null]) =>
    isList(value) ? value.length : isObject(value) ? Object.keys(value).length : text(value).length,
  join: ([list = null, by]) => (isList(list) ? list.map(shown).join(text(by)) : text(list)),
  split: ([value, by]) => text(value).split(text(by)),
  slice: ([value = null, from, to]) =>
    isList(value)
      ? value.slice(Number(from ?? 0), to === undefined ? undefined : Number(to))
      : text(value).slice(Number(from ?? 0), to === undefined ? undefined : Number(to)),
  truncate: ([value, length]) => text(value).slice(0, Number(length)),
  index: ([value = null, ...keys]) =>
    keys.reduce<Value>(
      (v, key) =>
        isList(v)
          ? (v[Number(key)] ?? null)
          : isObject(v) && Object.hasOwn(v, String(key))
            ? (v[String(key)] ?? null)
            : null,
      value,
    ),
  print: (args) => args.map(shown).join(''),
  println: (args) => `${args.map(shown).join(' ')}\n`,
  printf: ([format, ...rest]) => {
    let next = 0;
    return text(format).replaceAll(
      /%(-?\d*)(?:\.(\d+))?([sdvqf%])/g,
      (_whole, width: string, digits: string | undefined, kind: string) => {
        if (kind === '%') return '%';
        const value = rest[next++] ?? null;
        const written =
          kind === 'q'
            ? JSON.stringify(shown(value))
            : kind === 'f'
              ? Number(value).toFixed(Number(digits ?? 6))
              : shown(value);
        const columns = Math.min(200, Math.abs(Number(width)));
        return width.startsWith('-') ? written.padEnd(columns) : written.padStart(columns);
      },
    );
  },
  eq: ([a = null, ...others]) => others.some((b) => a === b),
  ne: ([a = null, b = null]) => a !== b,
  lt: ([a = null, b = null]) => Number(a) < Number(b),
  gt: ([a = null, b = null]) => Number(a) > Number(b),
  not: ([a = null]) => !isTrue(a),
  and: (args) => args.find((a) => !isTrue(a)) ?? args.at(-1) ?? null,
  or: (args) => args.find(isTrue) ?? args.at(-1) ?? null,
};

/**
 * The part of kubectl's JSONPath that people type: `{.items[*].metadata.name}`, `{.spec.replicas}`, `{"\n"}`,
 * `{range .items[*]}…{end}`, `['key']`, `\.` inside a key.
 */
import { fail, ok, type Outcome } from '../../base/errors';
import type { Json, JsonObject } from './yaml';

type Part = { readonly text: string } | { readonly path: readonly string[] } | Range;
interface Range {
  readonly range: readonly string[];
  readonly body: readonly Part[];
}

export function jsonPath(root: Json, template: string): Outcome<string, string> {
  const parts = partsOf(template);
  return parts.ok ? ok(parts.value.map((part) => written(root, part)).join('')) : parts;
}

function written(value: Json, part: Part): string {
  if ('text' in part) return part.text;
  if ('path' in part) return select([value], part.path).map(shown).join(' ');
  return select([value], part.range)
    .map((item) => part.body.map((inner) => written(item, inner)).join(''))
    .join('');
}

const shown = (value: Json): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

function select(values: readonly Json[], path: readonly string[]): readonly Json[] {
  return path.reduce<readonly Json[]>(
    (found, step) => found.flatMap((value) => stepInto(value, step)),
    values,
  );
}

function stepInto(value: Json, step: string): readonly Json[] {
  if (typeof value !== 'object' || value === null) return [];
  if (step === '*')
    return Array.isArray(value) ? (value as readonly Json[]) : Object.values(value as JsonObject);
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    const found = list.at(Number(step));
    return /^-?\d+$/.test(step) && found !== undefined ? [found] : [];
  }
  const object = value as JsonObject;
  return Object.hasOwn(object, step) ? [object[step] as Json] : [];
}

function partsOf(template: string): Outcome<readonly Part[], string> {
  const open: { readonly range: readonly string[]; readonly body: Part[] }[] = [{ range: [], body: [] }];
  // Without braces the whole is a path.
  const whole = /[{}]/.test(template) ? template : `{${template.startsWith('.') ? '' : '.'}${template}}`;
  for (const [piece] of whole.matchAll(/\{[^}]*\}|[^{]+|\{/g)) {
    const body = open.at(-1)?.body as Part[];
    const inner = /^\{(.*)\}$/s.exec(piece)?.[1]?.trim();
    if (inner === undefined) {
      if (piece === '{') return fail('unclosed action');
      body.push({ text: piece });
    } else if (/^(['"]).*\1$/s.test(inner)) {
      body.push({ text: inner.slice(1, -1).replaceAll('\\n', '\n').replaceAll('\\t', '\t') });
    } else if (inner === 'end') {
      const closed = open.pop();
      if (closed === undefined || open.length === 0) return fail('not in range, nothing to end');
      open.at(-1)?.body.push(closed);
    } else {
      const ranged = /^range\s+(.*)$/s.exec(inner)?.[1];
      const path = pathOf(ranged ?? inner);
      if (path === null) return fail(`unrecognized expression ${inner}`);
      if (ranged === undefined) body.push({ path });
      else open.push({ range: path, body: [] });
    }
  }
  return open.length === 1 ? ok(open[0]?.body ?? []) : fail('unclosed action');
}

/** `.items[*].metadata['name']` as its steps; null where it is no path of this kind. */
function pathOf(text: string): readonly string[] | null {
  const steps: string[] = [];
  let rest = text.replace(/^[$@]/, '');
  while (rest !== '') {
    const match =
      /^\.((?:\\.|[^.[\]\\])+)/.exec(rest) ?? /^\[(?:'([^']*)'|"([^"]*)"|(-?\d+|\*))\]/.exec(rest);
    if (match === null) return rest === '.' ? steps : null;
    steps.push((match[1] ?? match[2] ?? match[3] ?? '').replaceAll(/\\(.)/g, '$1'));
    rest = rest.slice(match[0].length);
  }
  return steps;
}

/** What the readers of arrivals share: outcomes with the place inside the object, and fields by name. */
import { nearestName } from '../base/catalogue';
import { fail, ok, printable, type Outcome } from '../base/errors';
import { parseQuantity, type QuantityKind } from '../base/quantity';
import type { Arrivals } from './arrivals';

/** What was expected, and where inside the object. */
export interface ArrivalsError {
  readonly path: readonly (string | number)[];
  readonly expected: string;
  readonly nearest?: string;
}

export type Parsed<T> = Outcome<T, ArrivalsError>;
export type ParsedArrivals = Parsed<Arrivals>;
type Path = readonly (string | number)[];

export const refuse = (
  expected: string,
  path: Path = [],
  nearest?: string,
): { readonly ok: false; readonly error: ArrivalsError } =>
  fail({ path, expected, ...(nearest !== undefined && { nearest }) });

export const scalar = (value: unknown): string | number =>
  typeof value === 'string' || typeof value === 'number' ? value : '?';

/** The fields of an object that has no others than `keys`. */
export function fieldsOf(
  value: unknown,
  keys: readonly string[],
  path: Path,
  example: string,
): Parsed<ReadonlyMap<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(example, path);
  const fields = new Map<string, unknown>(Object.entries(value));
  for (const key of fields.keys())
    if (!keys.includes(key))
      return refuse(`only ${keys.join(', ')}`, [...path, printable(key, 40)], nearestName(key, keys));
  return ok(fields);
}

/** A quantity by its key; `fallback` where it may be left out. */
export function quantityOf(
  fields: ReadonlyMap<string, unknown>,
  key: string,
  kind: QuantityKind,
  path: Path,
  fallback?: number,
): Parsed<number> {
  const value = fields.get(key);
  if (value === undefined && fallback !== undefined) return ok(fallback);
  const read = parseQuantity(scalar(value), kind);
  return read.ok ? read : refuse(read.error, [...path, key]);
}

/** Parts of a text between commas that stand in no brackets. */
export function splitParts(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const letter of text) {
    if (letter === '(') depth++;
    if (letter === ')') depth--;
    if (letter === ',' && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += letter;
  }
  return [...parts, part.trim()];
}

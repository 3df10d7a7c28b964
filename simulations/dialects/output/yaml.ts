/** YAML as Kubernetes' tools write it: keys in order of the alphabet, lists not indented. */
import { parseAllDocuments, stringify } from 'yaml';
import { fail, ok, type Outcome } from '../../base/errors';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** Keys in order of the alphabet, all the way down: Go's maps. */
export function sorted(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as JsonObject).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

export const yamlLines = (value: Json): readonly string[] =>
  stringify(sorted(value), { version: '1.1', indentSeq: false, lineWidth: 0 }).trimEnd().split('\n');

export const jsonLines = (value: Json, indent = 4): readonly string[] =>
  JSON.stringify(value, null, indent).split('\n');

/** Documents of a text in YAML or JSON; the first mistake where there is one. */
export function readYaml(text: string): Outcome<readonly Json[], string> {
  const documents = parseAllDocuments(text, { merge: false, maxAliasCount: 20 } as object);
  const list = Array.isArray(documents) ? documents : [];
  for (const document of list) {
    const [mistake] = document.errors;
    if (mistake !== undefined) return fail(mistake.message.split('\n')[0] ?? 'not YAML');
  }
  try {
    return ok(list.map((document) => document.toJS({ maxAliasCount: 20 }) as Json).filter((d) => d !== null));
  } catch (thrown) {
    return fail(thrown instanceof Error ? thrown.message : 'not YAML');
  }
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value deep in a document by its keys; undefined where there is none. */
export function at(value: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  let found = value;
  for (const key of path) {
    if (Array.isArray(found)) found = (found as readonly Json[])[Number(key)];
    else if (isObject(found) && Object.hasOwn(found, String(key))) found = found[String(key)];
    else return undefined;
  }
  return found;
}

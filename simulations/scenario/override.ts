/**
 * `--set PATH=VALUE`: replaces one value of a scenario as written. An element of a list is named by its index or by its
 * id (`functions.resize.keepAlive`). The value is read as JSON where it is JSON, else as text.
 */
import { nearestName } from '../base/catalogue';
import { fail, ok, printable, type Issue, type Outcome } from '../base/errors';
import { keysAt } from './read-issues';
import { scenarioSchema } from './schema';

type Json = Record<string, unknown> | unknown[];

export function applyOverride(root: unknown, path: string, written: string): Outcome<unknown, Issue> {
  const parts = path.split('.');
  const refuse = (message: string, nearest?: string): Outcome<unknown, Issue> =>
    fail({ path: printable(path, 100), message, ...(nearest !== undefined && { nearest }) });
  if (path === '' || parts.some((part) => part === ''))
    return refuse('not a path such as functions.0.keepAlive');
  if (parts.some((part) => part === '__proto__' || part === 'constructor' || part === 'prototype'))
    return refuse('this key is not allowed');
  const copy: unknown = structuredCopy(root);
  let parent: Json | undefined = undefined;
  let holder: unknown = copy;
  const walked: (string | number)[] = [];
  let key: string | number = '';
  for (const part of parts) {
    if (!isContainer(holder)) return refuse(`"${printable(walked.join('.'), 60)}" holds no further values`);
    parent = holder;
    const resolved = resolveKey(parent, part);
    if (resolved === undefined)
      return refuse(
        `"${printable(part, 40)}" is not in the list ${walked.join('.')}`,
        nearestName(part, idsOf(parent)),
      );
    key = resolved;
    const known = keysAt(scenarioSchema, walked);
    if (typeof key === 'string' && known.length > 0 && !known.includes(key))
      return refuse(`unknown key "${printable(key, 40)}"`, nearestName(key, known));
    walked.push(key);
    holder = Array.isArray(parent)
      ? parent[Number(key)]
      : Object.getOwnPropertyDescriptor(parent, key)?.value;
    if (holder === undefined && typeof key === 'string' && part !== parts.at(-1)) {
      holder = {};
      (parent as Record<string, unknown>)[key] = holder;
    }
  }
  if (parent === undefined) return refuse('not a path');
  const value = readValue(written);
  if (Array.isArray(parent)) parent[Number(key)] = value;
  else parent[String(key)] = value;
  return ok(copy);
}

const isContainer = (value: unknown): value is Json => typeof value === 'object' && value !== null;

function structuredCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(structuredCopy);
  if (!isContainer(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, structuredCopy(inner)]));
}

function resolveKey(parent: Json, part: string): string | number | undefined {
  if (!Array.isArray(parent)) return part;
  const index = /^\d{1,9}$/.test(part) ? Number(part) : idsOf(parent).indexOf(part);
  return index >= 0 && index < parent.length ? index : undefined;
}

const idsOf = (list: Json): string[] =>
  Array.isArray(list)
    ? list.map((entry) =>
        isContainer(entry) ? String(Object.getOwnPropertyDescriptor(entry, 'id')?.value) : '',
      )
    : [];

function readValue(written: string): unknown {
  try {
    return JSON.parse(written) as unknown;
  } catch {
    return written;
  }
}

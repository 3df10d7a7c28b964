/** Turns what the schema reports into located issues with the nearest valid name. */
import type * as z from 'zod';
import { nearestName } from '../base/catalogue';
import { printable, type Issue } from '../base/errors';
import { join } from './read-json';

type ZodIssue = z.core.$ZodIssue;
export type Locate = (path: readonly (string | number)[]) => {
  readonly line: number;
  readonly column: number;
};

const MAX_ISSUES = 20;

/** At most 20 issues; `schema` serves to look up the names that are valid at a path. */
export function readIssues(
  error: z.core.$ZodError,
  schema: unknown,
  value: unknown,
  locate: Locate,
): readonly Issue[] {
  return error.issues.flatMap((issue) => fromZod(issue, schema, value, locate)).slice(0, MAX_ISSUES);
}

function fromZod(issue: ZodIssue, schema: unknown, root: unknown, locate: Locate): readonly Issue[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  const dotted = path.map((part) => printable(String(part), 40)).join('.');
  const at = locate(path);
  const found = describeValue(valueAt(root, path));
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = keysAt(schema, path);
      return issue.keys.map((key) => {
        const nearest = nearestName(key, known);
        const shown = printable(key, 40);
        const message = `unknown key "${shown}"`;
        const where = { path: join(dotted, shown), ...locate([...path, key]) };
        return { ...where, message, expected: listed(known), ...(nearest !== undefined && { nearest }) };
      });
    }
    case 'invalid_union':
      return fromUnion(issue, path, schema, root, locate);
    case 'invalid_value': {
      const names = issue.values.map(String);
      const nearest =
        typeof valueAt(root, path) === 'string' ? nearestName(String(valueAt(root, path)), names) : undefined;
      return [
        {
          path: dotted,
          message: 'not a valid value',
          expected: listed(names),
          found,
          ...at,
          ...(nearest !== undefined && { nearest }),
        },
      ];
    }
    case 'custom': {
      const { expected, nearest } = (issue.params ?? {}) as { expected?: string; nearest?: string };
      return [
        {
          path: dotted,
          message: issue.message,
          found,
          ...at,
          ...(expected !== undefined && { expected }),
          ...(nearest !== undefined && { nearest }),
        },
      ];
    }
    default:
      return [
        {
          path: dotted,
          message: missing(root, path) ? 'missing' : 'not a valid value',
          expected: expectation(issue),
          found,
          ...at,
        },
      ];
  }
}

/** Of a union the branch that got furthest speaks; when none did, all are listed. */
function fromUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  path: readonly (string | number)[],
  schema: unknown,
  root: unknown,
  locate: Locate,
): readonly Issue[] {
  const branches = issue.errors.filter((errors) => errors.length > 0);
  const deepest = branches.find((errors) =>
    errors.every((e) => e.path.length > 0 || e.code === 'unrecognized_keys'),
  );
  const dotted = path.map((part) => printable(String(part), 40)).join('.');
  if (deepest !== undefined) {
    return deepest.flatMap((inner) =>
      fromZod({ ...inner, path: [...path, ...inner.path] }, schema, root, locate),
    );
  }
  const wanted =
    issue.discriminator === undefined
      ? [...new Set(branches.flatMap((b) => b.map(expectation)))].join(' or ')
      : `one of the known values of "${issue.discriminator}"`;
  return [
    {
      path: dotted,
      message: missing(root, path) ? 'missing' : 'not a valid value',
      expected: wanted,
      found: describeValue(valueAt(root, path)),
      ...locate(path),
    },
  ];
}

function expectation(issue: ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return withArticle(
        issue.expected === 'int' ? 'whole number' : issue.expected === 'array' ? 'list' : issue.expected,
      );
    case 'too_small':
      return `at least ${String(issue.minimum)}${issue.origin === 'array' ? ' entries' : issue.origin === 'string' ? ' characters' : ''}`;
    case 'too_big':
      return `at most ${String(issue.maximum)}${issue.origin === 'array' ? ' entries' : issue.origin === 'string' ? ' characters' : ''}`;
    case 'invalid_value':
      return listed(issue.values.map(String));
    case 'custom':
      return String((issue.params as { expected?: string } | undefined)?.expected ?? issue.message);
    default:
      return issue.message;
  }
}

const withArticle = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;

const listed = (names: readonly string[]): string =>
  names.length === 1 ? `${names[0]}` : `one of ${names.slice(0, 30).join(', ')}`;

export function valueAt(root: unknown, path: readonly (string | number)[]): unknown {
  let value = root;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
}

const missing = (root: unknown, path: readonly (string | number)[]): boolean =>
  valueAt(root, path) === undefined;

export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return `"${printable(value, 60)}"`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

/** The keys that an object may have at a path of the schema, through arrays, optionals, defaults and unions. */
export function keysAt(schema: unknown, path: readonly (string | number)[]): readonly string[] {
  let present: readonly unknown[] = [schema];
  for (const part of path) present = present.flatMap((node) => childrenOf(node, part));
  return [
    ...new Set(present.flatMap((node) => unwrap(node)).flatMap((node) => Object.keys(shapeOf(node) ?? {}))),
  ];
}

interface Definition {
  readonly innerType?: unknown;
  readonly element?: unknown;
  readonly options?: readonly unknown[];
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly in?: unknown;
  readonly getter?: () => unknown;
}

const definitionOf = (node: unknown): Definition =>
  (node as { readonly def?: Definition } | undefined)?.def ?? {};
const shapeOf = (node: unknown): Readonly<Record<string, unknown>> | undefined => definitionOf(node).shape;

function unwrap(node: unknown): readonly unknown[] {
  const definition = definitionOf(node);
  if (definition.innerType !== undefined) return unwrap(definition.innerType);
  if (definition.in !== undefined) return unwrap(definition.in);
  if (definition.getter !== undefined) return unwrap(definition.getter());
  if (definition.options !== undefined) return definition.options.flatMap(unwrap);
  return [node];
}

function childrenOf(node: unknown, part: string | number): readonly unknown[] {
  return unwrap(node).flatMap((inner) => {
    if (typeof part === 'number')
      return definitionOf(inner).element === undefined ? [] : [definitionOf(inner).element];
    const child = shapeOf(inner)?.[part];
    return child === undefined ? [] : [child];
  });
}

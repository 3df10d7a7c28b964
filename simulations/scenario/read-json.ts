/**
 * JSON with comments into plain values, safely: size and nesting are limited before parsing, duplicate and prototype
 * keys are refused, numbers must be finite, and every place can be told as line and column.
 */
import {
  createScanner,
  findNodeAtLocation,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from 'jsonc-parser';
import { fail, ok, printable, type Issue, type Outcome } from '../base/errors';

export const MAX_TEXT = 10_000_000;
const MAX_DEPTH = 64;
/** Token kinds of the scanner; its own constants are ambient and do not survive isolated compilation. */
const OPEN_BRACE = 1;
const CLOSE_BRACE = 2;
const OPEN_BRACKET = 3;
const CLOSE_BRACKET = 4;
const END_OF_FILE = 17;
const PROTOTYPE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

export interface ReadText {
  readonly value: unknown;
  /** Line and column of a path, or of its nearest existing parent. */
  readonly locate: (path: readonly (string | number)[]) => { readonly line: number; readonly column: number };
}

export function readJson(text: string): Outcome<ReadText, readonly Issue[]> {
  const refuse = (message: string, offset?: number): Outcome<ReadText, readonly Issue[]> =>
    fail([{ path: '', message, ...(offset !== undefined && positionAt(text, offset)) }]);
  if (text.length > MAX_TEXT)
    return refuse(`the file has ${text.length} characters; at most ${MAX_TEXT} are read`);
  if (text.trim() === '') return refuse('the file is empty');
  if (/^\u0000+$/.test(text)) return refuse('the file holds only zeros (an interrupted save?)');
  const body = text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text;
  const deep = firstTooDeep(body);
  if (deep !== undefined) return refuse(`nested deeper than ${MAX_DEPTH} levels`, deep);
  const errors: ParseError[] = [];
  const tree = parseTree(body, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first !== undefined || tree === undefined) {
    const what = first === undefined ? 'no value' : printParseErrorCode(first.error);
    const found = printable(body.slice(first?.offset ?? 0, (first?.offset ?? 0) + 20), 20);
    return refuse(
      `not JSON: ${spaced(what)}${found === '' ? ' at the end of the file' : ` at "${found}"`}`,
      first?.offset ?? 0,
    );
  }
  const issues: Issue[] = [];
  const value = valueOf(tree, '', (path, message, node) =>
    issues.push({ path, message, ...positionAt(body, node.offset) }),
  );
  if (issues.length > 0) return fail(issues.slice(0, 20));
  return ok({ value, locate: (path) => locate(body, tree, path) });
}

const spaced = (code: string): string => code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();

/** The offset at which the nesting first exceeds the limit; a scan that allocates nothing. */
function firstTooDeep(text: string): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token: number = scanner.scan(); token !== END_OF_FILE; token = scanner.scan()) {
    if (token === OPEN_BRACE || token === OPEN_BRACKET) depth++;
    if (token === CLOSE_BRACE || token === CLOSE_BRACKET) depth--;
    if (depth > MAX_DEPTH) return scanner.getTokenOffset();
  }
  return undefined;
}

type Report = (path: string, message: string, node: Node) => void;

function valueOf(node: Node, path: string, report: Report): unknown {
  switch (node.type) {
    case 'object':
      return objectOf(node, path, report);
    case 'array':
      return (node.children ?? []).map((child, i) => valueOf(child, join(path, String(i)), report));
    case 'number':
      if (!Number.isFinite(node.value)) report(path, 'a number too large to hold', node);
      return node.value;
    case 'string':
    case 'boolean':
    case 'null':
    case 'property':
      return node.value;
  }
}

function objectOf(node: Node, path: string, report: Report): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const property of node.children ?? []) {
    const [keyNode, valueNode] = property.children ?? [];
    if (keyNode === undefined || valueNode === undefined) continue;
    const key = String(keyNode.value);
    if (PROTOTYPE_KEYS.has(key)) report(join(path, key), 'this key is not allowed', keyNode);
    else if (Object.hasOwn(result, key))
      report(join(path, printable(key, 40)), 'this key stands twice', keyNode);
    else result[key] = valueOf(valueNode, join(path, printable(key, 40)), report);
  }
  return result;
}

export const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

function locate(
  text: string,
  tree: Node,
  path: readonly (string | number)[],
): { line: number; column: number } {
  for (let length = path.length; length >= 0; length--) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    if (node !== undefined) return positionAt(text, node.offset);
  }
  return { line: 1, column: 1 };
}

function positionAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

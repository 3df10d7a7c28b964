/** Checks on a model's state: a figure of the result by its path, a comparison, a value. */
import { parseQuantity } from '../base/quantity';
import type { RunResult } from '../results/result';

export interface Check {
  readonly path: string;
  readonly comparison: '<' | '<=' | '>' | '>=' | '==';
  readonly value: number;
  /** What it means, in words. */
  readonly words: string;
}

export interface Verdict {
  readonly check: Check;
  readonly holds: boolean;
  readonly actual: number | null;
}

/** `functions.rare.coldStarts <= 1 : rare starts cold at most once` */
export function parseCheck(line: string): Check | undefined {
  const match = /^\s*([\w.-]+)\s*(<=|>=|==|<|>)\s*([^:]+?)\s*(?::\s*(.+))?$/.exec(line);
  if (match === null) return undefined;
  const value = parseQuantity(match[3] ?? '', 'count');
  if (!value.ok) return undefined;
  return {
    path: match[1] ?? '',
    comparison: match[2] as Check['comparison'],
    value: value.value,
    words: match[4] ?? line.trim(),
  };
}

/** The number at a path of a result; an element of a list is named by its id. */
export function figureAt(result: RunResult, path: string): number | null {
  let value: unknown = result;
  for (const part of path.split('.')) {
    if (Array.isArray(value))
      value =
        value.find((element: unknown) => (element as { readonly id?: string }).id === part) ??
        value[Number(part)];
    else if (typeof value === 'object' && value !== null && Object.hasOwn(value, part))
      value = (value as Record<string, unknown>)[part];
    else return null;
  }
  return typeof value === 'number' ? value : null;
}

export function judge(check: Check, result: RunResult): Verdict {
  const actual = figureAt(result, check.path);
  return { check, actual, holds: actual !== null && compare(actual, check.comparison, check.value) };
}

function compare(actual: number, comparison: Check['comparison'], value: number): boolean {
  switch (comparison) {
    case '<':
      return actual < value;
    case '<=':
      return actual <= value;
    case '>':
      return actual > value;
    case '>=':
      return actual >= value;
    case '==':
      return actual === value;
  }
}

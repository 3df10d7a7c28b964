/** Several replications as one document: every figure becomes its mean with a confidence interval. Pure. */
import { figureOf, type Figure } from '../statistics/confidence';
import type { RunResult, SelfCheck } from './result';

/** The same shape with figures for numbers; a figure that no replication measured stays null. */
export type Merged<T> = T extends number
  ? Figure
  : T extends string | boolean | null
    ? T
    : T extends readonly (infer E)[]
      ? readonly Merged<E>[]
      : { readonly [K in keyof T]: Merged<T[K]> };

type MergedKeys =
  | 'deployments'
  | 'routes'
  | 'requests'
  | 'functions'
  | 'components'
  | 'services'
  | 'triggers'
  | 'hosts'
  | 'cost';

export type MergedResult = Omit<RunResult, MergedKeys | 'digest'> & { readonly digest: readonly string[] } & {
  readonly [K in MergedKeys]: Merged<RunResult[K]>;
};

/** `results` has at least one member; with fewer than `asked` (an interrupted run) the document says how many there are. */
export function mergeReplications(results: readonly RunResult[], seed: number, asked: number): MergedResult {
  const [first] = results as readonly [RunResult];
  const merge = <K extends MergedKeys>(key: K): Merged<RunResult[K]> =>
    mergeValues(results.map((result) => result[key])) as Merged<RunResult[K]>;
  return {
    ...first,
    seed,
    replications: results.length,
    wall: { ms: results.reduce((sum, result) => sum + result.wall.ms, 0) },
    events: results.reduce((sum, result) => sum + result.events, 0),
    digest: results.map((result) => result.digest),
    checks: mergeChecks(results),
    partial:
      results.find((result) => result.partial !== null)?.partial ??
      (results.length < asked ? { reason: `${results.length} of ${asked} replications` } : null),
    deployments: merge('deployments'),
    routes: merge('routes'),
    requests: merge('requests'),
    functions: merge('functions'),
    components: merge('components'),
    services: merge('services'),
    triggers: merge('triggers'),
    hosts: merge('hosts'),
    cost: merge('cost'),
  };
}

/** A check holds when it holds in every replication; a failed one tells its own detail. */
function mergeChecks(results: readonly RunResult[]): readonly SelfCheck[] {
  return (results[0]?.checks ?? []).map(
    (check, i) =>
      results.map((result) => result.checks[i]).find((other) => other !== undefined && !other.ok) ?? check,
  );
}

function mergeValues(values: readonly unknown[]): unknown {
  const present = values.filter((value) => value !== null && value !== undefined);
  const [first] = present;
  if (first === undefined) return null;
  if (typeof first === 'number') return figureOf(present.map(Number));
  if (Array.isArray(first)) return mergeLists(present.filter((value) => Array.isArray(value)));
  if (typeof first !== 'object') return first;
  return Object.fromEntries(
    Object.keys(first as object).map((key) => [
      key,
      mergeValues(present.map((value) => (value as Record<string, unknown>)[key])),
    ]),
  );
}

/** Elements are matched by what names them: an owner that one replication lacks does not shift the others. */
function mergeLists(lists: readonly (readonly unknown[])[]): readonly unknown[] {
  const names = [...new Set(lists.flatMap((list) => list.map(nameOf)))];
  return names.map((name) =>
    mergeValues(lists.flatMap((list) => list.filter((element) => nameOf(element) === name))),
  );
}

function nameOf(element: unknown): string {
  const { id, deployment, owner, item } = (element ?? {}) as Readonly<Record<string, unknown>>;
  return [id, deployment, owner, item].join('/');
}

/**
 * A parameter sweep as a pure plan: every combination of the varied values is a point, every point has the same
 * replications. Replication k of every point runs with the seed that `strata run --replications` gives it, so points
 * are compared on common random numbers and a point equals `strata run --set PATH=VALUE` with the same seed.
 */
import { fail, ok, printable, type Outcome } from '../base/errors';
import { parseQuantity, type QuantityKind } from '../base/quantity';
import { replicationSeed } from '../random/streams';
import { mergeReplications, type MergedResult } from './replications';
import type { RunResult } from './result';

/** One `--vary`: a path and the values that it takes, as a person would write them after `--set PATH=`. */
export interface Axis {
  readonly path: string;
  readonly values: readonly string[];
}

/** All that decides the results. Two plans that are equal as JSON give the same results. */
export interface SweepPlan {
  readonly scenario: { readonly title: string; readonly digest: string };
  readonly engine: string;
  readonly seed: number;
  readonly replications: number;
  readonly vary: readonly Axis[];
}

/** Replication `replication` of point `point`; points count through the combinations, the last axis fastest. */
export interface SweepTask {
  readonly point: number;
  readonly replication: number;
  readonly seed: number;
}

export interface SweepRun extends SweepTask {
  readonly result: RunResult;
}

/** The document that `strata sweep --json` prints. */
export interface SweepDocument extends SweepPlan {
  readonly partial: { readonly reason: string } | null;
  /** Points with at least one finished replication. `result` is the document of `strata run --json`. */
  readonly points: readonly {
    readonly values: Readonly<Record<string, string>>;
    readonly result: RunResult | MergedResult;
  }[];
}

export const MAX_VALUES = 100_000;
export const MAX_RUNS = 1_000_000;

export const countPoints = (vary: readonly Axis[]): number =>
  vary.reduce((product, axis) => product * axis.values.length, 1);

/** The value of every axis at a point. */
export function pointOf(vary: readonly Axis[], point: number): readonly (readonly [string, string])[] {
  let rest = point;
  const pairs: (readonly [string, string])[] = [];
  for (const axis of vary.toReversed()) {
    pairs.push([axis.path, axis.values[rest % axis.values.length] ?? '']);
    rest = Math.floor(rest / axis.values.length);
  }
  return pairs.toReversed();
}

export const countTasks = (plan: SweepPlan): number => countPoints(plan.vary) * plan.replications;

export function taskAt(plan: SweepPlan, index: number): SweepTask {
  const replication = index % plan.replications;
  const point = Math.floor(index / plan.replications);
  return { point, replication, seed: replicationSeed(plan.seed, replication) };
}

export const indexOfTask = (plan: SweepPlan, task: SweepTask): number =>
  task.point * plan.replications + task.replication;

/** The finished runs, in any order, as one document: it depends on which are there, never on who ran them when. */
export function mergeSweep(plan: SweepPlan, runs: readonly SweepRun[]): SweepDocument {
  const byPoint = new Map<number, SweepRun[]>();
  for (const run of runs) {
    const own = byPoint.get(run.point) ?? [];
    byPoint.set(run.point, own);
    own.push(run);
  }
  const points = [...byPoint]
    .toSorted(([a], [b]) => a - b)
    .map(([point, own]) => {
      const results = own.toSorted((a, b) => a.replication - b.replication).map((run) => run.result);
      const [first] = results as [RunResult];
      const result =
        plan.replications === 1 ? first : mergeReplications(results, plan.seed, plan.replications);
      return { values: Object.fromEntries(pointOf(plan.vary, point)), result };
    });
  const asked = countTasks(plan);
  const partial = runs.length < asked ? { reason: `${runs.length} of ${asked} runs` } : null;
  return { ...plan, partial, points };
}

/** `PATH=A..B:STEP` or `PATH=V1,V2,...`; the error says what was expected. */
export function readVary(text: string): Outcome<Axis, string> {
  const at = text.indexOf('=');
  if (at <= 0) return fail('PATH=A..B:STEP or PATH=V1,V2,...');
  const path = text.slice(0, at).trim();
  const values: string[] = [];
  for (const part of splitAtCommas(text.slice(at + 1))) {
    const expanded = expandRange(part);
    if (!expanded.ok) return expanded;
    values.push(...expanded.value);
  }
  if (values.some((value) => value === '')) return fail('a value before and after every comma');
  if (new Set(values).size < values.length) {
    const twice = values.find((value, i) => values.indexOf(value) !== i) ?? '';
    return fail(`every value once; "${printable(twice, 40)}" is there twice`);
  }
  return ok({ path, values });
}

/** Commas inside parentheses, brackets, braces and quotes belong to the value. */
function splitAtCommas(text: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    if (!quoted && '([{'.includes(character)) depth++;
    if (!quoted && ')]}'.includes(character)) depth--;
    if (character === ',' && depth === 0 && !quoted) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${character}`);
  }
  return parts.map((part) => part.trim());
}

const NUMBER = String.raw`([+-]?(?:\d+(?:\.\d+)?|\.\d+))`;
/** Not an exponent: `1e-9` is no number of a range. */
const UNIT = String.raw`\s*(?![eE][+-]?\d)([^\d\s.,:()+-][^\s.,:()]*)?\s*`;
const RANGE = new RegExp(`${NUMBER}${UNIT}\\.\\.\\s*${NUMBER}${UNIT}:\\s*${NUMBER}${UNIT}`);

/** A range stands for its values wherever it stands: `1..3:1`, `1min..5min:1min`, `poisson(1..3:1/s)`. */
function expandRange(text: string): Outcome<readonly string[], string> {
  const match = text.startsWith('"') ? null : RANGE.exec(text);
  if (match === null)
    return /\d\S*\s*\.\.\s*[+-]?[\d.]/.test(text) ? fail('A..B:STEP, for example 1..10:1') : ok([text]);
  const [whole, a = '', unitA, b = '', unitB, step = '', unitStep] = match;
  const before = text.slice(0, match.index);
  const after = text.slice(match.index + whole.length);
  if ((before !== '' && !/[(\s]$/.test(before)) || (after !== '' && !/^[),]/.test(after)))
    return fail('A..B:STEP with one number at each place');
  const units = [...new Set([unitA, unitB, unitStep].filter((unit) => unit !== undefined))];
  const numbers =
    units.length <= 1
      ? sequence(Number(a), Number(b), Number(step), decimalsOf(a, step))
      : mixedSequence(
          [`${a} ${unitA ?? ''}`, `${b} ${unitB ?? ''}`, `${step} ${unitStep ?? ''}`],
          unitA ?? '',
        );
  if (!numbers.ok) return numbers;
  const unit = unitA ?? units[0];
  const spaced = unit === undefined ? '' : unit.startsWith('/') ? unit : ` ${unit}`;
  return ok(numbers.value.map((number) => `${before}${number}${spaced}${after}`));
}

const decimalsOf = (...texts: readonly string[]): number =>
  Math.max(...texts.map((text) => text.split('.')[1]?.length ?? 0));

/** a, a + step, ... up to b, exact in decimals. */
function sequence(a: number, b: number, step: number, decimals: number): Outcome<readonly string[], string> {
  if (!(step > 0)) return fail('A..B:STEP with a step above 0');
  if (a > b) return fail('A..B:STEP with A up to B');
  const count = Math.floor((b - a) / step + 1e-9) + 1;
  if (count > MAX_VALUES) return fail(`at most ${MAX_VALUES} values`);
  return ok(
    Array.from({ length: count }, (_, i) => String(Number((a + i * step).toFixed(Math.min(decimals, 15))))),
  );
}

const KINDS: readonly QuantityKind[] = ['duration', 'memory', 'bandwidth', 'rate'];

/** Different units, as in `30s..5min:30s`: the values are written in the unit of the first. */
function mixedSequence(
  texts: readonly [string, string, string],
  unit: string,
): Outcome<readonly string[], string> {
  for (const kind of KINDS) {
    const read = [...texts, `1 ${unit}`].map((text) => parseQuantity(text.trim(), kind));
    const [a, b, step, one] = read.map((outcome) => (outcome.ok ? outcome.value : NaN)) as [
      number,
      number,
      number,
      number,
    ];
    if (unit === '' || !read.every((outcome) => outcome.ok)) continue;
    const numbers = sequence(a, b, step, 9);
    return numbers.ok
      ? ok(numbers.value.map((n) => String(Number((Number(n) / one).toPrecision(12)))))
      : numbers;
  }
  return fail('A..B:STEP in units of one kind, each with its unit');
}

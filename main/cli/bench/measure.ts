/**
 * Timing of runs: rounds in which the engine and its yardsticks take turns, so that a busy machine slows all alike. By
 * processor time, all threads of this process together (the compiler's and the collector's too): what others do on the
 * machine is not in it.
 */
import type { RunResult, Scenario } from '../../../simulations';
import type { Interrupts } from '../interrupts';
import { openLab, resultOf, runLab } from '../slices';

/** What was measured against its target, and whether the result was sane. */
export interface BenchCase {
  readonly id: string;
  readonly title: string;
  /** Median over the rounds of nanoseconds an item. */
  readonly nanosPerItem: number;
  readonly item: string;
  readonly perSecond: number;
  readonly rounds: readonly number[];
  readonly yardsticks: readonly Yardstick[];
  readonly target: Target | null;
  readonly check: { readonly ok: boolean; readonly detail: string };
  /** One row a size, for what is measured at several sizes. */
  readonly sizes?: readonly SizeRow[];
}

export interface Yardstick {
  readonly name: string;
  readonly nanosPerItem: number;
  /** Speed of the engine as a part of the yardstick's. */
  readonly ratio: number;
}

export interface Target {
  readonly text: string;
  readonly wanted: number;
  readonly found: number;
  readonly met: boolean;
}

export interface SizeRow {
  readonly size: number;
  readonly nanosPerItem: number;
  readonly peakBytes: number;
  readonly buildMs: number;
  readonly resultMs: number;
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
};

export interface TimedRun {
  readonly result: RunResult;
  /** From the opening to the finished result. */
  readonly seconds: number;
  readonly buildSeconds: number;
  /** Making the result: figures, self-checks, who owns which byte. */
  readonly resultSeconds: number;
  /** The most memory seen on the way, above what the process had before. */
  readonly peakBytes: number;
}

/** How many slices lie between two looks at memory. */
const LOOK = 20;

const memoryNow = (): number => {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Runs a scenario to its end, statistics, digest and self-checks included; undefined when it was interrupted. */
export async function timeRun(scenario: Scenario, interrupted: Interrupts): Promise<TimedRun | undefined> {
  (globalThis as { readonly gc?: () => void }).gc?.();
  const before = memoryNow();
  let peak = 0;
  const began = processorSeconds();
  const lab = await openLab(scenario, { keepsCheckpoints: false }, interrupted);
  if (lab === undefined) return undefined;
  const built = processorSeconds();
  let slices = 0;
  await runLab(lab, interrupted, () => {
    if (slices++ % LOOK === 0) peak = Math.max(peak, memoryNow() - before);
  });
  if (interrupted.now) return undefined;
  peak = Math.max(peak, memoryNow() - before);
  const ran = processorSeconds();
  const result = await resultOf(lab, interrupted);
  if (result === undefined) return undefined;
  const ended = processorSeconds();
  return {
    result,
    seconds: ended - began,
    resultSeconds: ended - ran,
    buildSeconds: built - began,
    peakBytes: peak,
  };
}

/** Nanoseconds an item of a loop that handles `items`. */
export function timeLoop(items: number, loop: () => void): number {
  const began = processorSeconds();
  loop();
  return ((processorSeconds() - began) * 1e9) / items;
}

/** The row of a size: its runs, and the time of an item by the case's own measure. */
export const rowOf = (
  size: number,
  runs: readonly TimedRun[],
  nanos: (run: TimedRun) => number,
): SizeRow => ({
  size,
  nanosPerItem: median(runs.map(nanos)),
  peakBytes: Math.max(...runs.map((run) => run.peakBytes)),
  buildMs: median(runs.map((run) => run.buildSeconds * 1000)),
  resultMs: median(runs.map((run) => run.resultSeconds * 1000)),
});

/** Every self-check of the run, and that all rounds gave one and the same event log. */
export function faultsOf(results: readonly RunResult[]): readonly string[] {
  const failed = results.flatMap((result) =>
    result.checks.filter((check) => !check.ok).map((check) => `${check.name}: ${check.detail}`),
  );
  const partial = results.flatMap((result) => (result.partial === null ? [] : [result.partial.reason]));
  const digests = new Set(results.map((result) => result.digest));
  const unlike = digests.size > 1 ? [`${digests.size} digests in ${results.length} rounds`] : [];
  return [...failed, ...partial, ...unlike];
}

export const verdict = (faults: readonly string[], fine: string): BenchCase['check'] => ({
  ok: faults.length === 0,
  detail: faults.length === 0 ? fine : faults.join('; '),
});

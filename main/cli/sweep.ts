/** `strata sweep`: every combination of the varied values, in parallel, resumable. */
import os from 'node:os';
import {
  countPoints,
  countTasks,
  ENGINE_VERSION,
  indexOfTask,
  MAX_RUNS,
  mergeSweep,
  parseScenario,
  pointOf,
  readVary,
  taskAt,
  type Axis,
  type SweepDocument,
  type SweepPlan,
  type SweepRun,
} from '../../simulations';
import { overridesOf, readCount, type ScenarioFlags } from './arguments';
import { watchInterrupts } from './interrupts';
import { issuesText, loadText } from './load';
import { BAD_INPUT, DONE, FAILED, Stop, table, writeError, writeOut } from './output';
import { number } from './summary';
import { openSweepFile } from './sweep-file';
import { startPool } from './sweep-pool';
import type { SweepRequest, SweepWorkerData } from './sweep-worker';

export interface SweepFlags extends ScenarioFlags {
  readonly vary: readonly string[];
  readonly replications: string;
  readonly jobs?: string;
  readonly out?: string;
  readonly json?: boolean;
}

export async function sweepCommand(file: string, flags: SweepFlags): Promise<number> {
  const { plan, data } = await readPlan(file, flags);
  const cores =
    flags.jobs === undefined ? os.availableParallelism() : readCount('--jobs', flags.jobs, 1, 512);
  // Listening from before the first word: a Ctrl-C at any moment ends cleanly.
  let stop = (): void => undefined;
  const interrupted = watchInterrupts(() => stop());
  const out = flags.out === undefined ? undefined : openSweepFile(flags.out, plan);
  const runs: SweepRun[] = [...(out?.runs ?? [])];
  try {
    const before = runs.length;
    if (before > 0) writeError(`${flags.out ?? ''}: ${before} of ${countTasks(plan)} runs are done already`);
    const keep = (run: SweepRun): void => out?.append(run);
    if (!interrupted.now) await runAll(plan, data, cores, runs, keep, (by) => (stop = by));
    if (runs.length === countTasks(plan)) await out?.finish(runs);
  } finally {
    out?.close();
  }
  const document = mergeSweep(plan, runs);
  if (runs.length === 0 && out === undefined)
    throw new Stop(FAILED, 'interrupted before the first run was done');
  writeOut(printed(document, runs, flags));
  return runs.every((run) => run.result.checks.every((check) => check.ok)) ? DONE : FAILED;
}

/** Everything that can be wrong is found here, before anything runs: flags, paths, and the scenario of every point. */
async function readPlan(
  file: string,
  flags: SweepFlags,
): Promise<{ readonly plan: SweepPlan; readonly data: SweepWorkerData }> {
  const replications = readCount('--replications', flags.replications, 1, 100_000);
  const vary = flags.vary.map(readAxis);
  if (vary.length === 0)
    throw new Stop(BAD_INPUT, '--vary: expected PATH=A..B:STEP or PATH=V1,V2,... at least once');
  const twice = vary.find((axis, i) => vary.findIndex((other) => other.path === axis.path) !== i);
  if (twice !== undefined)
    throw new Stop(BAD_INPUT, `--vary: ${twice.path} is varied twice; expected each path once`);
  const points = countPoints(vary);
  if (points * replications > MAX_RUNS)
    throw new Stop(
      BAD_INPUT,
      `--vary: expected at most ${MAX_RUNS} runs, found ${points} points with ${replications} replications each`,
    );
  const overrides = overridesOf(flags);
  const { name, text } = await loadText(file);
  const base = parseScenario(text, { overrides });
  if (!base.ok) throw new Stop(BAD_INPUT, issuesText(name, base.error));
  for (let point = 0; point < points; point++) {
    const pairs = pointOf(vary, point);
    const parsed = parseScenario(text, { overrides: [...overrides, ...pairs] });
    if (!parsed.ok) {
      const where = pairs.map(([path, value]) => `${path}=${value}`).join(' ');
      throw new Stop(BAD_INPUT, `--vary ${where}:\n${issuesText(name, parsed.error)}`);
    }
  }
  const seed =
    flags.seed === undefined ? base.value.seed : readCount('--seed', flags.seed, 0, Number.MAX_SAFE_INTEGER);
  const { title, digest } = base.value;
  return {
    plan: { scenario: { title, digest }, engine: ENGINE_VERSION, seed, replications, vary },
    data: { text, overrides },
  };
}

function readAxis(text: string): Axis {
  const axis = readVary(text);
  if (!axis.ok) throw new Stop(BAD_INPUT, `--vary: expected ${axis.error}, found "${text.slice(0, 80)}"`);
  return axis.value;
}

/** Runs what is not there yet and adds it to `runs`; ends early, without an error, on Ctrl-C. */
async function runAll(
  plan: SweepPlan,
  data: SweepWorkerData,
  cores: number,
  runs: SweepRun[],
  onRun: (run: SweepRun) => void,
  stopBy: (stop: () => void) => void,
): Promise<void> {
  const done = new Set(runs.map((run) => indexOfTask(plan, run)));
  const left = countTasks(plan) - done.size;
  if (left === 0) return;
  const progress = newProgress(countTasks(plan));
  const pool = startPool({
    data,
    jobs: Math.min(cores, left),
    requests: requestsOf(plan, done),
    onResult: (index, result) => {
      const run: SweepRun = { ...taskAt(plan, index), result };
      onRun(run);
      runs.push(run);
      progress(runs.length, describe(plan, index));
    },
    describe: (index) => describe(plan, index),
  });
  stopBy(pool.stop);
  await pool.done;
}

function* requestsOf(plan: SweepPlan, done: ReadonlySet<number>): Generator<SweepRequest, undefined> {
  for (let index = 0; index < countTasks(plan); index++) {
    if (done.has(index)) continue;
    const { point, seed } = taskAt(plan, index);
    yield { index, seed, vary: pointOf(plan.vary, point) };
  }
}

function describe(plan: SweepPlan, index: number): string {
  const { point, replication } = taskAt(plan, index);
  const values = pointOf(plan.vary, point).map(([path, value]) => `${path}=${value}`);
  return `${values.join(' ')}${plan.replications > 1 ? `, replication ${replication + 1}` : ''}`;
}

/** On stderr: the first and the last run and at most one line a second between. */
function newProgress(total: number): (done: number, what: string) => void {
  let shown = -Infinity;
  return (done, what) => {
    if (done < total && performance.now() - shown < 1000) return;
    shown = performance.now();
    writeError(`${done} of ${total} runs (${what})`);
  };
}

function printed(document: SweepDocument, runs: readonly SweepRun[], flags: SweepFlags): string {
  if (flags.json === true) return JSON.stringify(document, null, 2);
  const failed = runs.flatMap((run) =>
    run.result.checks.filter((check) => !check.ok).map((check) => `${check.name}: ${check.detail}`),
  );
  const verdict = failed.length === 0 ? [] : failed.slice(0, 10).map((text) => `SELF-CHECK FAILED: ${text}`);
  if (flags.out === undefined) return [sweepTable(document), ...verdict].join('\n');
  const whole = document.partial === null;
  const state = whole
    ? `${runs.length} runs, complete`
    : `${document.partial.reason}; the same command continues`;
  return [`${flags.out}: ${state}`, ...verdict].join('\n');
}

/** One row a point and deployment. */
function sweepTable(document: SweepDocument): string {
  const { vary, points, replications, seed, scenario, partial } = document;
  const functions = points.some((point) => point.result.functions.length > 0);
  const head = ['completed', 'rejected', 'mean ms', 'p50', 'p95', 'p99', 'cost'];
  const rows = points.flatMap(({ values, result }) =>
    result.deployments.map((deployment) => {
      const { requests: r, cost } = deployment;
      const own = result.functions.filter((f) => f.deployment === deployment.id);
      const [only] = own.length === 1 ? own : [];
      return [
        ...vary.map((axis) => values[axis.path] ?? ''),
        deployment.id,
        ...[r.completed, r.rejected].map((n) => number(n, 7)),
        ...[r.latencyMs.mean, r.latencyMs.p50, r.latencyMs.p95, r.latencyMs.p99, cost.total].map((n) =>
          number(n),
        ),
        ...(functions
          ? [number(only?.coldStartProbability ?? null), number(only?.meanInstances ?? null)]
          : []),
      ];
    }),
  );
  const names = [
    ...vary.map((axis) => axis.path),
    'deployment',
    ...head,
    ...(functions ? ['P(cold)', 'instances'] : []),
  ];
  return [
    scenario.title,
    `seed ${seed}, ${replications === 1 ? '1 run a point' : `${replications} replications a point (mean ± half width of 95 %)`}`,
    ...(partial === null ? [] : [`PARTIAL: ${partial.reason}`]),
    '',
    table([names, ...rows]),
  ].join('\n');
}

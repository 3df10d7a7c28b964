/** `strata compare`: several scenario files, or the deployments of one, on common random numbers. */
import {
  compareFigures,
  ENGINE_VERSION,
  figuresOf,
  formatBytes,
  replicationSeed,
  type ComparedFigure,
  type Comparison,
  type Figure,
  type Figures,
  type Part,
  type RunResult,
  type Scenario,
} from '../../simulations';
import { overridesOf, readCount, type ScenarioFlags } from './arguments';
import { watchInterrupts, type Interrupts } from './interrupts';
import { loadScenario } from './load';
import { BAD_INPUT, DONE, FAILED, Stop, table, writeError, writeOut } from './output';
import { openLab, resultOf, runLab } from './slices';
import { number } from './summary';

export interface CompareFlags extends ScenarioFlags {
  readonly replications: string;
  readonly json?: boolean;
}

interface Candidate {
  readonly id: string;
  readonly scenario: Scenario;
  readonly part: Part | undefined;
}

export async function compareCommand(files: readonly string[], flags: CompareFlags): Promise<number> {
  const replications = readCount('--replications', flags.replications, 1, 100_000);
  const overrides = overridesOf(flags);
  const scenarios: Scenario[] = [];
  for (const file of files) scenarios.push(await loadScenario(file, overrides));
  const candidates = candidatesOf(files, scenarios);
  const seed =
    flags.seed === undefined
      ? (scenarios[0]?.seed ?? 1)
      : readCount('--seed', flags.seed, 0, Number.MAX_SAFE_INTEGER);
  const sameWorkload = scenarios.every((scenario) => workloadOf(scenario) === workloadOf(scenarios[0]));
  if (!sameWorkload)
    writeError(
      'warning: the workloads, durations or transients of the files differ: the differences are not on equal arrivals',
    );
  const began = performance.now();
  const rounds = await runAll(scenarios, seed, replications);
  const comparison: Comparison = {
    engine: ENGINE_VERSION,
    seed,
    replications: rounds.length,
    wall: { ms: Math.round(performance.now() - began) },
    partial: partialOf(rounds, replications),
    sameWorkload,
    variants: candidates.map((candidate) => {
      const results = resultsOf(candidate, scenarios, rounds);
      const { title, digest } = candidate.scenario;
      return {
        id: candidate.id,
        scenario: { title, digest },
        deployment: candidate.part?.id ?? null,
        digest: results.map((result) => result.digest),
        checks: results.find((r) => r.checks.some((check) => !check.ok))?.checks ?? results[0]?.checks ?? [],
      };
    }),
    figures: compareFigures(
      candidates.map((candidate) =>
        resultsOf(candidate, scenarios, rounds).map((result): Figures => figuresOf(result, candidate.part)),
      ),
    ),
  };
  writeOut(flags.json === true ? JSON.stringify(comparison, null, 2) : comparisonTable(comparison));
  return comparison.variants.every((variant) => variant.checks.every((check) => check.ok)) ? DONE : FAILED;
}

/** Several files are compared whole; of one file its deployments are. */
function candidatesOf(files: readonly string[], scenarios: readonly Scenario[]): readonly Candidate[] {
  const [only] = scenarios;
  if (only !== undefined && scenarios.length === 1) {
    if (only.deployments.length < 2)
      throw new Stop(
        BAD_INPUT,
        `${files[0] ?? ''}: deployments: expected two files or more, or one with several deployments, found one with 1 deployment`,
      );
    return only.deployments.map(({ id, hosts }) => ({ id, scenario: only, part: { id, hosts } }));
  }
  return scenarios.map((scenario, i) => {
    const name = files[i] ?? '';
    const before = files.slice(0, i).filter((file) => file === name).length;
    return { id: before === 0 ? name : `${name} (${before + 1})`, scenario, part: undefined };
  });
}

/** What the arrivals depend on, as written. */
function workloadOf(scenario: Scenario | undefined): string {
  if (scenario === undefined) return '';
  const { workloads, duration, transient } = scenario;
  return JSON.stringify([workloads, duration, transient]);
}

const resultsOf = (
  candidate: Candidate,
  scenarios: readonly Scenario[],
  rounds: readonly (readonly RunResult[])[],
): readonly RunResult[] => rounds.flatMap((round) => round[scenarios.indexOf(candidate.scenario)] ?? []);

/** Replication by replication, so that an interrupted comparison still has whole pairs. */
async function runAll(
  scenarios: readonly Scenario[],
  seed: number,
  replications: number,
): Promise<readonly (readonly RunResult[])[]> {
  const interrupted = watchInterrupts();
  const rounds: (readonly RunResult[])[] = [];
  for (let k = 0; k < replications; k++) {
    const round: RunResult[] = [];
    for (const scenario of scenarios) {
      const result = await runWhole(scenario, replicationSeed(seed, k), interrupted);
      if (result === undefined) break;
      round.push(result);
    }
    if (round.length < scenarios.length) break;
    rounds.push(round);
    writeError(`replication ${k + 1} of ${replications}`);
  }
  if (rounds.length === 0) throw new Stop(FAILED, 'interrupted before the first replication was done');
  return rounds;
}

async function runWhole(
  scenario: Scenario,
  seed: number,
  interrupted: Interrupts,
): Promise<RunResult | undefined> {
  const lab = await openLab(scenario, { seed, keepsCheckpoints: false }, interrupted);
  if (lab !== undefined) await runLab(lab, interrupted);
  return lab === undefined || interrupted.now ? undefined : resultOf(lab, interrupted);
}

function partialOf(rounds: readonly (readonly RunResult[])[], asked: number): { reason: string } | null {
  const stopped = rounds.flat().find((result) => result.partial !== null)?.partial;
  if (stopped !== undefined && stopped !== null) return { reason: stopped.reason };
  return rounds.length < asked ? { reason: `${rounds.length} of ${asked} replications` } : null;
}

/** The figures of the table: of all that a document holds, what a reader looks for first. */
const SHOWN =
  /^(requests\.(?!inFlight|latencyMs\.p90)|cost\.total$|memory\.|functions\..*(coldStart|rejectionProbability|meanInstances)|components\..*(\.utilization|queueM|latencyMs\.(mean|p95)$))/;

function comparisonTable(comparison: Comparison): string {
  const { variants, figures, seed, replications } = comparison;
  const [first] = variants;
  const head = [
    'figure',
    ...variants.map((variant) => variant.id),
    ...variants.slice(1).map((variant) => `${variant.id} - ${first?.id ?? ''}`),
  ];
  const rows = figures
    .filter(
      ({ path, values }) => SHOWN.test(path) && values.some((value) => value !== null && value.mean !== 0),
    )
    .map((figure) => rowOf(figure));
  const failed = variants.flatMap((v) =>
    v.checks.filter((c) => !c.ok).map((c) => `${v.id}: ${c.name}: ${c.detail}`),
  );
  return [
    variants.every((variant) => variant.deployment !== null) ? first?.scenario.title : 'comparison',
    `seed ${seed}, ${replications === 1 ? '1 run each; an interval needs --replications 2 or more' : `${replications} replications on common random numbers, mean ± half width of 95 %`}`,
    ...(comparison.partial === null ? [] : [`PARTIAL: ${comparison.partial.reason}`]),
    '',
    table([head, ...rows]),
    '',
    '* the 95 % interval of the paired difference leaves out 0',
    failed.length === 0
      ? 'self-checks: all hold'
      : failed.map((text) => `SELF-CHECK FAILED: ${text}`).join('\n'),
  ].join('\n');
}

function rowOf({ path, values, differences }: ComparedFigure): readonly string[] {
  const shown = (figure: Figure | null): string => {
    if (figure === null) return '-';
    if (!path.endsWith('Bytes')) return number(figure, 4);
    const half = figure.halfWidth95 === null ? '' : ` ±${formatBytes(figure.halfWidth95)}`;
    return `${formatBytes(figure.mean)}${half}`;
  };
  return [
    path,
    ...values.map(shown),
    ...differences
      .slice(1)
      .map((difference) => `${shown(difference)}${difference?.clear === true ? ' *' : ''}`),
  ];
}

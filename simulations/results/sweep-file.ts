/**
 * The file of a sweep, JSON lines: a header with the plan, then one line a finished replication, in any order:
 * `{"strata":"sweep","version":1,"plan":{...}}` and `{"point":0,"replication":0,"seed":1,"result":{...}}`, the result
 * being the document of `strata run --json`. Lines are only appended, so after a crash at most the last one is torn.
 */
import { fail, ok, printable, type Outcome } from '../base/errors';
import { countTasks, indexOfTask, taskAt, type SweepPlan, type SweepRun } from './sweep';

export const sweepHeader = (plan: SweepPlan): string =>
  `${JSON.stringify({ strata: 'sweep', version: 1, plan })}\n`;

export const sweepLine = (run: SweepRun): string => `${JSON.stringify(run)}\n`;

export interface SweepFileContent {
  readonly runs: readonly SweepRun[];
  /** How many lines are whole: what follows them is torn and to be cut off. 0 = not even the header. */
  readonly lines: number;
}

/** What a file holds of this plan; the error says why it cannot be continued. */
export function readSweepFile(text: string, plan: SweepPlan): Outcome<SweepFileContent, string> {
  const lines = text.split('\n');
  const torn = lines.pop() ?? '';
  const [first, ...rest] = lines;
  const header = sweepHeader(plan);
  if (first === undefined)
    return header.startsWith(torn)
      ? ok({ runs: [], lines: 0 })
      : fail('it exists and is not the file of a sweep; choose another name');
  const refused = `${first}\n` === header ? undefined : whyOther(first, plan);
  if (refused !== undefined) return fail(refused);
  const runs = new Map<number, SweepRun>();
  for (const [i, line] of rest.entries()) {
    const run = readRun(line, plan);
    if (run === undefined) return fail(`line ${i + 2} is not a finished replication of this sweep`);
    if (!runs.has(indexOfTask(plan, run))) runs.set(indexOfTask(plan, run), run);
  }
  return ok({ runs: [...runs.values()], lines: lines.length });
}

function readRun(line: string, plan: SweepPlan): SweepRun | undefined {
  const run = maybeJson(line) as Partial<SweepRun> | null | undefined;
  if (typeof run !== 'object' || run === null) return undefined;
  const { point, replication, seed, result } = run;
  if (!Number.isInteger(point) || !Number.isInteger(replication)) return undefined;
  const index = Number(point) * plan.replications + Number(replication);
  if (Number(replication) < 0 || Number(replication) >= plan.replications) return undefined;
  if (index < 0 || index >= countTasks(plan) || taskAt(plan, index).seed !== seed) return undefined;
  return typeof result === 'object' && typeof result?.digest === 'string' ? (run as SweepRun) : undefined;
}

function maybeJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Names the first thing that differs; undefined when the header means the same plan. */
function whyOther(line: string, plan: SweepPlan): string | undefined {
  const header = maybeJson(line) as
    { strata?: unknown; version?: unknown; plan?: Partial<SweepPlan> } | null | undefined;
  if (typeof header !== 'object' || header === null || header.strata !== 'sweep')
    return 'it exists and is not the file of a sweep; choose another name';
  if (header.version !== 1)
    return `it is of version ${printable(String(header.version))}; this Strata writes version 1`;
  const other: Partial<SweepPlan> = header.plan ?? {};
  const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);
  const parts: readonly (readonly [string, unknown, unknown])[] = [
    ['scenario', other.scenario?.digest, plan.scenario.digest],
    ['engine', other.engine, plan.engine],
    ['seed', other.seed, plan.seed],
    ['replications', other.replications, plan.replications],
    ['vary', other.vary, plan.vary],
  ];
  const wrong = parts.find(([, theirs, ours]) => differs(theirs, ours));
  if (wrong === undefined) return undefined;
  const [name, theirs, ours] = wrong;
  const shown = (value: unknown): string => printable(JSON.stringify(value) ?? 'none', 120);
  return `it holds another sweep: its ${name} is ${shown(theirs)}, this one has ${shown(ours)}; choose another name, or remove it to start anew`;
}

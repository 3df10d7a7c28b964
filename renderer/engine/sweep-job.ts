/**
 * A sweep at work in the worker: runs one after the other, a slice at a time, so that labs are never kept waiting and
 * cancelling is heard at once. Replication k of every point has the same seed: points meet the same arrivals.
 */
import {
  fail,
  Lab,
  measureRun,
  ok,
  parseScenario,
  replicationSeed,
  type Issue,
  type MeasuredFigures,
  type Outcome,
  type RunResult,
  type Scenario,
  type Steps,
} from '../../simulations';
import { advance } from './slices';

export interface SweepSpec {
  readonly text: string;
  readonly overrides: readonly (readonly [string, string])[];
  readonly path: string;
  readonly values: readonly string[];
  readonly replications: number;
  readonly seed: number;
}

export interface SweptRun {
  readonly point: number;
  readonly replication: number;
  /** By deployment. */
  readonly measured: Readonly<Record<string, MeasuredFigures>>;
}

const EVENTS_PER_TURN = 500;

export class SweepJob {
  readonly #spec: SweepSpec;
  #next = 0;
  #scenario: Scenario | null = null;
  #run: Steps<RunResult> | null = null;

  private constructor(spec: SweepSpec) {
    this.#spec = spec;
  }

  /** Every value is checked before the first run: a sweep does not fail half-way. */
  static begin(spec: SweepSpec): Outcome<SweepJob, readonly Issue[]> {
    for (const value of spec.values) {
      const parsed = parseScenario(spec.text, { overrides: [...spec.overrides, [spec.path, value]] });
      if (!parsed.ok)
        return fail(parsed.error.map((issue) => ({ ...issue, message: `${value}: ${issue.message}` })));
    }
    return ok(new SweepJob(spec));
  }

  get total(): number {
    return this.#spec.values.length * this.#spec.replications;
  }

  get done(): boolean {
    return this.#next >= this.total;
  }

  /** Works until the clock says so; the run that was finished, if one was. All points have run once before any runs twice. */
  advance(clock: () => number, deadline: number): SweptRun | null {
    if (this.done) return null;
    const point = this.#next % this.#spec.values.length;
    const replication = Math.floor(this.#next / this.#spec.values.length);
    this.#scenario ??= this.#read(point);
    const scenario = this.#scenario;
    this.#run ??= runInSteps(scenario, replicationSeed(this.#spec.seed, replication));
    const done = advance(this.#run, clock, deadline);
    if (done === null) return null;
    this.#run = null;
    this.#scenario = null;
    this.#next += 1;
    const measured = Object.fromEntries(
      scenario.deployments.map(({ id, hosts }) => [id, measureRun(done.value, id, hosts)]),
    );
    return { point, replication, measured };
  }

  #read(point: number): Scenario {
    const { text, overrides, path, values } = this.#spec;
    const parsed = parseScenario(text, { overrides: [...overrides, [path, values[point] ?? '']] });
    if (!parsed.ok) throw new Error('a value that was checked is refused');
    return parsed.value;
  }
}

/** From an empty lab to the result, in steps of some milliseconds. */
function* runInSteps(scenario: Scenario, seed: number): Steps<RunResult> {
  const lab = yield* Lab.opening(scenario, { seed, keepsCheckpoints: false });
  while (lab.runTo(scenario.duration, EVENTS_PER_TURN) === 'budget') yield;
  return yield* lab.resultInSteps();
}

/** A sweep as the window sees it: what is varied, how far it is, what each finished run measured. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  figureOf,
  formatQuantity,
  parseQuantity,
  type Issue,
  type MeasuredFigures,
  type QuantityKind,
  type SweepFigureId,
} from '../../simulations';
import type { EngineClient, OpenRequest } from '../engine/engine-client';
import type { SweptRun } from '../engine/sweep-job';

export interface SweepPlan {
  readonly path: string;
  readonly name: string;
  readonly values: readonly string[];
  readonly replications: number;
  readonly seed: number;
  readonly document: OpenRequest;
  readonly deployments: readonly string[];
}

export interface SweepState {
  readonly plan: SweepPlan | null;
  readonly runs: readonly SweptRun[];
  readonly running: boolean;
  readonly issues: readonly Issue[];
}

export const EMPTY_SWEEP: SweepState = { plan: null, runs: [], running: false, issues: [] };
const LAB = 'sweep';

export class SweepSession {
  readonly store: StoreApi<SweepState> = createStore<SweepState>(() => EMPTY_SWEEP);
  readonly #client: EngineClient;

  constructor(client: EngineClient) {
    this.#client = client;
  }

  async run(plan: SweepPlan): Promise<void> {
    this.cancel();
    this.store.setState({ plan, runs: [], running: true, issues: [] });
    const { document, path, values, replications, seed } = plan;
    const outcome = await this.#client.sweep(
      LAB,
      { text: document.text, overrides: document.overrides ?? [], path, values, replications, seed },
      (run, done) => {
        if (this.store.getState().plan !== plan) return;
        this.store.setState((state) => ({
          runs: run === null ? state.runs : [...state.runs, run],
          // What was on its way when it was cancelled still counts, but starts nothing anew.
          running: state.running && !done,
        }));
      },
    );
    if (!outcome.ok) this.store.setState({ running: false, issues: outcome.error });
  }

  /** What has been measured so far stays. */
  cancel(): void {
    this.#client.close(LAB);
    this.store.setState({ running: false });
  }
}

/** The values of a figure by point, over the replications that are done; null where nothing was measured. */
export function pointsOf(
  { plan, runs }: SweepState,
  deployment: string,
  figure: SweepFigureId,
): readonly {
  readonly written: string;
  readonly at: number;
  readonly figure: ReturnType<typeof figureOf> | null;
  readonly replications: readonly number[];
}[] {
  return (plan?.values ?? []).map((written, point) => {
    const replications = runs
      .filter((run) => run.point === point)
      .map((run): MeasuredFigures | undefined => run.measured[deployment])
      .flatMap((measured) => measured?.[figure] ?? []);
    return {
      written,
      at: placeOfValue(written) ?? point,
      figure: replications.length === 0 ? null : figureOf(replications),
      replications,
    };
  });
}

const KINDS: readonly QuantityKind[] = ['count', 'duration', 'memory', 'rate', 'fraction', 'bandwidth'];

/** A value on a number line: in the canonical unit of whatever it is. Null for what has no place, such as a name. */
export function placeOfValue(written: string): number | null {
  for (const kind of KINDS) {
    if (kind === 'count' && !/^[\d.]+$/.test(written.trim())) continue;
    const parsed = parseQuantity(written, kind);
    if (parsed.ok) return parsed.value;
  }
  return null;
}

/** So many values from one to another, evenly spaced on a linear or a log axis, as people write them. Each once. */
export function spacedValues(
  kind: QuantityKind,
  from: number,
  to: number,
  steps: number,
  spacing: 'log' | 'linear',
): readonly string[] {
  const log = spacing === 'log' && from > 0 && to > 0;
  const values = Array.from({ length: steps }, (_, i) => {
    const share = steps === 1 ? 0 : i / (steps - 1);
    const value = log ? from * (to / from) ** share : from + (to - from) * share;
    return formatQuantity(kind === 'count' ? Math.round(value) : Number(value.toPrecision(3)), kind);
  });
  return [...new Set(values)];
}

/**
 * How long each technology takes from request to first answer: the figures of the start-up chart. The sum of phases has
 * no closed form, so it is sampled from a stream of its own: the same figures on every computer.
 */
import { invariant } from '../base/errors';
import { draw } from '../random/distributions';
import { parseDistribution } from '../random/parse-distribution';
import { openStream } from '../random/streams';
import { weakest, type Basis, type BasisKind } from '../technologies/basis';
import { TECHNOLOGIES } from '../technologies/catalogue';
import { LAYER_IDS, type LayerId } from '../technologies/layers';
import type { Technology } from '../technologies/technology';

export interface PhaseSpan {
  readonly name: string;
  readonly layer: LayerId;
  /** Its share of a typical start at the quantile that is shown. */
  readonly micros: number;
  readonly basis: Basis;
  /** Nothing works: the start waits for somebody to look. */
  readonly isCheck: boolean;
}

export interface StartUpRow {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly hue: LayerId;
  readonly phases: readonly PhaseSpan[];
  readonly totalMicros: number;
  readonly p5Micros: number;
  readonly p50Micros: number;
  readonly p95Micros: number;
  readonly basis: BasisKind;
}

export type StartQuantile = 'median' | 'p99';
export type StartOrder = 'slow' | 'layer';

const SAMPLES = 2000;
/** Starts this near to the quantile (as a fraction of all) tell how its phases share the time. */
const NEAR = 0.01;

export function startUpRows(quantile: StartQuantile, order: StartOrder): readonly StartUpRow[] {
  const rows = TECHNOLOGIES.map((technology) => rowOf(technology, quantile));
  const rank = (row: StartUpRow): number => LAYER_IDS.indexOf(row.hue);
  return rows.toSorted((a, b) =>
    order === 'slow' ? b.totalMicros - a.totalMicros : rank(b) - rank(a) || b.totalMicros - a.totalMicros,
  );
}

function rowOf(technology: Technology, quantile: StartQuantile): StartUpRow {
  const starts = sampleStarts(technology).toSorted((a, b) => a.total - b.total);
  const at = (fraction: number): number => starts[Math.floor(fraction * (starts.length - 1))]?.total ?? 0;
  const fraction = quantile === 'median' ? 0.5 : 0.99;
  const near = starts.slice(
    Math.floor((fraction - NEAR) * starts.length),
    Math.max(1, Math.ceil((fraction + NEAR) * starts.length)),
  );
  const total = at(fraction);
  const means = technology.startUp.map(
    (_, i) => near.reduce((sum, start) => sum + (start.phases[i] ?? 0), 0) / near.length,
  );
  const sum = means.reduce((a, b) => a + b, 0);
  return {
    id: technology.id,
    // The name without its explanation, which the second line gives.
    label: technology.label.replace(/ \(.*\)$/, '').replace(/ hypervisor$/, ''),
    detail: technology.boundary,
    hue: technology.hue,
    phases: technology.startUp.map((phase, i) => ({
      name: phase.name,
      layer: phase.layer,
      micros: sum === 0 ? 0 : ((means[i] ?? 0) / sum) * total,
      basis: phase.basis,
      isCheck: /check|probe/i.test(phase.name),
    })),
    totalMicros: total,
    p5Micros: at(0.05),
    p50Micros: at(0.5),
    p95Micros: at(0.95),
    basis: weakest(technology.startUp.map((phase) => phase.basis)),
  };
}

interface Start {
  readonly phases: readonly number[];
  readonly total: number;
}

function sampleStarts(technology: Technology): readonly Start[] {
  const parts = technology.startUp.map((phase, i) => {
    const parsed = parseDistribution(phase.time);
    invariant(parsed.ok, `${technology.id}: "${phase.time}" is a distribution`);
    return { time: parsed.value, stream: openStream(1, `start-up-chart/${technology.id}/${i}`) };
  });
  return Array.from({ length: SAMPLES }, () => {
    const phases = parts.map(({ time, stream }) => draw(time, stream));
    return { phases, total: phases.reduce((sum, span) => sum + span, 0) };
  });
}

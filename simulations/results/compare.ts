/**
 * The same workload several ways on common random numbers: replication k of every variant runs with the same seed, so
 * the differences are taken replication by replication. What the arrivals do to all of them cancels, and the interval
 * of a difference is much narrower than the intervals of the two figures (Law, "Simulation Modeling and Analysis",
 * 5th edition, 2015, sections 10.2 and 11.2: the paired-t confidence interval).
 */
import { figureOf, type Figure } from '../statistics/confidence';
import type { Figures } from './figures';
import type { SelfCheck } from './result';

/** One of the things that are compared: a scenario file, or one deployment of a file. */
export interface Variant {
  readonly id: string;
  readonly scenario: { readonly title: string; readonly digest: string };
  /** The deployment that is compared; null = the whole scenario. */
  readonly deployment: string | null;
  /** Digest of the event log of each replication. */
  readonly digest: readonly string[];
  readonly checks: readonly SelfCheck[];
}

/** A difference to the first variant; `clear` = its 95 % confidence interval leaves out zero. */
export interface Difference extends Figure {
  readonly clear: boolean;
}

export interface ComparedFigure {
  /** Its path in `strata run --json`, list elements by id. */
  readonly path: string;
  /** One a variant, in their order; null where the variant has no such figure. */
  readonly values: readonly (Figure | null)[];
  /** This variant minus the first, paired; null for the first and where either has no such figure. */
  readonly differences: readonly (Difference | null)[];
}

/** The document that `strata compare --json` prints. */
export interface Comparison {
  readonly engine: string;
  readonly seed: number;
  readonly replications: number;
  readonly wall: { readonly ms: number };
  readonly partial: { readonly reason: string } | null;
  /** Whether all variants have the same workloads, duration and transient: only then are they paired on equal arrivals. */
  readonly sameWorkload: boolean;
  readonly variants: readonly Variant[];
  readonly figures: readonly ComparedFigure[];
}

/** `runs[v][k]` = the figures of variant v in replication k; every variant has the same replications. */
export function compareFigures(runs: readonly (readonly Figures[])[]): readonly ComparedFigure[] {
  const paths = new Set(runs.flatMap((variant) => variant.flatMap((figures) => [...figures.keys()])));
  return [...paths].flatMap((path) => {
    const series = runs.map((variant) => variant.map((figures) => figures.get(path) ?? null));
    const values = series.map((numbers) => figureOrNull(numbers.filter((n) => n !== null)));
    if (values.every((value) => value === null)) return [];
    const [first = []] = series;
    const differences = series.map((numbers, v) => (v === 0 ? null : pairedDifference(numbers, first)));
    return [{ path, values, differences }];
  });
}

const figureOrNull = (numbers: readonly number[]): Figure | null =>
  numbers.length === 0 ? null : figureOf(numbers);

/** Over the replications in which both were measured. */
function pairedDifference(
  own: readonly (number | null)[],
  base: readonly (number | null)[],
): Difference | null {
  const pairs = own.flatMap((value, k) => {
    const other = base[k] ?? null;
    return value === null || other === null ? [] : [value - other];
  });
  if (pairs.length === 0) return null;
  const figure = figureOf(pairs);
  const clear = figure.halfWidth95 !== null && Math.abs(figure.mean) > figure.halfWidth95;
  return { ...figure, clear };
}

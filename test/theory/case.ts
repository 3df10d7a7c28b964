/** What the models are held against: one entry a figure, with its reference, its source and how far it may be off. */
import { figureOf, replicationSeed, type Figure } from '../../simulations';

/** A published range, or the figure of an independent measurement with its own confidence interval. */
export type Reference =
  | number
  | { readonly low: number; readonly high: number }
  | { readonly mean: number; readonly halfWidth95: number };

export const GROUPS = [
  'Queues',
  'Sharing',
  'Function platform',
  'Start-up',
  'Start-up of many at once',
  'Overhead',
  'Memory',
  'Autoscalers and orchestration',
] as const;

export interface ValidityCase {
  readonly id: string;
  readonly group: (typeof GROUPS)[number];
  /** What of Strata is held against it. */
  readonly model: string;
  /** What it must agree with, as a formula or a measurement. */
  readonly reference: string;
  readonly source: string;
  readonly unit: string;
  readonly expected: Reference | (() => Reference);
  /** Independent replications; 1 for what does not depend on chance. */
  readonly replications: number;
  /** The figure of one replication. */
  readonly measure: (replication: number) => number;
  /** How far beyond the confidence interval it may be, as a part of the reference; 0 for closed forms. */
  readonly tolerance: number;
  /** Said in the table where the model is known to miss the reference: why. */
  readonly misses?: string;
}

export interface Verdict {
  readonly ours: Figure;
  readonly low: number;
  readonly high: number;
  readonly agrees: boolean;
  /** The interval is narrow enough to say something: at most a tenth of the reference to either side. */
  readonly decides: boolean;
}

/** A figure agrees when it lies within two half widths of the reference (four standard errors), plus the tolerance. */
const HALF_WIDTHS = 2;

export function judge(one: ValidityCase): Verdict {
  const values = Array.from({ length: one.replications }, (_, k) => one.measure(k));
  const ours = figureOf(values);
  const expected = typeof one.expected === 'function' ? one.expected() : one.expected;
  const { low, high, half } = bandOf(expected);
  const own = ours.halfWidth95 ?? 0;
  const slack =
    HALF_WIDTHS * Math.sqrt(own * own + half * half) +
    one.tolerance * Math.max(Math.abs(low), Math.abs(high)) +
    1e-9 * Math.max(1, Math.abs(high));
  return {
    ours,
    low,
    high,
    agrees: ours.mean >= low - slack && ours.mean <= high + slack,
    decides: own <= 0.1 * Math.max(Math.abs(low), Math.abs(high)) || own <= 0.002,
  };
}

function bandOf(expected: Reference): { readonly low: number; readonly high: number; readonly half: number } {
  if (typeof expected === 'number') return { low: expected, high: expected, half: 0 };
  if ('low' in expected) return { ...expected, half: 0 };
  return { low: expected.mean, high: expected.mean, half: expected.halfWidth95 };
}

/** Seeds of a case's own: cases that share draws would all err to the same side. */
export const seedOf = (id: string, replication: number): number =>
  replicationSeed(
    Array.from(id).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7),
    replication + 1,
  );

/** Runs what several figures come from once a replication. */
export function once<T>(run: (replication: number) => T): (replication: number) => T {
  const done = new Map<number, T>();
  return (replication) => {
    const found = done.get(replication);
    if (found !== undefined) return found;
    const result = run(replication);
    done.set(replication, result);
    return result;
  };
}

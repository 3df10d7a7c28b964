import { FACTS } from './facts';

/** Where a figure comes from. Every figure that a learner can see carries one of these. */
export type BasisKind = 'measured' | 'published' | 'computed' | 'assumed';

export interface Basis {
  readonly kind: BasisKind;
  /** The id of a fact in `assets/facts.json`, for measured and published figures. */
  readonly fact?: string;
  /** Whether that fact was read in its source; false = it was taken from memory or at second hand. Goes with `fact`. */
  readonly verified?: boolean;
  /** What a person should know about an assumption or a choice among sources. */
  readonly note?: string;
}

const cited = (kind: BasisKind, fact: string, note?: string): Basis => ({
  kind,
  fact,
  verified: FACTS.get(fact)?.verified === true,
  ...(note && { note }),
});
export const measured = (fact: string, note?: string): Basis => cited('measured', fact, note);
export const published = (fact: string, note?: string): Basis => cited('published', fact, note);
export const assumed = (note?: string): Basis => ({ kind: 'assumed', ...(note && { note }) });
export const computed = (note?: string): Basis => ({ kind: 'computed', ...(note && { note }) });

/** The weakest basis among the inputs of a result: what it may claim. A fact that nobody has read in its source is assumed. */
export function weakest(bases: readonly Basis[]): BasisKind {
  const order: readonly BasisKind[] = ['assumed', 'computed', 'published', 'measured'];
  const worth = ({ kind, verified }: Basis): BasisKind => (verified === false ? 'assumed' : kind);
  return order.find((kind) => bases.some((basis) => worth(basis) === kind)) ?? 'assumed';
}

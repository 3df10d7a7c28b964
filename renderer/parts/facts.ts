/** The facts that figures cite, by id, and what may be said of a figure that rests on one. */
import { FACTS, type Basis, type BasisKind } from '../../simulations';

export { FACTS, type Fact } from '../../simulations';

/** It cites a fact that nobody has read in its source. */
export const isUnverified = ({ fact }: Basis): boolean =>
  fact !== undefined && FACTS.get(fact)?.verified === false;

/** The mark that a figure may carry: what nobody has checked is no better than an assumption. */
export const shownKind = (basis: Basis): BasisKind => (isUnverified(basis) ? 'assumed' : basis.kind);

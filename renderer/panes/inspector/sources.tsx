/** Numbered sources of an inspector: each basis once, in the order of appearance. */
import type { ReactNode } from 'react';
import type { Basis, BasisKind } from '../../../simulations';
import { describeFact } from '../../parts/Provenance';
import { FACTS } from '../../parts/facts';
import { BasisMark } from '../../parts/Provenance';

export function numberSources(bases: readonly Basis[]): ReadonlyMap<string, number> {
  const facts = [...new Set(bases.flatMap((basis) => (basis.fact === undefined ? [] : [basis.fact])))];
  return new Map(facts.map((fact, i) => [fact, i + 1]));
}

const KINDS: readonly BasisKind[] = ['measured', 'published', 'computed', 'assumed'];

export function SourceList({ numbers }: { readonly numbers: ReadonlyMap<string, number> }): ReactNode {
  return (
    <>
      <ol className="sources">
        {[...numbers].map(([id]) => {
          const fact = FACTS.get(id);
          if (fact === undefined) return null;
          return (
            <li key={id}>
              {describeFact(fact)} <i>{fact.source.title}</i>, {fact.source.authors.split(',')[0]}
              {fact.source.authors.includes(',') ? ' et al.' : ''}, {fact.source.year}.
            </li>
          );
        })}
      </ol>
      <ul className="basis-key">
        {KINDS.map((kind) => (
          <li key={kind}>
            <BasisMark kind={kind} /> {kind}
          </li>
        ))}
      </ul>
    </>
  );
}

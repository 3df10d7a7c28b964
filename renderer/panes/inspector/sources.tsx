/** Numbered sources of an inspector: each basis once, in the order of appearance. */
import type { ReactNode } from 'react';
import type { Basis, BasisKind } from '../../../simulations';
import { FACTS, isUnverified } from '../../parts/facts';
import { BasisMark, describeFact } from '../../parts/Provenance';
import { text } from '../../text/en';

export function numberSources(bases: readonly Basis[]): ReadonlyMap<string, number> {
  const facts = [...new Set(bases.flatMap((basis) => (basis.fact === undefined ? [] : [basis.fact])))];
  return new Map(facts.map((fact, i) => [fact, i + 1]));
}

/** Something with a name that is claimed, and on what ground. */
export interface Claim {
  readonly name: string;
  readonly basis: Basis;
}

/** What is assumed among some claims, each once; only with a note is there something to say about it. Pure. */
export function assumptionsOf(
  claims: readonly Claim[],
): readonly { readonly name: string; readonly note: string }[] {
  const noted = claims.flatMap(({ name, basis }) =>
    basis.kind === 'assumed' && basis.note !== undefined ? [{ name, note: basis.note }] : [],
  );
  return noted.filter(
    ({ name, note }, i) => noted.findIndex((other) => other.name === name && other.note === note) === i,
  );
}

const KINDS: readonly BasisKind[] = ['measured', 'published', 'computed', 'assumed'];

interface SourceListProps {
  readonly numbers: ReadonlyMap<string, number>;
  readonly claims: readonly Claim[];
}

/** The numbered sources, then what is assumed and why, then what the marks mean. */
export function SourceList({ numbers, claims }: SourceListProps): ReactNode {
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
              {isUnverified({ kind: 'published', fact: id }) && (
                <>
                  {' '}
                  <BasisMark kind="assumed" /> {text.inspector.unverified}
                </>
              )}
            </li>
          );
        })}
      </ol>
      <ul className="assumptions">
        {assumptionsOf(claims).map(({ name, note }) => (
          <li key={`${name} ${note}`}>
            <BasisMark kind="assumed" /> <span>{`${name}: ${note}.`}</span>
          </li>
        ))}
      </ul>
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

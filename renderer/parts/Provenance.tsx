/** Where a number comes from: a small mark after it, and a popover that says it in full. */
import { Popover } from 'radix-ui';
import type { ReactNode } from 'react';
import type { Basis, BasisKind } from '../../simulations';
import { text } from '../text/en';
import { FACTS, isUnverified, shownKind, type Fact } from './facts';
import { usePortalHost } from './PopOut';

export function BasisMark({
  kind,
  size = 8,
}: {
  readonly kind: BasisKind;
  readonly size?: number;
}): ReactNode {
  return (
    <svg className="basis-mark" width={size} height={size} viewBox="0 0 8 8" aria-hidden="true">
      {kind === 'measured' && <rect x="1" y="1" width="6" height="6" fill="currentColor" />}
      {kind === 'published' && <circle cx="4" cy="4" r="3.2" fill="currentColor" />}
      {kind === 'computed' && <path d="M4 .6 7.5 7.2H.5z" fill="currentColor" />}
      {kind === 'assumed' && (
        <circle cx="4" cy="4" r="2.8" fill="none" stroke="currentColor" strokeWidth="1.2" />
      )}
    </svg>
  );
}

export interface WhyProps {
  readonly what: string;
  readonly value: string;
  readonly basis: Basis;
  /** Its place in the list of sources beside it, where there is one. */
  readonly number?: number | undefined;
  /** The formula with its values, where the number is computed. */
  readonly formula?: string;
  readonly inputs?: readonly { readonly name: string; readonly value: string; readonly basis: Basis }[];
  /** The number itself, where there is no room for a mark after it: then the number opens what is said of it. */
  readonly children?: ReactNode;
}

/** "Why this value?": formula with values, inputs, source, date. */
export function Why({ what, value, basis, number, formula, inputs = [], children }: WhyProps): ReactNode {
  return (
    <Popover.Root>
      <Popover.Trigger
        className={children === undefined ? 'why-mark' : 'why-figure'}
        aria-label={`Why ${what} is ${value}: ${kindWords(basis)}`}
      >
        {children ?? (
          <>
            <BasisMark kind={shownKind(basis)} />
            {number !== undefined && <sup aria-hidden="true">{number}</sup>}
          </>
        )}
      </Popover.Trigger>
      <Popover.Portal container={usePortalHost()}>
        <Popover.Content
          className="popover"
          collisionPadding={10}
          sideOffset={6}
          aria-label={`Why ${what} is ${value}`}
        >
          <h3>{text.inspector.whyTitle}</h3>
          <p className="popover-value">
            {what}: <b>{value}</b>
          </p>
          {formula !== undefined && <p className="formula">{formula}</p>}
          <Source basis={basis} />
          {inputs.map((input) => (
            <div key={input.name} className="popover-input">
              <p>
                <BasisMark kind={shownKind(input.basis)} /> {input.name}: <b>{input.value}</b>
              </p>
              <Source basis={input.basis} />
            </div>
          ))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

const kindWords = (basis: Basis): string =>
  isUnverified(basis) ? `${basis.kind}, ${text.inspector.unverifiedShort}` : basis.kind;

export function Source({ basis }: { readonly basis: Basis }): ReactNode {
  const fact = basis.fact === undefined ? undefined : FACTS.get(basis.fact);
  const note = basis.note === undefined ? '' : ` ${basis.note[0]?.toUpperCase()}${basis.note.slice(1)}.`;
  if (fact === undefined) return <p className="source">{`${text.inspector.basis[basis.kind]}.${note}`}</p>;
  return (
    <p className="source">
      {isUnverified(basis) && <b>{text.inspector.unverified} </b>}
      {text.inspector.basis[basis.kind]}: {describeFact(fact)} <i>{fact.source.title}</i>,{' '}
      {fact.source.authors}, {fact.source.year}.{note}
      {fact.conditions !== '' && (
        <span className="conditions"> {`${text.inspector.conditions}: ${fact.conditions}.`}</span>
      )}
    </p>
  );
}

export function describeFact(fact: Fact): string {
  const value =
    typeof fact.value === 'number' || typeof fact.value === 'string' ? ` ${fact.value} ${fact.unit}` : '';
  return `${fact.quantity}:${value === '' ? ' see the source' : value}.`;
}

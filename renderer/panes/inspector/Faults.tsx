/** What disturbs the selection, and what would: the blast radius of each fault that can hit it, shown without happening. */
import type { ReactNode } from 'react';
import {
  blastText,
  failingLayer,
  FAULT_KINDS,
  supposeFault,
  technologyOf,
  type FaultKind,
  type Frame,
  type TechnologyId,
} from '../../../simulations';
import { select, useSession, useView } from '../../state/session';
import { text } from '../../text/en';
import { Section } from './Section';

const MOST = 6;

interface FaultsProps {
  readonly frame: Frame;
  /** A sandbox or a host. */
  readonly target: string;
  readonly technology: TechnologyId;
  readonly isHost: boolean;
}

/** Those that hit a sandbox or a host of this technology: it has the layer that fails. Pure. */
export const faultsFor = (technology: TechnologyId, isHost: boolean): readonly FaultKind[] =>
  FAULT_KINDS.filter(
    ({ id, hits }) =>
      hits.includes(isHost ? 'host' : 'sandbox') &&
      typeof failingLayer(technologyOf(technology), id, isHost) !== 'string',
  );

export function Faults({ frame, target, technology, isHost }: FaultsProps): ReactNode {
  const { view } = useSession();
  const supposed = useView((state) => state.supposed);
  const now = frame.faults.filter(
    (fault) => fault.target === target || fault.blast?.affected.some(({ id }) => id === target) === true,
  );
  const words = text.disturbed.faults;
  const shown = supposed?.target === target ? supposed.kind : null;
  return (
    <>
      {now.length > 0 && (
        <Section title={words.now}>
          {now.map((fault) => (
            <p key={`${fault.kind} ${fault.target}`} className="para is-data">
              {blastText(fault.kind, fault.target, fault.blast)}.
            </p>
          ))}
        </Section>
      )}
      <Section title={words.suppose}>
        <div className="fault-kinds" role="group" aria-label={words.suppose}>
          {faultsFor(technology, isHost).map(({ id, label }) => (
            <button
              key={id}
              type="button"
              className="button is-compact"
              aria-pressed={shown === id}
              title={words.show.replace('{0}', label)}
              onClick={() => view.setState({ supposed: shown === id ? null : { kind: id, target } })}
            >
              {label}
            </button>
          ))}
        </div>
        {shown === null ? (
          <p className="quiet">{words.hint}</p>
        ) : (
          <Radius frame={frame} target={target} kind={shown} />
        )}
      </Section>
    </>
  );
}

function Radius({
  frame,
  target,
  kind,
}: {
  readonly frame: Frame;
  readonly target: string;
  readonly kind: FaultKind['id'];
}): ReactNode {
  const session = useSession();
  const blast = supposeFault(frame, kind, target);
  if (blast === undefined) return null;
  const all = [...blast.affected, ...blast.spared];
  return (
    <div role="status">
      <p className="para is-data">{blastText(kind, target, blast)}.</p>
      <dl className="links">
        {all.slice(0, MOST).map(({ id, effect, reason }) => (
          <div key={id}>
            <dt>
              <button type="button" className="cause" onClick={() => select(session, id)}>
                {id}
              </button>
            </dt>
            <dd>{`${effect}: it ${reason}`}</dd>
          </div>
        ))}
      </dl>
      {all.length > MOST && (
        <p className="quiet">{text.disturbed.and.replace('{0}', String(all.length - MOST))}</p>
      )}
    </div>
  );
}

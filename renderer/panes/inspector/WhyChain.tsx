import { Fragment, type ReactNode } from 'react';
import { formatClock, type EventLine, type Frame } from '../../../simulations';
import { useSession } from '../../state/session';
import { text } from '../../text/en';
import { Section } from './Section';

export interface Link {
  readonly caption: string;
  /** Null where the log no longer holds the event itself. */
  readonly atMicros: number | null;
}

const LONGEST = 5;

/** The last thing that happened to a subject, what led to it, what led to that: as far as the log holds it. Pure. */
export function causesOf(log: readonly EventLine[], subject: string): readonly Link[] {
  const bySequence = new Map(log.map((line) => [line.sequence, line]));
  const chain: Link[] = [];
  let line = log.findLast((candidate) => candidate.subject === subject);
  while (line !== undefined && chain.length < LONGEST) {
    chain.push({ caption: line.caption, atMicros: line.atMicros });
    const next: EventLine | undefined =
      line.causeSequence === undefined ? undefined : bySequence.get(line.causeSequence);
    if (next === undefined && line.cause !== undefined) chain.push({ caption: line.cause, atMicros: null });
    line = next;
  }
  return chain;
}

/** Why: each link of the chain goes to its instant. */
export function WhyChain({ frame, subject }: { readonly frame: Frame; readonly subject: string }): ReactNode {
  const { lab } = useSession();
  const chain = causesOf(frame.log, subject);
  if (chain.length === 0) return null;
  return (
    <Section title={text.inspector.why}>
      <p className="para is-data causes">
        {chain.map((link, i) => (
          <Fragment key={`${i} ${link.caption}`}>
            {i > 0 && <b aria-label={text.inspector.because}>{' ← '}</b>}
            {link.atMicros === null ? (
              link.caption
            ) : (
              <button
                type="button"
                className="cause"
                title={text.inspector.goThere}
                onClick={() => lab.seek(link.atMicros ?? 0)}
              >
                {`${link.caption}, ${formatClock(frame.startsAtMicros + link.atMicros)}`}
              </button>
            )}
          </Fragment>
        ))}
      </p>
    </Section>
  );
}

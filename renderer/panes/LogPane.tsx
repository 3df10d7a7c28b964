import type { ReactNode } from 'react';
import { formatClock } from '../../simulations';
import { select, useLab, useSession } from '../state/session';
import { text } from '../text/en';

/** What happened, newest first, each with its cause; a click selects what it is about. */
export function LogPane(): ReactNode {
  const session = useSession();
  const frame = useLab((lab) => lab.frame);
  const lines = frame?.log.filter((line) => line.interesting).toReversed() ?? [];
  if (frame === null || lines.length === 0) return <p className="empty-note">{text.inspector.pressSpace}</p>;
  return (
    <ol className="log" tabIndex={0} aria-label={text.bottom.eventLog}>
      {lines.map((line) => (
        <li key={line.sequence}>
          <button type="button" onClick={() => select(session, line.subject)}>
            <time>{formatClock(frame.startsAtMicros + line.atMicros)}</time>
            <span>
              {line.caption}
              {line.cause !== undefined && <i> ← {line.cause}</i>}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}

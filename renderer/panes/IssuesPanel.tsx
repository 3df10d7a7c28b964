import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../parts/controls';
import { useLab, useSession } from '../state/session';

/** A scenario that was refused: file, place, what was expected, what was found, the nearest valid name. */
export function IssuesPanel(): ReactNode {
  const { lab } = useSession();
  const issues = useLab((state) => state.issues);
  const name = useLab((state) => state.refused);
  if (issues.length === 0) return null;
  return (
    <section className="issues-panel" role="alert">
      <header>
        <h2>{`${name} was not opened`}</h2>
        <IconButton label="Close" onClick={() => lab.dismissIssues()}>
          <X size={16} />
        </IconButton>
      </header>
      <p className="quiet">
        {issues.length === 1 ? 'One thing is in the way.' : `${issues.length} things are in the way.`} What
        was open stays as it was.
      </p>
      <ol>
        {issues.map((issue, i) => (
          <li key={i}>
            <code>
              {[issue.line === undefined ? name : `${name}:${issue.line}:${issue.column ?? 1}`, issue.path]
                .filter((part) => part !== '')
                .join('  ')}
            </code>
            <p>
              {issue.message}
              {issue.expected !== undefined && <span>. Expected {issue.expected}</span>}
              {issue.found !== undefined && <span>, found {issue.found}</span>}.
              {issue.nearest !== undefined && <b> Did you mean “{issue.nearest}”?</b>}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

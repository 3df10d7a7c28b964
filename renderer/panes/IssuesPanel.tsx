import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../parts/controls';
import { useLab, useSession } from '../state/session';

/** A scenario that was refused: file, place, what was expected, what was found, the nearest valid name. */
export function IssuesPanel(): ReactNode {
  const { lab } = useSession();
  const issues = useLab((state) => state.issues);
  const name = useLab((state) => state.document?.name ?? '');
  if (issues.length === 0) return null;
  return (
    <section className="issues-panel" role="alert">
      <header>
        <h2>This scenario was not opened. Nothing was changed.</h2>
        <IconButton label="Close" onClick={() => lab.dismissIssues()}>
          <X size={16} />
        </IconButton>
      </header>
      <ol>
        {issues.map((issue, i) => (
          <li key={i}>
            <code>{[issue.line === undefined ? name : `line ${issue.line}:${issue.column ?? 1}`, issue.path].filter((part) => part !== '').join('  ')}</code>
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

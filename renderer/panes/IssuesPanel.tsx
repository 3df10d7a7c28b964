import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../parts/controls';
import { useLab, useSession } from '../state/session';
import { text } from '../text/en';

/** A scenario that was refused: file, place, what was expected, what was found, the nearest valid name. */
export function IssuesPanel(): ReactNode {
  const { lab } = useSession();
  const issues = useLab((state) => state.issues);
  const name = useLab((state) => state.refused);
  if (issues.length === 0) return null;
  return (
    <section className="issues-panel" role="alert">
      <header>
        <h2>{text.issues.refused(name)}</h2>
        <IconButton label={text.close} onClick={() => lab.dismissIssues()}>
          <X size={16} />
        </IconButton>
      </header>
      <p className="quiet">{text.issues.count(issues.length)}</p>
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
              {issue.expected !== undefined && <span>{text.issues.expected(issue.expected)}</span>}
              {issue.found !== undefined && <span>{text.issues.found(issue.found)}</span>}.
              {issue.nearest !== undefined && <b>{text.issues.nearest(issue.nearest)}</b>}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

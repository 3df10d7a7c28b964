/** What keeps the scenario from running: each leads to its part. */
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../state/session';
import { text } from '../text/en';
import { issuePath } from './part-fields';

export function BuildIssues(): ReactNode {
  const { edit } = useSession();
  const issues = useStore(edit.store, (state) => state.issues);
  return (
    <section className="build-issues" aria-label={text.build.issues} tabIndex={0} data-pane>
      <p role="status">{issues.length === 0 ? text.build.runs : text.build.count(issues.length)}</p>
      <ul>
        {issues.map((issue, i) => {
          const path = issuePath(edit.source, issue.path);
          const part = path.split('.').slice(0, 2).join('.');
          return (
            <li key={i}>
              <button type="button" className="cause" onClick={() => edit.select(part)}>
                {path === '' ? text.build.scenario : path}
              </button>
              : {issue.message}
              {issue.expected !== undefined && `; ${text.build.expected} ${issue.expected}`}
              {issue.nearest !== undefined && ` ${text.build.nearest.replace('{0}', issue.nearest)}`}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

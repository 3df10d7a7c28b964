/** Every step so far, by name: any of them can be gone back to. */
import { useEffect, useRef, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../state/session';
import { text } from '../text/en';

export function HistoryPane(): ReactNode {
  const { edit } = useSession();
  const { history, at } = useStore(edit.store);
  const list = useRef<HTMLOListElement>(null);
  const seen = useRef(at);
  // A new step comes into sight; whoever only opens the view begins at its top.
  useEffect(() => {
    if (seen.current !== at) list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
    seen.current = at;
  }, [at]);
  return (
    <section aria-label={text.build.history} className="history" data-pane>
      <h2 className="pane-heading">
        {text.build.history} <span className="unit">{history.length}</span>
      </h2>
      <ol ref={list}>
        {history.map((entry, i) => (
          <li key={i}>
            <button
              type="button"
              aria-current={i === at ? 'step' : undefined}
              className={i > at ? 'is-undone' : ''}
              onClick={() => edit.goTo(i)}
            >
              {entry.name}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

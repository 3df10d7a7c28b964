/** What can be added: by a click, by a key, or by dragging it to the picture. */
import type { ReactNode } from 'react';
import { useSession } from '../state/session';
import { text } from '../text/en';
import { addPart, BUILD_PARTS } from './actions';

export function PartsPane(): ReactNode {
  const { edit } = useSession();
  return (
    <section aria-label={text.build.add} data-pane>
      <h2 className="pane-heading">{text.build.add}</h2>
      <ul className="parts-list">
        {BUILD_PARTS.map((part) => (
          <li key={part.id}>
            <button
              type="button"
              draggable
              title={part.note}
              onDragStart={(event) => event.dataTransfer.setData('application/x-strata-part', part.id)}
              onClick={() => addPart(edit, part)}
            >
              <b>{part.label}</b>
              <span>{part.note}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

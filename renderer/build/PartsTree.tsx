/** Everything that the scenario has, as a tree: arrows walk, Space selects, Enter goes to its form, Delete takes out. */
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { entriesOf, idOf, SECTIONS } from '../../simulations';
import { useSession } from '../state/session';
import { text } from '../text/en';
import { focusPartForm, removeSelected } from './actions';
import { issuePath } from './part-fields';

interface Row {
  readonly path: string | null;
  readonly level: 1 | 2;
  readonly label: string;
}

export function PartsTree(): ReactNode {
  const { edit } = useSession();
  const { selected, issues } = useStore(edit.store);
  const { source } = edit;
  const [focused, setFocused] = useState(0);
  const rows: readonly Row[] = [
    { path: null, level: 1, label: text.build.scenario },
    ...SECTIONS.flatMap((section): readonly Row[] => {
      const entries = entriesOf(source, section);
      return entries.map((entry) => ({
        path: `${section}.${idOf(entry)}`,
        level: 2,
        label: `${text.build.sections[section]}: ${idOf(entry)}`,
      }));
    }),
  ];
  const wrong = new Set(issues.map((issue) => issuePath(source, issue.path)));
  const isWrong = (path: string | null): boolean =>
    path !== null && [...wrong].some((place) => place === path || place.startsWith(`${path}.`));
  const at = Math.min(focused, rows.length - 1);
  const focus = (to: number): void => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    setFocused(next);
    document.getElementById(`part-${next}`)?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    const row = rows[at];
    const actions: Readonly<Record<string, () => void>> = {
      ArrowDown: () => focus(at + 1),
      ArrowUp: () => focus(at - 1),
      Home: () => focus(0),
      End: () => focus(rows.length - 1),
      Enter: () => {
        edit.select(row?.path ?? null);
        focusPartForm(edit);
      },
      ' ': () => edit.select(row?.path ?? null),
      Delete: () => {
        edit.select(row?.path ?? null);
        removeSelected(edit);
      },
    };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };
  return (
    <section aria-label={text.build.has} data-pane>
      <h2 className="pane-heading">{text.build.has}</h2>
      <ul className="outline parts-tree" role="tree" aria-label={text.build.has} onKeyDown={onKey}>
        {rows.map((row, i) => (
          <li
            key={row.path ?? ''}
            id={`part-${i}`}
            role="treeitem"
            aria-level={row.level}
            aria-selected={selected === row.path}
            tabIndex={i === at ? 0 : -1}
            style={{ paddingInlineStart: `${row.level * 12}px` }}
            onFocus={() => setFocused(i)}
            onClick={() => edit.select(row.path)}
          >
            {row.label}
            {isWrong(row.path) && <b className="parts-wrong"> {text.build.wrong}</b>}
          </li>
        ))}
      </ul>
    </section>
  );
}

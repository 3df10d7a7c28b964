/** The twin of the picture in words: a tree with the same selection. */
import { useMemo, useState, type KeyboardEvent, type ReactNode } from 'react';
import { outlineOf, type OutlineNode } from '../../simulations';
import { select, useSession, useView } from '../state/session';
import { useSceneShown } from '../state/supposed';
import { text } from '../text/en';

interface Flat {
  readonly node: OutlineNode;
  readonly level: number;
  readonly parent: string | null;
}

export function OutlinePane(): ReactNode {
  const session = useSession();
  const scene = useSceneShown();
  const selection = useView((view) => view.selection);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(scene?.hosts.map((host) => host.id)));
  const [focused, setFocused] = useState<string | null>(null);
  const rows = useMemo(() => (scene === null ? [] : flatten(outlineOf(scene), open)), [scene, open]);
  const toggle = (id: string, to: boolean): void =>
    setOpen((before) => new Set(to ? [...before, id] : [...before].filter((other) => other !== id)));
  const at = Math.max(
    0,
    rows.findIndex((row) => row.node.id === focused),
  );
  const focus = (id: string | undefined): void => {
    if (id === undefined) return;
    setFocused(id);
    document.getElementById(`outline-${id}`)?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    const row = rows[at];
    if (row === undefined) return;
    const actions: Readonly<Record<string, () => void>> = {
      ArrowDown: () => focus(rows[at + 1]?.node.id),
      ArrowUp: () => focus(rows[at - 1]?.node.id),
      Home: () => focus(rows[0]?.node.id),
      End: () => focus(rows.at(-1)?.node.id),
      ArrowRight: () =>
        row.node.children.length > 0 && !open.has(row.node.id)
          ? toggle(row.node.id, true)
          : focus(rows[at + 1]?.node.id),
      ArrowLeft: () => (open.has(row.node.id) ? toggle(row.node.id, false) : focus(row.parent ?? undefined)),
      Enter: () => select(session, row.node.select),
      ' ': () => select(session, row.node.select),
    };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };
  return (
    <ul className="outline" role="tree" aria-label={text.bottom.outline} onKeyDown={onKey}>
      {rows.map(({ node, level }, i) => (
        <li
          key={node.id}
          id={`outline-${node.id}`}
          role="treeitem"
          aria-level={level}
          aria-selected={selection !== null && node.id === selection}
          aria-expanded={node.children.length === 0 ? undefined : open.has(node.id)}
          tabIndex={i === at ? 0 : -1}
          style={{ paddingInlineStart: `${level * 14}px` }}
          onFocus={() => setFocused(node.id)}
          onClick={() => {
            select(session, node.select);
            if (node.children.length > 0) toggle(node.id, !open.has(node.id));
          }}
        >
          <b>{node.label}</b> <span>{node.detail}</span>
        </li>
      ))}
    </ul>
  );
}

function flatten(
  nodes: readonly OutlineNode[],
  open: ReadonlySet<string>,
  level = 1,
  parent: string | null = null,
): readonly Flat[] {
  return nodes.flatMap((node) => [
    { node, level, parent },
    ...(open.has(node.id) ? flatten(node.children, open, level + 1, node.id) : []),
  ]);
}

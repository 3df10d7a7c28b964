/** Panes with a movable rule between them; sizes are remembered. */
import { Fragment, type ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { changeSettings, useSession } from '../state/session';

export interface PaneItem {
  readonly id: string;
  /** Percent. */
  readonly size: number;
  readonly min: number;
  readonly content: ReactNode;
}

export function Panes({ name, direction, items }: { readonly name: string; readonly direction: 'horizontal' | 'vertical'; readonly items: readonly PaneItem[] }): ReactNode {
  const session = useSession();
  const remembered = session.view.getState().settings.panes[name];
  const sizes = remembered?.length === items.length ? remembered : items.map((item) => item.size);
  return (
    <Group
      orientation={direction}
      className={`panes panes-${direction}`}
      onLayoutChanged={(layout) => {
        const { panes } = session.view.getState().settings;
        const next = items.map((item) => Math.round((layout[item.id] ?? item.size) * 10) / 10);
        if (JSON.stringify(panes[name] ?? sizes) !== JSON.stringify(next)) changeSettings(session, { panes: { ...panes, [name]: next } });
      }}
    >
      {items.map((item, i) => (
        <Fragment key={item.id}>
          {i > 0 && <Separator className="separator" />}
          <Panel id={item.id} defaultSize={`${sizes[i] ?? item.size}%`} minSize={`${item.min}%`} className="pane">
            {item.content}
          </Panel>
        </Fragment>
      ))}
    </Group>
  );
}

/** Panes with a movable rule between them; sizes that a person chose are remembered. */
import { Fragment, useRef, type ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { changeSettings, useSession } from '../state/session';

export interface PaneItem {
  readonly id: string;
  /** Percent. */
  readonly size: number;
  /** What it begins with instead, where it stays so high or wide in any window: `250px`; null = what the others leave. */
  readonly start?: string | null;
  /** With its unit: `55%`, `290px`. */
  readonly min: string;
  readonly content: ReactNode;
}

interface PanesProps {
  readonly name: string;
  readonly direction: 'horizontal' | 'vertical';
  readonly items: readonly PaneItem[];
}

export function Panes({ name, direction, items }: PanesProps): ReactNode {
  const session = useSession();
  // Sizes also change when the window does; only what a hand or a key did to a rule is remembered.
  const touched = useRef(false);
  const touch = (): void => {
    touched.current = true;
  };
  const remembered = session.view.getState().settings.panes[name];
  const isRemembered = remembered?.length === items.length;
  const sizeOf = ({ size, start }: PaneItem, i: number): string | undefined => {
    if (isRemembered) return `${remembered[i] ?? size}%`;
    return start === undefined ? `${size}%` : (start ?? undefined);
  };
  const remember = (layout: Readonly<Record<string, number>>): void => {
    if (!touched.current) return;
    touched.current = false;
    const { panes } = session.view.getState().settings;
    const chosen = items.map((item) => Math.round((layout[item.id] ?? item.size) * 10) / 10);
    changeSettings(session, { panes: { ...panes, [name]: chosen } });
  };
  return (
    <Group orientation={direction} className={`panes panes-${direction}`} onLayoutChanged={remember}>
      {items.map((item, i) => (
        <Fragment key={item.id}>
          {i > 0 && <Separator className="separator" onPointerDown={touch} onKeyDown={touch} />}
          <Panel
            id={item.id}
            defaultSize={sizeOf(item, i)}
            minSize={item.min}
            groupResizeBehavior={typeof item.start === 'string' ? 'preserve-pixel-size' : undefined}
            className="pane"
          >
            {item.content}
          </Panel>
        </Fragment>
      ))}
    </Group>
  );
}

import { List, SquareTerminal, Workflow } from 'lucide-react';
import { Tabs } from 'radix-ui';
import type { ReactNode } from 'react';
import { useSession, useView } from '../state/session';
import type { BottomTab } from '../state/view-store';
import { later } from '../parts/later';
import { text } from '../text/en';
import { LogPane } from './LogPane';
import { OutlinePane } from './OutlinePane';

const TerminalBar = later(async () => (await import('../terminal/TerminalParts')).TerminalBar);
const TerminalPane = later(async () => (await import('../terminal/TerminalParts')).TerminalPane);

/** Terminal, event log and outline in one pane. The terminal stays alive while another tab is shown. */
export function BottomPane(): ReactNode {
  const session = useSession();
  const tab = useView((view) => view.bottomTab);
  return (
    <Tabs.Root
      className="bottom-pane panel"
      data-pane
      value={tab}
      onValueChange={(value) => session.view.setState({ bottomTab: value as BottomTab })}
    >
      <div className="tabs-row">
        <Tabs.List className="tabs" aria-label={text.bottom.all}>
          <Tabs.Trigger value="terminal">
            <SquareTerminal size={13} aria-hidden="true" /> {text.bottom.terminal}
          </Tabs.Trigger>
          <Tabs.Trigger value="log">
            <List size={13} aria-hidden="true" /> {text.bottom.log}
          </Tabs.Trigger>
          <Tabs.Trigger value="outline">
            <Workflow size={13} aria-hidden="true" /> {text.bottom.outline}
          </Tabs.Trigger>
        </Tabs.List>
        <span className="tabs-note">{text.terminal.note}</span>
        {tab === 'terminal' ? <TerminalBar /> : null}
      </div>
      <Tabs.Content value="terminal" forceMount className="tab-body" hidden={tab !== 'terminal'}>
        <TerminalPane />
      </Tabs.Content>
      <Tabs.Content value="log" className="tab-body">
        <LogPane />
      </Tabs.Content>
      <Tabs.Content value="outline" className="tab-body">
        <OutlinePane />
      </Tabs.Content>
    </Tabs.Root>
  );
}

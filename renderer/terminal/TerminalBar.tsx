/** The tabs of the terminal, one a place, with finding and the words for what is done in the picture. */
import { Check, Languages, Plus, Search, X } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { promptOf, technologyOf, WORDINGS, type Frame, type Wording } from '../../simulations';
import { usePortalHost } from '../parts/PopOut';
import { changeSettings, useLab, useSession, useView } from '../state/session';
import { text } from '../text/en';
import type { Tab } from './terminals';
import { useTerminals } from './use-terminals';

const nameOf = ({ session }: Tab, frame: Frame | null): string => promptOf(session.place, frame).name;

/** One tab a place, and in which tool's words the picture's actions are shown. */
export function TerminalBar(): ReactNode {
  const terminals = useTerminals();
  const { tabs, shown } = useStore(terminals.store);
  const frame = useLab((state) => state.frame);
  const t = text.terminal;
  const pick = (key: number): void => {
    terminals.show(key);
    requestAnimationFrame(() => terminals.current.screen.focus());
  };
  return (
    <div className="terminal-bar">
      <div role="group" aria-label={t.tabs} className="terminal-tabs">
        {tabs.map((tab) => (
          <span key={tab.key} className="terminal-tab" data-shown={tab.key === shown}>
            <button type="button" aria-pressed={tab.key === shown} onClick={() => pick(tab.key)}>
              <i className="terminal-dot" data-layer={promptOf(tab.session.place, frame).layer ?? 'none'} />
              {nameOf(tab, frame)}
            </button>
            {tabs.length > 1 ? (
              <button
                type="button"
                aria-label={t.closeTab.replace('{0}', nameOf(tab, frame))}
                onClick={() => terminals.close(tab.key)}
              >
                <X size={11} aria-hidden="true" />
              </button>
            ) : null}
          </span>
        ))}
        <NewTab frame={frame} />
      </div>
      <button
        type="button"
        className="terminal-icon"
        aria-label={t.find}
        title={`${t.find} (Ctrl F)`}
        onClick={() => terminals.store.setState({ finding: true })}
      >
        <Search size={12} aria-hidden="true" />
      </button>
      <WordingMenu />
    </div>
  );
}

/** A tab at the desk, or at a host that lets one log in. */
function NewTab({ frame }: { readonly frame: Frame | null }): ReactNode {
  const terminals = useTerminals();
  const hosts = (frame?.hosts ?? []).filter((host) => technologyOf(host.technology).tool !== 'aws');
  const open = (...place: Parameters<typeof terminals.open>): void => {
    terminals.open(...place);
    requestAnimationFrame(() => terminals.current.screen.focus());
  };
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="terminal-icon" aria-label={text.terminal.newTab}>
        <Plus size={13} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={usePortalHost()}>
        <DropdownMenu.Content
          className="menu"
          align="start"
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <DropdownMenu.Item className="menu-item" onSelect={() => open()}>
            {text.terminal.desk}
          </DropdownMenu.Item>
          {hosts.map((host) => (
            <DropdownMenu.Item
              key={host.id}
              className="menu-item"
              onSelect={() => open({ kind: 'host', id: host.id })}
            >
              {host.id}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** In which tool's words the picture's actions are shown. */
function WordingMenu(): ReactNode {
  const session = useSession();
  const wording = useView(({ settings }) => settings.wording);
  const t = text.terminal;
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        className="terminal-icon"
        aria-label={t.wording}
        title={`${t.wording}: ${t.wordings[wording]}`}
      >
        <Languages size={13} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={usePortalHost()}>
        <DropdownMenu.Content className="menu" align="end">
          <DropdownMenu.RadioGroup
            value={wording}
            onValueChange={(chosen) => changeSettings(session, { wording: chosen as Wording })}
          >
            {WORDINGS.map((value) => (
              <DropdownMenu.RadioItem key={value} value={value} className="menu-item">
                {t.wordings[value]}
                <DropdownMenu.ItemIndicator>
                  <Check size={12} aria-hidden="true" />
                </DropdownMenu.ItemIndicator>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** A simulated shell: what is typed becomes a typed command of the lab; what buttons did is shown as the equal line. */
import { Plus, Search, X } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useEffect, useRef, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { promptOf, technologyOf, WORDINGS, type Frame, type Wording } from '../../simulations';
import { Segmented } from '../parts/controls';
import { changeSettings, useLab, useSession, useView } from '../state/session';
import { themeOf } from '../state/view-store';
import { text } from '../text/en';
import type { Tab } from './terminals';

export function TerminalPane(): ReactNode {
  const session = useSession();
  const { terminals } = session;
  const theme = useView(themeOf);
  const contrast = useView(({ settings }) => settings.contrast);
  const { tabs, shown, finding } = useStore(terminals.store);
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (tabs.length === 0) terminals.open();
  }, [terminals, tabs.length]);
  useEffect(() => {
    const { current } = holder;
    const tab = tabs.find(({ key }) => key === shown);
    if (current === null || tab === undefined) return undefined;
    tab.screen.attach(current);
    return () => tab.screen.element.remove();
  }, [tabs, shown]);
  // The page takes on its theme first.
  useEffect(() => void requestAnimationFrame(() => terminals.setTheme()), [terminals, theme, contrast]);
  return (
    <div className="terminal-pane">
      <TerminalBar />
      {finding ? <FindBar onClose={() => terminals.store.setState({ finding: false })} /> : null}
      <div ref={holder} className="terminal" data-testid="terminal" />
    </div>
  );
}

const nameOf = ({ session }: Tab, frame: Frame | null): string => promptOf(session.place, frame).name;

/** One tab a place, and in which tool's words the picture's actions are shown. */
function TerminalBar(): ReactNode {
  const session = useSession();
  const { terminals } = session;
  const { tabs, shown } = useStore(terminals.store);
  const wording = useView(({ settings }) => settings.wording);
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
        className="terminal-find-open"
        aria-label={t.find}
        title={`${t.find} (Ctrl F)`}
        onClick={() => terminals.store.setState({ finding: true })}
      >
        <Search size={12} aria-hidden="true" />
      </button>
      <Segmented
        label={t.wording}
        value={wording}
        onChange={(chosen: Wording) => changeSettings(session, { wording: chosen })}
        options={WORDINGS.map((value) => ({ value, label: t.wordings[value] }))}
      />
    </div>
  );
}

/** A tab at the desk, or at a host that lets one log in. */
function NewTab({ frame }: { readonly frame: Frame | null }): ReactNode {
  const { terminals } = useSession();
  const hosts = (frame?.hosts ?? []).filter((host) => technologyOf(host.technology).tool !== 'aws');
  const open = (...place: Parameters<typeof terminals.open>): void => {
    terminals.open(...place);
    requestAnimationFrame(() => terminals.current.screen.focus());
  };
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="terminal-new" aria-label={text.terminal.newTab}>
        <Plus size={13} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
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

/** Looks for text in what the terminal has shown. */
function FindBar({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { terminals } = useSession();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const close = (): void => {
    onClose();
    terminals.current.screen.focus();
  };
  return (
    <form
      className="terminal-find"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        terminals.current.screen.find(field.current?.value ?? '', -1);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
        if (event.key !== 'Enter' || !event.shiftKey) return;
        event.preventDefault();
        terminals.current.screen.find(field.current?.value ?? '', 1);
      }}
    >
      <input ref={field} aria-label={text.terminal.find} placeholder={text.terminal.findHint} />
      <button type="button" aria-label={text.close} onClick={close}>
        <X size={12} aria-hidden="true" />
      </button>
    </form>
  );
}

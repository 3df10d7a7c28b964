/** A simulated shell: what is typed becomes a typed command of the lab; what buttons did is shown as the equal line. */
import { X } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { keepTyping } from '../state/acts';
import { useSession, useView } from '../state/session';
import { themeOf } from '../state/view-store';
import { text } from '../text/en';
import { useTerminals } from './use-terminals';

export function TerminalPane(): ReactNode {
  const terminals = useTerminals();
  const session = useSession();
  const { view } = session;
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
  useLayoutEffect(() => {
    const { current } = holder;
    // Before the pane is taken out of the page, and the focus with it.
    return () => {
      if (current?.contains(document.activeElement) === true) keepTyping(session);
    };
  }, [session]);
  useEffect(() => {
    const take = (): void => {
      const { typedAhead } = view.getState();
      if (typedAhead.length === 0) return;
      view.setState({ typedAhead: [] });
      for (const key of typedAhead) terminals.current.session.receive(key);
    };
    take();
    return view.subscribe(take);
  }, [terminals, view]);
  // The page takes on its theme first.
  useEffect(() => void requestAnimationFrame(() => terminals.setTheme()), [terminals, theme, contrast]);
  return (
    <div className="terminal-pane">
      {finding ? <FindBar onClose={() => terminals.store.setState({ finding: false })} /> : null}
      <div ref={holder} className="terminal" data-testid="terminal" />
    </div>
  );
}

/** Looks for text in what the terminal has shown. */
function FindBar({ onClose }: { readonly onClose: () => void }): ReactNode {
  const terminals = useTerminals();
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

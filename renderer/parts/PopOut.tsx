/**
 * A pane in a window of its own: the same pane of the same page, only shown elsewhere, so that it has the same run, the same
 * selection and the same theme. Closing that window puts the pane back.
 */
import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { PatternDefs } from './layers';

const HostContext = createContext<HTMLElement | undefined>(undefined);

/** Where menus and callouts of a pane belong: into the window that the pane is in. */
export const usePortalHost = (): HTMLElement | undefined => useContext(HostContext);

interface Props {
  /** Main lets only these open a window. */
  readonly name: 'results' | 'terminal';
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function PopOut({ name, title, onClose, children }: Props): ReactNode {
  const [holder, setHolder] = useState<HTMLElement | null>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const opened = window.open('about:blank', `strata-${name}`, 'popup,width=820,height=520');
    if (opened === null) {
      close.current();
      return undefined;
    }
    const back = (): void => close.current();
    const stopLooks = followLooks(opened.document);
    opened.document.title = `${title}: Strata`;
    const root = opened.document.createElement('main');
    root.className = 'pop-out';
    opened.document.body.replaceChildren(root);
    opened.addEventListener('pagehide', back);
    // The window that it came from goes: nothing would move here any more.
    const leave = (): void => opened.close();
    window.addEventListener('pagehide', leave);
    // The window is there only now: nothing could have been drawn into it before.
    queueMicrotask(() => setHolder(root));
    return () => {
      stopLooks();
      opened.removeEventListener('pagehide', back);
      window.removeEventListener('pagehide', leave);
      opened.close();
    };
  }, [name, title]);
  if (holder === null) return null;
  return createPortal(
    <HostContext value={holder}>
      {/* Patterns are found within a document only. */}
      <PatternDefs />
      {children}
    </HostContext>,
    holder,
  );
}

/** Styles once; theme, contrast and the like whenever they change. */
function followLooks(other: Document): () => void {
  for (const sheet of document.head.querySelectorAll<HTMLElement>('style, link[rel="stylesheet"]')) {
    const copy = other.importNode(sheet, true);
    if (sheet instanceof HTMLLinkElement && 'href' in copy) copy.href = sheet.href;
    other.head.append(copy);
  }
  const root = document.documentElement;
  const copy = (): void => {
    other.documentElement.lang = root.lang;
    for (const { name, value } of root.attributes) other.documentElement.setAttribute(name, value);
  };
  copy();
  const observer = new MutationObserver(copy);
  observer.observe(root, { attributes: true });
  return () => observer.disconnect();
}

/** What a person should know or decide: quiet, under the title bar, until it is put away. */
import { X } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { IconButton } from '../parts/controls';
import { useSession, useView } from '../state/session';
import { text } from '../text/en';

export function Notice(): ReactNode {
  const { view } = useSession();
  const notice = useView((state) => state.notice);
  const button = useRef<HTMLButtonElement>(null);
  const before = useRef<Element | null>(null);
  // What is asked is answered by Enter or Escape at once, and the focus goes back to where it was.
  useEffect(() => {
    if (notice?.action === null || notice === null) return;
    before.current = document.activeElement;
    button.current?.focus();
  }, [notice]);
  if (notice === null) return null;
  const close = (): void => {
    view.setState({ notice: null });
    if (before.current instanceof HTMLElement) before.current.focus();
    before.current = null;
  };
  const { words, action } = notice;
  return (
    <section
      className="notice"
      role="status"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      <p>{words}</p>
      {action !== null && (
        <button
          ref={button}
          type="button"
          className="button"
          onClick={() => {
            close();
            action.run();
          }}
        >
          {action.label}
        </button>
      )}
      <IconButton label={text.notice.dismiss} onClick={close}>
        <X size={14} />
      </IconButton>
    </section>
  );
}

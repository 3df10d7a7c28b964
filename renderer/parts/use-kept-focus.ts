/**
 * The focus is never lost to the page: when a dialog is closed, a view takes the place of another or projector mode takes
 * panes away, it goes back to where it was, and to the view that is shown where that is gone.
 */
import { useEffect } from 'react';
import { focusStage } from '../state/acts';
import type { Session } from '../state/session';
import type { ViewState } from '../state/view-store';

/** What lies over the window, and what takes the place of something else in it. */
const over = (state: ViewState): boolean =>
  state.paletteOpen || state.keysOpen || state.settingsOpen || state.exportOpen;
const shown = ({ mode, level, settings }: ViewState): string =>
  `${mode} ${level} ${settings.projector} ${settings.rendering}`;

export function useKeptFocus({ view }: Session): void {
  useEffect(() => {
    let last: HTMLElement | null = null;
    const onFocus = ({ target }: FocusEvent): void => {
      if (target instanceof HTMLElement && target.closest('[role="dialog"], [role="menu"]') === null)
        last = target;
    };
    const takeBack = (): void => {
      const { activeElement, body } = document;
      if ((activeElement !== null && activeElement !== body) || over(view.getState())) return;
      const there = last !== null && last.isConnected && last.getClientRects().length > 0;
      if (there) last?.focus();
      // Whoever has not been anywhere yet begins at the picture.
      if (document.activeElement === body) focusStage();
    };
    // The dialog gives the focus back first, and what takes the place of something is drawn first.
    const later = (): void => void requestAnimationFrame(() => requestAnimationFrame(takeBack));
    const unsubscribe = view.subscribe((now, before) => {
      if ((over(before) && !over(now)) || shown(now) !== shown(before)) later();
    });
    document.addEventListener('focusin', onFocus);
    return () => {
      unsubscribe();
      document.removeEventListener('focusin', onFocus);
    };
  }, [view]);
}

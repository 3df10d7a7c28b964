/** Small acts of the shell that several places need. */
import { holdKeys } from './keys-ahead';
import { changeSettings, type Session } from './session';
import type { Mode, PopPane } from './view-store';

export function showMode({ view }: Session, mode: Mode): void {
  // What was said of one view is not left lying over the next.
  view.setState((state) => ({
    mode,
    begun: state.begun || mode !== 'start',
    spoken: state.mode === mode ? state.spoken : '',
  }));
}

const terminalInput = (): HTMLElement | null => document.querySelector('.xterm-helper-textarea');
/** A terminal that is not there after so many pictures does not come. */
const MOST_PICTURES = 120;

/** One that is not drawn yet takes no focus. */
function tryToFocus(): boolean {
  const input = terminalInput();
  input?.focus();
  return input !== null && document.activeElement === input;
}

/** The first terminal of a window is fetched when it is wanted. */
function whenDrawn(then: () => void, left = MOST_PICTURES): void {
  requestAnimationFrame(() => {
    if (tryToFocus() || left === 0) then();
    else whenDrawn(then, left - 1);
  });
}

/**
 * At once where it is shown; else when its tab has been drawn, and what is typed until then is kept for it: no letter that
 * is meant for the shell is taken as a key of the window. Projector mode has no terminal: it is left.
 */
export function focusTerminal(session: Session): void {
  const { view } = session;
  const { bottomTab, mode, settings, poppedOut } = view.getState();
  if (settings.projector) changeSettings(session, { projector: false });
  const shown = bottomTab === 'terminal' && mode === 'explore' && !settings.projector;
  view.setState({ bottomTab: 'terminal', mode: 'explore', wasTyping: false });
  if ((shown && tryToFocus()) || poppedOut.includes('terminal')) return;
  typeOnceDrawn(session);
}

function typeOnceDrawn({ view }: Session): void {
  const handOver = holdKeys(window);
  whenDrawn(() => view.setState({ typedAhead: handOver() }));
}

/** The panes are laid out anew around the terminal, as when the window gets wider: who was typing there types on. */
export function keepTyping(session: Session): void {
  const { bottomTab, mode, settings, poppedOut } = session.view.getState();
  if (bottomTab !== 'terminal' || mode !== 'explore') return;
  if (!settings.projector && !poppedOut.includes('terminal')) typeOnceDrawn(session);
}

/** To the projector, which has no terminal, and back: who was typing there types on. */
export function toggleProjector(session: Session): void {
  const { view } = session;
  const { settings, wasTyping } = view.getState();
  if (settings.projector && wasTyping) {
    focusTerminal(session);
    return;
  }
  const isTyping = (document.activeElement?.closest('.xterm') ?? null) !== null;
  changeSettings(session, { projector: !settings.projector });
  // What lay beside the picture would lie over it.
  if (!settings.projector) view.setState({ inspectorOpen: false, wasTyping: isTyping });
}

const FOCUSABLE =
  'button, select, input, textarea, a[href], [tabindex="0"], .xterm-helper-textarea, [role="treeitem"][tabindex="0"]';

/** To the picture, in whichever way and from however near it is drawn; else to the first control of the view. */
export function focusStage(): void {
  for (const selector of ['.stage :is(.stage-canvas, .flat-stage, .level-scroll)', FOCUSABLE]) {
    const found = [...document.querySelectorAll<HTMLElement>(selector)].find(
      (element) => element.tabIndex >= 0 && element.matches('main *') && element.getClientRects().length > 0,
    );
    if (found === undefined) continue;
    found.focus();
    return;
  }
}

/** From pane to pane: to the first thing in the next one that takes the focus. */
export function focusPane(direction: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.getClientRects().length > 0,
  );
  const inside = panes.findLastIndex((pane) => pane.contains(document.activeElement));
  const at = inside === -1 && direction === -1 ? 0 : inside;
  const order = panes.map((_, i) => panes[(at + direction * (i + 1) + panes.length * 2) % panes.length]);
  for (const pane of order) {
    if (pane === undefined) continue;
    const first = [pane, ...pane.querySelectorAll<HTMLElement>(FOCUSABLE)].find(
      (element) => element.tabIndex >= 0 && element.matches(FOCUSABLE) && element.getClientRects().length > 0,
    );
    first?.focus();
    // A list of tabs hands the focus on to the tab that is shown.
    if (first !== undefined && pane.contains(document.activeElement)) return;
  }
}

/** Long enough to be read, and no longer: it lies over what is below; Escape puts it away at once. */
const MOST_SPOKEN_MS = 12_000;
const spokenMs = (spoken: string): number => Math.min(MOST_SPOKEN_MS, 2500 + 55 * spoken.length);

/** Read by a screen reader and shown for a moment to everybody. */
export function say({ view }: Session, spoken: string): void {
  view.setState({ spoken });
  setTimeout(() => view.getState().spoken === spoken && view.setState({ spoken: '' }), spokenMs(spoken));
}

export function togglePopOut({ view }: Session, pane: PopPane): void {
  view.setState(({ poppedOut }) => ({
    poppedOut: poppedOut.includes(pane) ? poppedOut.filter((other) => other !== pane) : [...poppedOut, pane],
  }));
}

/** Keys and what they do. Single letters are off while typing. */
import { describeScene, LAYER_IDS } from '../../simulations';
import { changeSettings, openFile, type Session } from './session';
import { nextSpeed } from './speed';
import { otherTheme } from './view-store';

const KEYS: ReadonlyMap<string, string> = new Map([
  [' ', 'play'],
  [',', 'step-back'],
  ['.', 'step-forward'],
  ['<', 'leap-back'],
  ['>', 'leap-forward'],
  ['[', 'slower'],
  [']', 'faster'],
  ['Home', 'to-start'],
  ['End', 'to-end'],
  ['v', 'rendering'],
  ['p', 'patterns'],
  ['d', 'describe'],
  ['e', 'export'],
  ['i', 'inspector'],
  ['`', 'terminal'],
  ['?', 'keys'],
  ...[0, 1, 2, 3, 4, 5, 6, 7].map((n) => [String(n), `peel-${n}`] as const),
]);

/** The command that a key stands for; none while a field, a list or a dialog has the focus. */
export function commandOfKey(event: KeyboardEvent): string | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (
    target?.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"], .xterm') !==
      null &&
    target !== null
  )
    return undefined;
  const onControl =
    target?.closest('button, a, summary, [role="treeitem"], [role="slider"]') !== null && target !== null;
  if (onControl && (event.key === ' ' || event.key === 'Home' || event.key === 'End')) return undefined;
  return KEYS.get(event.key);
}

/** One way in for keys, menu items and buttons of the shell. */
export function carryOut(session: Session, command: string): void {
  const { lab, view } = session;
  const { settings } = view.getState();
  const state = lab.store.getState();
  const actions: Readonly<Record<string, () => void>> = {
    play: () => lab.toggle(),
    'step-back': () => lab.step(-1),
    'step-forward': () => lab.step(1),
    'leap-back': () => lab.step(-1, 'interesting'),
    'leap-forward': () => lab.step(1, 'interesting'),
    slower: () => lab.setSpeed(nextSpeed(state.speed, -1)),
    faster: () => lab.setSpeed(nextSpeed(state.speed, 1)),
    'to-start': () => lab.seek(0),
    'to-end': () => lab.seek(state.frame?.durationMicros ?? 0),
    rendering: () => changeSettings(session, { rendering: settings.rendering === '3d' ? '2d' : '3d' }),
    'stage-2d': () => changeSettings(session, { rendering: '2d' }),
    'stage-3d': () => changeSettings(session, { rendering: '3d' }),
    patterns: () => changeSettings(session, { patterns: !settings.patterns }),
    theme: () => changeSettings(session, { theme: otherTheme(view.getState()) }),
    describe: () => say(session, state.scene === null ? '' : describeScene(state.scene)),
    export: () => view.setState({ exportOpen: state.frame !== null }),
    inspector: () => view.setState((state) => ({ inspectorOpen: !state.inspectorOpen })),
    terminal: () => focusTerminal(session),
    keys: () => view.setState({ keysOpen: true }),
    open: () => void openFile(session),
    explore: () => view.setState({ mode: 'explore' }),
    lessons: () => view.setState({ mode: 'lessons' }),
  };
  const peel = /^peel-(\d)$/.exec(command);
  if (peel !== null) view.setState({ peeled: LAYER_IDS[Number(peel[1]) - 1] ?? null });
  else actions[command]?.();
}

/** At once where it is shown, so that no key typed after it is lost; else when its tab has been drawn. */
function focusTerminal({ view }: Session): void {
  const focus = (): void => document.querySelector<HTMLElement>('.xterm-helper-textarea')?.focus();
  const shown = view.getState().bottomTab === 'terminal';
  view.setState({ bottomTab: 'terminal' });
  if (shown) focus();
  else requestAnimationFrame(focus);
}

const SPOKEN_MS = 8000;

export function say({ view }: Session, spoken: string): void {
  view.setState({ spoken });
  setTimeout(() => view.getState().spoken === spoken && view.setState({ spoken: '' }), SPOKEN_MS);
}

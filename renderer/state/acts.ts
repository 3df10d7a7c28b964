/** Small acts of the shell that several places need. */
import { text } from '../text/en';
import type { Session } from './session';
import type { Mode } from './view-store';

export function showMode({ view }: Session, mode: Mode): void {
  view.setState({ mode });
}

/** At once where it is shown, so that no key typed after it is lost; else when its tab has been drawn. */
export function focusTerminal({ view }: Session): void {
  const focus = (): void => document.querySelector<HTMLElement>('.xterm-helper-textarea')?.focus();
  const { bottomTab, mode } = view.getState();
  const shown = bottomTab === 'terminal' && mode === 'explore';
  view.setState({ bottomTab: 'terminal', mode: 'explore' });
  if (shown) focus();
  else requestAnimationFrame(focus);
}

const SPOKEN_MS = 8000;

/** Read by a screen reader and shown for a moment to everybody. */
export function say({ view }: Session, spoken: string): void {
  view.setState({ spoken });
  setTimeout(() => view.getState().spoken === spoken && view.setState({ spoken: '' }), SPOKEN_MS);
}

/** The scenario as it is being built, or else as it was opened. */
export async function saveScenario(session: Session): Promise<void> {
  await session.edit.takeUp(text.build.steps.begin);
  const name = session.edit.store.getState().fileName.replace(/[\\/:*?"<>|]/g, '-');
  const saved = await session.bridge.saveExport({
    suggestedName: name === '' ? 'untitled.scenario.json' : name,
    format: 'json',
    content: session.edit.text,
  });
  if (saved.kind === 'saved') say(session, text.chart.saved.replace('{0}', saved.name));
  else if (saved.kind === 'error') say(session, saved.message);
}

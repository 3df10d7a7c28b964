/** The window itself: settings first, so that the first paint has its theme. */
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { chooseBridge } from './bridge-browser';
import { EngineClient } from './engine/engine-client';
import { openText } from './state/documents';
import { EditSession } from './state/edit-session';
import { Comparison } from './state/comparison';
import { LabSession } from './state/lab-session';
import { openShipped, type Session } from './state/session';
import type { ShippedScenario } from './state/shipped';
import { SweepSession } from './state/sweep-session';
import { fetchLater } from './parts/later';
import { createViewStore, themeOf } from './state/view-store';
import { text } from './text/en';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/app.css';
import './styles/panes.css';
import './styles/stage.css';
import './styles/views.css';
import './styles/manners.css';

/** What was begun before this code was there. */
export interface Begun {
  readonly worker: Worker;
  readonly scenarios: Promise<readonly ShippedScenario[]>;
  /** The text of the first of them. */
  readonly first: Promise<string | undefined>;
}

export async function start(begun: Begun): Promise<void> {
  const client = new EngineClient(begun.worker);
  const bridge = chooseBridge();
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');
  const [settings, scenarios, firstText] = await Promise.all([
    bridge.getSettings(),
    begun.scenarios,
    begun.first,
  ]);
  const view = createViewStore(settings, prefersDark.matches ? 'dark' : 'light');
  const showTheme = (): void => {
    const { dataset } = document.documentElement;
    const { contrast, motion, projector } = view.getState().settings;
    dataset['theme'] = themeOf(view.getState());
    dataset['contrast'] = contrast;
    dataset['motion'] = motion;
    dataset['projector'] = projector ? 'on' : 'off';
  };
  showTheme();
  view.subscribe(showTheme);
  prefersDark.addEventListener('change', (event) =>
    view.setState({ systemTheme: event.matches ? 'dark' : 'light' }),
  );
  const lab = new LabSession(client, 'explore');
  lab.setSlowAtEvents(settings.slowAtEvents);
  const comparison = new Comparison(client, lab);
  const sweep = new SweepSession(client);
  const edit = new EditSession(lab, {
    take: () => {
      const { selection, level } = view.getState();
      return { selection, level };
    },
    show: (mark) => view.setState(mark),
    tellAside: (branches) =>
      view.setState({
        notice: {
          words: (branches === 1 ? text.branch.oneAside : text.branch.someAside).replace(
            '{0}',
            String(branches),
          ),
          action: null,
        },
      }),
  });
  const session: Session = { bridge, client, lab, comparison, sweep, edit, view, scenarios };
  // Whoever opens a file means that file: it takes the place of what a start shows.
  let given = false;
  bridge.onOpened((opened) => {
    given = true;
    void openText(session, opened);
  });
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no root');
  if (settings.startWith === 'start') view.setState({ mode: 'start' });
  createRoot(root).render(<App session={session} />);
  const [first] = scenarios;
  // Asked for before the page is rendered, which begins in a task of its own: both go on side by side.
  if (first !== undefined)
    await openShipped(
      session,
      first,
      () => given,
      firstText === undefined ? undefined : Promise.resolve(firstText),
    );
  fetchLater();
}

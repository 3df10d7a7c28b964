/** The tabs of the terminal: one a place, alive for as long as the window is, whichever mode shows. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { DESK, wordedAs, type CommandCall, type Place } from '../../simulations';
import type { Settings } from '../../main/bridge';
import type { LabSession } from '../state/lab-session';
import type { ViewStore } from '../state/view-store';
import { text } from '../text/en';
import { hintsOf } from './hints';
import { TerminalSession } from './terminal-session';
import { readTheme, XtermScreen, type ScreenLook } from './xterm-screen';

export interface Tab {
  readonly key: number;
  readonly session: TerminalSession;
  readonly screen: XtermScreen;
}

export interface TerminalsState {
  readonly tabs: readonly Tab[];
  readonly shown: number;
  readonly finding: boolean;
  /** Counts changes of place, so that labels are drawn anew. */
  readonly changes: number;
}

const FONT_SIZE = 12;
const MOST_HISTORIES = 20;
const KEPT_LINES = 200;

const lookOf = ({ textSize, announce, contrast }: Settings): ScreenLook => ({
  fontSize: Math.max(6, Math.round((FONT_SIZE * textSize) / 100)),
  screenReader: announce,
  contrast: contrast === 'more' ? 7 : 4.5,
});

export class Terminals {
  readonly store: StoreApi<TerminalsState> = createStore<TerminalsState>(() => ({
    tabs: [],
    shown: 0,
    finding: false,
    changes: 0,
  }));
  readonly #lab: LabSession;
  readonly #view: ViewStore;
  readonly #keep: (change: Partial<Settings>) => void;
  readonly #select: (name: string) => void;
  #keys = 0;
  /** What the hints that stand there name. */
  #hinted = '';

  constructor(
    lab: LabSession,
    view: ViewStore,
    keep: (change: Partial<Settings>) => void,
    select: (name: string) => void,
  ) {
    this.#lab = lab;
    this.#view = view;
    this.#keep = keep;
    this.#select = select;
    lab.echoes.add((call, lines) => this.#echo(call, lines));
    lab.store.subscribe(({ frame, document }, before) => {
      // The first tab may stand before its scenario is there, under whose name the lines are kept.
      if (document !== before.document)
        for (const { session } of this.store.getState().tabs) session.recall(this.#kept());
      if (frame === before.frame) return;
      for (const { session } of this.store.getState().tabs) session.watch();
      this.#welcome();
    });
    view.subscribe(({ settings }, before) => {
      if (settings !== before.settings)
        for (const { screen } of this.store.getState().tabs) screen.setLook(lookOf(settings));
    });
  }

  /** The tab that is shown; the first is made when it is asked for. */
  get current(): Tab {
    const { tabs, shown } = this.store.getState();
    return tabs.find((tab) => tab.key === shown) ?? tabs[0] ?? this.open();
  }

  /** What lines are remembered under: the name of the scenario. */
  get #workspace(): string {
    return (this.#lab.store.getState().document?.name ?? 'untitled').slice(0, 200);
  }

  open(place: Place = DESK): Tab {
    const { settings } = this.#view.getState();
    const key = ++this.#keys;
    const screen = new XtermScreen(
      {
        onData: (data) => session.receive(data),
        onResize: () => session.resized(),
        onFind: () => this.store.setState({ finding: true }),
        isName: (word) => this.#names().has(word),
        onName: (name) => this.#select(name),
      },
      lookOf(settings),
    );
    const session = new TerminalSession(
      screen,
      {
        frame: () => this.#lab.store.getState().frame,
        isPlaying: () => this.#lab.store.getState().playing,
        type: (shell, line) => this.#lab.type(shell, line),
        remember: (history) => this.#remember(history),
        changed: () => this.store.setState(({ changes }) => ({ changes: changes + 1 })),
      },
      this.#kept(),
      place,
    );
    const tab = { key, session, screen };
    this.store.setState(({ tabs }) => ({ tabs: [...tabs, tab], shown: key }));
    session.begin([]);
    this.#welcome();
    return tab;
  }

  /** The first tab says what to try in this scenario, and again where another one has come. */
  #welcome(): void {
    const { frame } = this.#lab.store.getState();
    const first = this.store.getState().tabs.find(({ key }) => key === 1);
    if (frame === null || first === undefined) return;
    const { lines, names } = hintsOf(frame);
    if (names === this.#hinted) return;
    const isShown = first.session.welcome([text.terminal.welcome, ...lines.map((line) => `  ${line}`)]);
    if (isShown) this.#hinted = names;
  }

  show(key: number): void {
    this.store.setState({ shown: key });
  }

  close(key: number): void {
    const { tabs, shown } = this.store.getState();
    const gone = tabs.find((tab) => tab.key === key);
    if (gone === undefined || tabs.length === 1) return;
    const left = tabs.filter((tab) => tab !== gone);
    this.store.setState({ tabs: left, shown: shown === key ? (left.at(-1)?.key ?? 0) : shown });
    gone.screen.dispose();
  }

  setTheme(): void {
    const theme = readTheme();
    for (const { screen } of this.store.getState().tabs) screen.setTheme(theme);
  }

  #names(): ReadonlySet<string> {
    const hosts = this.#lab.store.getState().frame?.hosts ?? [];
    return new Set(hosts.flatMap((host) => [host.id, ...host.sandboxes.map((sandbox) => sandbox.id)]));
  }

  #kept(): readonly string[] {
    return this.#view.getState().settings.terminalHistory[this.#workspace] ?? [];
  }

  #remember(history: readonly string[]): void {
    const { terminalHistory } = this.#view.getState().settings;
    const others = Object.entries(terminalHistory).filter(([name]) => name !== this.#workspace);
    const own = history.slice(-KEPT_LINES).map((line) => line.slice(0, 500));
    this.#keep({
      terminalHistory: Object.fromEntries([...others.slice(1 - MOST_HISTORIES), [this.#workspace, own]]),
    });
  }

  /** What was done in the picture, in the words that were chosen. */
  #echo(call: CommandCall | null, lines: readonly string[]): void {
    const { wording } = this.#view.getState().settings;
    const { tabs, shown } = this.store.getState();
    const tab = tabs.find(({ key }) => key === shown);
    const line = call === null ? (lines[0] ?? '') : wordedAs(call, wording, this.#lab.store.getState().frame);
    tab?.session.echo(line, call === null ? lines.slice(1) : lines);
  }
}

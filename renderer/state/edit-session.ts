/**
 * The scenario as it is being built: its source, what is wrong with it, and every step so far as a named entry that one
 * can go back to, with what was selected and how near the stage was. Opening another scenario is a step like any other.
 * Whatever runs is opened in the lab at once, at the instant that is shown; what does not, leaves the lab as it was.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  emptySource,
  ENGINE_VERSION,
  issuesOf,
  parseScenario,
  type Issue,
  type Source,
} from '../../simulations';
import { text } from '../text/en';
import type { OpenRequest } from '../engine/engine-client';
import type { KeptHistory } from './kept-history';
import type { LabSession } from './lab-session';
import type { Level } from './view-store';

/** How the window looked: what a step back brings back with the scenario. */
export interface ViewMark {
  readonly selection: string | null;
  readonly level: Level;
}

/** The window's part of a step, taken and shown; a test has none. */
export interface ViewPort {
  readonly take: () => ViewMark;
  readonly show: (mark: ViewMark) => void;
  /** An edit has put so many branches aside. */
  readonly tellAside?: (branches: number) => void;
}

interface Left {
  readonly view: ViewMark | null;
  readonly atMicros: number;
}

/** What somebody else opened, and how it was left where something else has been opened since. */
interface Opened {
  readonly document: OpenRequest;
  left: Left | undefined;
}

export interface HistoryEntry {
  readonly name: string;
  readonly source: Source;
  readonly selected: string | null;
  readonly fileName: string;
  /** The file that it is saved to without asking; null where it has none yet. */
  readonly file: string | null;
  /** Scenarios that were opened or begun are counted: an edit goes on at the same instant, another scenario does not. */
  readonly origin: number;
  /** As it was when the step was left. */
  readonly left?: Left;
}

export interface EditState {
  /** Oldest first; the scenario as it was begun comes first. */
  readonly history: readonly HistoryEntry[];
  /** The entry that is shown. */
  readonly at: number;
  readonly selected: string | null;
  readonly issues: readonly Issue[];
  readonly fileName: string;
  /** The form of what is selected should take the focus. */
  readonly formWanted: boolean;
}

const MOST_ENTRIES = 500;
/** The lab holds a run that is not in the history yet. */
const NOBODY = -1;
/** Typing comes to rest for this long before the lab is opened anew. */
const REST_MS = 200;

const FIRST: HistoryEntry = {
  name: '',
  source: emptySource(''),
  selected: null,
  fileName: '',
  file: null,
  origin: 0,
};

export class EditSession {
  readonly store: StoreApi<EditState> = createStore<EditState>(() => ({
    history: [FIRST],
    at: 0,
    selected: null,
    issues: [],
    fileName: '',
    formWanted: false,
  }));
  readonly #lab: LabSession;
  readonly #view: ViewPort | undefined;
  /** Documents that this session itself opened, however late they arrive: any other one is somebody else's. */
  readonly #own = new WeakSet<OpenRequest>();
  /** Documents that others opened and that are not in the history yet; read when somebody looks. */
  #others: Opened[] = [];
  /** Whose run the lab holds. */
  #shown = 0;
  #origins = 0;
  /** The value that was edited last: typing on in it is one entry. */
  #typing = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(lab: LabSession, view?: ViewPort) {
    this.#lab = lab;
    this.#view = view;
    lab.store.subscribe(({ document }, before) => {
      if (document === null || document === before.document || this.#own.has(document)) return;
      const last = this.#others.at(-1);
      if (last === undefined) this.#leave();
      else last.left = this.#mark();
      this.#shown = NOBODY;
      this.#others.push({ document, left: undefined });
    });
  }

  get source(): Source {
    const { history, at } = this.store.getState();
    return history[at]?.source ?? FIRST.source;
  }

  /** Steps that can be undone, those of scenarios that nobody has looked at yet included. */
  get depth(): number {
    const { history, at } = this.store.getState();
    const begun = history[0] === FIRST && history.length === 1 ? 0 : 1;
    return at + Math.max(0, this.#others.length + begun - 1);
  }

  /** A scenario with nothing in it. What is open stays open until there is something to run. */
  startNew(title: string): void {
    this.takeUp();
    // What is about to be opened was asked for before this: it is not what is being built.
    const { requested } = this.#lab;
    if (requested !== null) this.#own.add(requested);
    this.#begin(emptySource(title), title, 'untitled.scenario.json', null);
  }

  /** Scenarios that were opened since are steps from here on. */
  takeUp(): void {
    const others = this.#others;
    this.#others = [];
    for (const opened of others) this.#noteOpened(opened);
    if (others.length > 0) this.#shown = this.#origins;
  }

  #noteOpened({ document, left }: Opened): void {
    const parsed = parseScenario(document.text, { overrides: document.overrides ?? [] });
    if (!parsed.ok) return;
    const { history } = this.store.getState();
    const name = document.step ?? (history[0] === FIRST ? text.build.steps.begin : openStep(document.name));
    this.#begin(parsed.value.source as Source, name, document.name, document.file ?? null);
    if (left !== undefined) this.#noteLeft(left);
  }

  #begin(source: Source, name: string, fileName: string, file: string | null): void {
    this.#typing = '';
    this.#origins++;
    this.#push({ name, source, selected: null, fileName, file, origin: this.#origins }, false);
  }

  /** The steps of a file as they were kept when it was saved: undoing goes on where it stopped. */
  restore(kept: KeptHistory): void {
    this.takeUp();
    const { history, at } = this.store.getState();
    const shown = history[at];
    if (shown === undefined) return;
    const { fileName, file, origin, source } = shown;
    const steps = kept.map((entry) => ({ ...entry, fileName, file, origin }));
    const last = steps.at(-1);
    if (last === undefined) return;
    const next = [...history.slice(0, at), ...steps.slice(0, -1), { ...last, source }].slice(-MOST_ENTRIES);
    this.store.setState({ history: next, at: next.length - 1 });
  }

  /** The steps that led to what is shown, since it was opened or begun: what is kept with a file. */
  get kept(): KeptHistory {
    const { history, at } = this.store.getState();
    const shown = history[at];
    return history
      .slice(0, at + 1)
      .filter(({ origin }) => origin === shown?.origin)
      .map(({ name, source, selected }) => ({ name, source, selected }));
  }

  select(path: string | null): void {
    this.#typing = '';
    this.store.setState({ selected: path });
  }

  /** One step with a name. `value` names what is typed into: further letters change the same step. */
  apply(name: string, source: Source, selected: string | null, value = ''): void {
    const { history, at } = this.store.getState();
    const shown = history[at] ?? FIRST;
    if (source === shown.source) {
      this.store.setState({ selected });
      return;
    }
    const goesOn = value !== '' && value === this.#typing && at > 0;
    this.#typing = value;
    const { fileName, file, origin } = shown;
    this.#push({ name, source, selected, fileName, file, origin }, goesOn);
    this.#openSoon();
  }

  #push(entry: HistoryEntry, inPlace: boolean): void {
    this.#leave();
    const { history, at } = this.store.getState();
    const kept = history[0] === FIRST && entry.origin > 0 ? [] : history.slice(0, inPlace ? at : at + 1);
    const next = [...kept, entry].slice(-MOST_ENTRIES);
    const { source, selected, fileName } = entry;
    this.store.setState({
      history: next,
      at: next.length - 1,
      selected,
      fileName,
      issues: issuesOf(source),
    });
  }

  /** The step that is shown is about to be left: what the window looks like belongs to it. */
  #leave(): void {
    const { history, at } = this.store.getState();
    const entry = history[at];
    if (entry !== undefined && entry !== FIRST && entry.origin === this.#shown) this.#noteLeft(this.#mark());
  }

  #mark(): Left {
    return {
      view: this.#view?.take() ?? null,
      atMicros: this.#lab.store.getState().frame?.nowMicros ?? 0,
    };
  }

  #noteLeft(left: Left): void {
    const { history, at } = this.store.getState();
    const entry = history[at];
    if (entry !== undefined) this.store.setState({ history: history.with(at, { ...entry, left }) });
  }

  undo(): void {
    this.takeUp();
    this.goTo(this.store.getState().at - 1);
  }

  redo(): void {
    this.goTo(this.store.getState().at + 1);
  }

  /** Shows any entry of the history; the later ones stay until something else is done. */
  goTo(at: number): void {
    if (this.store.getState().history[at] === undefined) return;
    this.#typing = '';
    this.#leave();
    const entry = this.store.getState().history[at];
    if (entry === undefined) return;
    const { selected, source, fileName, left } = entry;
    this.store.setState({ at, selected, fileName, issues: issuesOf(source) });
    if (left?.view !== undefined && left.view !== null) this.#view?.show(left.view);
    this.#openSoon();
  }

  #openSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.openNow(), REST_MS);
  }

  /** Runs what is there, if it can run: on from the instant that is shown, or where another scenario was left. */
  async openNow(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { issues, fileName, history, at } = this.store.getState();
    const entry = history[at];
    if (issues.length > 0 || entry === undefined) return false;
    const { playing } = this.#lab.store.getState();
    const goesOn = entry.origin === this.#shown;
    const atMicros = Math.round(entry.left?.atMicros ?? 0);
    const request: OpenRequest = {
      name: fileName,
      text: this.text,
      ...(goesOn ? { goesOn } : atMicros > 0 && { startAt: `${atMicros} us` }),
    };
    this.#own.add(request);
    const before = this.#lab.store.getState().aside;
    const opened = await this.#lab.open(request);
    if (!opened) return false;
    const more = this.#lab.store.getState().aside - before;
    if (more > 0) this.#view?.tellAside?.(more);
    this.#shown = entry.origin;
    if (goesOn && playing) this.#lab.play();
    return true;
  }

  get text(): string {
    return `${JSON.stringify(this.source, null, 2)}\n`;
  }

  get file(): string | null {
    const { history, at } = this.store.getState();
    return history[at]?.file ?? null;
  }

  /** An edit was made that the lab has not taken up, or cannot. */
  get isAhead(): boolean {
    return this.#timer !== undefined || this.store.getState().issues.length > 0;
  }

  /** All steps of what was saved belong to that file from now on. */
  noteSaved(fileName: string, file: string | null): void {
    const { history, at } = this.store.getState();
    const origin = history[at]?.origin;
    this.store.setState({
      fileName,
      history: history.map((entry) => (entry.origin === origin ? { ...entry, fileName, file } : entry)),
    });
  }

  /** As it is saved: with the model that it was made with, near the top. */
  get savedText(): string {
    const { format, version, ...rest } = this.source;
    const made = { format, version, ...rest, madeWith: ENGINE_VERSION };
    return `${JSON.stringify(made, null, 2)}\n`;
  }
}

const openStep = (name: string): string => text.build.steps.open.replace('{0}', name);

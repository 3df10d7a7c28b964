/**
 * The scenario as it is being built: its source, what is wrong with it, and every edit so far as a named entry that one
 * can go back to. Whatever runs is opened in the lab at once; what does not, leaves the lab as it was.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { emptySource, issuesOf, parseScenario, type Issue, type Source } from '../../simulations';
import type { OpenRequest } from '../engine/engine-client';
import type { LabSession } from './lab-session';

export interface HistoryEntry {
  readonly name: string;
  readonly source: Source;
  readonly selected: string | null;
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
/** Typing comes to rest for this long before the lab is opened anew. */
const REST_MS = 200;

export class EditSession {
  readonly store: StoreApi<EditState> = createStore<EditState>(() => ({
    history: [{ name: '', source: emptySource(''), selected: null }],
    at: 0,
    selected: null,
    issues: [],
    fileName: '',
    formWanted: false,
  }));
  readonly #lab: LabSession;
  /**
   * The documents that this session itself asked for: any other one is somebody else's. All of them, as one asked for
   * earlier may be shown while a later one is on its way.
   */
  #own = new WeakSet<OpenRequest>();
  /** The value that was edited last: typing on in it is one entry. */
  #typing = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(lab: LabSession) {
    this.#lab = lab;
  }

  get source(): Source {
    const { history, at } = this.store.getState();
    return history[at]?.source ?? emptySource('');
  }

  /** A scenario with nothing in it. */
  startNew(title: string): void {
    this.#begin(emptySource(title), title, 'untitled.scenario.json');
    // What is open, or about to be, stays open until there is something to run, but it is not what is being built.
    for (const request of [this.#lab.store.getState().document, this.#lab.requested])
      if (request !== null) this.#own.add(request);
  }

  /** The scenario that is open in the lab, unless it is the one that is being built already. */
  async takeUp(name: string): Promise<void> {
    const { document } = this.#lab.store.getState();
    if (document === null || this.#own.has(document)) return;
    const parsed = parseScenario(document.text, { overrides: document.overrides ?? [] });
    if (parsed.ok) this.#begin(parsed.value.source as Source, name, document.name);
    this.#own = new WeakSet([document]);
  }

  #begin(source: Source, name: string, fileName: string): void {
    this.#typing = '';
    this.store.setState({
      history: [{ name, source, selected: null }],
      at: 0,
      selected: null,
      issues: issuesOf(source),
      fileName,
    });
  }

  select(path: string | null): void {
    this.#typing = '';
    this.store.setState({ selected: path });
  }

  /** One step with a name. `value` names what is typed into: further letters change the same step. */
  apply(name: string, source: Source, selected: string | null, value = ''): void {
    const { history, at } = this.store.getState();
    if (source === history[at]?.source) {
      this.store.setState({ selected });
      return;
    }
    const goesOn = value !== '' && value === this.#typing && at > 0;
    const kept = history.slice(0, goesOn ? at : at + 1);
    const next = [...kept, { name, source, selected }].slice(-MOST_ENTRIES);
    this.#typing = value;
    this.store.setState({ history: next, at: next.length - 1, selected, issues: issuesOf(source) });
    this.#openSoon();
  }

  undo(): void {
    this.goTo(this.store.getState().at - 1);
  }

  redo(): void {
    this.goTo(this.store.getState().at + 1);
  }

  /** Shows any entry of the history; the later ones stay until something else is done. */
  goTo(at: number): void {
    const { history } = this.store.getState();
    const entry = history[at];
    if (entry === undefined) return;
    this.#typing = '';
    this.store.setState({ at, selected: entry.selected, issues: issuesOf(entry.source) });
    this.#openSoon();
  }

  #openSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.openNow(), REST_MS);
  }

  /** Runs what is there, if it can run. */
  async openNow(): Promise<boolean> {
    clearTimeout(this.#timer);
    const { issues, fileName } = this.store.getState();
    if (issues.length > 0) return false;
    const request: OpenRequest = { name: fileName, text: this.text };
    this.#own.add(request);
    return this.#lab.open(request);
  }

  /** As it is saved. */
  get text(): string {
    return `${JSON.stringify(this.source, null, 2)}\n`;
  }
}

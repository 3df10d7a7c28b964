/**
 * Runs side by side under one clock. The first is the run of the workspace and leads; the others follow to the instant
 * where it is, whether it plays, steps or is scrubbed.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineClient, OpenRequest } from '../engine/engine-client';
import { LabSession } from './lab-session';

export interface ComparedRun {
  /** A, B, C, D. */
  readonly letter: string;
  readonly name: string;
  readonly lab: LabSession;
  /** It has its beginning in common with the leading run. */
  readonly related: boolean;
  /** The lab was opened for this comparison and is closed with it. */
  readonly own: boolean;
}

export interface ComparisonState {
  readonly others: readonly ComparedRun[];
}

const LETTERS = ['B', 'C', 'D'] as const;
export const MOST_RUNS = LETTERS.length + 1;

export class Comparison {
  readonly store: StoreApi<ComparisonState> = createStore<ComparisonState>(() => ({ others: [] }));
  readonly #client: EngineClient;
  readonly #leader: LabSession;

  constructor(client: EngineClient, leader: LabSession) {
    this.#client = client;
    this.#leader = leader;
    leader.store.subscribe((state, before) => {
      if (state.document !== before.document) this.clear();
      else if (state.parked !== before.parked) this.#dropGone();
      if (state.frame !== before.frame) this.#follow();
    });
  }

  #follow(): void {
    const { frame } = this.#leader.store.getState();
    if (frame === null) return;
    for (const { lab } of this.store.getState().others) {
      const own = lab.store.getState().frame;
      const target = Math.min(frame.nowMicros, own?.durationMicros ?? frame.nowMicros);
      if (own?.nowMicros !== target) lab.seek(target);
    }
  }

  #letter(): string | undefined {
    const taken = new Set(this.store.getState().others.map(({ letter }) => letter));
    return LETTERS.find((letter) => !taken.has(letter));
  }

  /** A branch of the leading run that is parked under this id. */
  addBranch(id: string, name: string): void {
    const letter = this.#letter();
    if (letter === undefined || this.store.getState().others.some(({ lab }) => lab.id === id)) return;
    const lab = new LabSession(this.#client, id);
    lab.attach(this.#leader.store.getState().document);
    this.#add({ letter, name, lab, related: true, own: false });
  }

  async addScenario(name: string, request: OpenRequest): Promise<void> {
    const letter = this.#letter();
    const seed = this.#leader.store.getState().frame?.seed;
    if (letter === undefined) return;
    const lab = new LabSession(this.#client, `compare-${letter}`);
    const { startAt: _start, ...from } = request;
    const opened = await lab.open({ ...from, ...(seed !== undefined && { seed }) });
    if (opened) this.#add({ letter, name, lab, related: false, own: true });
  }

  #add(run: ComparedRun): void {
    const { others } = this.store.getState();
    this.store.setState({ others: [...others, run].toSorted((a, b) => (a.letter < b.letter ? -1 : 1)) });
    this.#follow();
  }

  remove(letter: string): void {
    const { others } = this.store.getState();
    const gone = others.find((run) => run.letter === letter);
    if (gone?.own === true) this.#client.close(gone.lab.id);
    this.store.setState({ others: others.filter((run) => run.letter !== letter) });
  }

  clear(): void {
    for (const { letter } of this.store.getState().others) this.remove(letter);
  }

  /** Branches that were discarded are compared no more. */
  #dropGone(): void {
    const there = new Set(this.#leader.store.getState().parked.map(({ id }) => id));
    for (const run of this.store.getState().others)
      if (run.related && !there.has(run.lab.id)) this.remove(run.letter);
  }
}

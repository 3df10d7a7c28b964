/** One lab as the window sees it: its latest frame, the scene derived once a frame, and what can be done to it. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  formatClock,
  sceneOf,
  type CommandCall,
  type CommandReply,
  type Frame,
  type Issue,
  type LabError,
  type Outcome,
  type Scene,
  type Shell,
  type TerminalReply,
} from '../../simulations';
import type { Branched, EngineClient, LabListener, OpenRequest } from '../engine/engine-client';
import { text } from '../text/en';
import { branchName } from './branch-name';
import { historyKey } from './kept-history';
import type { StepSize } from '../engine/protocol';

/** A run with a name; `id` is its lab while it is parked. */
export interface Branch {
  readonly id: string;
  readonly name: string;
  /** Where it left the run that it comes from. */
  readonly atMicros: number;
}

export interface LabState {
  readonly frame: Frame | null;
  readonly scene: Scene | null;
  readonly playing: boolean;
  readonly speed: number;
  /** What the engine really reaches of `speed`; null at rest and in the first moments. */
  readonly achieved: number | null;
  /** The scenario as it was opened, for exports and for opening it again. */
  readonly document: OpenRequest | null;
  readonly opening: boolean;
  readonly issues: readonly Issue[];
  /** The file that the issues are about: not the one that is open. */
  readonly refused: string;
  readonly broken: string | null;
  /** The run that is shown, and the others with the same beginning: each can be taken up again. */
  readonly branch: Branch;
  readonly parked: readonly Branch[];
  /** Runs from which commands were taken back, and how many were left: where redoing leads, whoever took them back. */
  readonly takenBack: readonly { readonly branch: string; readonly commands: number }[];
  /** Branches of the scenario as it was before an edit: undoing the edit brings them back. */
  readonly aside: number;
}

/** Branches of one version of the scenario, kept while another one is shown. */
interface Aside {
  /** What that version says. */
  readonly key: string;
  readonly parked: readonly Branch[];
}

/** More runs than this are not kept beside the one that is shown. */
const MOST_ASIDE = 12;

const EMPTY: LabState = {
  frame: null,
  scene: null,
  playing: false,
  speed: 1,
  achieved: null,
  document: null,
  opening: false,
  issues: [],
  refused: '',
  broken: null,
  branch: { id: '', name: text.branch.first, atMicros: 0 },
  parked: [],
  takenBack: [],
  aside: 0,
};

export const MIN_SPEED = 0.001;
export const MAX_SPEED = 1000;

export class LabSession {
  readonly id: string;
  readonly store: StoreApi<LabState> = createStore<LabState>(() => EMPTY);
  /** Commands that were given elsewhere than in the terminal, for the terminal to show. */
  readonly echoes = new Set<(call: CommandCall | null, lines: readonly string[]) => void>();
  readonly #client: EngineClient;
  #aside: readonly Aside[] = [];
  #slowAtEvents = false;
  #requested: OpenRequest | null = null;

  constructor(client: EngineClient, id: string) {
    this.#client = client;
    this.id = id;
  }

  get #listener(): LabListener {
    return {
      onFrame: ({ frame, playing, speed, achieved }) =>
        this.store.setState({
          frame,
          scene: sceneOf(frame),
          playing,
          achieved,
          speed: playing ? speed : this.store.getState().speed,
        }),
      onBroken: (broken) => this.store.setState({ broken, playing: false }),
      onBranched: (branched) => this.#noteBranch(branched),
    };
  }

  /** What was asked for last, whether it is shown yet or not. */
  get requested(): OpenRequest | null {
    return this.#requested;
  }

  async open(request: OpenRequest): Promise<boolean> {
    this.#requested = request;
    this.store.setState({ opening: true });
    const outcome = await this.#client.open(this.id, request, this.#listener);
    if (outcome.ok) {
      const parked = this.#takeAside(request);
      const aside = this.#aside.reduce((sum, one) => sum + one.parked.length, 0);
      const { branch, takenBack } = EMPTY;
      const shown = { document: request, branch, parked, aside, takenBack };
      this.store.setState({ opening: false, issues: [], broken: null, ...shown });
    } else {
      this.store.setState({ opening: false });
      this.refuse(request.name, outcome.error);
    }
    return outcome.ok;
  }

  /**
   * The branches of what was open are kept while the scenario is only edited, and come back with the version that they are
   * runs of; another scenario closes them.
   */
  #takeAside(request: OpenRequest): readonly Branch[] {
    const { document, parked } = this.store.getState();
    if (request.goesOn !== true || document === null) {
      for (const { id } of [...parked, ...this.#aside.flatMap((one) => one.parked)]) this.#client.close(id);
      this.#aside = [];
      return [];
    }
    if (parked.length === 0 && this.#aside.length === 0) return [];
    const keyOf = ({ text: said, overrides }: OpenRequest): string => historyKey(said, overrides) ?? said;
    const key = keyOf(request);
    const all = [...this.#aside, ...(parked.length > 0 ? [{ key: keyOf(document), parked }] : [])];
    const back = all.filter((one) => one.key === key).flatMap((one) => one.parked);
    const rest = all.filter((one) => one.key !== key);
    let over = rest.reduce((sum, one) => sum + one.parked.length, 0) - MOST_ASIDE;
    this.#aside = rest.flatMap((one) => {
      // The oldest go first.
      const dropped = one.parked.slice(0, Math.max(0, over));
      over -= dropped.length;
      for (const { id } of dropped) this.#client.close(id);
      const left = one.parked.slice(dropped.length);
      return left.length === 0 ? [] : [{ ...one, parked: left }];
    });
    return back;
  }

  /** Shows a lab that is there already, such as a parked branch. */
  attach(document: OpenRequest | null): void {
    this.store.setState({ document });
    this.#client.listen(this.id, this.#listener);
    this.pause();
  }

  /** What was goes on under its old name; what is shown is named after the command that made it another run. */
  #noteBranch({ kept, atMicros, command, takenBack = false, commands = 0 }: Branched): void {
    const { branch, parked, frame, takenBack: before } = this.store.getState();
    const named = branchName(command, formatClock((frame?.startsAtMicros ?? 0) + atMicros, false));
    const name = takenBack ? text.branch.without.replace('{0}', named) : named;
    this.store.setState({
      parked: [...parked, { ...branch, id: kept }],
      branch: { id: '', name, atMicros },
      ...(takenBack && { takenBack: [...before, { branch: kept, commands }] }),
    });
  }

  /** A run without the last command; gives the branch that still has it, or null where there was none. */
  takeBack(): Promise<string | null> {
    return this.#client.takeBack(this.id);
  }

  /** Keeps the run as it is and goes on with a copy of it. */
  async fork(): Promise<void> {
    const { branch, parked } = this.store.getState();
    const kept = [...parked, ...this.#aside.flatMap((one) => one.parked)];
    const taken = new Set(kept.map(({ id }) => id));
    let n = 1;
    while (taken.has(`${this.id}/fork-${n}`)) n++;
    const id = `${this.id}/fork-${n}`;
    const atMicros = await this.#client.fork(this.id, id);
    if (atMicros === null) return;
    this.store.setState({
      parked: [...parked, { ...branch, id }],
      branch: { id: '', name: this.#forkName(atMicros), atMicros },
    });
  }

  /** After the instant; a second one of that instant is counted. */
  #forkName(atMicros: number): string {
    const { branch, parked, frame } = this.store.getState();
    const clock = formatClock((frame?.startsAtMicros ?? 0) + atMicros, false);
    const name = text.branch.forked.replace('{0}', clock);
    const taken = new Set([branch, ...parked].map((other) => other.name));
    let n = 1;
    while (taken.has(n === 1 ? name : `${name} (${n})`)) n++;
    return n === 1 ? name : `${name} (${n})`;
  }

  /** Takes up another branch; what was shown is parked. */
  async switchTo(id: string): Promise<void> {
    const { branch, parked } = this.store.getState();
    const wanted = parked.find((other) => other.id === id);
    if (wanted === undefined || !(await this.#client.swap(this.id, id))) return;
    this.store.setState({
      branch: { ...wanted, id: '' },
      parked: parked.map((other) => (other.id === id ? { ...branch, id } : other)),
    });
  }

  renameBranch(name: string): void {
    const { branch } = this.store.getState();
    if (name.trim() !== '') this.store.setState({ branch: { ...branch, name: name.trim() } });
  }

  dropBranch(id: string): void {
    this.#client.close(id);
    const { parked } = this.store.getState();
    this.store.setState({ parked: parked.filter((other) => other.id !== id) });
  }

  /** Plays to the end of the run and resolves when it is reached; pausing resolves it too. */
  playToEnd(): Promise<void> {
    return new Promise((resolve) => {
      let began = false;
      const stop = this.store.subscribe(({ playing, frame }) => {
        began ||= playing;
        if (playing || !(began || frame?.finished === true)) return;
        stop();
        resolve();
      });
      this.play();
    });
  }

  /** Resolves when the next frame has come. */
  nextFrame(): Promise<void> {
    const { frame } = this.store.getState();
    return new Promise((resolve) => {
      const stop = this.store.subscribe((state) => {
        if (state.frame === frame) return;
        stop();
        resolve();
      });
    });
  }

  /** Says what is wrong with a file; what is open stays as it is. */
  refuse(name: string, issues: readonly Issue[]): void {
    this.store.setState({ refused: name, issues });
  }

  dismissIssues(): void {
    this.store.setState({ issues: [] });
  }

  /** Plays or pauses; at the end of the run playing starts over. */
  toggle(): void {
    const { playing, frame } = this.store.getState();
    if (playing) this.pause();
    else {
      if (frame?.finished === true) this.seek(0);
      this.play();
    }
  }

  play(untilMicros?: number): void {
    this.#client.play(this.id, this.store.getState().speed, untilMicros, this.#slowAtEvents);
  }

  /** Whether playing slows down for a moment at events that stand out. */
  setSlowAtEvents(slow: boolean): void {
    this.#slowAtEvents = slow;
    if (this.store.getState().playing) this.play();
  }

  pause(): void {
    this.#client.pause(this.id);
  }

  setSpeed(speed: number): void {
    const bounded = Math.min(MAX_SPEED, Math.max(MIN_SPEED, speed));
    this.store.setState({ speed: bounded });
    if (this.store.getState().playing) this.play();
  }

  step(direction: 1 | -1, size: StepSize = 'event'): void {
    this.#client.step(this.id, size, direction);
  }

  seek(toMicros: number): void {
    this.#client.seek(this.id, Math.round(toMicros));
  }

  /** Acts on the lab; the equal command line is shown in the terminal. */
  async execute(call: CommandCall): Promise<Outcome<CommandReply, LabError>> {
    const outcome = await this.#client.execute(this.id, call);
    for (const echo of this.echoes)
      if (outcome.ok) echo(call, [outcome.value.text]);
      else echo(null, [`# ${outcome.error.message}`]);
    return outcome;
  }

  type(shell: Shell, line: string): Promise<TerminalReply> {
    return this.#client.type(this.id, shell, line);
  }
}

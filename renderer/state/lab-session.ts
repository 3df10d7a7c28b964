/** One lab as the window sees it: its latest frame, the scene derived once a frame, and what can be done to it. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  sceneOf,
  type CommandCall,
  type CommandReply,
  type Frame,
  type Issue,
  type LabError,
  type Outcome,
  type Scene,
  type TerminalReply,
} from '../../simulations';
import type { EngineClient, OpenRequest } from '../engine/engine-client';
import type { StepSize } from '../engine/protocol';

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
}

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
};

export const MIN_SPEED = 0.001;
export const MAX_SPEED = 1000;

export class LabSession {
  readonly id: string;
  readonly store: StoreApi<LabState> = createStore<LabState>(() => EMPTY);
  /** Commands that were given elsewhere than in the terminal, for the terminal to show. */
  readonly echoes = new Set<(line: string) => void>();
  readonly #client: EngineClient;

  constructor(client: EngineClient, id: string) {
    this.#client = client;
    this.id = id;
  }

  async open(request: OpenRequest): Promise<boolean> {
    this.store.setState({ opening: true });
    const outcome = await this.#client.open(this.id, request, {
      onFrame: ({ frame, playing, speed, achieved }) =>
        this.store.setState({
          frame,
          scene: sceneOf(frame),
          playing,
          achieved,
          speed: playing ? speed : this.store.getState().speed,
        }),
      onBroken: (broken) => this.store.setState({ broken, playing: false }),
    });
    if (outcome.ok) this.store.setState({ opening: false, issues: [], broken: null, document: request });
    else {
      this.store.setState({ opening: false });
      this.refuse(request.name, outcome.error);
    }
    return outcome.ok;
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
    this.#client.play(this.id, this.store.getState().speed, untilMicros);
  }

  pause(): void {
    this.#client.pause(this.id);
  }

  setSpeed(speed: number): void {
    const bounded = Math.min(MAX_SPEED, Math.max(MIN_SPEED, speed));
    this.store.setState({ speed: bounded });
    if (this.store.getState().playing) this.#client.play(this.id, bounded);
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
    if (outcome.ok) for (const echo of this.echoes) echo(`${outcome.value.echo}\n${outcome.value.text}`);
    else for (const echo of this.echoes) echo(`# ${outcome.error.message}`);
    return outcome;
  }

  type(place: string, line: string): Promise<TerminalReply> {
    return this.#client.type(this.id, place, line);
  }
}

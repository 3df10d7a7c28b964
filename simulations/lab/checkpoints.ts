/** Copies of a run's state along its way: at most 48, thinned out as the run grows longer. */
import { stateBytes } from '../world/budget';
import type { World } from '../world/world';

const MOST = 48;
const FIRST_INTERVAL = 2000;
/** Together they take no more than this: of a big world fewer are kept. */
const MOST_BYTES = 256 * 1024 ** 2;

export interface Checkpoint {
  readonly state: World;
  readonly events: number;
  /** Commands of the log that lie before it. */
  readonly commands: number;
}

export class Checkpoints {
  #kept: Checkpoint[] = [];
  #interval = FIRST_INTERVAL;
  readonly #enabled: boolean;

  /** Switched off, none is kept. */
  constructor(enabled: boolean) {
    this.#enabled = enabled;
  }

  /** The same checkpoints for another run of the same past: what is kept is never changed, so both may hold it. */
  copy(): Checkpoints {
    const twin = new Checkpoints(this.#enabled);
    twin.#kept = [...this.#kept];
    twin.#interval = this.#interval;
    return twin;
  }

  /** Events until the next checkpoint is due. */
  until(events: number): number {
    return this.#enabled ? this.#interval - (events % this.#interval) : Infinity;
  }

  /** Keeps a copy when one is due here and none is kept yet. */
  keep(events: number, copy: () => World, commands: number): void {
    if (!this.#enabled || events % this.#interval !== 0) return;
    if ((this.#kept.at(-1)?.events ?? -1) >= events) return;
    const state = copy();
    this.#kept.push({ state, events, commands });
    const most = Math.max(2, Math.min(MOST, Math.floor(MOST_BYTES / stateBytes(state))));
    while (this.#kept.length > most) {
      this.#interval *= 2;
      this.#kept = this.#kept.filter((checkpoint) => checkpoint.events % this.#interval === 0);
    }
  }

  /** A command at this point makes what came after it another future. */
  dropAfter(events: number, commands: number): void {
    this.#kept = this.#kept.filter(
      (checkpoint) =>
        checkpoint.events < events || (checkpoint.events === events && checkpoint.commands <= commands),
    );
  }

  /** The last checkpoint whose state fits; the first one always does. Undefined where none is kept. */
  last(fits: (state: World) => boolean): Checkpoint | undefined {
    return this.#kept.findLast((checkpoint) => fits(checkpoint.state)) ?? this.#kept[0];
  }
}

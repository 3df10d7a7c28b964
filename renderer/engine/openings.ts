/**
 * Labs that are being built, a slice at a time: a big world takes seconds, and one that is no longer wanted is dropped
 * within a slice. What is said to a lab meanwhile waits until it is there. Knows nothing of workers: clock and timer come
 * in as arguments, so that a test can drive it.
 */
import type { Lab, Steps } from '../../simulations';
import { SLICE_MS } from './pacing';
import type { ToWorker } from './protocol';
import { advance } from './slices';

export interface Opening {
  readonly steps: Steps<Lab>;
  readonly onReady: (lab: Lab) => void;
  /** It is not wanted any more. */
  readonly onDropped: () => void;
  /** Building broke a promise of ours. */
  readonly onFailed: (error: unknown) => void;
}

interface Begun extends Opening {
  readonly held: ToWorker[];
}

export interface OpeningSurroundings {
  readonly now: () => number;
  readonly later: (act: () => void) => void;
  /** Receives what waited, in order, when a lab is there or will never be. */
  readonly receive: (message: ToWorker) => void;
}

export class Openings {
  readonly #begun = new Map<string, Begun>();
  readonly #around: OpeningSurroundings;

  constructor(around: OpeningSurroundings) {
    this.#around = around;
  }

  /** Most labs are there when this returns: the first slice is done at once. */
  begin(id: string, opening: Opening): void {
    this.drop(id);
    const begun: Begun = { ...opening, held: [] };
    this.#begun.set(id, begun);
    this.#goOn(id, begun);
  }

  /** Whether the message waits for a lab that is being built. */
  holds(message: ToWorker): boolean {
    const about = [
      message.lab,
      ...(message.type === 'swap' ? [message.with] : []),
      ...(message.type === 'difference' ? [message.other] : []),
    ];
    const begun = about.map((id) => this.#begun.get(id)).find((one) => one !== undefined);
    begun?.held.push(message);
    return begun !== undefined;
  }

  /** Builds no further. */
  drop(id: string): void {
    const begun = this.#begun.get(id);
    if (begun === undefined) return;
    this.#begun.delete(id);
    begun.onDropped();
    begun.held.forEach(this.#around.receive);
  }

  #goOn(id: string, begun: Begun): void {
    if (this.#begun.get(id) !== begun) return;
    const deadline = this.#around.now() + SLICE_MS;
    try {
      const built = advance(begun.steps, this.#around.now, deadline);
      if (built !== null) {
        this.#begun.delete(id);
        begun.onReady(built.value);
        begun.held.forEach(this.#around.receive);
        return;
      }
    } catch (error) {
      this.#begun.delete(id);
      begun.onFailed(error);
      begun.held.forEach(this.#around.receive);
      return;
    }
    this.#around.later(() => this.#goOn(id, begun));
  }
}

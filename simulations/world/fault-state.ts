/** Faults that last, and the streams of those that come by chance. */
import { openStream, type RandomStream } from '../random/streams';
import type { Model } from './model';

/** A fault that is going on: plain data, kept until it ends. */
export interface FaultState {
  readonly id: number;
  /** Its place in `FAULT_KINDS`. */
  readonly kind: number;
  /** The host or sandbox, as people name it. */
  readonly target: string;
  /** A sandbox that is moved takes its faults along. */
  host: number;
  /** -1 for a fault of a host. */
  readonly row: number;
  readonly strength: number;
  readonly startedMicros: number;
  /** Infinity = until it is repaired. */
  readonly endsMicros: number;
  /** The notice of its beginning: the cause of its end. */
  readonly notice: number;
  /** The entry of the scenario from which it came; -1 = none. */
  readonly entry: number;
  /** Threads that it keeps busy now. */
  burning: number;
  /** Nothing can be started on its host while it lasts. */
  closes: boolean;
}

export interface Faults {
  count: number;
  active: FaultState[];
  /** By entry of the scenario: when it comes, and whom it hits where several could be. */
  readonly streams: readonly { readonly times: RandomStream; readonly targets: RandomStream }[];
}

export const newFaults = (model: Model): Faults => ({
  count: 0,
  active: [],
  streams: model.scenario.faults.map(({ kind, target }, i) => ({
    times: openStream(model.seed, `fault/${i}/${kind}/${target}/times`),
    targets: openStream(model.seed, `fault/${i}/${kind}/${target}/targets`),
  })),
});

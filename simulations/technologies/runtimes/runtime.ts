import type { Entry } from '../../base/catalogue';
import { measured } from '../basis';
import { onCpu, phase, type StartPhase } from '../technology';

/** A language runtime of a function platform, with no libraries in it: one file in this folder, one line in `index.ts`. */
export interface Runtime extends Entry {
  readonly label: string;
  /** Other names by which a scenario may call it. */
  readonly aliases?: readonly string[];
  /** From the runtime's first instruction to the handler: what a provider calls init. */
  readonly init: StartPhase;
  /** The same where the function is a container image; absent = no measurement, taken as from a package. */
  readonly initFromImage?: StartPhase;
}

export const defineRuntime = <const R extends Runtime>(runtime: R): R => runtime;

/** One core until the handler is there: memory settings hardly change it (fact faas.init.memory.effect). */
export const initOf = (time: string, fact: string): StartPhase => ({
  ...onCpu(phase('Init runtime', 'fn', time, measured(fact))),
  part: 'runtime',
});

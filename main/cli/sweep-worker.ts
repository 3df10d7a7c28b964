/**
 * One run of a sweep, in a thread of its own. The thread gets the scenario's text once and then, run by run, what is
 * varied and the seed; the result depends on nothing else, so it is the same in any thread.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { Lab, parseScenario, type RunResult, type Scenario } from '../../simulations';

export interface SweepWorkerData {
  readonly text: string;
  readonly overrides: readonly (readonly [string, string])[];
}

export interface SweepRequest {
  readonly index: number;
  readonly seed: number;
  readonly vary: readonly (readonly [string, string])[];
}

export type SweepReply =
  | { readonly index: number; readonly result: RunResult }
  | { readonly index: number; readonly failure: string };

/** Serves runs until the main thread ends this one. */
export function serveSweepRuns(): void {
  const { text, overrides } = workerData as SweepWorkerData;
  let known: { readonly key: string; readonly scenario: Scenario } | undefined;
  parentPort?.on('message', ({ index, seed, vary }: SweepRequest) => {
    const key = JSON.stringify(vary);
    try {
      if (known?.key !== key) known = { key, scenario: scenarioOf(text, [...overrides, ...vary]) };
      reply({ index, result: runWhole(known.scenario, seed) });
    } catch (error) {
      reply({ index, failure: error instanceof Error ? error.message : String(error) });
    }
  });
}

const reply = (message: SweepReply): void => parentPort?.postMessage(message);

function scenarioOf(text: string, overrides: SweepWorkerData['overrides']): Scenario {
  const parsed = parseScenario(text, { overrides });
  if (!parsed.ok) throw new Error(parsed.error[0]?.message);
  return parsed.value;
}

function runWhole(scenario: Scenario, seed: number): RunResult {
  const lab = Lab.open(scenario, { seed, keepsCheckpoints: false });
  lab.runTo(scenario.duration);
  return lab.result();
}

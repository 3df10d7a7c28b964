/** Long work in short slices: between two of them somebody who pressed Ctrl-C is heard, within a tenth of a second. */
import { setImmediate as turn } from 'node:timers/promises';
import { Lab, type LabOptions, type RunResult, type Scenario, type Steps } from '../../simulations';
import type { Interrupts } from './interrupts';

const SLICE_MS = 25;
const FEWEST_EVENTS = 50;
const MOST_EVENTS = 200_000;

/** Does long work; undefined when it was interrupted. */
export async function drive<T>(steps: Steps<T>, interrupted: Interrupts): Promise<T | undefined> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < SLICE_MS) continue;
    await turn();
    since = performance.now();
    if (interrupted.now) return undefined;
  }
}

/** Opens a lab, however big its world; undefined when it was interrupted. */
export const openLab = (
  scenario: Scenario,
  options: LabOptions,
  interrupted: Interrupts,
): Promise<Lab | undefined> => drive(Lab.opening(scenario, options), interrupted);

/** The result of a run, however many hosts it has; undefined when it was interrupted meanwhile. */
export const resultOf = (lab: Lab, interrupted: Interrupts): Promise<RunResult | undefined> =>
  drive(lab.resultInSteps(), interrupted);

/** By processor time: what others do on the machine is no reason for shorter slices. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Runs to the end of the scenario, or until it is interrupted. `look` sees the lab after every slice. */
export async function runLab(lab: Lab, interrupted: Interrupts, look?: () => void): Promise<void> {
  let events = 1000;
  while (!interrupted.now) {
    const began = processorMs();
    const state = lab.runTo(lab.scenario.duration, events);
    const took = processorMs() - began;
    look?.();
    if (state === 'reached') return;
    const fitting = (events * SLICE_MS) / Math.max(took, 0.1);
    events = Math.round(Math.min(MOST_EVENTS, 2 * events, Math.max(FEWEST_EVENTS, fitting)));
    await turn();
  }
}

/** Runs to the end, one event at a time, each given to `log`. */
export async function runLogged(lab: Lab, interrupted: Interrupts, log: () => void): Promise<void> {
  let since = performance.now();
  for (let state = 'budget'; state === 'budget' && !interrupted.now;) {
    const before = lab.events;
    state = lab.runTo(lab.scenario.duration, 1);
    if (lab.events > before) log();
    if (lab.events % 64 !== 0 || performance.now() - since < SLICE_MS) continue;
    await turn();
    since = performance.now();
  }
}

/** A lab on which a test acts with lines as people write them. */
import { Lab, parseLine, type CommandOutcome, type Scenario } from '../../simulations';

export function act(lab: Lab, line: string): CommandOutcome {
  const call = parseLine(line);
  return call.ok ? lab.execute(call.value) : call;
}

/** As `act`, and what was refused fails the test. */
export function mustAct(lab: Lab, line: string): string {
  const outcome = act(lab, line);
  if (!outcome.ok) throw new Error(`${line}: ${outcome.error.message}`);
  return outcome.value.text;
}

/** Carries out lines at their times, in seconds, and runs to the end. */
export function script(
  scenario: Scenario,
  lines: readonly (readonly [number, string])[],
  until?: number,
): Lab {
  const lab = Lab.open(scenario);
  for (const [at, line] of lines) {
    lab.runTo(at * 1e6);
    mustAct(lab, line);
  }
  lab.runTo(until === undefined ? scenario.duration : until * 1e6);
  return lab;
}

/** Ends of the requests that were answered or failed so far, from the log: seconds and caption. */
export const captions = (lab: Lab): readonly string[] =>
  lab.frame().log.map((line) => `${line.atMicros / 1e6} ${line.caption}`);

export const failedChecks = (lab: Lab): readonly string[] =>
  lab
    .result()
    .checks.filter((check) => !check.ok)
    .map((check) => `${check.name}: ${check.detail}`);

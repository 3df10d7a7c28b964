/** Lines of a script: neutral commands, and `run --for 15min` to let simulated time pass. */
import { parseQuantity } from '../base/quantity';
import { parseLine } from '../commands/parse-line';
import type { Lab } from '../lab/lab';

export interface ScriptReply {
  readonly lines: readonly string[];
  readonly exitCode: number;
}

/** The time that a line lets pass; undefined for any other line. */
export function waitOf(line: string): number | undefined {
  const match = /^\s*(?:run\s+--for|wait)\s+(.+)$/.exec(line);
  const span = match === null ? undefined : parseQuantity(match[1] ?? '', 'duration');
  return span?.ok === true ? span.value : undefined;
}

export function interpretScriptLine(lab: Lab, line: string): ScriptReply {
  const wait = waitOf(line);
  if (wait !== undefined) {
    lab.runTo(lab.nowMicros + wait);
    return { lines: [], exitCode: 0 };
  }
  const call = parseLine(line);
  if (!call.ok) return { lines: [call.error.message], exitCode: 2 };
  const outcome = lab.execute(call.value);
  return outcome.ok
    ? { lines: [outcome.value.text], exitCode: 0 }
    : { lines: [outcome.error.message], exitCode: 1 };
}

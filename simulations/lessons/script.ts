/** Lines of a script: neutral commands, and `run --for 15min` to let simulated time pass. */
import { parseLine } from '../commands/parse-line';
import { waitOf } from '../commands/wait';
import type { Lab } from '../lab/lab';

export interface ScriptReply {
  readonly lines: readonly string[];
  readonly exitCode: number;
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

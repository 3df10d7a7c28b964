/** Where two runs part: the first instant at which their event logs are no longer the same. */
import { finish, type Steps } from '../base/steps';
import type { EventLine } from './frame';
import type { Lab } from './lab';

export interface FirstDifference {
  readonly atMicros: number;
  /** What each run logged at that instant: a command that was given, or the last event that stands out. */
  readonly first: string;
  readonly second: string;
}

/** Null where the two are the same up to the earlier of their two instants. Both labs stay where they are. */
export const firstDifference = (first: Lab, second: Lab): FirstDifference | null =>
  finish(firstDifferenceSteps(first, second));

/** The same in steps: it replays both runs again and again, and whoever drives it has other things to do as well. */
export function* firstDifferenceSteps(first: Lab, second: Lab): Steps<FirstDifference | null> {
  const [a, b] = [first.fork(), second.fork()];
  function* same(micros: number): Steps<boolean> {
    yield* a.seekSteps(micros);
    yield* b.seekSteps(micros);
    return a.digest === b.digest;
  }
  let high = Math.min(first.nowMicros, second.nowMicros);
  if (yield* same(high)) return null;
  let low = 0;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (yield* same(middle)) low = middle + 1;
    else high = middle;
  }
  yield* same(high);
  return { atMicros: high, first: lastOf(a, high), second: lastOf(b, high) };
}

function lastOf(lab: Lab, atMicros: number): string {
  const command = lab.log.findLast((line) => line.atMicros === atMicros);
  if (command !== undefined) return command.text;
  const { log } = lab.frame();
  const here: EventLine | undefined = log.findLast((line) => line.atMicros === atMicros);
  return here?.caption ?? 'goes on as before';
}

/**
 * What is lost when a sandbox ends at once: the calls that it had taken. They fail, and are tried again only where their
 * component retries. What follows from the end (restart, replacement) is the matter of `orchestration.ts`.
 */
import { addValue } from '../statistics/tally';
import { releaseWorker } from './calls';
import { BROKEN, endComputing, NOWHERE } from './computing';
import { failCall } from './flow';
import { callsOf } from './freeze';
import { note, NOTICE_KINDS } from './notices';
import { poolState } from './pools';
import { FAILED, type World } from './world';

/** How many calls a sandbox has taken, the one for which it still starts included. */
export const takenBy = (world: World, row: number): number =>
  (world.sandboxes.busy[row] as number) + ((world.sandboxes.firstCall[row] as number) >= 0 ? 1 : 0);

/**
 * Takes its calls from a sandbox that is out of service. One that waits for another call fails when that is over: what it
 * began goes on below. The rest is returned; the caller fails it with `failLost` when everything that falls with this
 * sandbox has fallen, so that a retry does not land on what is about to fall too.
 */
export function dropCalls(world: World, row: number): readonly number[] {
  if (takenBy(world, row) === 0) return [];
  const { calls, sandboxes, simulation } = world;
  const first = sandboxes.firstCall[row] as number;
  const lost: number[] = [];
  for (const call of callsOf(world, row)) {
    const waits = calls.endsAt[call] === Infinity;
    const isOwed = waits && calls.computes[call] !== NOWHERE;
    endComputing(world, call, true);
    releaseWorker(world, call);
    // It was not served.
    sandboxes.served[row] = (sandboxes.served[row] as number) - 1;
    if (waits) {
      sandboxes.waiting[row] = (sandboxes.waiting[row] as number) - 1;
      addValue(poolState(world, calls.pool[call] as number).waitingWorkers, simulation.nowMicros, -1);
    }
    if (waits && !isOwed) calls.computes[call] = BROKEN;
    else lost.push(call);
  }
  if (first >= 0) {
    sandboxes.firstCall[row] = -1;
    calls.sandbox[first] = -1;
    lost.push(first);
  }
  return lost;
}

/** The lost calls fail: each is tried again where its component retries, else its request has failed. */
export function failLost(world: World, lost: readonly number[], cause: number): void {
  const { calls, requests, simulation } = world;
  for (const call of lost) {
    const number = requests.number[calls.request[call] as number] as number;
    const what = NOTICE_KINDS.requestLost;
    note(world.notices, simulation.nowMicros, what, calls.pool[call] as number, 0, number, 0, cause);
    failCall(world, call, FAILED);
  }
}

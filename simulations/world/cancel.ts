/**
 * A call that nobody waits for any longer is taken back, with all that it has caused: out of its queue, off its worker.
 * The calls of a request are linked where that can be wanted: in routes of more than one call, or with a deadline.
 */
import { dequeue, releaseWorker } from './calls';
import { billFunction } from './billing';
import { BROKEN, endComputing, NOWHERE } from './computing';
import { poolState } from './pools';
import { afterRelease, serveQueue } from './readiness';
import { freeRow } from './rows';
import { abandonService } from './services';
import { addValue } from '../statistics/tally';
import { IN_POOL, type World } from './world';

/** Enters a call into the list of its request. */
export function linkCall(world: World, call: number, request: number): void {
  const { calls, requests } = world;
  const first = requests.firstCall[request] as number;
  calls.before[call] = -1;
  calls.after[call] = first;
  if (first >= 0) calls.before[first] = call;
  requests.firstCall[request] = call;
}

export function unlinkCall(world: World, call: number): void {
  const { calls, requests } = world;
  const [before, after] = [calls.before[call] as number, calls.after[call] as number];
  if (before >= 0) calls.after[before] = after;
  else requests.firstCall[calls.request[call] as number] = after;
  if (after >= 0) calls.before[after] = before;
}

/** Takes back every call below one, or every call of a request (`below` = -1). */
export function cancelCalls(world: World, request: number, below: number): void {
  const { calls, requests } = world;
  const found: number[] = [];
  for (let call = requests.firstCall[request] as number; call >= 0; call = calls.after[call] as number)
    if (below < 0 || isBelow(world, call, below)) found.push(call);
  for (const call of found) {
    if ((calls.pool[call] as number) >= 0) leaveWorker(world, call);
    else if ((calls.backend[call] as number) > 0) abandonService(world, call);
    unlinkCall(world, call);
    calls.stage[call] = IN_POOL;
    freeRow(calls, call);
    requests.openCalls[request] = (requests.openCalls[request] as number) - 1;
  }
}

function isBelow({ calls }: World, call: number, above: number): boolean {
  for (let parent = calls.parent[call] as number; parent >= 0; parent = calls.parent[parent] as number)
    if (parent === above) return true;
  return false;
}

/** The call leaves where it stands: its queue, an instance that starts for it, or the worker that serves it. */
export function leaveWorker(world: World, call: number): void {
  const { calls, sandboxes, simulation } = world;
  if (calls.stage[call] !== IN_POOL) return;
  const pool = calls.pool[call] as number;
  const sandbox = calls.sandbox[call] as number;
  if (calls.computes[call] === BROKEN) {
    // Its sandbox is gone already.
    calls.computes[call] = NOWHERE;
    return;
  }
  if (sandbox < 0) {
    dequeue(world, call);
    return;
  }
  if (sandboxes.firstCall[sandbox] === call) {
    // The instance goes on starting; the call has left it.
    sandboxes.firstCall[sandbox] = -1;
    calls.sandbox[call] = -1;
    return;
  }
  const waits = calls.endsAt[call] === Infinity;
  endComputing(world, call, true);
  calls.computes[call] = NOWHERE;
  if (waits) {
    sandboxes.waiting[sandbox] = (sandboxes.waiting[sandbox] as number) - 1;
    addValue(poolState(world, pool).waitingWorkers, simulation.nowMicros, -1);
  }
  billFunction(world, call);
  afterRelease(world, sandbox, releaseWorker(world, call));
  serveQueue(world, pool, sandbox);
}

/**
 * Sandboxes that end at once: they fall, or are taken away. Unlike a stop nothing is finished: calls in service and calls
 * that wait in the sandbox's own queue fail, and are tried again only where their component retries.
 */
import { addValue } from '../statistics/tally';
import { dequeue, releaseWorker } from './calls';
import { BROKEN, endComputing, NOWHERE } from './computing';
import { failCall } from './flow';
import { callsOf } from './freeze';
import { endIdle } from './keep-alive';
import { note, NOTICE_KINDS, type NumberedKind } from './notices';
import { abortPhase } from './phases';
import { poolModel, poolState } from './pools';
import { refreshChoice, releaseMemory, removeRow } from './sandboxes';
import { FAILED, RUNNING, STARTING, STOPPED, STOPPING, type World } from './world';

/**
 * Ends a sandbox now; `why` is the notice that says so. A VM stays defined unless `isUndefined`. Returns the calls that
 * were lost: the caller fails them with `failLost` when everything that falls with this sandbox has fallen, so that a
 * retry does not land on what is about to fall too.
 */
export function endAtOnce(world: World, row: number, why: number, isUndefined: boolean): readonly number[] {
  const { sandboxes, simulation } = world;
  const pool = poolModel(world, sandboxes.pool[row] as number);
  const state = poolState(world, pool.index);
  const now = simulation.nowMicros;
  leaveService(world, row);
  const lost = [...dropCalls(world, row), ...dropQueue(world, row)];
  sandboxes.notice[row] = why;
  if (sandboxes.state[row] !== STOPPED) {
    if (pool.technology.perRequest) {
      state.lifespanSum += now - (sandboxes.createdAt[row] as number);
      state.lifespanCount++;
    }
    addValue(state.instances, now, -1);
    releaseMemory(world, row);
  }
  sandboxes.state[row] = STOPPED;
  if (isUndefined || !pool.technology.staysDefined) removeRow(world, row);
  return lost;
}

/** It takes no more work: not chosen, not idle, not starting. */
function leaveService(world: World, row: number): void {
  const { sandboxes, simulation } = world;
  const pool = poolModel(world, sandboxes.pool[row] as number);
  const state = poolState(world, pool.index);
  const now = simulation.nowMicros;
  if (sandboxes.paused[row] === 1) {
    sandboxes.paused[row] = 0;
    state.paused--;
  }
  if (sandboxes.state[row] === STARTING) {
    abortPhase(world, row);
    state.starting--;
    addValue(state.startingInstances, now, -1);
  } else if (sandboxes.state[row] === RUNNING) {
    state.ready--;
    addValue(state.workers, now, -pool.workers);
    if (pool.technology.perRequest) endIdle(world, row);
  }
  if (sandboxes.state[row] !== STOPPED) sandboxes.state[row] = STOPPING;
  refreshChoice(world, row);
}

/** Takes its calls from it. One that waits for another call fails when that is over: what it began goes on below. */
function dropCalls(world: World, row: number): readonly number[] {
  const { calls, sandboxes, simulation } = world;
  const first = sandboxes.firstCall[row] as number;
  sandboxes.firstCall[row] = -1;
  const lost: number[] = [];
  if (first >= 0) {
    calls.sandbox[first] = -1;
    lost.push(first);
  }
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
  return lost;
}

/** What waited in its own queue was already handed to it. */
function dropQueue(world: World, row: number): readonly number[] {
  const { sandboxes } = world;
  const lost: number[] = [];
  while ((sandboxes.queueFirst[row] as number) >= 0) {
    const call = sandboxes.queueFirst[row] as number;
    dequeue(world, call);
    lost.push(call);
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

/** One sandbox falls, by itself or with what it stands on; returns the notice and what was lost. */
export function fall(
  world: World,
  row: number,
  what: NumberedKind,
  cause: number,
  isUndefined = false,
): { readonly notice: number; readonly lost: readonly number[] } {
  const { sandboxes, simulation } = world;
  const pool = sandboxes.pool[row] as number;
  const inService = callsOf(world, row).length + ((sandboxes.firstCall[row] as number) >= 0 ? 1 : 0);
  const serial = sandboxes.serial[row] as number;
  const notice = note(world.notices, simulation.nowMicros, what, pool, serial, inService, 0, cause);
  return { notice, lost: endAtOnce(world, row, notice, isUndefined) };
}

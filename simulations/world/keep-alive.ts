/**
 * How long an idle instance is kept. With a fixed keep-alive, instances expire in the order in which they became idle, so
 * a pool has one timer, for the one that is idle longest; it arms itself again. Where the time is learnt, each instance has
 * a timer of its own. Provisioned instances are never idle in this sense.
 */
import { scheduleAt } from '../engine/simulation';
import { decideWindows, learnIdleTime } from '../policies/hybrid-histogram';
import { IDLE_DUE, KEEP_ALIVE_EXPIRED, PRE_WARM_DUE } from './event-kinds';
import { poolModel, poolState } from './pools';
import { expire } from './sandboxes';
import { concurrencyOf } from './throttles';
import type { PoolState, World } from './world';

/** An instance of a function has nothing to do: it is kept, or taken away, by the policy of its function. */
export function settleIdle(world: World, row: number): void {
  const { sandboxes } = world;
  if ((sandboxes.ahead[row] as number) > 0) return;
  const { keepAlive, index } = poolModel(world, sandboxes.pool[row] as number);
  switch (keepAlive.policy) {
    case 'fixed':
      beginIdle(world, row);
      return;
    case 'none':
      expire(world, row);
      return;
    case 'hybrid-histogram':
      beginIdle(world, row);
      if (concurrencyOf(world, index) === 0) planIdleness(world, index, row);
      else keepUntil(world, row, world.simulation.nowMicros + windowsOf(world, index).span);
  }
}

function windowsOf(world: World, pool: number): { readonly preWarm: number; readonly span: number } {
  const { keepAlive } = poolModel(world, pool);
  const { idleTimes } = poolState(world, pool);
  if (keepAlive.policy !== 'hybrid-histogram' || idleTimes === null) return { preWarm: 0, span: 0 };
  const windows = decideWindows(idleTimes, keepAlive);
  return { preWarm: windows.preWarm, span: windows.preWarm + windows.keepAlive };
}

/** The function as a whole has become idle: its instances go until shortly before the next request, or one waits for it. */
function planIdleness(world: World, pool: number, row: number): void {
  const state = poolState(world, pool);
  const { simulation } = world;
  if (state.idleFrom >= 0) {
    // Built ahead of the next request, or too late for the last one.
    keepUntil(world, row, Math.max(simulation.nowMicros, state.keepUntil));
    return;
  }
  const { preWarm, span } = windowsOf(world, pool);
  state.idleFrom = simulation.nowMicros;
  state.keepUntil = simulation.nowMicros + span;
  if (preWarm === 0) {
    keepUntil(world, row, state.keepUntil);
    return;
  }
  while (state.idleFirst >= 0) takeAway(world, state.idleFirst);
  scheduleAt(simulation, simulation.nowMicros + preWarm, PRE_WARM_DUE, pool, state.preWarmMark);
}

/** A request has come: the function is no longer idle, and its policy learns for how long it was. */
export function endIdleness(world: World, pool: number): void {
  const state = poolState(world, pool);
  const { keepAlive } = poolModel(world, pool);
  if (state.idleFrom < 0 || state.idleTimes === null || keepAlive.policy !== 'hybrid-histogram') return;
  learnIdleTime(state.idleTimes, keepAlive, world.simulation.nowMicros - state.idleFrom);
  state.idleFrom = -1;
  // What was planned for this idleness is void.
  state.preWarmMark++;
}

function keepUntil(world: World, row: number, untilMicros: number): void {
  const { sandboxes, simulation } = world;
  sandboxes.idleUntil[row] = untilMicros;
  const pending = sandboxes.idleTimerAt[row] as number;
  if (pending >= 0 && pending <= untilMicros) return;
  sandboxes.idleTimerAt[row] = untilMicros;
  scheduleAt(simulation, untilMicros, IDLE_DUE, row, sandboxes.generation[row] as number);
}

/** Event: an instance with a timer of its own may have been idle for long enough. */
export function handleIdleDue(world: World, row: number, generation: number): void {
  const { sandboxes, simulation } = world;
  if (sandboxes.generation[row] !== generation || sandboxes.idleTimerAt[row] !== simulation.nowMicros) return;
  sandboxes.idleTimerAt[row] = -1;
  if (sandboxes.idlePrevious[row] === -2) return;
  const until = sandboxes.idleUntil[row] as number;
  if (until <= simulation.nowMicros) takeAway(world, row);
  else keepUntil(world, row, until);
}

function takeAway(world: World, row: number): void {
  endIdle(world, row);
  expire(world, row);
}

/** An instance has become idle: it goes to the end of the line. */
function beginIdle(world: World, row: number): void {
  const { sandboxes, simulation } = world;
  const pool = sandboxes.pool[row] as number;
  const state = poolState(world, pool);
  sandboxes.idleSince[row] = simulation.nowMicros;
  joinIdle(world, row);
  if (!state.idleTimer) armIdleTimer(world, pool);
}

/** Only its place in line. */
export function joinIdle({ sandboxes, pools }: World, row: number): void {
  const state = pools[sandboxes.pool[row] as number] as PoolState;
  sandboxes.idlePrevious[row] = state.idleLast;
  sandboxes.idleNext[row] = -1;
  if (state.idleLast >= 0) sandboxes.idleNext[state.idleLast] = row;
  else state.idleFirst = row;
  state.idleLast = row;
}

/** It serves again, or it is taken away. */
export function endIdle(world: World, row: number): void {
  const { sandboxes } = world;
  const before = sandboxes.idlePrevious[row] as number;
  if (before === -2) return;
  const state = poolState(world, sandboxes.pool[row] as number);
  const after = sandboxes.idleNext[row] as number;
  if (before >= 0) sandboxes.idleNext[before] = after;
  else state.idleFirst = after;
  if (after >= 0) sandboxes.idlePrevious[after] = before;
  else state.idleLast = before;
  sandboxes.idlePrevious[row] = -2;
}

function armIdleTimer(world: World, pool: number): void {
  const state = poolState(world, pool);
  const keepAlive = poolModel(world, pool).keepAliveMicros;
  state.idleTimer = state.idleFirst >= 0 && keepAlive !== Infinity;
  if (!state.idleTimer) return;
  const due = (world.sandboxes.idleSince[state.idleFirst] as number) + keepAlive;
  scheduleAt(
    world.simulation,
    Math.max(due, world.simulation.nowMicros),
    KEEP_ALIVE_EXPIRED,
    pool,
    state.idleMark,
  );
}

/** The keep-alive has changed: the pending timer is void. */
export function rearmIdleTimer(world: World, pool: number): void {
  poolState(world, pool).idleMark++;
  armIdleTimer(world, pool);
}

/** Event: the instance that was idle longest may have been idle for its keep-alive. */
export function handleIdleTimer(world: World, pool: number, mark: number): void {
  const state = poolState(world, pool);
  if (state.idleMark !== mark) return;
  const { sandboxes, simulation } = world;
  const latest = simulation.nowMicros - poolModel(world, pool).keepAliveMicros;
  while (state.idleFirst >= 0 && (sandboxes.idleSince[state.idleFirst] as number) <= latest)
    takeAway(world, state.idleFirst);
  armIdleTimer(world, pool);
}

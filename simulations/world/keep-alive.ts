/**
 * How long an idle instance is kept. With a fixed keep-alive, instances expire in the order in which they became idle, so
 * a pool has one timer, for the one that is idle longest; it arms itself again.
 */
import { scheduleAt } from '../engine/simulation';
import { KEEP_ALIVE_EXPIRED } from './event-kinds';
import { poolModel, poolState } from './pools';
import { expire } from './sandboxes';
import type { World } from './world';

/** An instance has become idle: it goes to the end of the line. */
export function beginIdle(world: World, row: number): void {
  const { sandboxes, simulation } = world;
  const state = poolState(world, sandboxes.pool[row] as number);
  sandboxes.idleSince[row] = simulation.nowMicros;
  sandboxes.idlePrevious[row] = state.idleLast;
  sandboxes.idleNext[row] = -1;
  if (state.idleLast >= 0) sandboxes.idleNext[state.idleLast] = row;
  else state.idleFirst = row;
  state.idleLast = row;
  if (!state.idleTimer) armIdleTimer(world, sandboxes.pool[row] as number);
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
  while (state.idleFirst >= 0 && (sandboxes.idleSince[state.idleFirst] as number) <= latest) {
    const row = state.idleFirst;
    endIdle(world, row);
    expire(world, row);
  }
  armIdleTimer(world, pool);
}

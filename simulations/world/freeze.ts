/**
 * Pausing: the cgroup freezer of a container, the stopped virtual CPUs of a VM. Memory stays where it is, nothing
 * computes, calls in service are stretched by the pause. New requests go to other sandboxes, or wait.
 */
import { freezeComputing, FROZEN, NOWHERE, OWED, thawComputing } from './computing';
import { startBurning, stopBurning } from './fault-effects';
import { note, NOTICE_KINDS } from './notices';
import { poolState } from './pools';
import { aliveRows } from './rows';
import { refreshChoice } from './sandboxes';
import type { World } from './world';

/** Calls that a sandbox has taken, by row; the one for which an instance still starts is not among them. */
export function callsOf(world: World, row: number): readonly number[] {
  const { calls, sandboxes } = world;
  const first = sandboxes.firstCall[row] as number;
  return aliveRows(calls).filter((call) => calls.sandbox[call] === row && call !== first);
}

/** A running sandbox stands still from now on. */
export function pauseSandbox(world: World, row: number, cause: number): void {
  const { sandboxes, simulation } = world;
  const pool = sandboxes.pool[row] as number;
  const inService = callsOf(world, row);
  for (const call of inService) freezeComputing(world, call);
  stopBurning(world, row);
  sandboxes.paused[row] = 1;
  sandboxes.pausedAt[row] = simulation.nowMicros;
  poolState(world, pool).paused++;
  refreshChoice(world, row);
  const serial = sandboxes.serial[row] as number;
  const what = NOTICE_KINDS.sandboxPaused;
  sandboxes.notice[row] = note(
    world.notices,
    simulation.nowMicros,
    what,
    pool,
    serial,
    inService.length,
    0,
    cause,
  );
}

/** Its calls compute on; returns those that were owed the news that the call they waited for is over. */
export function thawSandbox(world: World, row: number, cause: number): readonly number[] {
  const { calls, sandboxes, simulation } = world;
  const pool = sandboxes.pool[row] as number;
  sandboxes.paused[row] = 0;
  poolState(world, pool).paused--;
  refreshChoice(world, row);
  const took = simulation.nowMicros - (sandboxes.pausedAt[row] as number);
  const serial = sandboxes.serial[row] as number;
  const what = NOTICE_KINDS.sandboxResumed;
  sandboxes.notice[row] = note(world.notices, simulation.nowMicros, what, pool, serial, took, 0, cause);
  startBurning(world, row);
  const owed: number[] = [];
  for (const call of callsOf(world, row)) {
    if (calls.computes[call] === FROZEN) thawComputing(world, call);
    if (calls.computes[call] !== OWED) continue;
    calls.computes[call] = NOWHERE;
    owed.push(call);
  }
  return owed;
}

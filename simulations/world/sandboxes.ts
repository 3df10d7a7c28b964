/** Sandboxes: placing, starting, choosing and removing them. What they then serve is the matter of `flow.ts`. */
import { record } from '../statistics/histogram';
import { addValue } from '../statistics/tally';
import { chooseMember, removeSandbox, setFree } from './members';
import type { PoolModel } from './model';
import { liftFaultsOf } from './fault-effects';
import { note, NOTICE_KINDS } from './notices';
import { freeBytes, giveSlotBack, isOpen, takeMemory } from './placement';
import { abortPhase, beginPhase, planPhases } from './phases';
import { poolModel, poolState } from './pools';
import { freeRow } from './rows';
import { DEAD, RUNNING, STARTING, STOPPED, STOPPING, type DeploymentState, type World } from './world';

const MAX_START_RECORDS = 2000;

/** Begins the start-up; true when it has no phases: the sandbox is ready at once. */
export function beginStart(world: World, row: number): boolean {
  const { sandboxes, simulation } = world;
  const pool = poolModel(world, sandboxes.pool[row] as number);
  const state = poolState(world, pool.index);
  const now = simulation.nowMicros;
  sandboxes.state[row] = STARTING;
  sandboxes.phase[row] = 0;
  sandboxes.createdAt[row] = now;
  sandboxes.readyAt[row] = now;
  state.starting++;
  addValue(state.startingInstances, now, 1);
  if (pool.coldTime !== null || pool.phases.length === 0) return true;
  recordStart(world, pool, row, planPhases(world, row, pool.phases));
  beginPhase(world, row);
  return false;
}

function recordStart(world: World, pool: PoolModel, row: number, end: number): void {
  const { starts } = world.deployments[pool.deployment] as DeploymentState;
  const record = Object.freeze({
    pool: pool.index,
    serial: world.sandboxes.serial[row] as number,
    fromMicros: world.simulation.nowMicros,
    toMicros: end,
  });
  if (starts.length >= MAX_START_RECORDS) starts.shift();
  starts.push(record);
}

/** From now on its workers count. */
export function markReady(world: World, row: number): void {
  const { sandboxes, simulation } = world;
  const pool = sandboxes.pool[row] as number;
  const state = poolState(world, pool);
  const now = simulation.nowMicros;
  sandboxes.state[row] = RUNNING;
  sandboxes.readyAt[row] = now;
  sandboxes.idleSince[row] = now;
  state.starting--;
  state.ready++;
  addValue(state.startingInstances, now, -1);
  addValue(state.workers, now, poolModel(world, pool).workers);
  refreshChoice(world, row);
  const took = now - (sandboxes.createdAt[row] as number);
  if (took > 0) {
    record(state.starts, took);
    sandboxes.notice[row] = note(
      world.notices,
      now,
      NOTICE_KINDS.sandboxReady,
      pool,
      sandboxes.serial[row] as number,
      took,
      0,
      sandboxes.notice[row] as number,
    );
  }
}

/** A running sandbox leaves service: it takes no new work and goes when its last request is done. */
export function beginStop(world: World, row: number, cause: number): void {
  const { sandboxes, simulation } = world;
  const pool = sandboxes.pool[row] as number;
  const state = poolState(world, pool);
  const was = sandboxes.state[row] as number;
  if (was === STOPPING || was === STOPPED) return;
  if (was === STARTING) {
    abortPhase(world, row);
    state.starting--;
    addValue(state.startingInstances, simulation.nowMicros, -1);
  } else {
    state.ready--;
    addValue(state.workers, simulation.nowMicros, -poolModel(world, pool).workers);
  }
  sandboxes.state[row] = STOPPING;
  refreshChoice(world, row);
  sandboxes.notice[row] = note(
    world.notices,
    simulation.nowMicros,
    NOTICE_KINDS.sandboxStopping,
    pool,
    sandboxes.serial[row] as number,
    0,
    0,
    cause,
  );
}

/** Gives its memory back; a VM stays defined, everything else is gone. */
export function endStop(world: World, row: number): void {
  const { sandboxes, simulation } = world;
  const pool = sandboxes.pool[row] as number;
  note(
    world.notices,
    simulation.nowMicros,
    NOTICE_KINDS.sandboxStopped,
    pool,
    sandboxes.serial[row] as number,
    0,
    0,
    sandboxes.notice[row] as number,
  );
  releaseMemory(world, row);
  addValue(poolState(world, pool).instances, simulation.nowMicros, -1);
  sandboxes.state[row] = STOPPED;
  if (!poolModel(world, pool).technology.staysDefined) removeRow(world, row);
}

/** An idle instance reached the end of its keep-alive. */
export function expire(world: World, row: number): void {
  const { sandboxes, simulation } = world;
  const pool = sandboxes.pool[row] as number;
  const state = poolState(world, pool);
  const now = simulation.nowMicros;
  note(
    world.notices,
    now,
    NOTICE_KINDS.sandboxExpired,
    pool,
    sandboxes.serial[row] as number,
    0,
    0,
    sandboxes.notice[row] as number,
  );
  state.ready--;
  state.lifespanSum += now - (sandboxes.createdAt[row] as number);
  state.lifespanCount++;
  addValue(state.workers, now, -poolModel(world, pool).workers);
  addValue(state.instances, now, -1);
  releaseMemory(world, row);
  removeRow(world, row);
}

/** A sandbox that starts or runs is dead from now on; its row stays, its memory is free. Its calls are not its matter. */
export function markDead(world: World, row: number): void {
  const { sandboxes, simulation } = world;
  const pool = sandboxes.pool[row] as number;
  const state = poolState(world, pool);
  const now = simulation.nowMicros;
  if (sandboxes.state[row] === STARTING) {
    abortPhase(world, row);
    state.starting--;
    addValue(state.startingInstances, now, -1);
  } else {
    state.ready--;
    addValue(state.workers, now, -poolModel(world, pool).workers);
    if (sandboxes.paused[row] === 1) state.paused--;
    sandboxes.paused[row] = 0;
  }
  sandboxes.state[row] = DEAD;
  // Voids every timer of its life.
  sandboxes.attempt[row] = ((sandboxes.attempt[row] as number) + 1) & 0xff;
  refreshChoice(world, row);
  releaseMemory(world, row);
  addValue(state.instances, now, -1);
  if (!poolModel(world, pool).technology.perRequest) return;
  state.lifespanSum += now - (sandboxes.createdAt[row] as number);
  state.lifespanCount++;
}

/** It no longer runs: its memory is free, and faults that it caused are over. */
export function releaseMemory(world: World, row: number): void {
  const { sandboxes } = world;
  liftFaultsOf(world, row);
  const host = sandboxes.host[row] as number;
  if (host >= 0) takeMemory(world, host, -poolModel(world, sandboxes.pool[row] as number).takenBytes);
}

/** The row of a sandbox that is gone, or of a dead one that nobody waits for. */
export function removeRow(world: World, row: number): void {
  const { members } = poolState(world, world.sandboxes.pool[row] as number);
  removeSandbox(members, world.sandboxes, row);
  giveSlotBack(world, row);
  freeRow(world.sandboxes, row);
}

/** Tells the pool's rule whether the sandbox can take one more request now. */
export function refreshChoice(world: World, row: number): void {
  const { sandboxes } = world;
  const pool = poolModel(world, sandboxes.pool[row] as number);
  const isFree =
    sandboxes.state[row] === RUNNING &&
    sandboxes.paused[row] === 0 &&
    (pool.replicaQueues || (sandboxes.busy[row] as number) < pool.slots);
  setFree(poolState(world, pool.index).members, sandboxes, row, isFree);
}

/** Takes a stopped VM back into service: memory is taken anew, the boot begins. False when its host has no room. */
export function restart(world: World, row: number, cause: number): boolean {
  const { sandboxes, simulation } = world;
  const model = poolModel(world, sandboxes.pool[row] as number);
  const host = sandboxes.host[row] as number;
  if (host >= 0 && (!isOpen(world, host) || freeBytes(world, host) < model.takenBytes)) return false;
  if (host >= 0) takeMemory(world, host, model.takenBytes);
  addValue(poolState(world, model.index).instances, simulation.nowMicros, 1);
  sandboxes.notice[row] = cause;
  beginStart(world, row);
  return true;
}

/** A running sandbox of the pool that can take a request, by the pool's rule; -1 = none. */
export function chooseSandbox(world: World, pool: number): number {
  const state = poolState(world, pool);
  return chooseMember(state.members, world.sandboxes, state.choiceStream);
}

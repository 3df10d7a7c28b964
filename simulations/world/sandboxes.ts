/** Sandboxes: placing, starting, choosing and removing them. What they then serve is the matter of `flow.ts`. */
import { addMember, lowestMember, removeMember } from '../base/bitset';
import { record } from '../statistics/histogram';
import { addValue } from '../statistics/tally';
import { chooseMember, removeSandbox, setFree, sortState } from './members';
import { checkLimit, dropMemory, holdMemory } from './memory';
import type { PoolModel } from './model';
import { liftFaultsOf } from './fault-effects';
import { giveUpMigrationOf } from './migration-copy';
import { forgetSnapshotsOf, giveUpSnapshotOf } from './snapshot-copy';
import { note, NOTICE_KINDS } from './notices';
import { freeBytes, isOpen } from './host-choice';
import { giveSlotBack, takeMemory } from './placement';
import { scheduleIn } from '../engine/simulation';
import { phaseMark } from './computing';
import { AVAILABLE_DUE, ROLLOUT_DUE, START_DUE } from './event-kinds';
import { abortPhase, beginPhase, firstPhase, planPhases } from './phases';
import { poolModel, poolState } from './pools';
import { freeRow } from './rows';
import {
  AGAIN,
  AS_EVER,
  DEAD,
  KEPT,
  RUNNING,
  STARTING,
  STOPPED,
  STOPPING,
  type DeploymentState,
  type World,
} from './world';

const MAX_START_RECORDS = 2000;

const isServing = (state: number): boolean => state === STARTING || state === RUNNING;

/** Every change of a sandbox's state goes through here: what is counted and sorted by state follows. */
export function setState(world: World, row: number, next: number): void {
  const { sandboxes } = world;
  const pool = sandboxes.pool[row] as number;
  const state = poolState(world, pool);
  const was = sandboxes.state[row] as number;
  if (sandboxes.version[row] === state.version)
    state.updated += Number(isServing(next)) - Number(isServing(was));
  if (was === RUNNING) setAvailable(world, row, 0);
  sandboxes.state[row] = next;
  sortState(state.members, sandboxes, row);
  if (state.rollingSince >= 0) lookSoon(world, pool);
}

function setAvailable(world: World, row: number, isAvailable: 0 | 1): void {
  const { sandboxes, simulation } = world;
  const change = isAvailable - (sandboxes.available[row] as number);
  if (change === 0) return;
  const pool = sandboxes.pool[row] as number;
  const state = poolState(world, pool);
  sandboxes.available[row] = isAvailable;
  state.available += change;
  if (sandboxes.version[row] !== state.version) return;
  state.updatedAvailable += change;
  if (change > 0 && state.rollingSince >= 0)
    state.rollingFrom = simulation.nowMicros + poolModel(world, pool).update.delay;
}

/** A rolling update looks again, at this instant, once all that happens now has happened. */
function lookSoon(world: World, pool: number): void {
  const state = poolState(world, pool);
  if (state.rollingLook) return;
  state.rollingLook = true;
  scheduleIn(world.simulation, 0, ROLLOUT_DUE, pool, 0);
}

/** Event: a sandbox has been ready for as long as its pool asks, unless it is no longer. */
export function handleAvailableDue(world: World, row: number, mark: number): void {
  if (phaseMark(world, row) !== mark || world.sandboxes.state[row] !== RUNNING) return;
  setAvailable(world, row, 1);
  const pool = world.sandboxes.pool[row] as number;
  if (poolState(world, pool).rollingSince >= 0) lookSoon(world, pool);
}

/** Begins the start-up, after `delayMicros` in which it waits for the scheduler; true when it is ready at once. */
export function beginStart(world: World, row: number, delayMicros = 0): boolean {
  const { sandboxes, simulation } = world;
  const pool = poolModel(world, sandboxes.pool[row] as number);
  const state = poolState(world, pool.index);
  const now = simulation.nowMicros;
  setState(world, row, STARTING);
  sandboxes.phase[row] = 0;
  sandboxes.createdAt[row] = now;
  sandboxes.readyAt[row] = now;
  state.starting++;
  addValue(state.startingInstances, now, 1);
  if (pool.coldTime !== null || pool.phases.length === 0) return true;
  if (delayMicros > 0) {
    sandboxes.phase[row] = UNSCHEDULED;
    sandboxes.attempt[row] = ((sandboxes.attempt[row] as number) + 1) & 0xff;
    scheduleIn(simulation, delayMicros, START_DUE, row, phaseMark(world, row));
  } else beginPhases(world, row);
  return false;
}

/** In the place of a phase: the scheduler has not come to it yet. */
const UNSCHEDULED = -1;

function beginPhases(world: World, row: number): void {
  const pool = poolModel(world, world.sandboxes.pool[row] as number);
  world.sandboxes.phase[row] = 0;
  recordStart(world, pool, row, planPhases(world, row, pool.phases));
  world.sandboxes.phase[row] = firstPhase(world, row);
  beginPhase(world, row);
}

/** Event: the scheduler has come to a sandbox that still waits for it. */
export function handleStartDue(world: World, row: number, mark: number): void {
  const { sandboxes } = world;
  if (
    phaseMark(world, row) === mark &&
    sandboxes.state[row] === STARTING &&
    sandboxes.phase[row] === UNSCHEDULED
  )
    beginPhases(world, row);
}

function recordStart(world: World, pool: PoolModel, row: number, end: number): void {
  const { starts } = world.deployments[pool.deployment] as DeploymentState;
  const record = Object.freeze({
    pool: pool.index,
    serial: world.sandboxes.serial[row] as number,
    fromMicros: world.sandboxes.createdAt[row] as number,
    toMicros: end,
  });
  if (starts.length >= MAX_START_RECORDS) starts.shift();
  starts.push(record);
}

/** Its start-up is over, one way or another. */
function leaveStarting(world: World, row: number): void {
  const { sandboxes, simulation } = world;
  const state = poolState(world, sandboxes.pool[row] as number);
  state.starting--;
  addValue(state.startingInstances, simulation.nowMicros, -1);
  if (sandboxes.ahead[row] === 0) return;
  state.prewarming--;
  if ((sandboxes.ahead[row] as number) < 0) sandboxes.ahead[row] = 0;
}

/** From now on its workers count. */
export function markReady(world: World, row: number): void {
  const { sandboxes, simulation } = world;
  const pool = sandboxes.pool[row] as number;
  const state = poolState(world, pool);
  const now = simulation.nowMicros;
  setState(world, row, RUNNING);
  sandboxes.readyAt[row] = now;
  sandboxes.idleSince[row] = now;
  leaveStarting(world, row);
  state.ready++;
  const { workers, minReadyMicros } = poolModel(world, pool);
  if (minReadyMicros === 0) setAvailable(world, row, 1);
  else scheduleIn(simulation, minReadyMicros, AVAILABLE_DUE, row, phaseMark(world, row));
  addValue(state.workers, now, workers);
  refreshChoice(world, row);
  // An application that is up has touched all of its memory: more than a tight limit allows.
  checkLimit(world, row);
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
  giveUpMigrationOf(world, row);
  if (was === STARTING) {
    abortPhase(world, row);
    leaveStarting(world, row);
  } else {
    state.ready--;
    addValue(state.workers, simulation.nowMicros, -poolModel(world, pool).workers);
  }
  setState(world, row, STOPPING);
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

/** Gives its memory back; a VM stays defined, a container where it was asked for, everything else is gone. */
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
  setState(world, row, STOPPED);
  sandboxes.idleSince[row] = simulation.nowMicros;
  const after = sandboxes.afterStop[row];
  sandboxes.afterStop[row] = AS_EVER;
  if (after === AGAIN) startAgain(world, row);
  else if (after !== KEPT && !poolModel(world, pool).technology.staysDefined) removeRow(world, row);
}

/** The second half of a restart: it counts as desired again. It stays down where its host takes nothing any more. */
function startAgain(world: World, row: number): void {
  const { sandboxes, simulation } = world;
  const pool = sandboxes.pool[row] as number;
  const serial = sandboxes.serial[row] as number;
  const cause = sandboxes.notice[row] as number;
  const what = NOTICE_KINDS.sandboxCreated;
  const created = note(world.notices, simulation.nowMicros, what, pool, serial, 0, 0, cause);
  if (restart(world, row, created)) poolState(world, pool).desired++;
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
    now - (sandboxes.idleSince[row] as number),
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
    leaveStarting(world, row);
  } else {
    state.ready--;
    addValue(state.workers, now, -poolModel(world, pool).workers);
    if (sandboxes.paused[row] === 1) state.paused--;
    sandboxes.paused[row] = 0;
  }
  setState(world, row, DEAD);
  sandboxes.idleSince[row] = now;
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
  giveUpMigrationOf(world, row);
  giveUpSnapshotOf(world, row);
  const host = sandboxes.host[row] as number;
  dropMemory(world, row);
  if (host >= 0) takeMemory(world, host, -poolModel(world, sandboxes.pool[row] as number).takenBytes);
}

/** The row of a sandbox that is gone, or of a dead one that nobody waits for. */
export function removeRow(world: World, row: number): void {
  if (isServing(world.sandboxes.state[row] as number)) setState(world, row, STOPPED);
  const { members } = poolState(world, world.sandboxes.pool[row] as number);
  removeSandbox(members, world.sandboxes, row);
  forgetSnapshotsOf(world, row);
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
  const state = poolState(world, pool.index);
  const number = sandboxes.ahead[row] as number;
  if (number <= 0) setFree(state.members, sandboxes, row, isFree);
  else if (isFree) addMember(state.provisionedFree, number - 1);
  else removeMember(state.provisionedFree, number - 1);
}

/** Takes a stopped VM back into service: memory is taken anew, the boot begins. False when its host has no room. */
export function restart(world: World, row: number, cause: number, delayMicros = 0): boolean {
  const { sandboxes, simulation } = world;
  const model = poolModel(world, sandboxes.pool[row] as number);
  const host = sandboxes.host[row] as number;
  if (host >= 0 && (!isOpen(world, host) || freeBytes(world, host) < model.takenBytes)) return false;
  if (host >= 0) takeMemory(world, host, model.takenBytes);
  holdMemory(world, row);
  addValue(poolState(world, model.index).instances, simulation.nowMicros, 1);
  sandboxes.notice[row] = cause;
  if (beginStart(world, row, delayMicros)) markReady(world, row);
  return true;
}

/** A running sandbox of the pool that can take a request: provisioned ones first, then by the pool's rule; -1 = none. */
export function chooseSandbox(world: World, pool: number): number {
  const state = poolState(world, pool);
  if (state.provisionedRows.length > 0) {
    const number = lowestMember(state.provisionedFree);
    if (number >= 0) return state.provisionedRows[number] as number;
  }
  return chooseMember(state.members, world.sandboxes, state.choiceStream);
}

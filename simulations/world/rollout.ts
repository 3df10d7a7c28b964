/** Rolling updates: the replicas of a pool are replaced by those of another image, as its orchestrator does it. */
import { scheduleAt } from '../engine/simulation';
import { isUpdated, planUpdate, stepUpdate, type UpdateView } from '../policies/rolling-update';
import { ROLLOUT_DUE } from './event-kinds';
import { stopSandbox } from './stopping';
import { newestDead, newestServing, oldestOfBefore } from './members';
import { note, NOTICE_KINDS } from './notices';
import { knowImage } from './know-image';
import { poolModel, poolState } from './pools';
import { removeRow } from './sandboxes';
import { presentOf, startOne } from './scaling';
import type { PoolState, World } from './world';

/** What found no room is tried again after so long. */
const RETRY = 1_000_000;

/** Replaces all sandboxes of the pool by such of another image; where its rollout is paused, once it is resumed. */
export function beginRollout(world: World, pool: number, image: string, cause: number): void {
  const state = poolState(world, pool);
  if (state.rollingPaused) {
    state.rollingHeld = image;
    return;
  }
  const { simulation, notices } = world;
  state.version++;
  knowImage(world, image);
  state.images.push(image);
  state.updated = 0;
  state.updatedAvailable = 0;
  state.members.oldFrom = 0;
  state.rollingSince = simulation.nowMicros;
  state.rollingFrom = simulation.nowMicros;
  const { surge, unavailable } = planOf(world, pool);
  const what = NOTICE_KINDS.rolloutBegun;
  state.rollingCause = note(notices, simulation.nowMicros, what, pool, 0, surge, unavailable, cause);
  advance(world, pool);
}

/** What is under way stands still: those that start go on, nobody is stopped or started for it. */
export function pauseRollout(world: World, pool: number, cause: number): void {
  poolState(world, pool).rollingPaused = true;
  note(world.notices, world.simulation.nowMicros, NOTICE_KINDS.rolloutPaused, pool, 0, 0, 0, cause);
}

/** It goes on, and what was asked for meanwhile begins. */
export function resumeRollout(world: World, pool: number, cause: number): void {
  const state = poolState(world, pool);
  const held = state.rollingHeld;
  state.rollingPaused = false;
  state.rollingHeld = null;
  const now = world.simulation.nowMicros;
  const resumed = note(world.notices, now, NOTICE_KINDS.rolloutResumed, pool, 0, 0, 0, cause);
  if (held !== null) beginRollout(world, pool, held, resumed);
  else if (state.rollingSince >= 0) advance(world, pool);
}

const planOf = (world: World, pool: number) => {
  const { orchestrator, update } = poolModel(world, pool);
  return planUpdate(orchestrator.id, update, poolState(world, pool).desired);
};

/** Event: something has changed in a pool that is being updated. */
export function handleRolloutDue(world: World, pool: number): void {
  const state = poolState(world, pool);
  state.rollingLook = false;
  if (state.rollingSince >= 0) advance(world, pool);
}

const viewOf = (state: PoolState): UpdateView => ({
  desired: state.desired,
  present: presentOf(state),
  stopping: state.instances.value - state.ready - state.starting,
  available: state.available,
  updated: state.updated,
  updatedAvailable: state.updatedAvailable,
});

function advance(world: World, pool: number): void {
  const state = poolState(world, pool);
  const now = world.simulation.nowMicros;
  if (state.rollingPaused) return;
  if (now < state.rollingFrom) {
    lookAt(world, pool, state.rollingFrom);
    return;
  }
  dropOldDead(world, state);
  const plan = planOf(world, pool);
  for (;;) {
    const step = stepUpdate(plan, viewOf(state));
    if (step.start > 0 && startOne(world, pool, state.rollingCause) === undefined) {
      lookAt(world, pool, now + RETRY);
      if (!stopOne(world, state, step.stop, step.stopAvailable)) return;
      continue;
    }
    if (step.start === 0 && !stopOne(world, state, step.stop, step.stopAvailable)) break;
  }
  if (isUpdated(viewOf(state))) endRollout(world, pool);
}

/** Stops the oldest of an older version, if one may go; says whether it did. */
function stopOne(world: World, state: PoolState, stop: number, stopAvailable: number): boolean {
  if (stop <= 0) return false;
  const row = oldestOfBefore(state.members, world.sandboxes, state.version);
  if (row < 0 || (world.sandboxes.available[row] === 1 && stopAvailable <= 0)) return false;
  stopSandbox(world, row, state.rollingCause);
  return true;
}

/** What crashed with the old image is not started again. */
function dropOldDead(world: World, state: PoolState): void {
  while (state.awaiting > 0) {
    const row = newestDead(state.members);
    if (row < 0 || (world.sandboxes.version[row] as number) >= state.version) return;
    state.awaiting--;
    removeRow(world, row);
  }
}

function endRollout(world: World, pool: number): void {
  const state = poolState(world, pool);
  const { simulation, notices } = world;
  const took = simulation.nowMicros - state.rollingSince;
  state.rollingSince = -1;
  const cause = state.rollingCause;
  const ended = note(notices, simulation.nowMicros, NOTICE_KINDS.rolloutEnded, pool, 0, took, 0, cause);
  while (presentOf(state) > state.desired) {
    const row = newestServing(state.members);
    if (row < 0) return;
    stopSandbox(world, row, ended);
  }
}

function lookAt(world: World, pool: number, atMicros: number): void {
  const state = poolState(world, pool);
  if (state.rollingLook) return;
  state.rollingLook = true;
  scheduleAt(world.simulation, atMicros, ROLLOUT_DUE, pool, 0);
}

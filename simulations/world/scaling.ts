/** The number of replicas: what is desired becomes sandboxes that start and stop. */
import { scheduleIn } from '../engine/simulation';
import { addValue } from '../statistics/tally';
import { checkBudget } from './budget';
import { PLACING_DUE } from './event-kinds';
import { stopSandbox } from './stopping';
import { note, NOTICE_KINDS } from './notices';
import { newestDead, newestServing, oldestStopped } from './members';
import { hasRoom } from './host-choice';
import { placeSandbox } from './placement';
import { poolModel, poolState } from './pools';
import { seedImage } from './pulls';
import { beginStart, markReady, removeRow, restart, setState } from './sandboxes';
import { STARTING, type PoolState, type World } from './world';

/** So many are placed within one event; the rest follows at the same instant, so that a run can be stopped in between. */
const AT_ONCE = 2000;
/** So many of those that are there from the beginning are placed in one step of the building. */
const PLACED_IN_A_STEP = 500;
/** The second operand of `PLACING_DUE` where the placing of many goes on. */
const GO_ON = 1;

/** Starts or stops sandboxes until as many as desired start or run; the newest go first. A command has them all `atOnce`. */
export function setDesired(
  world: World,
  pool: number,
  desired: number,
  cause: number,
  atOnce = AT_ONCE,
): void {
  const state = poolState(world, pool);
  const before = state.desired;
  state.desired = desired;
  const what = desired > before ? NOTICE_KINDS.scaledOut : NOTICE_KINDS.scaledIn;
  const reason =
    desired === before
      ? cause
      : note(world.notices, world.simulation.nowMicros, what, pool, 0, desired, before, cause);
  fillUp(world, pool, reason, atOnce);
  while (presentOf(state) > desired) {
    if (dropAwaited(world, pool)) continue;
    const newest = newestServing(state.members);
    if (newest < 0) return;
    stopSandbox(world, newest, reason);
  }
}

/** Sandboxes that are ready, that start, and dead ones that the orchestrator is about to bring back. */
export const presentOf = (state: PoolState): number => state.ready + state.starting + state.awaiting;

/** Starts sandboxes until as many as desired are present; an orchestrator tries again later with what finds no room. */
export function fillUp(world: World, pool: number, cause: number, atOnce = AT_ONCE): void {
  const state = poolState(world, pool);
  for (let placed = 0; presentOf(state) < state.desired; placed++) {
    if (placed === atOnce) {
      scheduleIn(world.simulation, 0, PLACING_DUE, pool, GO_ON);
      return;
    }
    if (startOne(world, pool, cause) !== undefined) continue;
    if (isTriedAgain(world, pool)) retryLater(world, pool, FIRST_RETRY);
    return;
  }
}

/** Whether somebody tries again to place what has found no room. */
export function isTriedAgain(world: World, pool: number): boolean {
  const { restart } = poolModel(world, pool).orchestrator;
  return restart !== 'never' && restart !== 'removed';
}

/** Pending sandboxes are tried after 1 s, then ever more rarely, at most 10 s apart (Kubernetes: pod back-off of its scheduler). */
const FIRST_RETRY = 1_000_000;
const LONGEST_RETRY = 10_000_000;

function retryLater(world: World, pool: number, after: number): void {
  const state = poolState(world, pool);
  if (state.retryMicros > 0) return;
  if (after === FIRST_RETRY) state.pendingSince = world.simulation.nowMicros;
  state.retryMicros = after;
  scheduleIn(world.simulation, after, PLACING_DUE, pool, 0);
}

/** Event: an orchestrator looks whether what found no room fits now, or goes on placing many. */
export function handlePlacingDue(world: World, pool: number, mark: number): void {
  const state = poolState(world, pool);
  if (mark === GO_ON) {
    checkBudget(world);
    fillUp(world, pool, -1);
    return;
  }
  const waited = state.retryMicros;
  state.retryMicros = 0;
  for (let placed = 0; presentOf(state) < state.desired && hasRoom(world, pool); placed++) {
    if (placed === AT_ONCE) {
      scheduleIn(world.simulation, 0, PLACING_DUE, pool, GO_ON);
      return;
    }
    startOne(world, pool, -1);
  }
  if (presentOf(state) < state.desired) retryLater(world, pool, Math.min(LONGEST_RETRY, waited * 2));
}

/** Fewer are desired: what is dead is given up before anything that runs. */
function dropAwaited(world: World, pool: number): boolean {
  const state = poolState(world, pool);
  if (state.awaiting === 0) return false;
  const row = newestDead(state.members);
  if (row < 0) return false;
  state.awaiting--;
  removeRow(world, row);
  return true;
}

/** Starts one more sandbox: a stopped one that stays defined, else a new one. Undefined when there is no room. */
export function startOne(world: World, pool: number, cause: number): number | undefined {
  const { sandboxes } = world;
  const stopped = poolModel(world, pool).technology.staysDefined
    ? oldestStopped(poolState(world, pool).members)
    : -1;
  if (stopped >= 0) {
    sandboxes.version[stopped] = poolState(world, pool).version;
    return startDefined(world, stopped, cause, schedulingDelay(world, pool)) ? stopped : undefined;
  }
  const row = placeSandbox(world, pool, cause);
  if (row === undefined) return undefined;
  sandboxes.notice[row] = note(
    world.notices,
    world.simulation.nowMicros,
    NOTICE_KINDS.sandboxCreated,
    pool,
    sandboxes.serial[row] as number,
    0,
    0,
    cause,
  );
  if (beginStart(world, row, schedulingDelay(world, pool))) markReady(world, row);
  return row;
}

/** The scheduler of an orchestrator places one sandbox after the other: how long this one waits for its turn. */
function schedulingDelay(world: World, pool: number): number {
  const { orchestrator, deployment } = poolModel(world, pool);
  const state = world.deployments[deployment];
  const { rate } = orchestrator.placesPerSecond;
  if (state === undefined || rate === Infinity) return 0;
  const at = Math.max(world.simulation.nowMicros, state.schedulerFreeAt);
  state.schedulerFreeAt = at + Math.round(1e6 / rate);
  return at - world.simulation.nowMicros;
}

/** Boots a VM that was shut down. */
export function startDefined(world: World, row: number, cause: number, delayMicros = 0): boolean {
  const { sandboxes, simulation } = world;
  const pool = sandboxes.pool[row] as number;
  const reason = note(
    world.notices,
    simulation.nowMicros,
    NOTICE_KINDS.sandboxCreated,
    pool,
    sandboxes.serial[row] as number,
    0,
    0,
    cause,
  );
  return restart(world, row, reason, delayMicros);
}

/** What runs when the scenario begins is up already: some more of it, from number `from` on; says where to go on. */
export function placeInitial(world: World, pool: number, from: number): number {
  const { replicas, provisioned } = poolModel(world, pool);
  const state = poolState(world, pool);
  for (let i = from; i < replicas + provisioned; i++) {
    if (i === from + PLACED_IN_A_STEP) return i;
    const row = placeSandbox(world, pool, -1);
    if (row === undefined) break;
    seedImage(world, world.sandboxes.host[row] as number, world.sandboxes.image[row] as number);
    setState(world, row, STARTING);
    if (i >= replicas) {
      world.sandboxes.ahead[row] = i - replicas + 1;
      state.provisionedRows[i - replicas] = row;
      state.prewarming++;
    }
    state.starting++;
    addValue(state.startingInstances, 0, 1);
    markReady(world, row);
  }
  return replicas + provisioned;
}

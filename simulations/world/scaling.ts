/** The number of replicas: what is desired becomes sandboxes that start and stop; autoscalers change what is desired. */
import { unreachable } from '../base/errors';
import { scheduleIn } from '../engine/simulation';
import { decideHpa } from '../policies/hpa';
import type { ScaleDecision, ScaleInput } from '../policies/policy';
import { decideVmScaleGroup } from '../policies/vm-scale-group';
import type { AutoscalerFields } from '../scenario/schema';
import { addValue, areaAt } from '../statistics/tally';
import { AUTOSCALER_LOOKED, PLACING_DUE } from './event-kinds';
import { stopSandbox } from './flow';
import { note, NOTICE_KINDS } from './notices';
import { memberRows, newestMember } from './members';
import { hasRoom, placeSandbox } from './placement';
import { poolModel, poolState } from './pools';
import { seedImage } from './pulls';
import { beginStart, markReady, removeRow, restart } from './sandboxes';
import { DEAD, RUNNING, STARTING, STOPPED, type PoolState, type World } from './world';

/** How often a scale group looks at its VMs. */
const GROUP_PERIOD = 1_000_000;

/** Starts or stops sandboxes until as many as desired start or run; the newest go first. */
export function setDesired(world: World, pool: number, desired: number, cause: number): void {
  const state = poolState(world, pool);
  const before = state.desired;
  state.desired = desired;
  const what = desired > before ? NOTICE_KINDS.scaledOut : NOTICE_KINDS.scaledIn;
  const reason =
    desired === before
      ? cause
      : note(world.notices, world.simulation.nowMicros, what, pool, 0, desired, before, cause);
  fillUp(world, pool, reason);
  while (presentOf(state) > desired) {
    if (dropAwaited(world, pool)) continue;
    const newest = newestMember(state.members, (row) => isInService(world, row));
    if (newest < 0) return;
    stopSandbox(world, newest, reason);
  }
}

/** Sandboxes that are ready, that start, and dead ones that the orchestrator is about to bring back. */
export const presentOf = (state: PoolState): number => state.ready + state.starting + state.awaiting;

/** Starts sandboxes until as many as desired are present; an orchestrator tries again later with what finds no room. */
export function fillUp(world: World, pool: number, cause: number): void {
  const state = poolState(world, pool);
  while (presentOf(state) < state.desired) {
    if (startOne(world, pool, cause) !== undefined) continue;
    const { restart } = poolModel(world, pool).orchestrator;
    if (restart !== 'never' && restart !== 'removed') retryLater(world, pool, FIRST_RETRY);
    return;
  }
}

/** Pending sandboxes are tried after 1 s, then ever more rarely, at most 10 s apart (Kubernetes: pod back-off of its scheduler). */
const FIRST_RETRY = 1_000_000;
const LONGEST_RETRY = 10_000_000;

function retryLater(world: World, pool: number, after: number): void {
  const state = poolState(world, pool);
  if (state.retryMicros > 0) return;
  state.retryMicros = after;
  scheduleIn(world.simulation, after, PLACING_DUE, pool, 0);
}

/** Event: an orchestrator looks whether what found no room fits now. */
export function handlePlacingDue(world: World, pool: number): void {
  const state = poolState(world, pool);
  const waited = state.retryMicros;
  state.retryMicros = 0;
  while (presentOf(state) < state.desired && hasRoom(world, pool)) startOne(world, pool, -1);
  if (presentOf(state) < state.desired) retryLater(world, pool, Math.min(LONGEST_RETRY, waited * 2));
}

/** Fewer are desired: what is dead is given up before anything that runs. */
function dropAwaited(world: World, pool: number): boolean {
  const state = poolState(world, pool);
  if (state.awaiting === 0) return false;
  const row = newestMember(state.members, (candidate) => world.sandboxes.state[candidate] === DEAD);
  if (row < 0) return false;
  state.awaiting--;
  removeRow(world, row);
  return true;
}

const isInService = (world: World, row: number): boolean =>
  world.sandboxes.state[row] === RUNNING || world.sandboxes.state[row] === STARTING;

/** Starts one more sandbox: a stopped one that stays defined, else a new one. Undefined when there is no room. */
export function startOne(world: World, pool: number, cause: number): number | undefined {
  const { sandboxes } = world;
  const stopped = poolModel(world, pool).technology.staysDefined
    ? memberRows(poolState(world, pool).members).find((row) => sandboxes.state[row] === STOPPED)
    : undefined;
  if (stopped !== undefined) return startDefined(world, stopped, cause) ? stopped : undefined;
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
  if (beginStart(world, row)) markReady(world, row);
  return row;
}

/** Boots a VM that was shut down. */
export function startDefined(world: World, row: number, cause: number): boolean {
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
  return restart(world, row, reason);
}

/** What runs when the scenario begins is up already. */
export function placeInitial(world: World, pool: number): void {
  for (let i = 0; i < poolModel(world, pool).replicas; i++) {
    const row = placeSandbox(world, pool, -1);
    if (row === undefined) return;
    seedImage(world, world.sandboxes.host[row] as number, poolModel(world, pool).image);
    world.sandboxes.state[row] = STARTING;
    const state = poolState(world, pool);
    state.starting++;
    addValue(state.startingInstances, 0, 1);
    markReady(world, row);
  }
}

export const periodOf = (settings: AutoscalerFields): number =>
  settings.policy === 'hpa' ? settings.period : GROUP_PERIOD;

/** Event: an autoscaler looks at its pool and decides. */
export function handleAutoscalerLooked(world: World, pool: number): void {
  const settings = poolModel(world, pool).autoscaler;
  if (settings === null) return;
  const { simulation } = world;
  scheduleIn(simulation, periodOf(settings), AUTOSCALER_LOOKED, pool, 0);
  const state = poolState(world, pool);
  if (state.removed) return;
  const now = simulation.nowMicros;
  const [busy, workers] = [areaAt(state.busyWorkers, now), areaAt(state.workers, now)];
  const span = workers - state.lookedWorkers;
  const utilization = span > 0 ? (busy - state.lookedBusy) / span : state.queued.value > 0 ? 1 : 0;
  Object.assign(state, { lookedBusy: busy, lookedWorkers: workers });
  const starting = state.starting + state.awaiting;
  const input: ScaleInput = { nowMicros: now, ready: state.ready, starting, utilization };
  const { desired } = decide(settings, input, state.scale, poolModel(world, pool).replicas);
  if (desired === presentOf(state)) return;
  const cause = note(world.notices, now, NOTICE_KINDS.busyShare, pool, 0, utilization, settings.target, -1);
  setDesired(world, pool, desired, cause);
}

function decide(
  settings: AutoscalerFields,
  input: ScaleInput,
  memory: World['pools'][number]['scale'],
  replicas: number,
): ScaleDecision {
  const min = settings.min ?? replicas;
  switch (settings.policy) {
    case 'hpa':
      return decideHpa({ ...settings, min }, input, memory);
    case 'vm-scale-group':
      return decideVmScaleGroup({ ...settings, min }, input, memory);
    default:
      return unreachable(settings);
  }
}

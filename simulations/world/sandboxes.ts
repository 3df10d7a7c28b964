/** Sandboxes: placing, starting, choosing and removing them. What they then serve is the matter of `flow.ts`. */
import { draw } from '../random/distributions';
import { nextFraction } from '../random/streams';
import { record } from '../statistics/histogram';
import { addValue } from '../statistics/tally';
import { scheduleAt, scheduleIn } from '../engine/simulation';
import { PHASE_FINISHED, KEEP_ALIVE_EXPIRED } from './event-kinds';
import type { PoolModel } from './model';
import { note, NOTICE_KINDS } from './notices';
import { freeRow, takeRow } from './rows';
import {
  MAX_PHASES,
  RUNNING,
  STARTING,
  STOPPED,
  STOPPING,
  type DeploymentState,
  type HostState,
  type PoolState,
  type World,
} from './world';

const MAX_START_RECORDS = 2000;

export const poolModel = (world: World, pool: number): PoolModel => world.model.pools[pool] as PoolModel;
export const poolState = (world: World, pool: number): PoolState => world.pools[pool] as PoolState;

/** The host with the most free memory among those that have room; -1 = anywhere, undefined = no room. */
function placeOn(world: World, pool: PoolModel): number | undefined {
  if (pool.hosts.length === 0) return -1;
  let best: number | undefined;
  let most = -1;
  for (const host of pool.hosts) {
    const free = freeBytes(world, host);
    if (free >= pool.takenBytes && free > most) [best, most] = [host, free];
  }
  return best;
}

export function freeBytes(world: World, host: number): number {
  const model = world.model.hosts[host];
  if (model === undefined) return Infinity;
  const plates = model.plates.reduce((sum, plate) => sum + plate.memoryBytes, 0);
  return model.memoryBytes - plates - (world.hosts[host] as HostState).takenBytes;
}

/** Takes memory on a host and a row; undefined (and a notice) when no host has room. */
export function placeSandbox(world: World, pool: number, cause: number): number | undefined {
  const model = poolModel(world, pool);
  const state = poolState(world, pool);
  const now = world.simulation.nowMicros;
  const host = placeOn(world, model);
  if (host === undefined) {
    const label = `${model.sandboxName}-${state.serial + 1}`;
    const where = model.hosts[0] ?? 0;
    (world.hosts[where] as HostState).noRoom = {
      label,
      neededBytes: model.takenBytes,
      freeBytes: freeBytes(world, where),
    };
    note(world.notices, now, NOTICE_KINDS.noRoom, pool, state.serial + 1, 0, 0, cause);
    return undefined;
  }
  if (host >= 0) {
    (world.hosts[host] as HostState).takenBytes += model.takenBytes;
    (world.hosts[host] as HostState).noRoom = null;
  }
  const { sandboxes } = world;
  const row = takeRow(sandboxes);
  sandboxes.pool[row] = pool;
  sandboxes.host[row] = host;
  sandboxes.slot[row] = takeSlot(world, host);
  sandboxes.serial[row] = ++state.serial;
  sandboxes.createdAt[row] = now;
  sandboxes.readyAt[row] = now;
  sandboxes.idleSince[row] = now;
  sandboxes.timer[row] = 0;
  sandboxes.busy[row] = 0;
  sandboxes.waiting[row] = 0;
  sandboxes.served[row] = 0;
  sandboxes.firstCall[row] = -1;
  sandboxes.notice[row] = cause;
  sandboxes.phase[row] = 0;
  state.sandboxes.push(row);
  addValue(state.instances, now, 1);
  return row;
}

function takeSlot(world: World, host: number): number {
  const state = world.hosts[host];
  if (state === undefined) return 0;
  if (state.freeSlots.length === 0) return state.slots++;
  const lowest = state.freeSlots.reduce((least, slot) => Math.min(least, slot), Infinity);
  state.freeSlots = state.freeSlots.filter((slot) => slot !== lowest);
  return lowest;
}

/** Draws the phases of a start-up and schedules the first; without phases it is ready at once. */
export function beginStart(world: World, row: number): boolean {
  const { sandboxes, simulation } = world;
  const pool = poolModel(world, sandboxes.pool[row] as number);
  const state = poolState(world, pool.index);
  const now = simulation.nowMicros;
  sandboxes.state[row] = STARTING;
  sandboxes.phase[row] = 0;
  sandboxes.createdAt[row] = now;
  state.starting++;
  addValue(state.startingInstances, now, 1);
  let end = now;
  const phases = pool.coldTime === null ? pool.phases : [];
  phases.forEach((phase, i) => {
    end += Math.max(1, Math.round(draw(phase.time, state.startStream)));
    sandboxes.phaseEnds[row * MAX_PHASES + i] = end;
  });
  sandboxes.readyAt[row] = end;
  if (phases.length === 0) return true;
  recordStart(world, pool, row, end);
  scheduleAt(
    simulation,
    sandboxes.phaseEnds[row * MAX_PHASES] as number,
    PHASE_FINISHED,
    row,
    sandboxes.generation[row] as number,
  );
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
    state.starting--;
    addValue(state.startingInstances, simulation.nowMicros, -1);
  } else {
    state.ready--;
    addValue(state.workers, simulation.nowMicros, -poolModel(world, pool).workers);
  }
  sandboxes.state[row] = STOPPING;
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

function releaseMemory(world: World, row: number): void {
  const { sandboxes } = world;
  const host = sandboxes.host[row] as number;
  if (host >= 0)
    (world.hosts[host] as HostState).takenBytes -= poolModel(world, sandboxes.pool[row] as number).takenBytes;
}

function removeRow(world: World, row: number): void {
  const state = poolState(world, world.sandboxes.pool[row] as number);
  state.sandboxes.splice(state.sandboxes.lastIndexOf(row), 1);
  world.hosts[world.sandboxes.host[row] as number]?.freeSlots.push(world.sandboxes.slot[row] as number);
  freeRow(world.sandboxes, row);
}

/** Takes a stopped VM back into service: memory is taken anew, the boot begins. False when its host has no room. */
export function restart(world: World, row: number, cause: number): boolean {
  const { sandboxes, simulation } = world;
  const model = poolModel(world, sandboxes.pool[row] as number);
  const host = sandboxes.host[row] as number;
  if (host >= 0 && freeBytes(world, host) < model.takenBytes) return false;
  if (host >= 0) (world.hosts[host] as HostState).takenBytes += model.takenBytes;
  addValue(poolState(world, model.index).instances, simulation.nowMicros, 1);
  sandboxes.notice[row] = cause;
  beginStart(world, row);
  return true;
}

/** Arms the keep-alive timer of an instance that has just become idle, unless one is pending: that one re-arms itself. */
export function armKeepAlive(world: World, row: number): void {
  const { sandboxes, simulation } = world;
  const keepAlive = poolModel(world, sandboxes.pool[row] as number).keepAliveMicros;
  sandboxes.idleSince[row] = simulation.nowMicros;
  if (sandboxes.timer[row] === 1 || keepAlive === Infinity) return;
  sandboxes.timer[row] = 1;
  scheduleIn(simulation, keepAlive, KEEP_ALIVE_EXPIRED, row, sandboxes.generation[row] as number);
}

/** A running sandbox of the pool with a free worker, by the pool's rule; -1 = none. */
export function chooseSandbox(world: World, pool: number): number {
  const model = poolModel(world, pool);
  return model.technology.perRequest ? chooseInstance(world, model) : leastBusy(world, model);
}

function leastBusy(world: World, model: PoolModel): number {
  const { busy, state } = world.sandboxes;
  let best = -1;
  let least = model.workers;
  for (const row of poolState(world, model.index).sandboxes) {
    if (state[row] === RUNNING && (busy[row] as number) < least) [best, least] = [row, busy[row] as number];
  }
  return best;
}

/** Which instance serves decides how many stay alive: see the policy's five rules in the model. */
function chooseInstance(world: World, model: PoolModel): number {
  const { sandboxes } = world;
  const state = poolState(world, model.index);
  const free = (row: number): boolean =>
    sandboxes.state[row] === RUNNING && (sandboxes.busy[row] as number) < model.workers;
  switch (model.choice) {
    case 'newest':
      return state.sandboxes.findLast(free) ?? -1;
    case 'oldest':
      return state.sandboxes.find(free) ?? -1;
    case 'most-recently-used':
      return bestBy(state.sandboxes, free, (row) => sandboxes.idleSince[row] as number);
    case 'least-recently-used':
      return bestBy(state.sandboxes, free, (row) => -(sandboxes.idleSince[row] as number));
    case 'random': {
      const candidates = state.sandboxes.filter(free);
      return candidates[Math.floor(nextFraction(state.choiceStream) * candidates.length)] ?? -1;
    }
  }
}

function bestBy(
  rows: readonly number[],
  fits: (row: number) => boolean,
  score: (row: number) => number,
): number {
  let [best, highest] = [-1, -Infinity];
  for (const row of rows) if (fits(row) && score(row) > highest) [best, highest] = [row, score(row)];
  return best;
}

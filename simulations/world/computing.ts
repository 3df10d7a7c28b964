/**
 * Work on what a host shares: its cores, its disk, its network. While all that runs fits the cores, every job runs at full
 * speed and its end is known at its beginning; the first time that it does not fit, the host's cores become a fair share
 * for good. Boot storms and noisy neighbours are what then comes out.
 */
import {
  classOf,
  joinShare,
  leaveShare,
  newFairShare,
  nextDue,
  setCapacity,
  settle,
  takeDone,
  type DoneJob,
  type FairShare,
  type ShareClass,
} from '../engine/fair-share';
import { scheduleAt, scheduleIn } from '../engine/simulation';
import { demandOf, endInNest, joinNest, leaveNest, leftInNest } from './cores';
import {
  CPU_DUE,
  DISK_DUE,
  NETWORK_DUE,
  PHASE_FINISHED,
  SERVICE_FINISHED,
  WIRE_PASSED,
  WORKERS_DUE,
} from './event-kinds';
import { setValue } from '../statistics/tally';
import type { HostModel, PoolModel } from './model';
import { poolModel } from './pools';
import { aliveRows } from './rows';
import { MAX_PHASES, type HostState, type World } from './world';

/** How a call computes. */
export const NOWHERE = 0;
/** Alone: its end is scheduled. */
export const ALONE = 1;
/** In the fair share of its host's cores. */
export const ON_HOST = 2;
/** In the fair share of its sandbox's workers. */
export const ON_WORKERS = 3;
/** Frozen with its sandbox; what is left of its work is kept. */
export const FROZEN = 4;
/** The call that it waited for has ended while its sandbox was frozen: it goes on when that goes on. */
export const OWED = 5;
/** Its sandbox fell while it waited for a call: it fails when that call is over. */
export const BROKEN = 6;
/** On its way over a disturbed network; its work is kept until it arrives. */
export const ON_WIRE = 7;

export type DeviceKind = 'disk' | 'network';

export function serviceMark(world: World, call: number): number {
  return ((world.calls.generation[call] as number) << 8) ^ (world.calls.service[call] as number);
}

const hostOf = (world: World, call: number): number =>
  world.sandboxes.host[world.calls.sandbox[call] as number] as number;

/** Schedules the share's next end, unless an event is pending that comes no later: that one looks again. */
export function arm(world: World, share: FairShare, kind: number, index: number): void {
  const due = nextDue(share);
  if (due === Infinity || (share.dueMicros >= 0 && share.dueMicros <= due)) return;
  share.dueMicros = due;
  scheduleAt(world.simulation, due, kind, index, ++share.mark);
}

/** A call begins to compute: `span` microseconds on cores of its own. */
export function beginComputing(world: World, call: number, span: number): void {
  const { calls, simulation } = world;
  const now = simulation.nowMicros;
  const pool = poolModel(world, calls.pool[call] as number);
  calls.service[call] = ((calls.service[call] as number) + 1) & 0xffff;
  calls.endsAt[call] = now + span;
  if (pool.sharesWorkers) {
    joinWorkers(world, call, pool, span);
    return;
  }
  const host = hostOf(world, call);
  const state = world.hosts[host];
  if (state !== undefined && pool.cpuFraction > 0) {
    const isCapped = countComputing(world, calls.sandbox[call] as number, host, 1);
    if (state.cores === null && (isCapped || state.cpuDemand > coresOf(world, host) + 1e-9))
      shareCores(world, host);
    if (state.cores !== null) {
      joinCores(world, state.cores, call, pool, span, host);
      return;
    }
  }
  calls.computes[call] = ALONE;
  scheduleIn(simulation, span, SERVICE_FINISHED, call, serviceMark(world, call));
}

/** What runs on a host could use so many cores more (or fewer) at once. */
export function demandCores(world: World, host: number, change: number): void {
  const state = world.hosts[host] as HostState;
  state.cpuDemand += change;
  const used = Math.min(coresOf(world, host), Math.max(0, state.cpuDemand));
  if (used !== state.coresUsed.value) setValue(state.coresUsed, world.simulation.nowMicros, used);
}

const coresOf = (world: World, host: number): number => (world.model.hosts[host] as HostModel).cores;

/**
 * One call more (or fewer) of a sandbox computes, or other threads of it do; true when together they could use more than
 * the sandbox may.
 */
export function countComputing(world: World, row: number, host: number, change: 1 | -1 | 0): boolean {
  const { sandboxes } = world;
  const pool = poolModel(world, sandboxes.pool[row] as number);
  const calls = (sandboxes.computing[row] as number) + change;
  sandboxes.computing[row] = calls;
  const noise = world.nests[row]?.noise ?? 0;
  const cores = demandOf(pool, world.model.hosts[host] as HostModel, calls, noise);
  demandCores(world, host, cores - (sandboxes.cores[row] as number));
  sandboxes.cores[row] = cores;
  return calls * pool.cpuFraction + noise > cores + 1e-9;
}

function joinCores(
  world: World,
  cores: FairShare,
  call: number,
  pool: PoolModel,
  span: number,
  host: number,
): void {
  const { calls } = world;
  calls.computes[call] = ON_HOST;
  const row = calls.sandbox[call] as number;
  const work = span * pool.cpuFraction;
  calls.doneAtVirtual[call] = joinNest(world, cores, row, call, serviceMark(world, call), work);
  arm(world, cores, CPU_DUE, host);
}

/** The weight of a start-up on the cores: that of one call of a pool without a weight of its own. */
const START_WEIGHT = 100;

/** Voids the end of a phase that was aborted or moved to a share. */
export const phaseMark = (world: World, row: number): number =>
  ((world.sandboxes.generation[row] as number) << 8) ^ (world.sandboxes.attempt[row] as number);

/** A phase of a start-up that keeps so many cores busy for `span` microseconds when it is alone. */
export function beginCpuPhase(world: World, row: number, host: number, span: number, cores: number): void {
  const state = world.hosts[host] as HostState;
  demandCores(world, host, cores);
  world.sandboxes.computes[row] = ALONE;
  if (state.cores !== null) joinPhase(world, state.cores, row);
  else if (state.cpuDemand > coresOf(world, host) + 1e-9) shareCores(world, host);
  else scheduleIn(world.simulation, span, PHASE_FINISHED, row, phaseMark(world, row));
}

/** A phase that had a core for itself joins the others with what is left of it. */
function joinPhase(world: World, cores: FairShare, row: number): void {
  const { sandboxes, simulation } = world;
  const end = sandboxes.phaseEnds[row * MAX_PHASES + (sandboxes.phase[row] as number)] as number;
  const left = Math.max(0, end - simulation.nowMicros);
  sandboxes.computes[row] = ON_HOST;
  sandboxes.attempt[row] = ((sandboxes.attempt[row] as number) + 1) & 0xff;
  const width =
    poolModel(world, sandboxes.pool[row] as number).phases[sandboxes.phase[row] as number]?.cores ?? 1;
  const one = phaseClass(cores, width);
  joinShare(cores, one, simulation.nowMicros, left * width, -1 - row, phaseMark(world, row));
  arm(world, cores, CPU_DUE, sandboxes.host[row] as number);
}

/** Threads weigh as much as they are many; one that mostly waits weighs as one. */
const phaseClass = (cores: FairShare, width: number): ShareClass =>
  classOf(cores, START_WEIGHT * Math.max(1, width), width);

/** The phase no longer keeps `width` cores busy. */
export function endCpuPhase(world: World, row: number, width: number, aborted: boolean): void {
  const { sandboxes, simulation } = world;
  const how = sandboxes.computes[row] as number;
  if (how === NOWHERE) return;
  sandboxes.computes[row] = NOWHERE;
  const host = sandboxes.host[row] as number;
  const state = world.hosts[host] as HostState;
  demandCores(world, host, -width);
  if (!aborted || how !== ON_HOST || state.cores === null) return;
  leaveShare(state.cores, phaseClass(state.cores, width), simulation.nowMicros);
  arm(world, state.cores, CPU_DUE, host);
}

/**
 * Those who join at one instant and lack equally much come out in the order in which they joined. That order goes by what
 * they are, not by their rows: rows depend on what other deployments do.
 */
function startingAlone(world: World, host: number): readonly number[] {
  const { sandboxes } = world;
  const by = (column: Float64Array | Int32Array, a: number, b: number): number =>
    (column[a] as number) - (column[b] as number);
  return aliveRows(sandboxes)
    .filter((row) => sandboxes.host[row] === host && sandboxes.computes[row] === ALONE)
    .toSorted(
      (a, b) =>
        by(sandboxes.createdAt, a, b) || by(sandboxes.pool, a, b) || by(sandboxes.serial, a, b) || a - b,
    );
}

function computingAlone(world: World, host: number): readonly number[] {
  const { calls, requests, sandboxes } = world;
  const onHost = (sandbox: number): boolean => sandbox >= 0 && sandboxes.host[sandbox] === host;
  const of = (column: Float64Array | Int32Array, call: number): number =>
    column[calls.request[call] as number] as number;
  return aliveRows(calls)
    .filter((call) => onHost(calls.sandbox[call] as number) && calls.computes[call] === ALONE)
    .toSorted(
      (a, b) =>
        (calls.endsAt[a] as number) - (calls.endsAt[b] as number) ||
        of(requests.arrivedAt, a) - of(requests.arrivedAt, b) ||
        of(requests.number, a) - of(requests.number, b) ||
        (calls.pool[a] as number) - (calls.pool[b] as number) ||
        a - b,
    );
}

/** From now on the cores of a host are shared: what computes alone there joins with what is left of its work. */
export function shareCores(world: World, host: number): void {
  const { calls, simulation } = world;
  const state = world.hosts[host] as HostState;
  const cores = newFairShare(coresOf(world, host), simulation.nowMicros);
  state.cores = cores;
  for (const row of startingAlone(world, host)) joinPhase(world, cores, row);
  for (const call of computingAlone(world, host)) {
    const left = (calls.endsAt[call] as number) - simulation.nowMicros;
    // The end that is scheduled becomes void.
    calls.service[call] = ((calls.service[call] as number) + 1) & 0xffff;
    joinCores(world, cores, call, poolModel(world, calls.pool[call] as number), left, host);
  }
}

/** Processor sharing inside a sandbox: all its calls at once, on as many workers as it has. */
function joinWorkers(world: World, call: number, pool: PoolModel, span: number): void {
  const { calls, simulation, workerShares } = world;
  const sandbox = calls.sandbox[call] as number;
  const share = (workerShares[sandbox] ??= newFairShare(pool.workers, simulation.nowMicros));
  // The row may have been a sandbox of another pool before.
  if (share.capacity !== pool.workers) setCapacity(share, simulation.nowMicros, pool.workers);
  const one = classOf(share, 1, 1);
  calls.computes[call] = ON_WORKERS;
  joinShare(share, one, simulation.nowMicros, span, call, serviceMark(world, call));
  calls.doneAtVirtual[call] = one.virtual + span;
  arm(world, share, WORKERS_DUE, sandbox);
}

/** The call no longer computes: it is done (its share has counted that) or it is aborted. */
export function endComputing(world: World, call: number, aborted: boolean): void {
  const { calls, simulation } = world;
  const how = calls.computes[call] as number;
  if (how === NOWHERE) return;
  calls.computes[call] = NOWHERE;
  calls.service[call] = ((calls.service[call] as number) + 1) & 0xffff;
  if (how > ON_WORKERS) return;
  const host = hostOf(world, call);
  const state = world.hosts[host];
  const row = calls.sandbox[call] as number;
  const pool = poolModel(world, calls.pool[call] as number);
  if (how !== ON_WORKERS && state !== undefined && pool.cpuFraction > 0) countComputing(world, row, host, -1);
  if (!aborted) return;
  const now = simulation.nowMicros;
  if (how === ON_HOST && state !== undefined && state.cores !== null) {
    leaveNest(world, state.cores, row);
    arm(world, state.cores, CPU_DUE, host);
  }
  const share = world.workerShares[calls.sandbox[call] as number];
  if (how === ON_WORKERS && share !== undefined) {
    leaveShare(share, classOf(share, 1, 1), now);
    arm(world, share, WORKERS_DUE, calls.sandbox[call] as number);
  }
}

/** The workers of its sandbox, where these are what a call shares. */
function workersOf(world: World, call: number): FairShare | undefined {
  return world.calls.computes[call] === ON_WORKERS
    ? world.workerShares[world.calls.sandbox[call] as number]
    : undefined;
}

/** The cores of its host, where a call shares them. */
function coresShared(world: World, call: number): FairShare | undefined {
  const isThere = world.calls.computes[call] === ON_HOST;
  return (isThere ? world.hosts[hostOf(world, call)]?.cores : undefined) ?? undefined;
}

/** Work that a call among the workers of its sandbox has left, in microseconds of its own. */
function leftAmongWorkers(world: World, call: number, share: FairShare): number {
  const one = classOf(share, 1, 1);
  const virtual = one.virtual + one.rate * (world.simulation.nowMicros - share.sinceMicros);
  return Math.max(0, (world.calls.doneAtVirtual[call] as number) - virtual);
}

/** When a call's own part ends as things stand; Infinity while its worker waits for a call, or is frozen. */
export function expectedEnd(world: World, call: number): number {
  const { calls, simulation } = world;
  const how = calls.computes[call] as number;
  if (how > ON_WORKERS && how !== ON_WIRE) return Infinity;
  const cores = coresShared(world, call);
  const row = calls.sandbox[call] as number;
  if (cores !== undefined) return endInNest(world, cores, row, calls.doneAtVirtual[call] as number);
  const share = workersOf(world, call);
  if (share === undefined) return calls.endsAt[call] as number;
  return simulation.nowMicros + leftAmongWorkers(world, call, share) / classOf(share, 1, 1).rate;
}

/** Work that a call has left, in microseconds as if it were alone. */
function leftOf(world: World, call: number): number {
  const { calls, simulation } = world;
  const cores = coresShared(world, call);
  const pool = poolModel(world, calls.pool[call] as number);
  if (cores !== undefined) {
    const doneAt = calls.doneAtVirtual[call] as number;
    return leftInNest(world, cores, calls.sandbox[call] as number, doneAt) / pool.cpuFraction;
  }
  const share = workersOf(world, call);
  if (share !== undefined) return leftAmongWorkers(world, call, share);
  return (calls.endsAt[call] as number) - simulation.nowMicros;
}

/** The call stands still with its sandbox: what is left of its work is kept. A worker that waits for a call has none. */
export function freezeComputing(world: World, call: number): void {
  const { calls } = world;
  const how = calls.computes[call] as number;
  if (how === NOWHERE || how > ON_WORKERS) return;
  const left = leftOf(world, call);
  endComputing(world, call, true);
  calls.computes[call] = FROZEN;
  calls.doneAtVirtual[call] = Math.round(left);
}

/** The network holds the call up before its work of `span` can begin; its worker is taken meanwhile. */
export function beginOnWire(world: World, call: number, span: number, delay: number): void {
  const { calls, simulation } = world;
  calls.service[call] = ((calls.service[call] as number) + 1) & 0xffff;
  calls.computes[call] = ON_WIRE;
  calls.endsAt[call] = simulation.nowMicros + delay + span;
  calls.doneAtVirtual[call] = span;
  scheduleIn(simulation, delay, WIRE_PASSED, call, serviceMark(world, call));
}

/** Event: the call has arrived at its worker, which may stand still. */
export function handleWirePassed(world: World, call: number, mark: number): void {
  if (serviceMark(world, call) !== mark) return;
  const { calls, sandboxes } = world;
  if (sandboxes.paused[calls.sandbox[call] as number] === 1) calls.computes[call] = FROZEN;
  else thawComputing(world, call);
}

/** A frozen call computes on, with what was left of its work. */
export function thawComputing(world: World, call: number): void {
  beginComputing(world, call, world.calls.doneAtVirtual[call] as number);
}

/** Event: a share may have finished jobs. `finish` gets each, unless it was aborted. */
export function drainShare(
  world: World,
  share: FairShare,
  kind: number,
  index: number,
  mark: number,
  finish: (job: DoneJob) => void,
): void {
  if (share.mark !== mark) return;
  share.dueMicros = -1;
  for (;;) {
    const job = takeDone(share, world.simulation.nowMicros);
    if (job === undefined) break;
    finish(job);
  }
  settle(share);
  arm(world, share, kind, index);
}

/** A phase of a start-up reads or pulls on a device of its host, at `bytesPerSecond` when it is alone there. */
export function beginTransfer(
  world: World,
  host: number,
  device: DeviceKind,
  row: number,
  span: number,
  bytesPerSecond: number,
): void {
  const share = (world.hosts[host] as HostState)[device];
  const one = classOf(share, 1, bytesPerSecond);
  joinShare(share, one, world.simulation.nowMicros, span * bytesPerSecond, row, phaseMark(world, row));
  arm(world, share, device === 'disk' ? DISK_DUE : NETWORK_DUE, host);
}

/** The sandbox is gone before its transfer was done. */
export function abortTransfer(world: World, host: number, device: DeviceKind, bytesPerSecond: number): void {
  const share = (world.hosts[host] as HostState)[device];
  leaveShare(share, classOf(share, 1, bytesPerSecond), world.simulation.nowMicros);
  arm(world, share, device === 'disk' ? DISK_DUE : NETWORK_DUE, host);
}

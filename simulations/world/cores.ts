/**
 * The cores of a host, shared in two steps as cgroups do: among sandboxes by weight, each up to what it may use (its vCPUs
 * or its quota) and can use (its calls), then equally among the calls of one sandbox. The share of a sandbox is a job of the
 * host's fair share whose work is what its next call still lacks; the calls of a sandbox are a fair share of their own whose
 * clock is the work that the sandbox was given. So a change costs O(log n) however many sandboxes there are.
 */
import {
  advanceTo,
  classOf,
  countDone,
  joinShare,
  leaveShare,
  newFairShare,
  occupyShare,
  settle,
  takeDone,
  type FairShare,
  type ShareClass,
} from '../engine/fair-share';
import type { HostModel, PoolModel } from './model';
import { poolModel } from './pools';
import type { World } from './world';

/** A sandbox on shared cores. */
export interface Nest {
  /** Its calls, on a clock that runs with the work it is given. */
  readonly calls: FairShare;
  /** Core-microseconds that it was given. */
  delivered: number;
  /** It takes part in the share of its host, in the class of this cap, since that class's clock stood at `entered`. */
  isInside: boolean;
  weight: number;
  cap: number;
  entered: number;
  /** Voids its older entries in the share of the host. */
  mark: number;
  /** Threads of it that compute without end, beside its calls. */
  noise: number;
}

const newNest = (): Nest => ({
  calls: newFairShare(1, 0),
  delivered: 0,
  isInside: false,
  weight: 1,
  cap: 0,
  entered: 0,
  mark: 0,
  noise: 0,
});

const callsOf = (nest: Nest): ShareClass => classOf(nest.calls, 1, Infinity);

/** Cores that so many calls of a sandbox, and threads beside them, could use at once. */
export function demandOf(pool: PoolModel, host: HostModel, calls: number, noise: number): number {
  return Math.min(pool.cpuCap, calls * pool.cpuFraction + noise, host.cores);
}

/** Processes outside any cgroup are threads among threads: a sandbox of many weighs as many. */
const weightOf = (pool: PoolModel, nest: Nest, threads: number): number =>
  nest.noise > 0 && pool.technology.tool === 'shell' ? pool.cpuWeight * threads : pool.cpuWeight;

const hostOf = (world: World, row: number): HostModel =>
  world.model.hosts[world.sandboxes.host[row] as number] as HostModel;

/** Takes the sandbox out of the share of its host and counts what it was given. */
function leaveHost(world: World, cores: FairShare, row: number, nest: Nest): void {
  if (!nest.isInside) return;
  const now = world.simulation.nowMicros;
  const one = classOf(cores, nest.weight, nest.cap);
  advanceTo(cores, now);
  nest.delivered += one.virtual - nest.entered;
  nest.isInside = false;
  leaveShare(cores, one, now);
}

/** Puts it back with what the first of its calls lacks; a sandbox without calls stays outside. */
function enterHost(world: World, cores: FairShare, row: number, nest: Nest): void {
  const calls = callsOf(nest);
  settle(nest.calls);
  if (nest.isInside || calls.jobs === 0) return;
  const pool = poolModel(world, world.sandboxes.pool[row] as number);
  nest.weight = weightOf(pool, nest, calls.jobs);
  nest.cap = demandOf(pool, hostOf(world, row), calls.jobs - nest.noise, nest.noise);
  const one = classOf(cores, nest.weight, nest.cap);
  const now = world.simulation.nowMicros;
  nest.mark++;
  if (calls.size === 0) occupyShare(cores, one, now, 1);
  else {
    const lacks = ((calls.finish[0] as number) - calls.virtual) * calls.jobs;
    joinShare(cores, one, now, Math.max(0, lacks), row, nest.mark);
  }
  nest.entered = one.virtual;
  nest.isInside = true;
}

/** A call of the sandbox begins to compute; returns its end on the clock of the sandbox's calls. */
export function joinNest(
  world: World,
  cores: FairShare,
  row: number,
  call: number,
  mark: number,
  work: number,
): number {
  const nest = (world.nests[row] ??= newNest());
  leaveHost(world, cores, row, nest);
  const calls = callsOf(nest);
  joinShare(nest.calls, calls, nest.delivered, work, call, mark);
  const end = calls.virtual + work;
  enterHost(world, cores, row, nest);
  return end;
}

/** A call of the sandbox is aborted. */
export function leaveNest(world: World, cores: FairShare, row: number): void {
  const nest = world.nests[row];
  if (nest === undefined) return;
  leaveHost(world, cores, row, nest);
  leaveShare(nest.calls, callsOf(nest), nest.delivered);
  enterHost(world, cores, row, nest);
}

/** So many more threads of the sandbox (or, negative, fewer) compute without end: its calls share with them. */
export function makeNoise(world: World, cores: FairShare, row: number, threads: number): void {
  const nest = (world.nests[row] ??= newNest());
  leaveHost(world, cores, row, nest);
  nest.noise += threads;
  occupyShare(nest.calls, callsOf(nest), nest.delivered, threads);
  enterHost(world, cores, row, nest);
}

/** The row is given to another sandbox. */
export function forgetNest(world: World, row: number): void {
  const cores = world.hosts[world.sandboxes.host[row] as number]?.cores;
  const nest = world.nests[row];
  if (nest !== undefined && cores !== null && cores !== undefined) leaveHost(world, cores, row, nest);
  if (nest !== undefined) world.nests[row] = undefined;
}

/** The sandbox was given what its first call lacked: `finish` gets each call that is done and says whether it still counts. */
export function drainNest(
  world: World,
  cores: FairShare,
  row: number,
  one: ShareClass,
  mark: number,
  finish: (call: number, mark: number, count: () => void) => void,
): void {
  const nest = world.nests[row];
  if (nest === undefined || !nest.isInside || nest.mark !== mark) return;
  countDone(one);
  nest.delivered += one.virtual - nest.entered;
  nest.isInside = false;
  for (;;) {
    const job = takeDone(nest.calls, nest.delivered);
    if (job === undefined) break;
    finish(job.id, job.mark, () => {
      leaveHost(world, cores, row, nest);
      countDone(job.of);
    });
  }
  if (world.nests[row] === nest) enterHost(world, cores, row, nest);
}

/** Work that a call has left, given its end on the clock of the sandbox's calls. */
export function leftInNest(world: World, cores: FairShare, row: number, doneAt: number): number {
  const nest = world.nests[row];
  if (nest === undefined) return 0;
  const calls = callsOf(nest);
  const one = classOf(cores, nest.weight, nest.cap);
  const since = world.simulation.nowMicros - cores.sinceMicros;
  const given = nest.isInside ? one.virtual + one.rate * since - nest.entered : 0;
  return Math.max(0, doneAt - calls.virtual - given / Math.max(1, calls.jobs));
}

/** When it ends as things stand. */
export function endInNest(world: World, cores: FairShare, row: number, doneAt: number): number {
  const nest = world.nests[row];
  if (nest === undefined || !nest.isInside) return Infinity;
  const { rate } = classOf(cores, nest.weight, nest.cap);
  const left = leftInNest(world, cores, row, doneAt);
  return world.simulation.nowMicros + (left * callsOf(nest).jobs) / rate;
}

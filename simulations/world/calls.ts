/** Calls in their pool: the bounded queue in front of it (or of each replica) and the worker that serves them. */
import { sample } from '../random/sampler';
import { addValue } from '../statistics/tally';
import { beginComputing, beginOnWire } from './computing';
import { wireDelay } from './fault-effects';
import { armHazards } from './hazards';
import { endIdle } from './keep-alive';
import { addTouched, stretchOf } from './memory';
import { poolModel, poolState } from './pools';
import { refreshChoice } from './sandboxes';
import type { World } from './world';
import { copyUpMicros, countWrite } from './writes';

/** Appends a call to the queue of its pool, or of the replica to which it is bound (-1 = the pool's). */
export function enqueue(world: World, call: number, bound: number): void {
  const { calls, sandboxes } = world;
  const state = poolState(world, calls.pool[call] as number);
  calls.bound[call] = bound;
  const last = bound < 0 ? state.queueLast : (sandboxes.queueLast[bound] as number);
  calls.previous[call] = last;
  calls.next[call] = -1;
  if (last >= 0) calls.next[last] = call;
  setEnds(world, call, last < 0 ? call : -2, call);
  if (bound >= 0) countQueued(world, bound, 1);
  addValue(state.queued, world.simulation.nowMicros, 1);
}

/** Takes a call out of the queue, from wherever it stands. */
export function dequeue(world: World, call: number): void {
  const { calls } = world;
  const state = poolState(world, calls.pool[call] as number);
  const before = calls.previous[call] as number;
  const after = calls.next[call] as number;
  if (before >= 0) calls.next[before] = after;
  if (after >= 0) calls.previous[after] = before;
  setEnds(world, call, before >= 0 ? -2 : after, after >= 0 ? -2 : before);
  const bound = calls.bound[call] as number;
  if (bound >= 0) countQueued(world, bound, -1);
  addValue(state.queued, world.simulation.nowMicros, -1);
}

/** First and last of the queue in which the call stands; -2 leaves one as it is. */
function setEnds(world: World, call: number, first: number, last: number): void {
  const { calls, sandboxes } = world;
  const bound = calls.bound[call] as number;
  const state = poolState(world, calls.pool[call] as number);
  if (bound >= 0) {
    if (first !== -2) sandboxes.queueFirst[bound] = first;
    if (last !== -2) sandboxes.queueLast[bound] = last;
    return;
  }
  if (first !== -2) state.queueFirst = first;
  if (last !== -2) state.queueLast = last;
}

function countQueued(world: World, sandbox: number, change: number): void {
  world.sandboxes.queued[sandbox] = (world.sandboxes.queued[sandbox] as number) + change;
  refreshChoice(world, sandbox);
}

/** The limit of a queue is per replica that is ready; a pool without any may still hold one replica's worth. */
export function isQueueFull(world: World, pool: number): boolean {
  const limit = poolModel(world, pool).queueLimit;
  const state = poolState(world, pool);
  return limit !== Infinity && state.queued.value >= limit * Math.max(1, state.ready);
}

/** A worker of the sandbox takes the call; `cold` = it is the one for which the instance was started. */
export function startService(world: World, call: number, sandbox: number, cold: boolean): void {
  const { calls, sandboxes, requests, simulation, model } = world;
  const pool = poolModel(world, calls.pool[call] as number);
  const state = poolState(world, pool.index);
  const request = calls.request[call] as number;
  const now = simulation.nowMicros;
  const busy = sandboxes.busy[sandbox] as number;
  if (pool.technology.perRequest && busy === 0) {
    addValue(state.runningInstances, now, 1);
    endIdle(world, sandbox);
  }
  sandboxes.busy[sandbox] = busy + 1;
  refreshChoice(world, sandbox);
  // Where workers are shared, more calls than workers are in service: no more workers than there are can be busy.
  if (busy < pool.workers) addValue(state.busyWorkers, now, 1);
  calls.sandbox[call] = sandbox;
  calls.startedAt[call] = now;
  const node = model.routes[requests.route[request] as number]?.nodes[calls.node[call] as number];
  const demand = requests.demands[request * model.maxDemands + (node?.demand ?? 0)] as number;
  const span =
    cold && pool.coldTime !== null ? sample(state.coldTimes, pool.coldTime) : demand * pool.overhead;
  if (pool.requestBytes > 0) addTouched(world, sandbox, pool.requestBytes);
  const copying = pool.writes === null ? 0 : copyUpMicros(world, sandbox, pool);
  countWrite(world, sandbox, pool);
  const work = Math.max(0, Math.round(span * stretchOf(world, sandbox))) + copying;
  if (pool.hazards !== null) armHazards(world, call, pool.hazards, work, (node?.children.length ?? 0) > 0);
  const delay = wireDelay(world, sandboxes.host[sandbox] as number);
  if (delay > 0) beginOnWire(world, call, work, delay);
  else beginComputing(world, call, work);
}

/** The worker is free again. Returns true when its sandbox has become idle. */
export function releaseWorker(world: World, call: number): boolean {
  const { calls, sandboxes, simulation } = world;
  const sandbox = calls.sandbox[call] as number;
  const pool = poolModel(world, calls.pool[call] as number);
  const state = poolState(world, pool.index);
  if (pool.requestBytes > 0) addTouched(world, sandbox, -pool.requestBytes);
  const busy = (sandboxes.busy[sandbox] as number) - 1;
  sandboxes.busy[sandbox] = busy;
  sandboxes.served[sandbox] = (sandboxes.served[sandbox] as number) + 1;
  refreshChoice(world, sandbox);
  if (busy < pool.workers) addValue(state.busyWorkers, simulation.nowMicros, -1);
  calls.sandbox[call] = -1;
  if (busy === 0 && pool.technology.perRequest) addValue(state.runningInstances, simulation.nowMicros, -1);
  return busy === 0;
}

/** Calls in their pool: the bounded queue in front of it and the worker that serves them. */
import { draw } from '../random/distributions';
import { scheduleIn } from '../engine/simulation';
import { addValue } from '../statistics/tally';
import { SERVICE_FINISHED } from './event-kinds';
import { poolModel, poolState } from './sandboxes';
import type { World } from './world';

/** Appends a call to the queue of its pool. */
export function enqueue(world: World, call: number): void {
  const { calls } = world;
  const state = poolState(world, calls.pool[call] as number);
  calls.previous[call] = state.queueLast;
  calls.next[call] = -1;
  if (state.queueLast >= 0) calls.next[state.queueLast] = call;
  else state.queueFirst = call;
  state.queueLast = call;
  addValue(state.queued, world.simulation.nowMicros, 1);
}

/** Takes a call out of the queue, from wherever it stands. */
export function dequeue(world: World, call: number): void {
  const { calls } = world;
  const state = poolState(world, calls.pool[call] as number);
  const [before, after] = [calls.previous[call] as number, calls.next[call] as number];
  if (before >= 0) calls.next[before] = after;
  else state.queueFirst = after;
  if (after >= 0) calls.previous[after] = before;
  else state.queueLast = before;
  addValue(state.queued, world.simulation.nowMicros, -1);
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
  if (pool.technology.perRequest && sandboxes.busy[sandbox] === 0) addValue(state.runningInstances, now, 1);
  sandboxes.busy[sandbox] = (sandboxes.busy[sandbox] as number) + 1;
  addValue(state.busyWorkers, now, 1);
  calls.sandbox[call] = sandbox;
  calls.startedAt[call] = now;
  const node = model.routes[requests.route[request] as number]?.nodes[calls.node[call] as number];
  const demand = requests.demands[request * model.maxDemands + (node?.demand ?? 0)] as number;
  const span =
    cold && pool.coldTime !== null ? draw(pool.coldTime, state.demandStream) : demand * pool.overhead;
  const rounded = Math.max(0, Math.round(span));
  calls.endsAt[call] = now + rounded;
  calls.service[call] = ((calls.service[call] as number) + 1) & 0xffff;
  // Generation and number of the service together void the end of a service that was aborted.
  scheduleIn(simulation, rounded, SERVICE_FINISHED, call, serviceMark(world, call));
}

export function serviceMark(world: World, call: number): number {
  return ((world.calls.generation[call] as number) << 8) ^ (world.calls.service[call] as number);
}

/** The worker is free again. Returns true when its sandbox has become idle. */
export function releaseWorker(world: World, call: number): boolean {
  const { calls, sandboxes, simulation } = world;
  const sandbox = calls.sandbox[call] as number;
  const pool = poolModel(world, calls.pool[call] as number);
  const state = poolState(world, pool.index);
  sandboxes.busy[sandbox] = (sandboxes.busy[sandbox] as number) - 1;
  sandboxes.served[sandbox] = (sandboxes.served[sandbox] as number) + 1;
  addValue(state.busyWorkers, simulation.nowMicros, -1);
  calls.sandbox[call] = -1;
  const idle = sandboxes.busy[sandbox] === 0;
  if (idle && pool.technology.perRequest) addValue(state.runningInstances, simulation.nowMicros, -1);
  return idle;
}

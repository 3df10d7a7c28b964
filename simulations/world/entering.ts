/** The rows of a request and of a call, with every column set: rows are reused. */
import { takeRow } from './rows';
import { IN_POOL, type World } from './world';

/** What led to a request, where something in the run did. */
export interface Origin {
  /** Invocations in its chain, itself included. */
  readonly depth: number;
  readonly attempt: number;
  readonly batch: number;
  readonly cause: number;
}

export const BY_ITSELF: Origin = Object.freeze({ depth: 0, attempt: 0, batch: 1, cause: -1 });

/** A request, with the demands that `world.scratch` holds. */
export function newRequest(
  world: World,
  deployment: number,
  workload: number,
  route: number,
  number: number,
  origin: Origin,
): number {
  const { requests, simulation, scratch } = world;
  const row = takeRow(requests);
  requests.deployment[row] = deployment;
  requests.workload[row] = workload;
  requests.route[row] = route;
  requests.number[row] = number;
  requests.arrivedAt[row] = simulation.nowMicros;
  requests.openCalls[row] = 0;
  requests.failure[row] = 0;
  requests.firstCall[row] = -1;
  requests.depth[row] = origin.depth;
  requests.attempt[row] = origin.attempt;
  requests.batch[row] = origin.batch;
  requests.cause[row] = origin.cause;
  requests.cold[row] = 0;
  for (let i = 0; i < scratch.length; i++) requests.demands[row * scratch.length + i] = scratch[i] as number;
  return row;
}

export function newCall(world: World, request: number, node: number, parent: number): number {
  const { calls } = world;
  const call = takeRow(calls);
  calls.request[call] = request;
  calls.parent[call] = parent;
  calls.node[call] = node;
  calls.sandbox[call] = -1;
  calls.bound[call] = -1;
  calls.computes[call] = 0;
  calls.child[call] = 0;
  calls.attempts[call] = 0;
  calls.pool[call] = -1;
  calls.backend[call] = 0;
  calls.stage[call] = IN_POOL;
  return call;
}

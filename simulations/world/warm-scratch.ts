/**
 * What the warm path puts off while it runs: the line of idle instances, and the places of latencies in their histograms.
 * Nobody reads either before the loop ends, and put in order at once they cost next to nothing.
 */
import { hasMember } from '../base/bitset';
import { push } from '../engine/event-queue';
import { addCounts, bucketOf } from '../statistics/histogram';
import { currentSeries } from './accounts';
import { ALONE } from './computing';
import { SERVICE_FINISHED } from './event-kinds';
import { endIdle, joinIdle } from './keep-alive';
import type { WorkloadModel } from './model';
import { newShortList, type ShortList } from './quick-loop';
import { IN_POOL, type DeploymentState, type PoolState, type World } from './world';

/** Latencies are whole microseconds below 2^53: their buckets are below this. */
const BUCKETS = 64 * 54;

export interface WarmScratch {
  readonly list: ShortList;
  /** Latencies by bucket of the histograms, not yet counted there; within these buckets, for this bucket of the run. */
  readonly counts: Int32Array;
  lowest: number;
  highest: number;
  bucket: number;
  /** By row of sandboxes: the number of the completion with which it became idle last, since the line was in order. */
  idleOrder: Int32Array;
  /** Rows of those. */
  touched: Int32Array;
  touchedCount: number;
}

export const newWarmScratch = (world: World): WarmScratch => ({
  list: newShortList(),
  counts: new Int32Array(BUCKETS),
  lowest: BUCKETS,
  highest: -1,
  bucket: -1,
  idleOrder: new Int32Array(world.sandboxes.capacity),
  touched: new Int32Array(world.sandboxes.capacity),
  touchedCount: 0,
});

/** The tables have grown meanwhile. */
export function fitScratch(scratch: WarmScratch, { sandboxes }: World): void {
  if (scratch.idleOrder.length >= sandboxes.capacity) return;
  scratch.idleOrder = new Int32Array(sandboxes.capacity);
  scratch.touched = new Int32Array(sandboxes.capacity);
}

/**
 * Puts the line of idle instances in order: those that serve leave it, `short` of the list among them; those that became
 * idle since stand at its end, in the order in which they did.
 */
export function settleLine(world: World, scratch: WarmScratch, short: number): void {
  const { sandboxes, calls } = world;
  const { idleOrder, list } = scratch;
  const { free } = (world.pools[0] as PoolState).members;
  for (let i = 0; i < short; i++) endIdle(world, calls.sandbox[list.call[i] as number] as number);
  const touched = scratch.touched.subarray(0, scratch.touchedCount);
  touched.sort((one, other) => (idleOrder[one] as number) - (idleOrder[other] as number));
  for (const row of touched) {
    endIdle(world, row);
    idleOrder[row] = 0;
    if (hasMember(free, sandboxes.position[row] as number)) joinIdle(world, row);
  }
  scratch.touchedCount = 0;
}

/** Notes the span of latencies whose buckets were counted. */
export function noteSpan(scratch: WarmScratch, bucket: number, least: number, most: number): void {
  scratch.bucket = bucket;
  scratch.lowest = Math.min(scratch.lowest, bucketOf(least));
  scratch.highest = Math.max(scratch.highest, bucketOf(most));
}

/** Counts in the histograms what was put off. */
export function settleCounts(world: World, route: number, scratch: WarmScratch): void {
  const { counts, lowest, highest, bucket } = scratch;
  if (highest < 0) return;
  const deployment = world.deployments[0] as DeploymentState;
  const { latency } = deployment.routes[route] as DeploymentState['routes'][number];
  addCounts(latency, counts, lowest, highest);
  addCounts(currentSeries(deployment, bucket), counts, lowest, highest);
  counts.fill(0, lowest, highest + 1);
  scratch.lowest = BUCKETS;
  scratch.highest = -1;
}

/**
 * Writes out what the loop left out of the rows of a request that it began: nothing reads these columns before, and most
 * requests are over by then.
 */
export function writeOut(world: World, call: number, endAt: number, sequence: number): void {
  const { requests, calls, simulation } = world;
  const request = calls.request[call] as number;
  const now = requests.arrivedAt[request] as number;
  requests.deployment[request] = 0;
  requests.workload[request] = 0;
  requests.route[request] = (world.model.workloads[0] as WorkloadModel).route;
  requests.openCalls[request] = 1;
  requests.failure[request] = 0;
  requests.firstCall[request] = -1;
  requests.cold[request] = 0;
  calls.stage[call] = IN_POOL;
  calls.parent[call] = -1;
  calls.node[call] = 0;
  calls.bound[call] = -1;
  calls.child[call] = 0;
  calls.attempts[call] = 0;
  calls.pool[call] = 0;
  calls.queuedAt[call] = now;
  calls.startedAt[call] = now;
  calls.endsAt[call] = endAt;
  calls.computes[call] = ALONE;
  const sandbox = calls.sandbox[call] as number;
  world.sandboxes.busy[sandbox] = 1;
  endIdle(world, sandbox);
  calls.service[call] = ((calls.service[call] as number) + 1) & 0xffff;
  const mark = ((calls.generation[call] as number) << 8) ^ (calls.service[call] as number);
  push(simulation.queue, endAt, sequence, SERVICE_FINISHED, call, mark);
}

/**
 * The memory of the warm path. Its loop reads and writes two typed arrays, one of fractions and one of whole numbers, in
 * place of some thirty columns of the world's tables: what it touches stays in registers and near caches. Here is where
 * things lie in them, and how they get there from the tables and back.
 *
 * A pair is the row of a request and the row of its call: both tables hand out the row that was freed last, so as long as
 * only such requests come and go, the two rows stay together. A place is a position among the members of the pool.
 */
import { hasMember } from '../base/bitset';
import { push } from '../engine/event-queue';
import { addCounts, addTotals, bucketOf } from '../statistics/histogram';
import { currentSeries } from './accounts';
import { ALONE } from './computing';
import { REQUEST_ARRIVED, SERVICE_FINISHED } from './event-kinds';
import { endIdle, joinIdle } from './keep-alive';
import type { PoolModel, WorkloadModel } from './model';
import { addArea, SHORT } from './quick-loop';
import { IN_POOL, type DeploymentState, type PoolState, type World } from './world';

const PAIRS = 64;
/** Latencies are whole microseconds below 2^53: their buckets are below this. */
const BUCKETS = 64 * 54;

/** Whole numbers: pairs in service, the next to end last; pairs without a request, the one freed last at the end. */
export const SERVED_PAIR = 0;
export const FREE_PAIR = SERVED_PAIR + SHORT;
/** By pair: its rows, the call's generation and number of service (it counts up at the begin and at the end), its place. */
export const CALL = FREE_PAIR + PAIRS;
export const REQUEST = CALL + PAIRS;
export const GENERATION = REQUEST + PAIRS;
export const SERVICE = GENERATION + PAIRS;
export const PLACE = SERVICE + PAIRS;
const SPARE_PAIR = PLACE + PAIRS;
/** By bucket of the histograms: latencies that are not yet counted there. */
export const LATENCIES = SPARE_PAIR + PAIRS;
/** By place, two each: the number of the completion with which it became idle last (0 = not yet), requests it served. */
export const IDLED = LATENCIES + BUCKETS;
export const SERVED = IDLED + 1;

/** Fractions: when the pairs in service end, in their order. */
export const ENDS = 0;
/** By pair: sequence number of the end, when it arrived, the request's number and demand. */
export const SEQUENCE = ENDS + SHORT;
export const ARRIVED = SEQUENCE + PAIRS;
export const NUMBER = ARRIVED + PAIRS;
export const DEMAND = NUMBER + PAIRS;
/**
 * Handed over here, since a fraction that is an argument would be boxed, and at every turn of the loop: of latencies how
 * many, their sum, the least and the most; of the next arrival the instant and the sequence number; of the loop
 * its last instant, the area under the requests in service, the time of those that were completed and what is billed of it.
 */
export const COUNTED = DEMAND + PAIRS;
export const NEXT = COUNTED + 4;
export const ENDED = NEXT + 2;
/** By place, two each: since when it is idle, the serial number of the instance. */
export const IDLE_SINCE = ENDED + 4;
export const SERIAL = IDLE_SINCE + 1;

export interface WarmScratch {
  whole: Int32Array;
  fractions: Float64Array;
  /** Pairs that were ever made since the loop began, and numbers of pairs that are to be made again. */
  pairs: number;
  spares: number;
  /** Places that became idle since the line of idle instances was in order. */
  touched: number[];
  /** Latencies lie in these buckets of the histograms, and belong to this bucket of the run. */
  lowest: number;
  highest: number;
  bucket: number;
}

export const newWarmScratch = (): WarmScratch => ({
  whole: new Int32Array(IDLED),
  fractions: new Float64Array(IDLE_SINCE),
  pairs: 0,
  spares: 0,
  touched: [],
  lowest: BUCKETS,
  highest: -1,
  bucket: -1,
});

/** The loop begins: no pair is known, and there is room for every place. */
export function openScratch(scratch: WarmScratch, places: number): void {
  scratch.pairs = 0;
  scratch.spares = 0;
  if (scratch.whole.length >= IDLED + 2 * places) return;
  const { whole, fractions } = scratch;
  scratch.whole = new Int32Array(IDLED + 2 * places);
  scratch.fractions = new Float64Array(IDLE_SINCE + 2 * places);
  scratch.whole.set(whole);
  scratch.fractions.set(fractions);
}

/** A number for a new pair; -1 = there are enough. */
function newPair(scratch: WarmScratch): number {
  if (scratch.spares > 0) return scratch.whole[SPARE_PAIR + --scratch.spares] as number;
  return scratch.pairs < PAIRS ? scratch.pairs++ : -1;
}

/** The rows that the tables would hand out next, as a pair; -1 = the tables are full, or there are enough pairs. */
export function takePair(world: World, scratch: WarmScratch): number {
  const { requests, calls } = world;
  const { firstFree: call } = calls;
  if (call < 0 || requests.firstFree < 0) return -1;
  const pair = newPair(scratch);
  if (pair < 0) return -1;
  bindPair(world, scratch, pair, call, requests.firstFree);
  calls.firstFree = calls.nextFree[call] as number;
  requests.firstFree = requests.nextFree[requests.firstFree] as number;
  return pair;
}

/** The rows of a request that the general way began and that ends now; -1 = there are enough pairs. */
export function adoptPair(world: World, scratch: WarmScratch, call: number): number {
  const { calls, requests, sandboxes } = world;
  const pair = newPair(scratch);
  if (pair < 0) return -1;
  const { whole, fractions } = scratch;
  const request = calls.request[call] as number;
  const sandbox = calls.sandbox[call] as number;
  bindPair(world, scratch, pair, call, request);
  // Its service was counted when it began.
  whole[SERVICE + pair] = (whole[SERVICE + pair] as number) - 1;
  whole[PLACE + pair] = sandboxes.position[sandbox] as number;
  fractions[ARRIVED + pair] = requests.arrivedAt[request] as number;
  fractions[NUMBER + pair] = requests.number[request] as number;
  sandboxes.busy[sandbox] = 0;
  return pair;
}

function bindPair(
  { calls }: World,
  { whole }: WarmScratch,
  pair: number,
  call: number,
  request: number,
): void {
  whole[CALL + pair] = call;
  whole[REQUEST + pair] = request;
  whole[GENERATION + pair] = calls.generation[call] as number;
  whole[SERVICE + pair] = calls.service[call] as number;
}

/** A place becomes idle for the first time since the line was in order. */
export function touchPlace(world: World, scratch: WarmScratch, place: number): void {
  const { sandboxes, pools } = world;
  const row = (pools[0] as PoolState).members.order[place] as number;
  scratch.fractions[SERIAL + 2 * place] = sandboxes.serial[row] as number;
  scratch.touched.push(place);
}

/**
 * Puts the line of idle instances in order: those that serve leave it, `serving` pairs of the loop among them; those that
 * became idle since stand at its end, in the order in which they did.
 */
export function settleLine(world: World, scratch: WarmScratch, serving: number): void {
  const { sandboxes } = world;
  const { whole, fractions, touched } = scratch;
  const { free, order } = (world.pools[0] as PoolState).members;
  for (let i = 0; i < serving; i++)
    endIdle(world, order[whole[PLACE + (whole[SERVED_PAIR + i] as number)] as number] as number);
  touched.sort((one, other) => (whole[IDLED + 2 * one] as number) - (whole[IDLED + 2 * other] as number));
  for (const place of touched) {
    const row = order[place] as number;
    endIdle(world, row);
    if (hasMember(free, place)) joinIdle(world, row);
    sandboxes.idleSince[row] = fractions[IDLE_SINCE + 2 * place] as number;
    sandboxes.served[row] = (sandboxes.served[row] as number) + (whole[SERVED + 2 * place] as number);
    whole[IDLED + 2 * place] = 0;
    whole[SERVED + 2 * place] = 0;
  }
  touched.length = 0;
}

/** The loop is over: rows go back to their tables in the order in which they were freed. */
export function giveBack(world: World, { whole }: WarmScratch, free: number): void {
  const { calls, requests } = world;
  for (let i = 0; i < free; i++) {
    const pair = whole[FREE_PAIR + i] as number;
    const [call, request] = [whole[CALL + pair] as number, whole[REQUEST + pair] as number];
    ageRows(world, whole, pair);
    calls.nextFree[call] = calls.firstFree;
    calls.firstFree = call;
    requests.nextFree[request] = requests.firstFree;
    requests.firstFree = request;
  }
}

/** What counted up while the rows were a pair. */
function ageRows({ calls, requests }: World, whole: Int32Array, pair: number): void {
  const [call, request] = [whole[CALL + pair] as number, whole[REQUEST + pair] as number];
  const generation = whole[GENERATION + pair] as number;
  const uses = generation - (calls.generation[call] as number);
  requests.generation[request] = (requests.generation[request] as number) + uses;
  calls.generation[call] = generation;
  calls.service[call] = (whole[SERVICE + pair] as number) & 0xffff;
}

/** Hands a request in service over to the tables and the queue: the general way, or the loop as a guest there, ends it. */
export function writeOut(world: World, scratch: WarmScratch, pair: number, endAt: number): void {
  const { requests, calls, sandboxes, simulation } = world;
  const { whole, fractions } = scratch;
  const [call, request] = [whole[CALL + pair] as number, whole[REQUEST + pair] as number];
  const now = fractions[ARRIVED + pair] as number;
  const sandbox = (world.pools[0] as PoolState).members.order[whole[PLACE + pair] as number] as number;
  ageRows(world, whole, pair);
  requests.number[request] = fractions[NUMBER + pair] as number;
  requests.arrivedAt[request] = now;
  requests.demands[request * world.model.maxDemands] = fractions[DEMAND + pair] as number;
  requests.deployment[request] = 0;
  requests.workload[request] = 0;
  requests.route[request] = (world.model.workloads[0] as WorkloadModel).route;
  requests.openCalls[request] = 1;
  requests.failure[request] = 0;
  requests.firstCall[request] = -1;
  requests.cold[request] = 0;
  calls.request[call] = request;
  calls.sandbox[call] = sandbox;
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
  calls.service[call] = ((calls.service[call] as number) + 1) & 0xffff;
  sandboxes.busy[sandbox] = 1;
  endIdle(world, sandbox);
  const mark = ((calls.generation[call] as number) << 8) ^ (calls.service[call] as number);
  push(simulation.queue, endAt, fractions[SEQUENCE + pair] as number, SERVICE_FINISHED, call, mark);
}

/** The next arrival goes back to the queue, if there is one. */
export function pushArrival({ simulation }: World, { fractions }: WarmScratch): void {
  const next = fractions[NEXT] as number;
  if (next !== Infinity) push(simulation.queue, next, fractions[NEXT + 1] as number, REQUEST_ARRIVED, 0, 0);
}

/** Its rows are another's now: its number is free for a new pair. */
export function forgetPair(scratch: WarmScratch, pair: number): void {
  scratch.whole[SPARE_PAIR + scratch.spares++] = pair;
}

/** What a loop adds to the totals of its deployment, its route and its pool; `max` is the most that it had in service. */
export function settleTotals(
  world: World,
  route: number,
  { fractions }: WarmScratch,
  arrived: number,
  completed: number,
  max: number,
): void {
  const now = fractions[ENDED] as number;
  const area = fractions[ENDED + 1] as number;
  const pool = world.pools[0] as PoolState;
  const deployment = world.deployments[0] as DeploymentState;
  const own = deployment.routes[route] as DeploymentState['routes'][number];
  const change = arrived - completed;
  world.requests.alive += change;
  world.calls.alive += change;
  own.inFlight += change;
  pool.arrived += arrived;
  pool.warmStarts += arrived;
  pool.billedByteMicros += (fractions[ENDED + 3] as number) * (world.model.pools[0] as PoolModel).takenBytes;
  deployment.sojournMicros += fractions[ENDED + 2] as number;
  for (const outcomes of [deployment.outcomes, own.outcomes]) {
    outcomes.arrived += arrived;
    outcomes.completed += completed;
  }
  for (const average of [pool.runningInstances, pool.busyWorkers, deployment.inFlight])
    addArea(average, area, now, average.value + change, max);
}

/** Counts latencies but for their places in the histograms, of which it notes that they are to come. */
export function noteTotals(world: World, route: number, scratch: WarmScratch, bucket: number): void {
  const { fractions } = scratch;
  const count = fractions[COUNTED] as number;
  const sum = fractions[COUNTED + 1] as number;
  const least = fractions[COUNTED + 2] as number;
  const most = fractions[COUNTED + 3] as number;
  if (count === 0) return;
  const deployment = world.deployments[0] as DeploymentState;
  const { latency } = deployment.routes[route] as DeploymentState['routes'][number];
  addTotals(latency, count, sum, least, most);
  addTotals(currentSeries(deployment, bucket), count, sum, least, most);
  scratch.bucket = bucket;
  scratch.lowest = Math.min(scratch.lowest, bucketOf(least));
  scratch.highest = Math.max(scratch.highest, bucketOf(most));
}

/** Counts in the histograms what was put off. */
export function settleCounts(world: World, route: number, scratch: WarmScratch): void {
  const { lowest, highest, bucket } = scratch;
  if (highest < 0) return;
  const counts = scratch.whole.subarray(LATENCIES, LATENCIES + BUCKETS);
  const deployment = world.deployments[0] as DeploymentState;
  const { latency } = deployment.routes[route] as DeploymentState['routes'][number];
  addCounts(latency, counts, lowest, highest);
  addCounts(currentSeries(deployment, bucket), counts, lowest, highest);
  counts.fill(0, lowest, highest + 1);
  scratch.lowest = BUCKETS;
  scratch.highest = -1;
}

/** Counting what ended: outcomes, latencies, the last seconds. */
import { newHistogram, record } from '../statistics/histogram';
import { addValue, restartAverage } from '../statistics/tally';
import {
  FAILED,
  REJECTED,
  TIMED_OUT,
  type DeploymentState,
  type Outcomes,
  type SecondBucket,
  type World,
} from './world';

/** How many seconds back the strip of recent results looks. */
export const RECENT_SECONDS = 30;

export function countArrival(world: World, deployment: number, route: number): void {
  const state = world.deployments[deployment] as DeploymentState;
  state.outcomes.arrived++;
  addValue(state.inFlight, world.simulation.nowMicros, 1);
  const own = state.routes[route];
  if (own === undefined) return;
  own.outcomes.arrived++;
  own.inFlight++;
}

/** A request left: completed (failure 0) or not. */
export function countEnd(world: World, request: number): void {
  const { requests, simulation, model } = world;
  const now = simulation.nowMicros;
  const state = world.deployments[requests.deployment[request] as number] as DeploymentState;
  const route = state.routes[requests.route[request] as number];
  const failure = requests.failure[request] as number;
  const arrivedAt = requests.arrivedAt[request] as number;
  const latency = now - arrivedAt;
  const counted = arrivedAt >= model.scenario.transient;
  addValue(state.inFlight, now, -1);
  state.sojournMicros += latency;
  addOutcome(state.outcomes, failure);
  if (route !== undefined) {
    route.inFlight--;
    addOutcome(route.outcomes, failure);
  }
  if (failure !== 0) return;
  if (counted) {
    record(state.latency, latency);
    if (route !== undefined) record(route.latency, latency);
  }
  const bucket = bucketOfSecond(state, Math.floor(now / 1e6));
  bucket.completed++;
  bucket.cold += requests.cold[request] as number;
  record(bucket.latency, latency);
}

function addOutcome(outcomes: Outcomes, failure: number): void {
  if (failure === REJECTED) outcomes.rejected++;
  else if (failure === TIMED_OUT) outcomes.timedOut++;
  else if (failure === FAILED) outcomes.failed++;
  else outcomes.completed++;
}

function bucketOfSecond(state: DeploymentState, second: number): SecondBucket {
  const last = state.seconds.at(-1);
  if (last !== undefined && last.second === second) return last;
  // A closed bucket never changes again: frozen, it is shared between checkpoints.
  if (last !== undefined) Object.freeze(last);
  while ((state.seconds[0]?.second ?? second) < second - RECENT_SECONDS) state.seconds.shift();
  const bucket: SecondBucket = { second, completed: 0, cold: 0, latency: newHistogram() };
  state.seconds.push(bucket);
  return bucket;
}

/** The transient is over: averages and per-pool counts begin anew. Outcomes keep the whole run (conservation). */
export function endTransient(world: World): void {
  const now = world.simulation.nowMicros;
  for (const pool of world.pools) {
    for (const average of [
      pool.instances,
      pool.startingInstances,
      pool.runningInstances,
      pool.busyWorkers,
      pool.waitingWorkers,
      pool.workers,
      pool.queued,
    ])
      restartAverage(average, now);
    Object.assign(pool, {
      lookedBusy: 0,
      lookedWorkers: 0,
      arrived: 0,
      coldStarts: 0,
      warmStarts: 0,
      rejected: 0,
      lifespanSum: 0,
      lifespanCount: 0,
    });
    Object.assign(pool.latency, newHistogram());
    Object.assign(pool.starts, newHistogram());
  }
}

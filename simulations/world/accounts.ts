/** Counting what ended: outcomes, latencies, the last seconds. */
import { newHistogram, record, type Histogram } from '../statistics/histogram';
import { addRecent } from '../statistics/recent';
import { addValue, restartAverage } from '../statistics/tally';
import { restartService, restartTrigger } from './service-table';
import {
  FAILED,
  REJECTED,
  TIMED_OUT,
  type DeploymentState,
  type Outcomes,
  SERIES_BUCKETS,
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
  if ((requests.workload[request] as number) < 0) noteByHand(world, request, latency);
  addValue(state.inFlight, now, -1);
  state.sojournMicros += latency;
  addOutcome(state.outcomes, failure);
  if (route !== undefined) {
    route.inFlight--;
    addOutcome(route.outcomes, failure);
  }
  if (failure !== 0) return;
  if (counted) {
    if (route !== undefined) record(route.latency, latency);
  }
  record(currentSeries(state, bucketAt(now, model.scenario.duration)), latency);
  addRecent(state.recent, now, latency, requests.cold[request] as number);
}

const KEPT_BY_HAND = 16;

function noteByHand({ byHand, requests, simulation }: World, request: number, latencyMicros: number): void {
  const ended = {
    number: requests.number[request] as number,
    atMicros: simulation.nowMicros,
    latencyMicros,
    failure: requests.failure[request] as number,
    cold: requests.cold[request] === 1,
  };
  byHand.ended = [...byHand.ended, ended].slice(-KEPT_BY_HAND);
}

function addOutcome(outcomes: Outcomes, failure: number): void {
  if (failure === REJECTED) outcomes.rejected++;
  else if (failure === TIMED_OUT) outcomes.timedOut++;
  else if (failure === FAILED) outcomes.failed++;
  else outcomes.completed++;
}

/** The histogram of a bucket of the run, the present one. */
export function currentSeries({ series }: DeploymentState, bucket: number): Histogram {
  if (series.length > bucket) return series[bucket] as Histogram;
  // A closed bucket never changes again: frozen, it is shared between checkpoints.
  const last = series.at(-1);
  if (last !== undefined) Object.freeze(last);
  while (series.length < bucket) series.push(Object.freeze(newHistogram()));
  const histogram = newHistogram();
  series.push(histogram);
  return histogram;
}

/** Which bucket of the whole run an instant lies in. */
export const bucketAt = (nowMicros: number, duration: number): number =>
  Math.min(SERIES_BUCKETS - 1, Math.floor((nowMicros / duration) * SERIES_BUCKETS));

/** The transient is over: averages and per-pool counts begin anew. Outcomes keep the whole run (conservation). */
export function endTransient(world: World): void {
  const now = world.simulation.nowMicros;
  world.services.forEach(restartService);
  world.triggers.forEach(restartTrigger);
  for (const { coresUsed } of world.hosts) restartAverage(coresUsed, now);
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
      retried: 0,
      timedOut: 0,
      broke: 0,
      lifespanSum: 0,
      lifespanCount: 0,
    });
    Object.assign(pool.latency, newHistogram());
    Object.assign(pool.starts, newHistogram());
  }
}

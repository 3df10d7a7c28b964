/**
 * The fast path: one function alone on its platform, served warm. Almost all events of a long run of it are a request
 * that meets an idle instance and the end of its service; here they are processed in one loop over local variables, with
 * the same effects, number for number, as in `events.ts` and `flow.ts` (a test compares the two). Whatever is not of this
 * kind (a cold start, an expiry, the end of the transient) ends the loop and is left to the general way.
 */
import { addMember, highestMember, removeMember } from '../base/bitset';
import { firstTime, push, takeFirst } from '../engine/event-queue';
import { mixEvent } from '../base/digest';
import { refill, type Sampler } from '../random/sampler';
import { bucketOf, recordAt, type Histogram } from '../statistics/histogram';
import { addRecent } from '../statistics/recent';
import { addValue, type TimeWeighted } from '../statistics/tally';
import { bucketAt, currentSeries } from './accounts';
import { ALONE, NOWHERE } from './computing';
import { REQUEST_ARRIVED, SERVICE_FINISHED } from './event-kinds';
import { UNIT_EXPONENTIAL } from '../workload/arrivals';
import type { Model, PoolModel, RouteNode, WorkloadModel } from './model';
import { notePlain, NOTICE_KINDS } from './notices';
import { RUNNING, type DeploymentState, type PoolState, type World, type WorkloadState } from './world';

/** Whether a model is one function alone, called by one Poisson stream, with nothing that could come between. */
export function isWarmModel(model: Model): boolean {
  const [pool, other] = model.pools;
  const [workload, second] = model.workloads;
  const route = model.routes[workload?.route ?? -1];
  if (pool === undefined || other !== undefined || workload === undefined || second !== undefined)
    return false;
  return (
    pool.technology.perRequest &&
    pool.hosts.length === 0 &&
    pool.coldTime !== null &&
    pool.workers === 1 &&
    pool.choice === 'newest' &&
    pool.timeoutMicros === Infinity &&
    workload.arrivals.kind === 'poisson' &&
    workload.intensity > 0 &&
    workload.arrivals.perSecond > 0 &&
    route?.nodes.length === 1 &&
    (route.nodes[0] as RouteNode).probability === 1
  );
}

function addArea(average: TimeWeighted, area: number, sinceMicros: number, value: number, max: number): void {
  average.area += area;
  average.sinceMicros = sinceMicros;
  average.value = value;
  if (max > average.max) average.max = max;
}

function entryComponent(model: Model, route: number): number {
  const node = model.routes[route]?.nodes[0];
  return node === undefined ? 0 : node.component;
}

/** How long a bucket of the run surely lasts: within it, its number need not be computed anew. */
const surelyUntil = (bucket: number, buckets: number, duration: number): number =>
  Math.floor(((bucket + 1) * duration) / buckets) - 2;

/** Processes warm requests up to `untilMicros`; returns how many events, and stops before the first that is not its own. */
export function runWarm(world: World, untilMicros: number, maxEvents: number): number {
  const { simulation, model, notices } = world;
  const { queue, digest } = simulation;
  const pool = model.pools[0] as PoolModel;
  const workloadModel = model.workloads[0] as WorkloadModel;
  const { arrivals, intensity, route } = workloadModel;
  if (arrivals.kind !== 'poisson') return 0;
  const gapMicros = 1e6 / (arrivals.perSecond * intensity);
  const { overhead, takenBytes, serviceTime } = pool;
  const { duration, transient, budget } = model.scenario;
  const stride = model.maxDemands;
  const state = world.pools[0] as PoolState;
  const { order, free } = state.members;
  const workload = world.workloads[0] as WorkloadState;
  const { counts } = workload;
  const { gaps } = workload.arrivals;
  const demands = workload.demands[entryComponent(model, route)] as Sampler;
  const deployment = world.deployments[0] as DeploymentState;
  const own = deployment.routes[route] as DeploymentState['routes'][number];
  // Columns and counters in local variables: nothing that is called below replaces or reads them.
  const { requests, calls, sandboxes } = world;
  const { deployment: onDeployment, workload: ofWorkload, route: onRoute, number: numbers } = requests;
  const { arrivedAt: arrivals_, openCalls, failure, cold, demands: needs } = requests;
  const { nextFree: nextRequest, generation: requestGeneration } = requests;
  const { request: ofRequest, parent, node, bound, child, attempts, pool: inPool, queuedAt } = calls;
  const { sandbox: onSandbox, startedAt, endsAt, computes, service: services } = calls;
  const { nextFree: nextCall, generation: callGeneration } = calls;
  const {
    busy,
    served,
    position,
    serial: serials,
    idleSince,
    idlePrevious,
    idleNext,
    state: states,
  } = sandboxes;
  let [freeRequest, freeCall] = [requests.firstFree, calls.firstFree];
  let [idleFirst, idleLast] = [state.idleFirst, state.idleLast];
  const room = budget.entities - requests.alive - sandboxes.alive;
  let [arrived, completed, sojourn, billed] = [0, 0, 0, 0];
  let { number } = workload;
  let { sequence } = simulation;
  // Running instances, busy workers and requests in flight change at the same instants by the same amounts.
  let now = simulation.nowMicros;
  for (const average of [state.runningInstances, state.busyWorkers, deployment.inFlight])
    addValue(average, now, 0);
  let value = state.runningInstances.value;
  let since = now;
  let area = 0;
  let max = value;
  let bucket = -1;
  let bucketEnd = -1;
  let series: Histogram | undefined;
  let lastKind = simulation.lastKind;
  let lastA = simulation.lastA;
  let lastB = simulation.lastB;
  let events = 0;
  while (events < maxEvents) {
    const time = firstTime(queue);
    if (time > untilMicros) break;
    const kind = queue.data[0] as number;
    const a = queue.data[1] as number;
    const b = queue.data[2] as number;
    if (kind === REQUEST_ARRIVED) {
      const at = highestMember(free);
      const request = freeRequest;
      const call = freeCall;
      if (at < 0 || request < 0 || call < 0 || arrived - completed >= room) break;
      takeFirst(queue);
      now = time;
      mixEvent(digest, now, kind, a, b);
      number++;
      arrived++;
      if (now >= bucketEnd) {
        bucket = bucketAt(now, duration);
        bucketEnd = surelyUntil(bucket, counts.length, duration);
        series = undefined;
      }
      counts[bucket] = (counts[bucket] as number) + 1;
      if (demands.next >= demands.values.length) refill(demands, serviceTime);
      const demand = demands.values[demands.next++] as number;
      freeRequest = nextRequest[request] as number;
      onDeployment[request] = 0;
      ofWorkload[request] = 0;
      onRoute[request] = route;
      numbers[request] = number;
      arrivals_[request] = now;
      openCalls[request] = 1;
      failure[request] = 0;
      cold[request] = 0;
      needs[request * stride] = demand;
      freeCall = nextCall[call] as number;
      ofRequest[call] = request;
      parent[call] = -1;
      node[call] = 0;
      bound[call] = -1;
      child[call] = 0;
      attempts[call] = 0;
      inPool[call] = 0;
      queuedAt[call] = now;
      notePlain(notices, now, NOTICE_KINDS.requestArrived.code, 0, 0, number, 0);
      const sandbox = order[at] as number;
      const before = idlePrevious[sandbox] as number;
      const after = idleNext[sandbox] as number;
      if (before >= 0) idleNext[before] = after;
      else idleFirst = after;
      if (after >= 0) idlePrevious[after] = before;
      else idleLast = before;
      idlePrevious[sandbox] = -2;
      busy[sandbox] = 1;
      removeMember(free, at);
      area += value * (now - since);
      since = now;
      value++;
      if (value > max) max = value;
      onSandbox[call] = sandbox;
      startedAt[call] = now;
      const span = Math.round(demand * overhead);
      const service = ((services[call] as number) + 1) & 0xffff;
      services[call] = service;
      endsAt[call] = now + span;
      computes[call] = ALONE;
      push(
        queue,
        now + span,
        sequence++,
        SERVICE_FINISHED,
        call,
        ((callGeneration[call] as number) << 8) ^ service,
      );
      if (gaps.next >= gaps.values.length) refill(gaps, UNIT_EXPONENTIAL);
      const next = now + (gaps.values[gaps.next++] as number) * gapMicros;
      workload.pending = next <= duration;
      if (workload.pending) push(queue, Math.round(next), sequence++, REQUEST_ARRIVED, 0, 0);
    } else if (kind === SERVICE_FINISHED) {
      const service = services[a] as number;
      const sandbox = onSandbox[a] as number;
      const request = ofRequest[a] as number;
      if ((((callGeneration[a] as number) << 8) ^ service) !== b || !state.idleTimer) break;
      if (states[sandbox] !== RUNNING || onRoute[request] !== route) break;
      takeFirst(queue);
      now = time;
      mixEvent(digest, now, kind, a, b);
      completed++;
      if (now >= bucketEnd || series === undefined) {
        bucket = bucketAt(now, duration);
        bucketEnd = surelyUntil(bucket, counts.length, duration);
        series = currentSeries(deployment, bucket);
      }
      computes[a] = NOWHERE;
      services[a] = (service + 1) & 0xffff;
      const arrivedAt = arrivals_[request] as number;
      const latency = now - arrivedAt;
      notePlain(
        notices,
        now,
        NOTICE_KINDS.requestDone.code,
        0,
        serials[sandbox] as number,
        numbers[request] as number,
        latency,
      );
      billed += now - (startedAt[a] as number);
      sojourn += latency;
      busy[sandbox] = 0;
      served[sandbox] = (served[sandbox] as number) + 1;
      addMember(free, position[sandbox] as number);
      onSandbox[a] = -1;
      area += value * (now - since);
      since = now;
      value--;
      idleSince[sandbox] = now;
      idlePrevious[sandbox] = idleLast;
      idleNext[sandbox] = -1;
      if (idleLast >= 0) idleNext[idleLast] = sandbox;
      else idleFirst = sandbox;
      idleLast = sandbox;
      callGeneration[a] = (callGeneration[a] as number) + 1;
      nextCall[a] = freeCall;
      freeCall = a;
      openCalls[request] = 0;
      const slot = bucketOf(latency);
      if (arrivedAt >= transient) recordAt(own.latency, slot, latency, 1);
      recordAt(series, slot, latency, 1);
      addRecent(deployment.recent, now, latency, cold[request] as number);
      requestGeneration[request] = (requestGeneration[request] as number) + 1;
      nextRequest[request] = freeRequest;
      freeRequest = request;
    } else break;
    events++;
    lastKind = kind;
    lastA = a;
    lastB = b;
  }
  if (events === 0) return 0;
  Object.assign(simulation, { nowMicros: now, lastEventMicros: now, lastKind, lastA, lastB, sequence });
  simulation.events += events;
  Object.assign(state, { idleFirst, idleLast });
  requests.firstFree = freeRequest;
  calls.firstFree = freeCall;
  const inFlight = arrived - completed;
  requests.alive += inFlight;
  calls.alive += inFlight;
  workload.number = number;
  state.arrived += arrived;
  state.warmStarts += arrived;
  state.billedByteMicros += billed * takenBytes;
  deployment.sojournMicros += sojourn;
  own.inFlight += inFlight;
  for (const outcomes of [deployment.outcomes, own.outcomes]) {
    outcomes.arrived += arrived;
    outcomes.completed += completed;
  }
  addArea(state.runningInstances, area, since, value, max);
  addArea(state.busyWorkers, area, since, value, max);
  addArea(deployment.inFlight, area, since, value, max);
  return events;
}

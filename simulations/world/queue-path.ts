/**
 * The quick loop of one queue: a component with one replica, first come first served, called by one Poisson stream. Every
 * event of a long run of it is an arrival or the end of a service. Whatever is not of this kind (a full queue, a command's
 * doing, the end of the transient) ends the loop and is left to the general way.
 */
import { MIX } from '../base/digest';
import { firstTime, push, takeFirst } from '../engine/event-queue';
import { refill, type Sampler } from '../random/sampler';
import { addTotals, bucketOf, countAt, recordAt, type Histogram } from '../statistics/histogram';
import { LAST_SAMPLE, LAST_SECOND } from '../statistics/recent';
import { addValue } from '../statistics/tally';
import { UNIT_EXPONENTIAL } from '../workload/arrivals';
import { bucketAt, currentSeries } from './accounts';
import { ALONE } from './computing';
import { REQUEST_ARRIVED, SERVICE_FINISHED } from './event-kinds';
import type { Model, PoolModel, WorkloadModel } from './model';
import { LAST_OF_RING, NOTICE_KINDS, packKind, RING_FIELDS } from './notices';
import {
  addArea,
  entryComponent,
  gapOf,
  isOnePoissonCall,
  SHORT,
  surelyUntil,
  type ShortList,
} from './quick-loop';
import { refreshChoice } from './sandboxes';
import {
  IN_POOL,
  RUNNING,
  type DeploymentState,
  type PoolState,
  type World,
  type WorkloadState,
} from './world';

/** Whether a model is one first-come queue behind one Poisson stream, with nothing that could come between. */
export function isQueueModel(model: Model): boolean {
  const [pool, other] = model.pools;
  if (pool === undefined || other !== undefined || !isOnePoissonCall(model)) return false;
  return (
    !pool.technology.perRequest &&
    pool.replicas === 1 &&
    pool.autoscaler === null &&
    !pool.sharesWorkers &&
    !pool.replicaQueues &&
    pool.choice === 'least-busy' &&
    pool.timeoutMicros === Infinity &&
    pool.requestBytes === 0 &&
    pool.writes === null &&
    pool.cpuCap >= pool.workers * pool.cpuFraction &&
    (pool.cpuFraction === 0 || pool.cpuFraction === 1)
  );
}

/** The one sandbox, when it is the only one and nothing disturbs it; -1 otherwise. */
function onlySandbox(world: World): number {
  const { members, starting, ready } = world.pools[0] as PoolState;
  const pool = world.model.pools[0] as PoolModel;
  if (members.count !== 1 || starting !== 0 || ready !== 1 || world.byHand.number > 0) return -1;
  const { sandboxes } = world;
  let row = -1;
  for (let i = 0; i < members.length; i++) row = Math.max(row, members.order[i] as number);
  const host = sandboxes.host[row] as number;
  const [state, model] = [world.hosts[host], world.model.hosts[host]];
  if (sandboxes.state[row] !== RUNNING || state === undefined || model === undefined) return -1;
  const others = state.cpuDemand - (sandboxes.busy[row] as number) * pool.cpuFraction;
  const fits = pool.cpuFraction === 0 || (others === 0 && pool.workers <= model.cores);
  return fits && state.cores === null ? row : -1;
}

/** Writes out what the loop left out of the rows of a request that it began. */
function completeRows(world: World, call: number): void {
  const { requests, calls } = world;
  const request = calls.request[call] as number;
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
  calls.queuedAt[call] = requests.arrivedAt[request] as number;
}

function beginAlone(world: World, call: number, sandbox: number, endAt: number, sequence: number): void {
  const { calls, simulation } = world;
  completeRows(world, call);
  calls.sandbox[call] = sandbox;
  calls.endsAt[call] = endAt;
  calls.computes[call] = ALONE;
  const mark = ((calls.generation[call] as number) << 8) ^ (calls.service[call] as number);
  push(simulation.queue, endAt, sequence, SERVICE_FINISHED, call, mark);
}

/** Processes requests up to `untilMicros`; returns how many events, and stops before the first that is not its own. */
export function runQueue(world: World, untilMicros: number, maxEvents: number, list: ShortList): number {
  const { simulation, model, notices } = world;
  const { queue, digest } = simulation;
  const pool = model.pools[0] as PoolModel;
  const workloadModel = model.workloads[0] as WorkloadModel;
  const { route } = workloadModel;
  const gapMicros = gapOf(workloadModel);
  const sandbox = onlySandbox(world);
  if (gapMicros === undefined || sandbox < 0) return 0;
  const { overhead, serviceTime, workers, queueLimit } = pool;
  const { duration, transient, budget } = model.scenario;
  const stride = model.maxDemands;
  const state = world.pools[0] as PoolState;
  const workload = world.workloads[0] as WorkloadState;
  const { counts } = workload;
  const { gaps } = workload.arrivals;
  const demands = workload.demands[entryComponent(model, route)] as Sampler;
  const deployment = world.deployments[0] as DeploymentState;
  const own = deployment.routes[route] as DeploymentState['routes'][number];
  // Columns and counters in local variables: nothing that is called below replaces or reads them.
  const { requests, calls, sandboxes } = world;
  const { number: numbers, arrivedAt: arrivals, demands: needs } = requests;
  const { nextFree: nextRequest, generation: requestGeneration } = requests;
  const { request: ofRequest, startedAt, service: services, previous: before, next: after } = calls;
  const { nextFree: nextCall, generation: callGeneration } = calls;
  const { endAt: shortEnd, sequence: shortSequence, call: shortCall } = list;
  const { ring } = notices;
  const arrivedNotice = packKind(NOTICE_KINDS.requestArrived.code, 0, true);
  const doneNotice = packKind(NOTICE_KINDS.requestDone.code, 0, false);
  const { atMicros: recentAt, latencyMicros: recentLatency, second: seconds } = deployment.recent;
  const { completed: inSecond, cold: coldInSecond } = deployment.recent;
  let [freeRequest, freeCall] = [requests.firstFree, calls.firstFree];
  let [queueFirst, queueLast] = [state.queueFirst, state.queueLast];
  const room = budget.entities - requests.alive - sandboxes.alive;
  let [arrived, completed, sojourn, served] = [0, 0, 0, 0];
  const firstNumber = workload.number;
  let number = firstNumber;
  let { sequence } = simulation;
  let noticed = notices.count;
  let recentCount = deployment.recent.count;
  let [high, low] = [digest[0] as number, digest[1] as number];
  // What comes next: of the queue of events, of the short list, and the next arrival, out of the queue once at its head.
  let first = firstTime(queue);
  let short = 0;
  let shortAt = Infinity;
  let [arrivalAt, arrivalSequence] = [Infinity, 0];
  let now = simulation.nowMicros;
  for (const average of [state.busyWorkers, state.queued, deployment.inFlight]) addValue(average, now, 0);
  const serial = sandboxes.serial[sandbox] as number;
  const host = world.hosts[sandboxes.host[sandbox] as number];
  if (host !== undefined && pool.cpuFraction > 0) addValue(host.coresUsed, now, 0);
  let busy = sandboxes.busy[sandbox] as number;
  const busyBefore = busy;
  let waiting = state.queued.value;
  let since = now;
  let [busyArea, waitingArea] = [0, 0];
  let [busyMost, waitingMost, bothMost] = [busy, waiting, busy + waiting];
  let bucket = -1;
  let bucketEnd = -1;
  let inBucket = 0;
  let series: Histogram | undefined;
  // What was recorded since the bucket began, beside its place in the histograms.
  let [recorded, recordedSum, least, most] = [0, 0, Infinity, -Infinity];
  // The present event.
  let [kind, a, b] = [simulation.lastKind, simulation.lastA, simulation.lastB];
  let events = 0;
  while (events < maxEvents) {
    const soonest = Math.min(arrivalAt, shortAt, first);
    if (soonest > untilMicros) break;
    if (soonest >= bucketEnd) {
      if (bucket >= 0) counts[bucket] = (counts[bucket] as number) + inBucket;
      for (const histogram of series === undefined ? [] : [series, own.latency, state.latency])
        addTotals(histogram, recorded, recordedSum, least, most);
      [inBucket, recorded, recordedSum, least, most] = [0, 0, 0, Infinity, -Infinity];
      series = undefined;
      bucket = bucketAt(soonest, duration);
      bucketEnd = surelyUntil(soonest, duration);
    }
    // The call that a worker takes up with this event; -1 = none.
    let begun = -1;
    if (
      arrivalAt < first &&
      (arrivalAt < shortAt ||
        (arrivalAt === shortAt && arrivalSequence < (shortSequence[short - 1] as number)))
    ) {
      const request = freeRequest;
      const call = freeCall;
      if (request < 0 || call < 0 || arrived - completed >= room) break;
      if (busy >= workers && waiting >= queueLimit) break;
      now = arrivalAt;
      kind = REQUEST_ARRIVED;
      a = 0;
      b = 0;
      number++;
      arrived++;
      inBucket++;
      if (demands.next >= demands.values.length) refill(demands, serviceTime);
      needs[request * stride] = demands.values[demands.next++] as number;
      freeRequest = nextRequest[request] as number;
      numbers[request] = number;
      arrivals[request] = now;
      freeCall = nextCall[call] as number;
      ofRequest[call] = request;
      const line = (noticed++ & LAST_OF_RING) * RING_FIELDS;
      ring[line] = now;
      ring[line + 1] = arrivedNotice;
      ring[line + 2] = number;
      ring[line + 3] = 0;
      busyArea += busy * (now - since);
      waitingArea += waiting * (now - since);
      since = now;
      if (busy < workers) {
        begun = call;
        busy++;
        if (busy > busyMost) busyMost = busy;
      } else {
        before[call] = queueLast;
        after[call] = -1;
        if (queueLast >= 0) after[queueLast] = call;
        else queueFirst = call;
        queueLast = call;
        waiting++;
        if (waiting > waitingMost) waitingMost = waiting;
      }
      if (busy + waiting > bothMost) bothMost = busy + waiting;
    } else {
      if (shortAt < first) {
        now = shortAt;
        a = shortCall[--short] as number;
        b = ((callGeneration[a] as number) << 8) ^ (services[a] as number);
        shortAt = short === 0 ? Infinity : (shortEnd[short - 1] as number);
      } else {
        // What meets an arrival or the list at one instant is left to the general way, which knows who came first.
        if (first === arrivalAt || first === shortAt) break;
        const [what, one, two] = [queue.data[0] as number, queue.data[1] as number, queue.data[2] as number];
        if (what === REQUEST_ARRIVED) {
          arrivalAt = first;
          arrivalSequence = queue.keys[1] as number;
          takeFirst(queue);
          first = firstTime(queue);
          continue;
        }
        const mark = ((callGeneration[one] as number) << 8) ^ (services[one] as number);
        if (what !== SERVICE_FINISHED || mark !== two) break;
        now = first;
        [a, b] = [one, two];
        takeFirst(queue);
        first = firstTime(queue);
      }
      kind = SERVICE_FINISHED;
      const request = ofRequest[a] as number;
      completed++;
      served++;
      series ??= currentSeries(deployment, bucket);
      const arrivedAt = arrivals[request] as number;
      const latency = now - arrivedAt;
      const line = (noticed++ & LAST_OF_RING) * RING_FIELDS;
      ring[line] = now;
      ring[line + 1] = doneNotice;
      ring[line + 2] = numbers[request] as number;
      ring[line + 3] = latency;
      ring[line + 4] = serial;
      ring[line + 5] = -1;
      sojourn += latency;
      busyArea += busy * (now - since);
      waitingArea += waiting * (now - since);
      since = now;
      services[a] = ((services[a] as number) + 1) & 0xffff;
      callGeneration[a] = (callGeneration[a] as number) + 1;
      nextCall[a] = freeCall;
      freeCall = a;
      const slot = bucketOf(latency);
      if (arrivedAt >= transient) {
        recorded++;
        recordedSum += latency;
        if (latency < least) least = latency;
        if (latency > most) most = latency;
        countAt(own.latency, slot);
        countAt(state.latency, slot);
        countAt(series, slot);
      } else recordAt(series, slot, latency, 1);
      const sample = recentCount++ & LAST_SAMPLE;
      recentAt[sample] = now;
      recentLatency[sample] = latency;
      const second = Math.floor(now / 1e6);
      const place = second & LAST_SECOND;
      if (seconds[place] !== second) {
        seconds[place] = second;
        inSecond[place] = 0;
        coldInSecond[place] = 0;
      }
      inSecond[place] = (inSecond[place] as number) + 1;
      requestGeneration[request] = (requestGeneration[request] as number) + 1;
      nextRequest[request] = freeRequest;
      freeRequest = request;
      if (queueFirst < 0) busy--;
      else {
        begun = queueFirst;
        queueFirst = after[begun] as number;
        if (queueFirst < 0) queueLast = -1;
        else before[queueFirst] = -1;
        waiting--;
      }
    }
    if (begun >= 0) {
      startedAt[begun] = now;
      services[begun] = ((services[begun] as number) + 1) & 0xffff;
      const end = now + Math.round((needs[(ofRequest[begun] as number) * stride] as number) * overhead);
      if (short < SHORT) {
        let place = short++;
        while (place > 0 && (shortEnd[place - 1] as number) <= end) {
          shortEnd[place] = shortEnd[place - 1] as number;
          shortSequence[place] = shortSequence[place - 1] as number;
          shortCall[place] = shortCall[place - 1] as number;
          place--;
        }
        shortEnd[place] = end;
        shortSequence[place] = sequence++;
        shortCall[place] = begun;
        shortAt = shortEnd[short - 1] as number;
      } else {
        beginAlone(world, begun, sandbox, end, sequence++);
        first = firstTime(queue);
      }
    }
    if (kind === REQUEST_ARRIVED) {
      if (gaps.next >= gaps.values.length) refill(gaps, UNIT_EXPONENTIAL);
      const next = now + (gaps.values[gaps.next++] as number) * gapMicros;
      if (next <= duration) {
        arrivalAt = Math.round(next);
        arrivalSequence = sequence++;
      } else {
        arrivalAt = Infinity;
        workload.pending = false;
      }
    }
    low ^= Math.imul(now | 0, MIX.time);
    low = Math.imul((low << 13) | (low >>> 19), MIX.low) ^ Math.imul(a, MIX.a);
    high ^= Math.imul((now / 4294967296) | 0, MIX.timeHigh) ^ kind;
    high = Math.imul((high << 17) | (high >>> 15), MIX.high) ^ Math.imul(b, MIX.b) ^ (low >>> 11);
    low = (low + Math.imul(high, MIX.last)) | 0;
    events++;
  }
  if (arrivalAt !== Infinity) push(queue, arrivalAt, arrivalSequence, REQUEST_ARRIVED, 0, 0);
  for (let i = 0; i < short; i++)
    beginAlone(world, shortCall[i] as number, sandbox, shortEnd[i] as number, shortSequence[i] as number);
  if (events === 0) return 0;
  // What came while the loop ran stands at the end of the line.
  for (let call = queueLast; call >= 0; call = before[call] as number) {
    if ((numbers[ofRequest[call] as number] as number) <= firstNumber) break;
    completeRows(world, call);
    calls.sandbox[call] = -1;
    calls.computes[call] = 0;
  }
  counts[bucket] = (counts[bucket] as number) + inBucket;
  for (const histogram of series === undefined ? [] : [series, own.latency, state.latency])
    addTotals(histogram, recorded, recordedSum, least, most);
  digest[0] = high;
  digest[1] = low;
  simulation.nowMicros = now;
  simulation.lastEventMicros = now;
  simulation.lastKind = kind;
  simulation.lastA = a;
  simulation.lastB = b;
  simulation.sequence = sequence;
  simulation.events += events;
  state.queueFirst = queueFirst;
  state.queueLast = queueLast;
  notices.count = noticed;
  deployment.recent.count = recentCount;
  requests.firstFree = freeRequest;
  calls.firstFree = freeCall;
  requests.alive += arrived - completed;
  calls.alive += arrived - completed;
  workload.number = number;
  state.arrived += arrived;
  deployment.sojournMicros += sojourn;
  own.inFlight += arrived - completed;
  for (const outcomes of [deployment.outcomes, own.outcomes]) {
    outcomes.arrived += arrived;
    outcomes.completed += completed;
  }
  addArea(state.busyWorkers, busyArea, since, busy, busyMost);
  addArea(state.queued, waitingArea, since, waiting, waitingMost);
  addArea(deployment.inFlight, busyArea + waitingArea, since, busy + waiting, bothMost);
  sandboxes.busy[sandbox] = busy;
  sandboxes.served[sandbox] = (sandboxes.served[sandbox] as number) + served;
  if (host !== undefined && pool.cpuFraction > 0) {
    host.cpuDemand += busy - busyBefore;
    addArea(host.coresUsed, busyArea, since, busy, busyMost);
    sandboxes.computing[sandbox] = busy;
    sandboxes.cores[sandbox] = busy;
  }
  refreshChoice(world, sandbox);
  return events;
}

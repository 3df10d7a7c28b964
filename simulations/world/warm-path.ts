/**
 * The fast path: one function alone on its platform, served warm. Almost all events of a long run of it are a request
 * that meets an idle instance and the end of its service; here they are processed in one loop over local variables, with
 * the same effects, number for number, as in `events.ts` and `flow.ts` (a test compares the two). Whatever is not of this
 * kind (a cold start, an expiry, the end of the transient) ends the loop and is left to the general way.
 */
import { addMember, highestMember, removeMember } from '../base/bitset';
import { firstTime, push, takeFirst } from '../engine/event-queue';
import { MIX } from '../base/digest';
import { refill, type Sampler } from '../random/sampler';
import { addTotals, bucketOf, recordAt } from '../statistics/histogram';
import { addToSecond, countSeconds, LAST_SAMPLE } from '../statistics/recent';
import { addValue } from '../statistics/tally';
import { bucketAt, currentSeries } from './accounts';
import { KEEP_ALIVE_EXPIRED, REQUEST_ARRIVED, SERVICE_FINISHED } from './event-kinds';
import { UNIT_EXPONENTIAL } from '../workload/arrivals';
import type { Model, PoolModel, WorkloadModel } from './model';
import { LAST_OF_RING, NOTICE_KINDS, packKind, RING_FIELDS } from './notices';
import { addArea, entryComponent, gapOf, isOnePoissonCall, SHORT, surelyUntil } from './quick-loop';
import { fitScratch, noteSpan, settleCounts, settleLine, writeOut, type WarmScratch } from './warm-scratch';
import { RUNNING, type DeploymentState, type PoolState, type World, type WorkloadState } from './world';

/** Whether a model is one function alone, called by one Poisson stream, with nothing that could come between. */
export function isWarmModel(model: Model): boolean {
  const [pool, other] = model.pools;
  if (pool === undefined || other !== undefined || !isOnePoissonCall(model)) return false;
  return (
    pool.technology.perRequest &&
    pool.isPlain &&
    pool.hosts.length === 0 &&
    pool.coldTime !== null &&
    pool.workers === 1 &&
    pool.choice === 'newest' &&
    pool.requestBytes === 0 &&
    pool.writes === null &&
    pool.timeoutMicros === Infinity
  );
}

/**
 * Processes warm requests up to `untilMicros`; returns how many events, and stops before the first that is not its own.
 * What `scratch` holds afterwards is counted by `settleCounts`, at the latest before somebody looks.
 */
export function runWarm(world: World, untilMicros: number, maxEvents: number, scratch: WarmScratch): number {
  const { simulation, model, notices } = world;
  const { queue, digest } = simulation;
  const pool = model.pools[0] as PoolModel;
  const workloadModel = model.workloads[0] as WorkloadModel;
  const { route } = workloadModel;
  const gapMicros = gapOf(workloadModel);
  if (gapMicros === undefined || !(world.pools[0] as PoolState).idleTimer) {
    settleCounts(world, route, scratch);
    return 0;
  }
  const { overhead, takenBytes, serviceTime, keepAliveMicros } = pool;
  const { duration, transient, budget } = model.scenario;
  const stride = model.maxDemands;
  const state = world.pools[0] as PoolState;
  const { order, free } = state.members;
  // Up to 32 instances are one word of the set.
  const isOneWord = free.levels.length === 1;
  const freeWord = free.levels[0] as Int32Array;
  let freeBits = freeWord[0] as number;
  const workload = world.workloads[0] as WorkloadState;
  const { counts } = workload;
  const { gaps } = workload.arrivals;
  const demands = workload.demands[entryComponent(model, route)] as Sampler;
  let [gapValues, nextGap] = [gaps.values, gaps.next];
  let [demandValues, nextDemand] = [demands.values, demands.next];
  const deployment = world.deployments[0] as DeploymentState;
  const own = deployment.routes[route] as DeploymentState['routes'][number];
  // Columns and counters in local variables: nothing that is called below replaces or reads them.
  const { requests, calls, sandboxes } = world;
  const { number: numbers, arrivedAt: arrivals_, cold, demands: needs } = requests;
  const { nextFree: nextRequest, generation: requestGeneration, route: onRoute } = requests;
  const { request: ofRequest, sandbox: onSandbox, startedAt, service: services } = calls;
  const { nextFree: nextCall, generation: callGeneration } = calls;
  const { busy, served, position, serial: serials, idleSince, state: states } = sandboxes;
  fitScratch(scratch, world);
  const { counts: slots, idleOrder, touched, list } = scratch;
  const { endAt: shortEnd, sequence: shortSequence, call: shortCall } = list;
  const { ring } = notices;
  const arrivedNotice = packKind(NOTICE_KINDS.requestArrived.code, 0, true);
  const doneNotice = packKind(NOTICE_KINDS.requestDone.code, 0, false);
  const { recent } = deployment;
  const { atMicros: recentAt, latencyMicros: recentLatency } = recent;
  let recentCount = recent.count;
  let secondsFrom = recentCount;
  let [freeRequest, freeCall] = [requests.firstFree, calls.firstFree];
  const room = budget.entities - requests.alive - sandboxes.alive;
  let [arrived, completed, sojourn, billed] = [0, 0, 0, 0];
  let { number } = workload;
  let { sequence } = simulation;
  let noticed = notices.count;
  let [high, low] = [digest[0] as number, digest[1] as number];
  // What comes next: of the queue, of the short list, and the next arrival, out of the queue once it came to its head.
  let first = firstTime(queue);
  let short = 0;
  let shortAt = Infinity;
  let [arrivalAt, arrivalSequence] = [Infinity, 0];
  // Before this instant nothing comes but an arrival or an end of the list, all of it in one span.
  let limit = -1;
  // Within a span the bucket of the run is one and the same, and so is the upper half of the time.
  let spanEnd = -1;
  let timeHigh = 0;
  // Running instances, busy workers and requests in flight change at the same instants by the same amounts.
  let now = simulation.nowMicros;
  for (const average of [state.runningInstances, state.busyWorkers, deployment.inFlight])
    addValue(average, now, 0);
  let value = state.runningInstances.value;
  let since = now;
  let area = 0;
  let max = value;
  let bucket = -1;
  let inBucket = 0;
  // What was recorded since the bucket began, beside its place in the histograms.
  let [recorded, recordedSum, least, most] = [0, 0, Infinity, -Infinity];
  // The present event.
  let [kind, a, b] = [simulation.lastKind, simulation.lastA, simulation.lastB];
  let events = 0;
  while (events < maxEvents) {
    const isArrival =
      arrivalAt < shortAt ||
      (arrivalAt === shortAt && arrivalSequence < (shortSequence[short - 1] as number));
    const soonest = isArrival ? arrivalAt : shortAt;
    let isCold = 0;
    if (soonest >= limit) {
      const at = Math.min(soonest, first);
      if (at > untilMicros) break;
      if (at >= spanEnd) {
        if (bucket >= 0) counts[bucket] = (counts[bucket] as number) + inBucket;
        if (recorded > 0) {
          addTotals(own.latency, recorded, recordedSum, least, most);
          addTotals(currentSeries(deployment, bucket), recorded, recordedSum, least, most);
          noteSpan(scratch, bucket, least, most);
        }
        [inBucket, recorded, recordedSum, least, most] = [0, 0, 0, Infinity, -Infinity];
        bucket = bucketAt(at, duration);
        if (scratch.bucket !== bucket) settleCounts(world, route, scratch);
        const upper = Math.floor(at / 4294967296);
        timeHigh = Math.imul(upper | 0, MIX.timeHigh);
        spanEnd = Math.max(at + 1, Math.min(surelyUntil(at, duration), (upper + 1) * 4294967296));
        limit = Math.min(first, untilMicros + 1, spanEnd);
        continue;
      }
      // What meets an arrival or the list at one instant is left to the general way, which knows who came first.
      if (first === soonest) break;
      const [what, one, two] = [queue.data[0] as number, queue.data[1] as number, queue.data[2] as number];
      if (what === REQUEST_ARRIVED) {
        arrivalAt = first;
        arrivalSequence = queue.keys[1] as number;
        takeFirst(queue);
      } else if (what === KEEP_ALIVE_EXPIRED) {
        if (isOneWord) freeWord[0] = freeBits;
        settleLine(world, scratch, short);
        // It rings too early for the instance that is idle longest now: it is set again.
        const due = state.idleFirst < 0 ? 0 : (idleSince[state.idleFirst] as number) + keepAliveMicros;
        if (due <= first || two !== state.idleMark) break;
        now = first;
        [kind, a, b] = [what, one, two];
        takeFirst(queue);
        push(queue, due, sequence++, KEEP_ALIVE_EXPIRED, a, b);
      } else {
        const request = ofRequest[one] as number;
        const mark = ((callGeneration[one] as number) << 8) ^ (services[one] as number);
        if (what !== SERVICE_FINISHED || mark !== two || onRoute[request] !== route) break;
        if (states[onSandbox[one] as number] !== RUNNING) break;
        now = first;
        [kind, a, b] = [what, one, two];
        takeFirst(queue);
        isCold = cold[request] as number;
        billed += (arrivals_[request] as number) - (startedAt[a] as number);
        busy[onSandbox[a] as number] = 0;
      }
      first = firstTime(queue);
      limit = Math.min(first, untilMicros + 1, spanEnd);
      if (what === REQUEST_ARRIVED) continue;
    } else if (isArrival) {
      const at = isOneWord ? 31 - Math.clz32(freeBits) : highestMember(free);
      const request = freeRequest;
      const call = freeCall;
      if (at < 0 || request < 0 || call < 0 || arrived - completed >= room) break;
      now = arrivalAt;
      kind = REQUEST_ARRIVED;
      a = 0;
      b = 0;
      number++;
      arrived++;
      inBucket++;
      if (nextDemand >= demandValues.length) {
        refill(demands, serviceTime);
        demandValues = demands.values;
        nextDemand = 0;
      }
      const demand = demandValues[nextDemand++] as number;
      freeRequest = nextRequest[request] as number;
      numbers[request] = number;
      arrivals_[request] = now;
      needs[request * stride] = demand;
      freeCall = nextCall[call] as number;
      ofRequest[call] = request;
      onSandbox[call] = order[at] as number;
      const line = (noticed++ & LAST_OF_RING) * RING_FIELDS;
      ring[line] = now;
      ring[line + 1] = arrivedNotice;
      ring[line + 2] = number;
      ring[line + 3] = 0;
      if (isOneWord) freeBits ^= 1 << at;
      else removeMember(free, at);
      area += value * (now - since);
      since = now;
      value++;
      if (value > max) max = value;
      const end = now + Math.round(demand * overhead);
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
        shortCall[place] = call;
        shortAt = shortEnd[short - 1] as number;
      } else {
        writeOut(world, call, end, sequence++);
        first = firstTime(queue);
        limit = Math.min(first, limit);
      }
      if (nextGap >= gapValues.length) {
        refill(gaps, UNIT_EXPONENTIAL);
        gapValues = gaps.values;
        nextGap = 0;
      }
      const next = now + (gapValues[nextGap++] as number) * gapMicros;
      if (next <= duration) {
        arrivalAt = Math.round(next);
        arrivalSequence = sequence++;
      } else {
        arrivalAt = Infinity;
        workload.pending = false;
      }
    } else {
      now = shortAt;
      kind = SERVICE_FINISHED;
      a = shortCall[--short] as number;
      services[a] = ((services[a] as number) + 1) & 0xffff;
      b = ((callGeneration[a] as number) << 8) ^ (services[a] as number);
      shortAt = short === 0 ? Infinity : (shortEnd[short - 1] as number);
    }
    if (kind === SERVICE_FINISHED) {
      const request = ofRequest[a] as number;
      const sandbox = onSandbox[a] as number;
      completed++;
      const arrivedAt = arrivals_[request] as number;
      const latency = now - arrivedAt;
      const line = (noticed++ & LAST_OF_RING) * RING_FIELDS;
      ring[line] = now;
      ring[line + 1] = doneNotice;
      ring[line + 2] = numbers[request] as number;
      ring[line + 3] = latency;
      ring[line + 4] = serials[sandbox] as number;
      ring[line + 5] = -1;
      billed += latency;
      sojourn += latency;
      served[sandbox] = (served[sandbox] as number) + 1;
      if (isOneWord) freeBits |= 1 << (position[sandbox] as number);
      else addMember(free, position[sandbox] as number);
      area += value * (now - since);
      since = now;
      value--;
      idleSince[sandbox] = now;
      if (idleOrder[sandbox] === 0) touched[scratch.touchedCount++] = sandbox;
      idleOrder[sandbox] = completed;
      services[a] = ((services[a] as number) + 1) & 0xffff;
      callGeneration[a] = (callGeneration[a] as number) + 1;
      nextCall[a] = freeCall;
      freeCall = a;
      if (arrivedAt >= transient) {
        recorded++;
        recordedSum += latency;
        if (latency < least) least = latency;
        if (latency > most) most = latency;
        const slot = bucketOf(latency);
        slots[slot] = (slots[slot] as number) + 1;
      } else recordAt(currentSeries(deployment, bucket), bucketOf(latency), latency, 1);
      const sample = recentCount++ & LAST_SAMPLE;
      recentAt[sample] = now;
      recentLatency[sample] = latency;
      if (sample === LAST_SAMPLE || isCold === 1) {
        recent.count = recentCount;
        countSeconds(recent, secondsFrom);
        if (isCold === 1) addToSecond(recent, now, 0, 1);
        secondsFrom = recentCount;
      }
      requestGeneration[request] = (requestGeneration[request] as number) + 1;
      nextRequest[request] = freeRequest;
      freeRequest = request;
    }
    low ^= Math.imul(now | 0, MIX.time);
    low = Math.imul((low << 13) | (low >>> 19), MIX.low) ^ Math.imul(a, MIX.a);
    high ^= timeHigh ^ kind;
    high = Math.imul((high << 17) | (high >>> 15), MIX.high) ^ Math.imul(b, MIX.b) ^ (low >>> 11);
    low = (low + Math.imul(high, MIX.last)) | 0;
    events++;
  }
  if (isOneWord) freeWord[0] = freeBits;
  settleLine(world, scratch, short);
  if (arrivalAt !== Infinity) push(queue, arrivalAt, arrivalSequence, REQUEST_ARRIVED, 0, 0);
  for (let i = 0; i < short; i++)
    writeOut(world, shortCall[i] as number, shortEnd[i] as number, shortSequence[i] as number);
  if (events === 0) return 0;
  counts[bucket] = (counts[bucket] as number) + inBucket;
  if (recorded > 0) {
    addTotals(own.latency, recorded, recordedSum, least, most);
    addTotals(currentSeries(deployment, bucket), recorded, recordedSum, least, most);
    noteSpan(scratch, bucket, least, most);
  }
  if (firstTime(queue) >= spanEnd) settleCounts(world, route, scratch);
  gaps.next = nextGap;
  demands.next = nextDemand;
  recent.count = recentCount;
  countSeconds(recent, secondsFrom);
  digest[0] = high;
  digest[1] = low;
  simulation.nowMicros = now;
  simulation.lastEventMicros = now;
  simulation.lastKind = kind;
  simulation.lastA = a;
  simulation.lastB = b;
  simulation.sequence = sequence;
  simulation.events += events;
  notices.count = noticed;
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

/**
 * The fast path: one function alone on its platform, served warm. Almost all events of a long run of it are a request
 * that meets an idle instance and the end of its service; here they are processed in one loop over local variables, with
 * the same effects, number for number, as in `events.ts` and `flow.ts` (a test compares the two). Whatever is not of this
 * kind (a cold start, an expiry, the end of the transient) ends the loop and is left to the general way.
 */
import { addMember, highestMember, removeMember } from '../base/bitset';
import { MIX } from '../base/digest';
import { firstTime, push, takeFirst } from '../engine/event-queue';
import { refill, type Sampler } from '../random/sampler';
import { bucketOf, recordAt } from '../statistics/histogram';
import { addToSecond, countSeconds, LAST_SAMPLE } from '../statistics/recent';
import { addValue } from '../statistics/tally';
import { UNIT_EXPONENTIAL } from '../workload/arrivals';
import { bucketAt, currentSeries } from './accounts';
import { KEEP_ALIVE_EXPIRED, REQUEST_ARRIVED, SERVICE_FINISHED } from './event-kinds';
import type { Model, PoolModel, WorkloadModel } from './model';
import { LAST_OF_RING, NOTICE_KINDS, packKind, RING_FIELDS } from './notices';
import { entryComponent, gapOf, isOnePoissonCall, SHORT, surelyUntil } from './quick-loop';
import * as at from './warm-scratch';
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
 *
 * Its speed is that every variable is a plain number to the compiler. Hence `+` and `| 0` where one begins with a field or
 * with what a function returns, no unpacking of arrays, and fractions that are handed over in `scratch`, not as arguments.
 */
export function runWarm(
  world: World,
  untilMicros: number,
  maxEvents: number,
  scratch: at.WarmScratch,
): number {
  const { simulation, model, notices, requests, calls, sandboxes } = world;
  const { queue, digest } = simulation;
  const pool = model.pools[0] as PoolModel;
  const workloadModel = model.workloads[0] as WorkloadModel;
  const { route } = workloadModel;
  const gapMicros = gapOf(workloadModel);
  const state = world.pools[0] as PoolState;
  if (gapMicros === undefined || !state.idleTimer) {
    at.settleCounts(world, route, scratch);
    return 0;
  }
  const { serviceTime, keepAliveMicros } = pool;
  const overhead = +pool.overhead;
  const { budget } = model.scenario;
  const duration = +model.scenario.duration;
  const transient = +model.scenario.transient;
  const { free } = state.members;
  // Up to 32 instances are one word of the set.
  const isOneWord = free.levels.length === 1;
  const freeWord = free.levels[0] as Int32Array;
  let freeBits = freeWord[0] as number;
  const workload = world.workloads[0] as WorkloadState;
  const { counts } = workload;
  const before = workload.number | 0;
  const { gaps } = workload.arrivals;
  const demands = workload.demands[entryComponent(model, route)] as Sampler;
  let gapValues = gaps.values;
  let nextGap = gaps.next | 0;
  let demandValues = demands.values;
  let nextDemand = demands.next | 0;
  const deployment = world.deployments[0] as DeploymentState;
  at.openScratch(scratch, state.members.order.length);
  const { whole, fractions } = scratch;
  const { ring } = notices;
  const arrivedNotice = packKind(NOTICE_KINDS.requestArrived.code, 0, true);
  const doneNotice = packKind(NOTICE_KINDS.requestDone.code, 0, false);
  const { recent } = deployment;
  const { atMicros: recentAt, latencyMicros: recentLatency } = recent;
  const room = +(budget.entities - requests.alive - sandboxes.alive);
  const beganAt = +simulation.nowMicros;
  // Running instances, busy workers and requests in flight change at the same instants by the same amounts.
  for (const average of [state.runningInstances, state.busyWorkers, deployment.inFlight])
    addValue(average, beganAt, 0);
  const valueBefore = state.runningInstances.value | 0;
  let max = valueBefore;
  // Requests that arrived have numbers; those that were completed are counted. All other counts follow from these two.
  let number = before;
  let completed = 0;
  let lastEvent = before + Math.min(maxEvents, 1e9);
  let sequenceBase = +simulation.sequence - 2 * before - 2;
  const noticeBase = (notices.count - before) | 0;
  const recentBase = recent.count | 0;
  let secondsFrom = recentBase;
  let sojourn = 0;
  // Of requests that the general way began: what of their time it billed, and what lies before this loop.
  let notBilled = 0;
  let earlier = 0;
  // Of requests that were handed to the queue and are there: how long after the beginning they arrived.
  let later = 0;
  let high = digest[0] as number;
  let low = digest[1] as number;
  // What comes next: of the queue, of the pairs in service, and the next arrival, out of the queue once it came to its head.
  let first = +firstTime(queue);
  let serving = 0;
  let endAt = Infinity;
  let arrivalAt = Infinity;
  let arrivalSequence = 0;
  let freePairs = 0;
  // Before this instant nothing comes but an arrival or an end of the loop's own, all of it in one span.
  let limit = -1;
  // Within a span the bucket of the run is one and the same, and so is the upper half of the time.
  let spanEnd = -1;
  let timeHigh = 0;
  let bucket = -1;
  // What was counted when the span began, and the extremes since: latencies but for their places in the histograms.
  let numberMark = number;
  let completedMark = 0;
  let sojournMark = 0;
  let least = Infinity;
  let most = -Infinity;
  // The present event, and the pair that it is about.
  let now = beganAt;
  let kind = simulation.lastKind | 0;
  let a = simulation.lastA | 0;
  let b = simulation.lastB | 0;
  let pair = -1;
  while (number + completed < lastEvent) {
    const isArrival =
      arrivalAt < endAt ||
      (arrivalAt === endAt &&
        arrivalSequence <
          (fractions[at.SEQUENCE + (whole[at.SERVED_PAIR + serving - 1] as number)] as number));
    const soonest = isArrival ? arrivalAt : endAt;
    if (soonest >= limit) {
      const next = Math.min(soonest, first);
      if (next > untilMicros) break;
      if (next >= spanEnd) {
        if (bucket >= 0) counts[bucket] = (counts[bucket] as number) + number - numberMark;
        fractions[at.COUNTED] = completed - completedMark;
        fractions[at.COUNTED + 1] = sojourn - sojournMark;
        fractions[at.COUNTED + 2] = least;
        fractions[at.COUNTED + 3] = most;
        at.noteTotals(world, route, scratch, bucket);
        numberMark = number;
        completedMark = completed;
        sojournMark = sojourn;
        least = Infinity;
        most = -Infinity;
        bucket = bucketAt(next, duration) | 0;
        if (scratch.bucket !== bucket) at.settleCounts(world, route, scratch);
        const upper = Math.floor(next / 4294967296);
        timeHigh = Math.imul(upper | 0, MIX.timeHigh);
        spanEnd = Math.max(next + 1, Math.min(surelyUntil(next, duration), (upper + 1) * 4294967296));
        limit = Math.min(first, untilMicros + 1, spanEnd);
        continue;
      }
      // What meets an arrival or an end at one instant is left to the general way, which knows who came first.
      if (first === soonest) break;
      const what = queue.data[0] as number;
      const one = queue.data[1] as number;
      const two = queue.data[2] as number;
      if (what === REQUEST_ARRIVED) {
        arrivalAt = first;
        arrivalSequence = queue.keys[1] as number;
        takeFirst(queue);
      } else if (what === KEEP_ALIVE_EXPIRED) {
        if (isOneWord) freeWord[0] = freeBits;
        at.settleLine(world, scratch, serving);
        // It rings too early for the instance that is idle longest now: it is set again.
        const due =
          state.idleFirst < 0 ? 0 : (sandboxes.idleSince[state.idleFirst] as number) + keepAliveMicros;
        if (due <= first || two !== state.idleMark) break;
        now = first;
        kind = what;
        a = one;
        b = two;
        takeFirst(queue);
        push(queue, due, sequenceBase++ + 2 * number + 2, KEEP_ALIVE_EXPIRED, a, b);
        lastEvent--;
      } else {
        const request = calls.request[one] as number;
        const mark = ((calls.generation[one] as number) << 8) ^ (calls.service[one] as number);
        if (what !== SERVICE_FINISHED || mark !== two || requests.route[request] !== route) break;
        if (sandboxes.state[calls.sandbox[one] as number] !== RUNNING) break;
        pair = at.adoptPair(world, scratch, one) | 0;
        if (pair < 0) break;
        now = first;
        kind = SERVICE_FINISHED;
        takeFirst(queue);
        const arrivedAt = fractions[at.ARRIVED + pair] as number;
        notBilled += (calls.startedAt[one] as number) - arrivedAt;
        if (arrivedAt < beganAt) earlier += beganAt - arrivedAt;
        else later -= arrivedAt - beganAt;
        if (requests.cold[request] === 1) addToSecond(recent, now, 0, 1);
      }
      first = +firstTime(queue);
      limit = Math.min(first, untilMicros + 1, spanEnd);
      if (what === REQUEST_ARRIVED) continue;
    } else if (isArrival) {
      const place = isOneWord ? 31 - Math.clz32(freeBits) : highestMember(free) | 0;
      if (place < 0) break;
      if (freePairs > 0) pair = whole[at.FREE_PAIR + --freePairs] as number;
      else {
        const alive = number - before - completed;
        pair = alive >= room ? -1 : at.takePair(world, scratch) | 0;
        if (pair < 0) break;
        max = Math.max(max, valueBefore + alive + 1);
      }
      now = arrivalAt;
      kind = REQUEST_ARRIVED;
      a = 0;
      b = 0;
      const line = ((noticeBase + number++ + completed) & LAST_OF_RING) * RING_FIELDS;
      ring[line] = now;
      ring[line + 1] = arrivedNotice;
      ring[line + 2] = number;
      ring[line + 3] = 0;
      if (isOneWord) freeBits ^= 1 << place;
      else removeMember(free, place);
      if (nextDemand >= demandValues.length) {
        refill(demands, serviceTime);
        demandValues = demands.values;
        nextDemand = 0;
      }
      const demand = demandValues[nextDemand++] as number;
      whole[at.PLACE + pair] = place;
      fractions[at.ARRIVED + pair] = now;
      fractions[at.NUMBER + pair] = number;
      fractions[at.DEMAND + pair] = demand;
      const sequence = sequenceBase + 2 * number;
      fractions[at.SEQUENCE + pair] = sequence;
      const end = now + Math.round(demand * overhead);
      if (serving < SHORT) {
        let i = serving++;
        for (; i > 0 && (fractions[at.ENDS + i - 1] as number) <= end; i--) {
          fractions[at.ENDS + i] = fractions[at.ENDS + i - 1] as number;
          whole[at.SERVED_PAIR + i] = whole[at.SERVED_PAIR + i - 1] as number;
        }
        fractions[at.ENDS + i] = end;
        whole[at.SERVED_PAIR + i] = pair;
        if (end < endAt) endAt = end;
      } else {
        at.writeOut(world, scratch, pair, end);
        at.forgetPair(scratch, pair);
        later += now - beganAt;
        first = +firstTime(queue);
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
        arrivalSequence = sequence + 1;
      } else {
        arrivalAt = Infinity;
        sequenceBase--;
        workload.pending = false;
      }
    } else {
      now = endAt;
      kind = SERVICE_FINISHED;
      pair = whole[at.SERVED_PAIR + --serving] as number;
      endAt = serving === 0 ? Infinity : (fractions[at.ENDS + serving - 1] as number);
    }
    if (kind === SERVICE_FINISHED) {
      const arrivedAt = fractions[at.ARRIVED + pair] as number;
      const latency = now - arrivedAt;
      const place = whole[at.PLACE + pair] as number;
      const generation = whole[at.GENERATION + pair] as number;
      const service = whole[at.SERVICE + pair] as number;
      a = whole[at.CALL + pair] as number;
      b = (generation << 8) ^ ((service + 1) & 0xffff);
      whole[at.GENERATION + pair] = generation + 1;
      whole[at.SERVICE + pair] = service + 2;
      whole[at.FREE_PAIR + freePairs++] = pair;
      if (isOneWord) freeBits |= 1 << place;
      else addMember(free, place);
      if (whole[at.IDLED + 2 * place] === 0) at.touchPlace(world, scratch, place);
      const line = ((noticeBase + number + completed) & LAST_OF_RING) * RING_FIELDS;
      ring[line] = now;
      ring[line + 1] = doneNotice;
      ring[line + 2] = fractions[at.NUMBER + pair] as number;
      ring[line + 3] = latency;
      ring[line + 4] = fractions[at.SERIAL + 2 * place] as number;
      ring[line + 5] = -1;
      const sample = (recentBase + completed++) & LAST_SAMPLE;
      recentAt[sample] = now;
      recentLatency[sample] = latency;
      whole[at.IDLED + 2 * place] = completed;
      whole[at.SERVED + 2 * place] = (whole[at.SERVED + 2 * place] as number) + 1;
      fractions[at.IDLE_SINCE + 2 * place] = now;
      sojourn += latency;
      if (arrivedAt >= transient) {
        if (latency < least) least = latency;
        if (latency > most) most = latency;
        const leading = Math.clz32(latency);
        // As `bucketOf` has it, for whole numbers of 32 bits: place of the first bit and the six bits after it.
        const slot =
          at.LATENCIES +
          (latency >= 1 && latency < 4294967296
            ? ((31 - leading) << 6) + ((latency << leading) >>> 25) - 63
            : bucketOf(latency) | 0);
        whole[slot] = (whole[slot] as number) + 1;
      } else {
        recordAt(currentSeries(deployment, bucket), bucketOf(latency), latency, 1);
        completedMark++;
        sojournMark += latency;
      }
      if (sample === LAST_SAMPLE) {
        recent.count = recentBase + completed;
        countSeconds(recent, secondsFrom);
        secondsFrom = recent.count;
      }
    }
    low ^= Math.imul(now | 0, MIX.time);
    low = Math.imul((low << 13) | (low >>> 19), MIX.low) ^ Math.imul(a, MIX.a);
    high ^= timeHigh ^ kind;
    high = Math.imul((high << 17) | (high >>> 15), MIX.high) ^ Math.imul(b, MIX.b) ^ (low >>> 11);
    low = (low + Math.imul(high, MIX.last)) | 0;
  }
  if (isOneWord) freeWord[0] = freeBits;
  at.settleLine(world, scratch, serving);
  fractions[at.NEXT] = arrivalAt;
  fractions[at.NEXT + 1] = arrivalSequence;
  at.pushArrival(world, scratch);
  for (let i = 0; i < serving; i++) {
    const own = whole[at.SERVED_PAIR + i] as number;
    later += (fractions[at.ARRIVED + own] as number) - beganAt;
    at.writeOut(world, scratch, own, fractions[at.ENDS + i] as number);
  }
  at.giveBack(world, scratch, freePairs);
  const arrived = number - before;
  const events = number + completed - lastEvent + Math.min(maxEvents, 1e9);
  if (events === 0) return 0;
  counts[bucket] = (counts[bucket] as number) + number - numberMark;
  fractions[at.COUNTED] = completed - completedMark;
  fractions[at.COUNTED + 1] = sojourn - sojournMark;
  fractions[at.COUNTED + 2] = least;
  fractions[at.COUNTED + 3] = most;
  at.noteTotals(world, route, scratch, bucket);
  if (firstTime(queue) >= spanEnd) at.settleCounts(world, route, scratch);
  gaps.next = nextGap;
  demands.next = nextDemand;
  recent.count = recentBase + completed;
  countSeconds(recent, secondsFrom);
  fractions[at.ENDED] = now;
  fractions[at.ENDED + 1] = sojourn - earlier + (valueBefore + arrived - completed) * (now - beganAt) - later;
  fractions[at.ENDED + 2] = sojourn;
  fractions[at.ENDED + 3] = sojourn - notBilled;
  at.settleTotals(world, route, scratch, arrived, completed, max);
  digest[0] = high;
  digest[1] = low;
  simulation.nowMicros = now;
  simulation.lastEventMicros = now;
  simulation.lastKind = kind;
  simulation.lastA = a;
  simulation.lastB = b;
  simulation.sequence = sequenceBase + 2 * number + 2;
  simulation.events += events;
  notices.count = noticeBase + number + completed;
  workload.number = number;
  return events;
}

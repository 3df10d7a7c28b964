/**
 * Requests on their way: arrivals, calls, back-pressure, ends. A worker that waits for a call stays occupied, so a slow
 * component fills the queues of those that call it.
 */
import { scheduleIn } from '../engine/simulation';
import { NO_RETRIES, retryDelay, type RetryPolicy } from '../policies/retry';
import { record } from '../statistics/histogram';
import { addValue } from '../statistics/tally';
import { countArrival, countEnd } from './accounts';
import { billFunction } from './billing';
import { enqueue, isQueueFull, releaseWorker, startService } from './calls';
import { linkCall, unlinkCall } from './cancel';
import { BROKEN, endComputing, NOWHERE, OWED, serviceMark } from './computing';
import { emitWrites } from './emissions';
import { BY_ITSELF, newCall, newRequest, type Origin } from './entering';
import { endIdleness } from './keep-alive';
import { ANSWER_ARRIVED, CALL_RETRIED, CALL_TIMED_OUT, POOL_WOKEN, REQUEST_TIMED_OUT } from './event-kinds';
import type { PoolModel, RouteModel, RouteNode } from './model';
import { timeoutMark } from './marks';
import { callerOf, roundTrip } from './network';
import { note, NOTICE_KINDS } from './notices';
import { freeRow } from './rows';
import { thawSandbox } from './freeze';
import { placeSandbox } from './placement';
import { poolModel, poolState } from './pools';
import { AT_INSTANCES, AT_SCALING_RATE, NO_ROOM, takeStart, throttleOf } from './throttles';
import { afterRelease, becomeReady, serveQueue } from './readiness';
import { beginStart, chooseSandbox } from './sandboxes';
import { redeliver } from './redelivery';
import { noteDone } from './request-notices';
import { callService, endService, serviceOfCall, stateOfCall } from './services';
import { thinkAgain } from './thinking';
import {
  ANSWERING,
  AT_SERVICE,
  BACKING_OFF,
  FAILED,
  IN_POOL,
  REJECTED,
  type PoolState,
  type World,
} from './world';

const routeOf = (world: World, request: number): RouteModel =>
  world.model.routes[world.requests.route[request] as number] as RouteModel;
const nodeOf = (world: World, call: number): RouteNode =>
  routeOf(world, world.calls.request[call] as number).nodes[world.calls.node[call] as number] as RouteNode;

/** A request enters a deployment; its demands, in `world.scratch`, were drawn once for all deployments. */
export function admitRequest(
  world: World,
  deployment: number,
  workload: number,
  route: number,
  number: number,
  origin: Origin = BY_ITSELF,
): void {
  const { requests, simulation } = world;
  const row = newRequest(world, deployment, workload, route, number, origin);
  countArrival(world, deployment, route);
  const { root, timeoutMicros } = routeOf(world, row);
  if (timeoutMicros !== Infinity)
    scheduleIn(simulation, timeoutMicros, REQUEST_TIMED_OUT, row, requests.generation[row] as number);
  if (!beginNode(world, row, root, -1)) endRequest(world, row);
}

/** Begins a node of the route; false when nothing was begun (a call that is not made, or an empty group). */
function beginNode(world: World, request: number, node: number, parent: number): boolean {
  const { calls, requests, model } = world;
  const what = routeOf(world, request).nodes[node] as RouteNode;
  if (what.kind === 'call' && (requests.demands[request * model.maxDemands + what.demand] as number) < 0)
    return false;
  const call = newCall(world, request, node, parent);
  if (routeOf(world, request).linked) linkCall(world, call, request);
  requests.openCalls[request] = (requests.openCalls[request] as number) + 1;
  calls.backend[call] = Math.max(0, what.component + 1 - model.componentIds.length);
  if (what.kind === 'call') {
    calls.pool[call] =
      world.model.deployments[requests.deployment[request] as number]?.poolOfComponent[what.component] ?? -1;
    ask(world, call);
  } else beginGroup(world, call, what);
  return true;
}

function beginGroup(world: World, call: number, node: RouteNode): void {
  if (node.kind === 'sequence') {
    callNextChild(world, call);
    return;
  }
  const { calls } = world;
  // The count is set before any member can end at once.
  calls.child[call] = node.children.length;
  for (const child of node.children) {
    if (!beginNode(world, calls.request[call] as number, child, call)) childEnded(world, call);
  }
}

/** The call goes to its managed service, or wants a worker of its pool. */
function ask(world: World, call: number): void {
  const service = serviceOfCall(world, call);
  if (service === undefined) {
    askForWorker(world, call);
    return;
  }
  world.calls.queuedAt[call] = world.simulation.nowMicros;
  const mark = timeoutMark(world, call);
  if (service.timeoutMicros !== Infinity)
    scheduleIn(world.simulation, service.timeoutMicros, CALL_TIMED_OUT, call, mark);
  if (!callService(world, call, service, mark)) failCall(world, call, REJECTED);
}

/** Event: a managed service has answered. */
export function handleServiceAnswered(world: World, call: number, mark: number): void {
  if (timeoutMark(world, call) !== mark || world.calls.stage[call] !== AT_SERVICE) return;
  endService(world, call);
  if (nodeOf(world, call).children.length > 0) callNextChild(world, call);
  else closeCall(world, call);
}

/** The call wants a worker: at once, from the queue, in a new instance, or not at all. */
export function askForWorker(world: World, call: number): void {
  const { calls, requests, simulation } = world;
  const now = simulation.nowMicros;
  const pool = calls.pool[call] as number;
  calls.queuedAt[call] = simulation.nowMicros;
  if (pool < 0 || poolState(world, pool).removed) {
    failCall(world, call, FAILED);
    return;
  }
  const model = poolModel(world, pool);
  const state = poolState(world, pool);
  const number = requests.number[calls.request[call] as number] as number;
  if ((calls.attempts[call] as number) === 0) state.arrived++;
  if (model.hazards !== null && model.hazards.payload !== null) {
    state.rejected++;
    note(world.notices, now, NOTICE_KINDS.payloadRefused, pool, 0, number, 0, -1);
    failCall(world, call, REJECTED);
    return;
  }
  if (model.timeoutMicros !== Infinity)
    scheduleIn(simulation, model.timeoutMicros, CALL_TIMED_OUT, call, timeoutMark(world, call));
  const cause = requests.cause[calls.request[call] as number] as number;
  const arrived = note(world.notices, now, NOTICE_KINDS.requestArrived, pool, 0, number, 0, cause);
  const throttle = model.isLimited ? throttleOf(world, model) : 0;
  if (throttle !== 0) {
    throttleCall(world, call, throttle, arrived);
    return;
  }
  if (state.idleFrom >= 0) endIdleness(world, pool);
  const sandbox = chooseSandbox(world, pool);
  if (sandbox >= 0 && (world.sandboxes.busy[sandbox] as number) < model.slots) {
    if (model.technology.perRequest) state.warmStarts++;
    startService(world, call, sandbox, false);
  } else if (model.technology.perRequest) startCold(world, call, arrived);
  else if (hasRoomToWait(world, model, sandbox)) {
    enqueue(world, call, model.replicaQueues ? sandbox : -1);
    if (isAsleep(model, state) && state.desired === 0) scheduleIn(simulation, 0, POOL_WOKEN, pool, 0);
  } else {
    state.rejected++;
    note(world.notices, now, NOTICE_KINDS.requestRejected, pool, 0, number, 0, arrived);
    failCall(world, call, REJECTED);
  }
}

/** It has no replica yet, or was scaled to zero: the activator keeps what comes. */
const isAsleep = (pool: PoolModel, state: PoolState): boolean =>
  state.ready === 0 && pool.autoscaler?.policy === 'knative';

/** In the queue of the replica to which it is bound, or of the pool; shared workers hold what waits themselves. */
function hasRoomToWait(world: World, pool: PoolModel, sandbox: number): boolean {
  if (pool.replicaQueues && sandbox >= 0)
    return (world.sandboxes.queued[sandbox] as number) < pool.queueLimit;
  if (isAsleep(pool, poolState(world, pool.index))) return true;
  const { ready, paused } = poolState(world, pool.index);
  return !isQueueFull(world, pool.index) && !(pool.sharesWorkers && ready > paused);
}

/** The platform refuses the call at once. */
function throttleCall(world: World, call: number, why: number, cause: number): void {
  const { calls, requests, notices, simulation } = world;
  const pool = calls.pool[call] as number;
  const number = requests.number[calls.request[call] as number] as number;
  poolState(world, pool).rejected++;
  note(notices, simulation.nowMicros, NOTICE_KINDS.requestThrottled, pool, 0, number, why, cause);
  failCall(world, call, REJECTED);
}

/** No instance is free: the platform builds one for this call, or throttles it. */
function startCold(world: World, call: number, cause: number): void {
  const { calls, requests, sandboxes, simulation, notices } = world;
  const pool = calls.pool[call] as number;
  const model = poolModel(world, pool);
  const state = poolState(world, pool);
  const request = calls.request[call] as number;
  const number = requests.number[request] as number;
  const existing = state.ready + state.starting;
  const limit = existing >= model.maxInstances ? AT_INSTANCES : takeStart(world, model) ? 0 : AT_SCALING_RATE;
  const row = limit === 0 ? placeSandbox(world, pool, cause) : undefined;
  if (row === undefined) {
    throttleCall(world, call, limit === 0 ? NO_ROOM : limit, cause);
    return;
  }
  state.coldStarts++;
  requests.cold[request] = 1;
  const deployment = world.deployments[requests.deployment[request] as number];
  if (deployment !== undefined) deployment.outcomes.coldStarts++;
  const [kind, serial] = [NOTICE_KINDS.coldStart, sandboxes.serial[row] as number];
  sandboxes.notice[row] = note(notices, simulation.nowMicros, kind, pool, serial, number, existing, cause);
  sandboxes.firstCall[row] = call;
  calls.sandbox[call] = row;
  if (beginStart(world, row)) becomeReady(world, row);
}

/** Event: a worker that computed alone has done its own part of a call. */
export function handleServiceFinished(world: World, call: number, mark: number): void {
  if (serviceMark(world, call) === mark) finishService(world, call);
}

export function finishService(world: World, call: number): void {
  const { calls, sandboxes, simulation } = world;
  endComputing(world, call, false);
  const node = nodeOf(world, call);
  if (node.emissions.length > 0) emitWrites(world, call, node);
  if (node.children.length === 0) {
    endCall(world, call);
    return;
  }
  const sandbox = calls.sandbox[call] as number;
  sandboxes.waiting[sandbox] = (sandboxes.waiting[sandbox] as number) + 1;
  addValue(poolState(world, calls.pool[call] as number).waitingWorkers, simulation.nowMicros, 1);
  calls.endsAt[call] = Infinity;
  callNextChild(world, call);
}

/** Calls the next member of a sequence, or the next callee of a component; ends the call after the last. */
function callNextChild(world: World, call: number): void {
  const { calls, requests } = world;
  const node = nodeOf(world, call);
  const request = calls.request[call] as number;
  while ((calls.child[call] as number) < node.children.length && requests.failure[request] === 0) {
    const child = node.children[calls.child[call] as number] as number;
    calls.child[call] = (calls.child[call] as number) + 1;
    if (beginNode(world, request, child, call)) return;
  }
  endWaiting(world, call);
}

function endWaiting(world: World, call: number): void {
  const { calls, sandboxes, simulation } = world;
  const sandbox = calls.sandbox[call] as number;
  if (sandbox >= 0) {
    sandboxes.waiting[sandbox] = (sandboxes.waiting[sandbox] as number) - 1;
    addValue(poolState(world, calls.pool[call] as number).waitingWorkers, simulation.nowMicros, -1);
  }
  endCall(world, call);
}

function childEnded(world: World, call: number): void {
  const { calls } = world;
  if (nodeOf(world, call).kind !== 'all') {
    if (calls.computes[call] === BROKEN) failBroken(world, call);
    else if (world.sandboxes.paused[calls.sandbox[call] as number] === 1) calls.computes[call] = OWED;
    else callNextChild(world, call);
    return;
  }
  calls.child[call] = (calls.child[call] as number) - 1;
  if (calls.child[call] === 0) endCall(world, call);
}

/** The sandbox of a call fell while it waited for another: now that this is over, the call fails. */
function failBroken(world: World, call: number): void {
  world.calls.computes[call] = NOWHERE;
  if (world.requests.failure[world.calls.request[call] as number] === 0) failCall(world, call, FAILED);
  else endCall(world, call);
}

/** A frozen sandbox goes on: its calls compute on, or learn that what they waited for is over; it takes what waits. */
export function resumeSandbox(world: World, row: number, cause: number): void {
  for (const call of thawSandbox(world, row, cause)) callNextChild(world, call);
  serveQueue(world, world.sandboxes.pool[row] as number, row);
}

/** A call is over, well or not: its worker is freed, its caller goes on. */
function endCall(world: World, call: number): void {
  const { calls, simulation, requests } = world;
  const pool = calls.pool[call] as number;
  const [request, parent] = [calls.request[call] as number, calls.parent[call] as number];
  const sandbox = calls.sandbox[call] as number;
  if (sandbox >= 0) {
    const state = poolState(world, pool);
    if (
      !poolModel(world, pool).technology.perRequest &&
      requests.failure[request] === 0 &&
      (requests.arrivedAt[request] as number) >= world.model.scenario.transient
    ) {
      record(state.latency, simulation.nowMicros - (calls.queuedAt[call] as number));
    }
    noteDone(world, call);
    billFunction(world, call);
    const caller = parent < 0 ? -1 : callerOf(world, call);
    const trip = caller < 0 || requests.failure[request] !== 0 ? 0 : roundTrip(world, caller, sandbox);
    const idle = releaseWorker(world, call);
    afterRelease(world, sandbox, idle);
    serveQueue(world, pool, sandbox);
    if (trip > 0) {
      calls.stage[call] = ANSWERING;
      scheduleIn(simulation, trip, ANSWER_ARRIVED, call, timeoutMark(world, call));
      return;
    }
  }
  closeCall(world, call);
}

/** The answer is there: whoever waited for it goes on. */
function closeCall(world: World, call: number): void {
  const { calls, requests } = world;
  const [request, parent] = [calls.request[call] as number, calls.parent[call] as number];
  if (routeOf(world, request).linked) unlinkCall(world, call);
  calls.stage[call] = IN_POOL;
  freeRow(calls, call);
  requests.openCalls[request] = (requests.openCalls[request] as number) - 1;
  if (parent >= 0) childEnded(world, parent);
  else endRequest(world, request);
}

/** Event: the answer has come back over the network. */
export function handleAnswerArrived(world: World, call: number, mark: number): void {
  if (timeoutMark(world, call) === mark && world.calls.stage[call] === ANSWERING) closeCall(world, call);
}

/** A call cannot be served: it is tried again where the component allows it, else the whole request fails. */
export function failCall(world: World, call: number, failure: number): void {
  const { calls, requests } = world;
  if ((calls.attempts[call] as number) < retriesOf(world, call).count) {
    tryAgain(world, call);
    return;
  }
  const request = calls.request[call] as number;
  if (requests.failure[request] === 0) requests.failure[request] = failure;
  endCall(world, call);
}

function retriesOf(world: World, call: number): RetryPolicy {
  const pool = world.calls.pool[call] as number;
  if (pool >= 0) return poolModel(world, pool).retries;
  return serviceOfCall(world, call)?.retries ?? NO_RETRIES;
}

/** The next attempt of a call, at once or after its back-off. */
function tryAgain(world: World, call: number): void {
  const { calls, requests, simulation } = world;
  const pool = calls.pool[call] as number;
  const state = pool < 0 ? stateOfCall(world, call) : poolState(world, pool);
  const attempt = (calls.attempts[call] as number) + 1;
  const number = requests.number[calls.request[call] as number] as number;
  const wait = Math.round(retryDelay(retriesOf(world, call), attempt, state.retryStream));
  state.retried++;
  calls.attempts[call] = attempt;
  calls.child[call] = 0;
  if (pool >= 0)
    note(world.notices, simulation.nowMicros, NOTICE_KINDS.callRetried, pool, 0, number, wait, -1);
  if (wait === 0) {
    ask(world, call);
    return;
  }
  calls.stage[call] = BACKING_OFF;
  scheduleIn(simulation, wait, CALL_RETRIED, call, timeoutMark(world, call));
}

/** Event: the back-off is over. */
export function handleCallRetried(world: World, call: number, mark: number): void {
  if (timeoutMark(world, call) !== mark || world.calls.stage[call] !== BACKING_OFF) return;
  world.calls.stage[call] = IN_POOL;
  ask(world, call);
}

export function endRequest(world: World, request: number): void {
  countEnd(world, request);
  thinkAgain(world, request);
  redeliver(world, request);
  freeRow(world.requests, request);
}

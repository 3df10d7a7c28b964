/**
 * Requests on their way: arrivals, calls, back-pressure, ends. A worker that waits for a call stays occupied, so a slow
 * component fills the queues of those that call it.
 */
import { scheduleIn } from '../engine/simulation';
import { record } from '../statistics/histogram';
import { addValue } from '../statistics/tally';
import { countArrival, countEnd } from './accounts';
import { dequeue, enqueue, isQueueFull, releaseWorker, startService } from './calls';
import { BROKEN, endComputing, NOWHERE, OWED, serviceMark } from './computing';
import { endIdleness } from './keep-alive';
import { CALL_TIMED_OUT, POOL_WOKEN } from './event-kinds';
import type { PoolModel, RouteModel, RouteNode } from './model';
import { note, NOTICE_KINDS } from './notices';
import { freeRow, takeRow } from './rows';
import { thawSandbox } from './freeze';
import { placeSandbox } from './placement';
import { poolModel, poolState } from './pools';
import { AT_INSTANCES, AT_SCALING_RATE, NO_ROOM, takeStart, throttleOf } from './throttles';
import { afterRelease, becomeReady, serveQueue } from './readiness';
import { beginStart, beginStop, chooseSandbox, endStop } from './sandboxes';
import { thinkAgain } from './thinking';
import { FAILED, REJECTED, STARTING, type PoolState, type World } from './world';

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
): void {
  const { requests, simulation } = world;
  const row = takeRow(requests);
  requests.deployment[row] = deployment;
  requests.workload[row] = workload;
  requests.route[row] = route;
  requests.number[row] = number;
  requests.arrivedAt[row] = simulation.nowMicros;
  requests.openCalls[row] = 0;
  requests.failure[row] = 0;
  requests.cold[row] = 0;
  const { scratch } = world;
  for (let i = 0; i < scratch.length; i++) requests.demands[row * scratch.length + i] = scratch[i] as number;
  countArrival(world, deployment, route);
  if (!beginNode(world, row, routeOf(world, row).root, -1)) endRequest(world, row);
}

/** Begins a node of the route; false when nothing was begun (a call that is not made, or an empty group). */
function beginNode(world: World, request: number, node: number, parent: number): boolean {
  const { calls, requests, model } = world;
  const what = routeOf(world, request).nodes[node] as RouteNode;
  if (what.kind === 'call' && (requests.demands[request * model.maxDemands + what.demand] as number) < 0)
    return false;
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
  requests.openCalls[request] = (requests.openCalls[request] as number) + 1;
  if (what.kind === 'call') {
    calls.pool[call] =
      world.model.deployments[requests.deployment[request] as number]?.poolOfComponent[what.component] ?? -1;
    askForWorker(world, call);
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

/** The call wants a worker: at once, from the queue, in a new instance, or not at all. */
function askForWorker(world: World, call: number): void {
  const { calls, requests, simulation } = world;
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
  if (model.timeoutMicros !== Infinity)
    scheduleIn(simulation, model.timeoutMicros, CALL_TIMED_OUT, call, timeoutMark(world, call));
  const arrived = note(
    world.notices,
    simulation.nowMicros,
    NOTICE_KINDS.requestArrived,
    pool,
    0,
    number,
    0,
    -1,
  );
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
    note(world.notices, simulation.nowMicros, NOTICE_KINDS.requestRejected, pool, 0, number, 0, arrived);
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

export const timeoutMark = (world: World, call: number): number =>
  ((world.calls.generation[call] as number) << 4) ^ (world.calls.attempts[call] as number);

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
  const { calls, requests, sandboxes, simulation } = world;
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
  sandboxes.notice[row] = note(
    world.notices,
    simulation.nowMicros,
    NOTICE_KINDS.coldStart,
    pool,
    sandboxes.serial[row] as number,
    number,
    existing,
    cause,
  );
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
  if (nodeOf(world, call).children.length === 0) {
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
    const idle = releaseWorker(world, call);
    afterRelease(world, sandbox, idle);
    serveQueue(world, pool, sandbox);
  }
  freeRow(calls, call);
  requests.openCalls[request] = (requests.openCalls[request] as number) - 1;
  if (parent >= 0) childEnded(world, parent);
  else endRequest(world, request);
}

/** It is answered: from its arrival in the system for the first call, from its own for those that it makes. */
function noteDone(world: World, call: number): void {
  const { calls, requests, sandboxes, simulation } = world;
  const request = calls.request[call] as number;
  const since =
    (calls.parent[call] as number) < 0
      ? (requests.arrivedAt[request] as number)
      : (calls.queuedAt[call] as number);
  note(
    world.notices,
    simulation.nowMicros,
    NOTICE_KINDS.requestDone,
    calls.pool[call] as number,
    sandboxes.serial[calls.sandbox[call] as number] as number,
    requests.number[request] as number,
    simulation.nowMicros - since,
    -1,
  );
}

/** Memory times duration, as function platforms bill it; start-up is not billed here (profile: list prices of 2024). */
function billFunction(world: World, call: number): void {
  const pool = poolModel(world, world.calls.pool[call] as number);
  if (!pool.technology.perRequest) return;
  const span = world.simulation.nowMicros - (world.calls.startedAt[call] as number);
  poolState(world, pool.index).billedByteMicros += span * pool.takenBytes;
}

/** A call cannot be served: it is tried again where the component allows it, else the whole request fails. */
export function failCall(world: World, call: number, failure: number): void {
  const { calls, requests } = world;
  const pool = calls.pool[call] as number;
  if (pool >= 0 && (calls.attempts[call] as number) < poolModel(world, pool).retries) {
    calls.attempts[call] = (calls.attempts[call] as number) + 1;
    calls.child[call] = 0;
    askForWorker(world, call);
    return;
  }
  const request = calls.request[call] as number;
  if (requests.failure[request] === 0) requests.failure[request] = failure;
  endCall(world, call);
}

function endRequest(world: World, request: number): void {
  countEnd(world, request);
  thinkAgain(world, request);
  freeRow(world.requests, request);
}

/** Takes a sandbox out of service now if it is idle, else when its last request is done. */
export function stopSandbox(world: World, row: number, cause: number): void {
  const { sandboxes } = world;
  // What is frozen could not finish what it has begun.
  if (sandboxes.paused[row] === 1) resumeSandbox(world, row, cause);
  const first = sandboxes.firstCall[row] as number;
  if (sandboxes.state[row] === STARTING && first >= 0) {
    sandboxes.firstCall[row] = -1;
    world.calls.sandbox[first] = -1;
    beginStop(world, row, cause);
    endStop(world, row);
    failCall(world, first, FAILED);
    return;
  }
  beginStop(world, row, cause);
  askAgain(world, row);
  if (sandboxes.busy[row] === 0) endStop(world, row);
}

/** What waited for this replica alone is handed to another. */
export function askAgain(world: World, row: number): void {
  const { sandboxes } = world;
  while ((sandboxes.queueFirst[row] as number) >= 0) {
    const call = sandboxes.queueFirst[row] as number;
    dequeue(world, call);
    askForWorker(world, call);
  }
}

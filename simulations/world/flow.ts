/**
 * Requests on their way: arrivals, calls, back-pressure, ends. A worker that waits for a call stays occupied, so a slow
 * component fills the queues of those that call it.
 */
import { scheduleIn } from '../engine/simulation';
import { record } from '../statistics/histogram';
import { addValue } from '../statistics/tally';
import { countArrival, countEnd } from './accounts';
import { dequeue, enqueue, isQueueFull, releaseWorker, serviceMark, startService } from './calls';
import { CALL_TIMED_OUT, PHASE_FINISHED } from './event-kinds';
import type { RouteModel, RouteNode } from './model';
import { note, NOTICE_KINDS } from './notices';
import { freeRow, takeRow } from './rows';
import {
  armKeepAlive,
  beginStart,
  beginStop,
  chooseSandbox,
  endStop,
  markReady,
  placeSandbox,
  poolModel,
  poolState,
} from './sandboxes';
import { FAILED, MAX_PHASES, REJECTED, RUNNING, STARTING, STOPPING, TIMED_OUT, type World } from './world';

const routeOf = (world: World, request: number): RouteModel =>
  world.model.routes[world.requests.route[request] as number] as RouteModel;
const nodeOf = (world: World, call: number): RouteNode =>
  routeOf(world, world.calls.request[call] as number).nodes[world.calls.node[call] as number] as RouteNode;

/** A request enters a deployment; `demands` were drawn once for all deployments. */
export function admitRequest(
  world: World,
  deployment: number,
  workload: number,
  route: number,
  number: number,
  demands: Float64Array,
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
  requests.demands.set(demands, row * world.model.maxDemands);
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
  if (pool < 0) {
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
  const sandbox = chooseSandbox(world, pool);
  if (sandbox >= 0) {
    if (model.technology.perRequest) state.warmStarts++;
    startService(world, call, sandbox, false);
  } else if (model.technology.perRequest) startCold(world, call, arrived);
  else if (isQueueFull(world, pool)) {
    state.rejected++;
    note(world.notices, simulation.nowMicros, NOTICE_KINDS.requestRejected, pool, 0, number, 0, arrived);
    failCall(world, call, REJECTED);
  } else enqueue(world, call);
}

const timeoutMark = (world: World, call: number): number =>
  ((world.calls.generation[call] as number) << 4) ^ (world.calls.attempts[call] as number);

/** No instance is free: the platform builds one for this call, or throttles it. */
function startCold(world: World, call: number, cause: number): void {
  const { calls, requests, sandboxes, simulation } = world;
  const pool = calls.pool[call] as number;
  const model = poolModel(world, pool);
  const state = poolState(world, pool);
  const request = calls.request[call] as number;
  const number = requests.number[request] as number;
  const existing = state.ready + state.starting;
  const row = existing < model.maxInstances ? placeSandbox(world, pool, cause) : undefined;
  if (row === undefined) {
    state.rejected++;
    note(world.notices, simulation.nowMicros, NOTICE_KINDS.requestThrottled, pool, 0, number, 0, cause);
    failCall(world, call, REJECTED);
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

/** Event: a phase of a start-up is done. */
export function handlePhaseFinished(world: World, row: number, generation: number): void {
  const { sandboxes, simulation } = world;
  if (sandboxes.generation[row] !== generation || sandboxes.state[row] !== STARTING) return;
  const pool = sandboxes.pool[row] as number;
  const phase = sandboxes.phase[row] as number;
  if (phase + 1 >= poolModel(world, pool).phases.length) {
    becomeReady(world, row);
    return;
  }
  note(
    world.notices,
    simulation.nowMicros,
    NOTICE_KINDS.phaseDone,
    pool,
    sandboxes.serial[row] as number,
    phase,
    0,
    sandboxes.notice[row] as number,
  );
  sandboxes.phase[row] = phase + 1;
  const end = sandboxes.phaseEnds[row * MAX_PHASES + phase + 1] as number;
  scheduleIn(simulation, end - simulation.nowMicros, PHASE_FINISHED, row, generation);
}

function becomeReady(world: World, row: number): void {
  const { sandboxes } = world;
  markReady(world, row);
  const first = sandboxes.firstCall[row] as number;
  sandboxes.firstCall[row] = -1;
  if (first >= 0) startService(world, first, row, true);
  else if (poolModel(world, sandboxes.pool[row] as number).technology.perRequest) armKeepAlive(world, row);
  serveQueue(world, sandboxes.pool[row] as number);
}

/** Hands waiting calls to free workers. */
function serveQueue(world: World, pool: number): void {
  const state = poolState(world, pool);
  while (state.queueFirst >= 0) {
    const sandbox = chooseSandbox(world, pool);
    if (sandbox < 0) return;
    const call = state.queueFirst;
    dequeue(world, call);
    startService(world, call, sandbox, false);
  }
}

/** Event: a worker has done its own part of a call. */
export function handleServiceFinished(world: World, call: number, mark: number): void {
  if (serviceMark(world, call) !== mark) return;
  const { calls, sandboxes, simulation } = world;
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
    callNextChild(world, call);
    return;
  }
  calls.child[call] = (calls.child[call] as number) - 1;
  if (calls.child[call] === 0) endCall(world, call);
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
      requests.failure[request] === 0 &&
      (requests.arrivedAt[request] as number) >= world.model.scenario.transient
    ) {
      record(state.latency, simulation.nowMicros - (calls.queuedAt[call] as number));
    }
    if (parent < 0) noteDone(world, call);
    billFunction(world, call);
    const idle = releaseWorker(world, call);
    afterRelease(world, sandbox, idle);
    serveQueue(world, pool);
  }
  freeRow(calls, call);
  requests.openCalls[request] = (requests.openCalls[request] as number) - 1;
  if (parent >= 0) childEnded(world, parent);
  else endRequest(world, request);
}

function noteDone(world: World, call: number): void {
  const { calls, requests, simulation } = world;
  const request = calls.request[call] as number;
  const took = simulation.nowMicros - (requests.arrivedAt[request] as number);
  note(
    world.notices,
    simulation.nowMicros,
    NOTICE_KINDS.requestDone,
    calls.pool[call] as number,
    0,
    requests.number[request] as number,
    took,
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

function afterRelease(world: World, sandbox: number, idle: boolean): void {
  const { sandboxes } = world;
  if (!idle) return;
  if (sandboxes.state[sandbox] === STOPPING) endStop(world, sandbox);
  else if (
    sandboxes.state[sandbox] === RUNNING &&
    poolModel(world, sandboxes.pool[sandbox] as number).technology.perRequest
  )
    armKeepAlive(world, sandbox);
}

/** A call cannot be served: it is tried again where the component allows it, else the whole request fails. */
function failCall(world: World, call: number, failure: number): void {
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

/** Event: a call took longer than its component's timeout. */
export function handleCallTimedOut(world: World, call: number, mark: number): void {
  if (timeoutMark(world, call) !== mark) return;
  const { calls, requests, simulation, sandboxes } = world;
  const pool = calls.pool[call] as number;
  const sandbox = calls.sandbox[call] as number;
  const number = requests.number[calls.request[call] as number] as number;
  note(
    world.notices,
    simulation.nowMicros,
    NOTICE_KINDS.requestTimedOut,
    pool,
    0,
    number,
    poolModel(world, pool).timeoutMicros,
    -1,
  );
  if (sandbox < 0) dequeue(world, call);
  else if (sandboxes.firstCall[sandbox] === call) {
    // The instance goes on starting; the call has left it.
    sandboxes.firstCall[sandbox] = -1;
    calls.sandbox[call] = -1;
  } else if (calls.endsAt[call] === Infinity) {
    // Its worker waits for a call: what is under way below ends by itself and then ends this one.
    if (requests.failure[calls.request[call] as number] === 0)
      requests.failure[calls.request[call] as number] = TIMED_OUT;
    return;
  } else {
    calls.service[call] = ((calls.service[call] as number) + 1) & 0xffff;
    afterRelease(world, sandbox, releaseWorker(world, call));
    serveQueue(world, pool);
  }
  failCall(world, call, TIMED_OUT);
}

function endRequest(world: World, request: number): void {
  countEnd(world, request);
  freeRow(world.requests, request);
}

/** Takes a sandbox out of service now if it is idle, else when its last request is done. */
export function stopSandbox(world: World, row: number, cause: number): void {
  const { sandboxes } = world;
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
  if (sandboxes.busy[row] === 0) endStop(world, row);
}

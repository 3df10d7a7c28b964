/** Calls that took longer than their component allows, and requests that passed their deadline. */
import { cancelCalls, leaveWorker } from './cancel';
import { endRequest, failCall } from './flow';
import { timeoutMark } from './marks';
import { note, NOTICE_KINDS } from './notices';
import { poolModel, poolState } from './pools';
import { abandonService } from './services';
import { IN_POOL, TIMED_OUT, type World } from './world';

/**
 * Event: a call took longer than its component's timeout. It leaves its queue or its worker, what it waited for is taken
 * back, and it is tried again where the component allows it.
 */
export function handleCallTimedOut(world: World, call: number, mark: number): void {
  if (timeoutMark(world, call) !== mark) return;
  const { calls, requests, simulation, model } = world;
  const pool = calls.pool[call] as number;
  const request = calls.request[call] as number;
  if (pool < 0) {
    if (model.routes[requests.route[request] as number]?.linked === true) cancelCalls(world, request, call);
    abandonService(world, call);
    calls.stage[call] = IN_POOL;
    failCall(world, call, TIMED_OUT);
    return;
  }
  const { timeoutMicros } = poolModel(world, pool);
  const number = requests.number[request] as number;
  poolState(world, pool).timedOut++;
  const kind = isCutOff(world, call) ? NOTICE_KINDS.functionKilled : NOTICE_KINDS.requestTimedOut;
  note(world.notices, simulation.nowMicros, kind, pool, 0, number, timeoutMicros, -1);
  if (model.routes[requests.route[request] as number]?.linked === true) cancelCalls(world, request, call);
  leaveWorker(world, call);
  calls.stage[call] = IN_POOL;
  failCall(world, call, TIMED_OUT);
}

/** It has run for as long as the provider lets a function run; otherwise its own component's time is up. */
function isCutOff({ calls, model, simulation }: World, call: number): boolean {
  const limit = model.pools[calls.pool[call] as number]?.hazards?.timeout ?? null;
  if (limit === null || (calls.sandbox[call] as number) < 0) return false;
  return simulation.nowMicros - (calls.startedAt[call] as number) >= limit.value;
}

/** Event: a request has reached its deadline. It has failed, and all that it still does is taken back. */
export function handleRequestTimedOut(world: World, request: number, generation: number): void {
  const { calls, requests, simulation } = world;
  if (requests.generation[request] !== generation) return;
  const timeoutMicros = world.model.routes[requests.route[request] as number]?.timeoutMicros ?? 0;
  const last = requests.firstCall[request] as number;
  const pool = last < 0 ? 0 : Math.max(0, calls.pool[last] as number);
  const number = requests.number[request] as number;
  note(world.notices, simulation.nowMicros, NOTICE_KINDS.deadlinePassed, pool, 0, number, timeoutMicros, -1);
  if (requests.failure[request] === 0) requests.failure[request] = TIMED_OUT;
  cancelCalls(world, request, -1);
  endRequest(world, request);
}

/** Calls that took longer than their component allows. */
import { dequeue, releaseWorker } from './calls';
import { BROKEN, endComputing } from './computing';
import { failCall, timeoutMark } from './flow';
import { afterRelease, serveQueue } from './readiness';
import { note, NOTICE_KINDS } from './notices';
import { poolModel } from './pools';
import { TIMED_OUT, type World } from './world';

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
  // Its worker waits for a call: what is under way below ends by itself and then ends this one.
  const isFirst = sandbox >= 0 && sandboxes.firstCall[sandbox] === call;
  if (calls.computes[call] === BROKEN || (sandbox >= 0 && !isFirst && calls.endsAt[call] === Infinity)) {
    if (requests.failure[calls.request[call] as number] === 0)
      requests.failure[calls.request[call] as number] = TIMED_OUT;
    return;
  }
  if (sandbox < 0) dequeue(world, call);
  else if (isFirst) {
    // The instance goes on starting; the call has left it.
    sandboxes.firstCall[sandbox] = -1;
    calls.sandbox[call] = -1;
  } else {
    endComputing(world, call, true);
    afterRelease(world, sandbox, releaseWorker(world, call));
    serveQueue(world, pool, sandbox);
  }
  failCall(world, call, TIMED_OUT);
}

/** Calls of a function that end in mid-run, because the function has no more memory or local storage. */
import { leaveWorker } from './cancel';
import { failCall } from './flow';
import { BROKE_MEMORY, readBreak } from './hazards';
import { timeoutMark } from './marks';
import { note, NOTICE_KINDS } from './notices';
import { sandboxDied } from './orchestration';
import { poolState } from './pools';
import { FAILED, IN_POOL, RUNNING, type World } from './world';

/** Event: a call needs more than there is. Out of memory, its instance is gone with all that it did. */
export function handleFunctionBroke(world: World, call: number, operand: number): void {
  const { mark, what } = readBreak(operand);
  const { calls, requests, sandboxes, simulation, notices } = world;
  if (timeoutMark(world, call) !== mark || calls.stage[call] !== IN_POOL) return;
  const sandbox = calls.sandbox[call] as number;
  if (sandbox < 0 || sandboxes.firstCall[sandbox] === call) return;
  const pool = calls.pool[call] as number;
  const number = requests.number[calls.request[call] as number] as number;
  const kind = what === BROKE_MEMORY ? NOTICE_KINDS.outOfMemory : NOTICE_KINDS.outOfStorage;
  const cause = note(notices, simulation.nowMicros, kind, pool, 0, number, 0, -1);
  poolState(world, pool).broke++;
  const generation = sandboxes.generation[sandbox] as number;
  leaveWorker(world, call);
  if (
    what === BROKE_MEMORY &&
    sandboxes.generation[sandbox] === generation &&
    sandboxes.state[sandbox] === RUNNING
  )
    sandboxDied(world, sandbox, cause);
  failCall(world, call, FAILED);
}

/** A sandbox leaves service: it finishes what it has begun, and what waited for it alone goes elsewhere. */
import { dequeue } from './calls';
import { askForWorker, failCall, resumeSandbox } from './flow';
import { beginStop, endStop } from './sandboxes';
import { FAILED, STARTING, type World } from './world';

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

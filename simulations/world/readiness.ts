/** A sandbox becomes ready, gets what waits, and becomes idle again: what happens between its start-up and the next call. */
import { dequeue, enqueue, startService } from './calls';
import { phaseMark } from './computing';
import { settleIdle } from './keep-alive';
import { note, NOTICE_KINDS } from './notices';
import { beginPhase, endPhase } from './phases';
import { poolModel, poolState } from './pools';
import { chooseSandbox, endStop, markReady } from './sandboxes';
import { RUNNING, STARTING, STOPPING, type World } from './world';

/** Event: a phase of a start-up is done. */
export function handlePhaseFinished(world: World, row: number, mark: number): void {
  if (phaseMark(world, row) === mark && world.sandboxes.state[row] === STARTING) finishPhase(world, row);
}

export function finishPhase(world: World, row: number): void {
  const { sandboxes, simulation } = world;
  const phase = sandboxes.phase[row] as number;
  if (endPhase(world, row)) {
    becomeReady(world, row);
    return;
  }
  note(
    world.notices,
    simulation.nowMicros,
    NOTICE_KINDS.phaseDone,
    sandboxes.pool[row] as number,
    sandboxes.serial[row] as number,
    phase,
    0,
    sandboxes.notice[row] as number,
  );
  beginPhase(world, row);
}

export function becomeReady(world: World, row: number): void {
  const { sandboxes } = world;
  markReady(world, row);
  const first = sandboxes.firstCall[row] as number;
  sandboxes.firstCall[row] = -1;
  if (first >= 0) startService(world, first, row, true);
  else if (poolModel(world, sandboxes.pool[row] as number).technology.perRequest) settleIdle(world, row);
  serveQueue(world, sandboxes.pool[row] as number, row);
}

/** Hands waiting calls to free workers: those of one replica, where replicas have queues, else of the pool. */
export function serveQueue(world: World, pool: number, sandbox: number): void {
  const state = poolState(world, pool);
  const { sandboxes } = world;
  while ((sandboxes.queueFirst[sandbox] as number) >= 0 && takesCalls(world, sandbox)) {
    const call = sandboxes.queueFirst[sandbox] as number;
    dequeue(world, call);
    startService(world, call, sandbox, false);
  }
  while (state.queueFirst >= 0) {
    const free = chooseSandbox(world, pool);
    if (free < 0) return;
    // A replica with a queue of its own is chosen although its workers are busy: the call then waits there.
    const hasWorker = takesCalls(world, free);
    if (!hasWorker && (sandboxes.queued[free] as number) >= poolModel(world, pool).queueLimit) return;
    const call = state.queueFirst;
    dequeue(world, call);
    if (hasWorker) startService(world, call, free, false);
    else enqueue(world, call, free);
  }
}

const takesCalls = (world: World, sandbox: number): boolean =>
  world.sandboxes.state[sandbox] === RUNNING &&
  world.sandboxes.paused[sandbox] === 0 &&
  (world.sandboxes.busy[sandbox] as number) < poolModel(world, world.sandboxes.pool[sandbox] as number).slots;

export function afterRelease(world: World, sandbox: number, idle: boolean): void {
  const { sandboxes } = world;
  if (!idle) return;
  if (sandboxes.state[sandbox] === STOPPING) endStop(world, sandbox);
  else if (
    sandboxes.state[sandbox] === RUNNING &&
    poolModel(world, sandboxes.pool[sandbox] as number).technology.perRequest
  )
    settleIdle(world, sandbox);
}

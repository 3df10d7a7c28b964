/** Memory is short: in one sandbox, which is killed by the kernel that limits it, or on a host. */
import { BALLOONING, LACKING, refreshStage, SWAPPING, touchedBytes } from './memory';
import { note, NOTICE_KINDS } from './notices';
import { sandboxDied } from './orchestration';
import { poolModel } from './pools';
import { restartInside } from './restart-inside';
import { aliveRows } from './rows';
import { DEAD, RUNNING, STOPPED, type World } from './world';

/** Event: a sandbox (by its row and generation) has touched more than it may, or a host (-1 - host) is in another stage. */
export function handleMemoryShort(world: World, subject: number, detail: number): void {
  if (subject < 0) settleHost(world, -1 - subject, detail);
  else if (world.sandboxes.generation[subject] === detail) settleSandbox(world, subject);
}

const isGone = (world: World, row: number): boolean =>
  world.sandboxes.state[row] === DEAD || world.sandboxes.state[row] === STOPPED;

function settleSandbox(world: World, row: number): void {
  const pool = poolModel(world, world.sandboxes.pool[row] as number);
  const touched = touchedBytes(world, row);
  if (isGone(world, row) || touched <= pool.limitBytes) return;
  const what = pool.guest === null ? NOTICE_KINDS.killedAtLimit : NOTICE_KINDS.guestOutOfMemory;
  const cause = noteOf(world, row, what, touched, pool.limitBytes);
  // A guest kernel kills the application, and its services start it again; a cgroup ends with its process.
  if (pool.guest === null || world.sandboxes.state[row] !== RUNNING) sandboxDied(world, row, cause);
  else restartInside(world, row, cause);
}

function settleHost(world: World, host: number, row: number): void {
  const stage = refreshStage(world, host);
  const isThere = world.sandboxes.host[row] === host;
  if (stage === BALLOONING && isThere) noteOf(world, row, NOTICE_KINDS.hostBalloons, host, 0);
  if (stage === SWAPPING && isThere) noteOf(world, row, NOTICE_KINDS.hostSwaps, host, 0);
  while (refreshStage(world, host) === LACKING) {
    const victim = biggestOn(world, host);
    if (victim < 0) return;
    sandboxDied(
      world,
      victim,
      noteOf(world, victim, NOTICE_KINDS.killedByHost, touchedBytes(world, victim), host),
    );
  }
}

/** The host's kernel kills the one that has touched most; of equals the one that came last. */
function biggestOn(world: World, host: number): number {
  const { sandboxes } = world;
  let [worst, most] = [-1, -1];
  for (const row of aliveRows(sandboxes)) {
    if (sandboxes.host[row] !== host || isGone(world, row)) continue;
    const touched = touchedBytes(world, row);
    const isWorse =
      touched > most ||
      (touched === most && (sandboxes.createdAt[row] as number) > (sandboxes.createdAt[worst] as number));
    if (isWorse) [worst, most] = [row, touched];
  }
  return worst;
}

type Kind = (typeof NOTICE_KINDS)[keyof typeof NOTICE_KINDS];

function noteOf(world: World, row: number, what: Kind, value: number, extra: number): number {
  const { sandboxes, notices, simulation } = world;
  const [pool, serial] = [sandboxes.pool[row] as number, sandboxes.serial[row] as number];
  return note(
    notices,
    simulation.nowMicros,
    what,
    pool,
    serial,
    value,
    extra,
    sandboxes.notice[row] as number,
  );
}

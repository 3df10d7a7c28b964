/**
 * Deaths, and what the orchestrator makes of them. Whatever kills a sandbox (a fault, the kernel out of memory) calls
 * `sandboxDied`; whatever takes a host away calls `hostLost`, and `hostReturned` when it is back. All three expect the
 * sequence number of the notice that says why (-1 = none), and leave a consistent world: calls have failed or moved on,
 * memory is free, the orchestrator's reaction is scheduled. A load balancer sends nothing to a dead sandbox from that
 * instant on; how long real ones take to see it is left out.
 */
import { scheduleIn } from '../engine/simulation';
import { decideRestart } from '../policies/orchestrators';
import { startAhead } from './ahead';
import { phaseMark } from './computing';
import { dropCalls, failLost, takenBy } from './ending';
import { HOST_GIVEN_UP, RESTART_DUE } from './event-kinds';
import { endIdle } from './keep-alive';
import { note, NOTICE_KINDS } from './notices';
import { giveUpMigrationsTo } from './migration';
import { hostChanged } from './host-choice';
import { poolModel, poolState } from './pools';
import { aliveRows } from './rows';
import { endStop, markDead, removeRow } from './sandboxes';
import { fillUp, startDefined } from './scaling';
import { askAgain } from './stopping';
import { AGAIN, DEAD, KEPT, RUNNING, STOPPED, STOPPING, type HostState, type World } from './world';

type Kind = (typeof NOTICE_KINDS)[keyof typeof NOTICE_KINDS];

/** A sandbox dies with all that it does. Its orchestrator acts by its rule: restarts, replaces or leaves it. */
export function sandboxDied(world: World, row: number, cause: number): void {
  sandboxesDied(world, [row], cause);
}

/** Several die at one instant, of one cause. */
export function sandboxesDied(world: World, rows: readonly number[], cause: number): void {
  for (const death of killAll(world, rows, cause)) react(world, death);
}

interface Death {
  readonly row: number;
  /** How long it had been ready: a start-up that fails has not run at all. */
  readonly ranMicros: number;
}

/** Kills them at one instant: none of them takes over what another did. */
function killAll(world: World, rows: readonly number[], cause: number): readonly Death[] {
  const { sandboxes, simulation } = world;
  const dying = rows.filter((row) => sandboxes.state[row] !== STOPPED && sandboxes.state[row] !== DEAD);
  const deaths: Death[] = [];
  const leaving: number[] = [];
  for (const row of dying) {
    sandboxes.notice[row] = noteOf(world, NOTICE_KINDS.sandboxDied, row, takenBy(world, row), 0, cause);
    if (sandboxes.state[row] === STOPPING) {
      leaving.push(row);
      continue;
    }
    const isUp = sandboxes.state[row] === RUNNING;
    deaths.push({ row, ranMicros: isUp ? simulation.nowMicros - (sandboxes.readyAt[row] as number) : 0 });
    if (poolModel(world, sandboxes.pool[row] as number).technology.perRequest) endIdle(world, row);
    markDead(world, row);
  }
  failLost(
    world,
    dying.flatMap((row) => dropCalls(world, row)),
    cause,
  );
  for (const row of dying) askAgain(world, row);
  for (const row of leaving) {
    // Killed on the way to a restart, it is down.
    if (sandboxes.afterStop[row] === AGAIN) sandboxes.afterStop[row] = KEPT;
    endStop(world, row);
  }
  return deaths;
}

/** The orchestrator's rule for one death. */
function react(world: World, { row, ranMicros }: Death): void {
  const { sandboxes, simulation } = world;
  const pool = sandboxes.pool[row] as number;
  const { orchestrator } = poolModel(world, pool);
  const cause = sandboxes.notice[row] as number;
  if (orchestrator.restart === 'removed') {
    const provisioned = sandboxes.ahead[row] as number;
    removeRow(world, row);
    if (provisioned > 0) startAhead(world, pool, provisioned, cause);
    return;
  }
  if (orchestrator.restart === 'never') {
    sandboxes.notice[row] = noteOf(world, NOTICE_KINDS.sandboxStaysDead, row, 0, 0, cause);
    return;
  }
  poolState(world, pool).awaiting++;
  if (isLost(world, sandboxes.host[row] as number)) return;
  const { delayMicros, level } = decideRestart(orchestrator, sandboxes.backOff[row] as number, ranMicros);
  sandboxes.backOff[row] = level;
  const kind = orchestrator.restart === 'anew' ? NOTICE_KINDS.sandboxReplaced : NOTICE_KINDS.sandboxRestarts;
  sandboxes.notice[row] = noteOf(world, kind, row, delayMicros, level, cause);
  scheduleIn(simulation, delayMicros, RESTART_DUE, row, phaseMark(world, row));
}

const isLost = (world: World, host: number): boolean => (world.hosts[host]?.lostAt ?? -1) >= 0;

/** Event: the orchestrator restarts or replaces a dead sandbox, unless its host is lost or somebody was quicker. */
export function handleRestartDue(world: World, row: number, mark: number): void {
  const { sandboxes } = world;
  if (phaseMark(world, row) !== mark || sandboxes.state[row] !== DEAD) return;
  if (isLost(world, sandboxes.host[row] as number)) return;
  const { orchestrator } = poolModel(world, sandboxes.pool[row] as number);
  if (orchestrator.restart === 'in-place') restartInPlace(world, row);
  else replace(world, row);
}

/** On the same host where there is room, else as a new sandbox elsewhere. */
function restartInPlace(world: World, row: number): void {
  const { sandboxes } = world;
  const pool = sandboxes.pool[row] as number;
  poolState(world, pool).awaiting--;
  if (startDefined(world, row, sandboxes.notice[row] as number)) {
    sandboxes.restarts[row] = (sandboxes.restarts[row] as number) + 1;
    return;
  }
  poolState(world, pool).awaiting++;
  replace(world, row);
}

function replace(world: World, row: number): void {
  const pool = world.sandboxes.pool[row] as number;
  const cause = world.sandboxes.notice[row] as number;
  poolState(world, pool).awaiting--;
  removeRow(world, row);
  fillUp(world, pool, cause);
}

const rowsOn = (world: World, host: number): readonly number[] =>
  aliveRows(world.sandboxes).filter((row) => world.sandboxes.host[row] === host);

/**
 * A host is lost: all that runs on it dies at once, and nothing is placed there until it returns. What replaces sandboxes
 * waits for its grace, since a host that is only silent may come back.
 */
export function hostLost(world: World, host: number, cause: number): void {
  const state = world.hosts[host] as HostState;
  if (state.lostAt >= 0) return;
  const { simulation, notices } = world;
  state.lostAt = simulation.nowMicros;
  state.lossMark++;
  hostChanged(world, host);
  giveUpMigrationsTo(world, host);
  const rows = rowsOn(world, host);
  for (const death of killAll(world, rows, cause)) react(world, death);
  const missed = new Map<number, number>();
  for (const row of rowsOn(world, host))
    if (isAwaited(world, row)) {
      const pool = world.sandboxes.pool[row] as number;
      missed.set(pool, (missed.get(pool) ?? 0) + 1);
    }
  const graces = new Set<number>();
  for (const [pool, count] of missed) {
    const grace = poolModel(world, pool).orchestrator.hostGrace.micros;
    note(notices, simulation.nowMicros, NOTICE_KINDS.hostMissed, pool, 0, count, grace, cause);
    graces.add(grace);
  }
  for (const grace of graces) scheduleIn(simulation, grace, HOST_GIVEN_UP, host, state.lossMark);
}

/** A dead sandbox that its orchestrator restarts or replaces. */
export function isAwaited(world: World, row: number): boolean {
  const { restart } = poolModel(world, world.sandboxes.pool[row] as number).orchestrator;
  return world.sandboxes.state[row] === DEAD && (restart === 'in-place' || restart === 'anew');
}

/** Event: a host has been lost for the grace of some orchestrator, which places elsewhere what stood on it. */
export function handleHostGivenUp(world: World, host: number, mark: number): void {
  const { lostAt, lossMark } = world.hosts[host] as HostState;
  if (lossMark !== mark) return;
  const lostFor = world.simulation.nowMicros - lostAt;
  for (const row of rowsOn(world, host)) {
    const { hostGrace } = poolModel(world, world.sandboxes.pool[row] as number).orchestrator;
    if (isAwaited(world, row) && hostGrace.micros <= lostFor) replace(world, row);
  }
}

/** The host is back, and what its orchestrator has not placed elsewhere starts on it again. */
export function hostReturned(world: World, host: number, cause: number): void {
  const state = world.hosts[host] as HostState;
  if (state.lostAt < 0) return;
  state.lostAt = -1;
  state.lossMark++;
  hostChanged(world, host);
  for (const row of rowsOn(world, host)) {
    if (!isAwaited(world, row)) continue;
    world.sandboxes.notice[row] = cause;
    restartInPlace(world, row);
  }
}

function noteOf(world: World, kind: Kind, row: number, value: number, extra: number, cause: number): number {
  const { sandboxes, notices, simulation } = world;
  const [pool, serial] = [sandboxes.pool[row] as number, sandboxes.serial[row] as number];
  return note(notices, simulation.nowMicros, kind, pool, serial, value, extra, cause);
}

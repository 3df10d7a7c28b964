/**
 * A round of copying as the two hosts' networks carry it. Both ends have their fair share of it, and the round is over
 * when the slower end is through: the flow runs at the smaller of the two shares. Giving a migration up gives all back.
 */
import {
  classOf,
  countDone,
  joinShare,
  leaveShare,
  type DoneJob,
  type ShareClass,
} from '../engine/fair-share';
import { arm } from './computing';
import { NETWORK_DUE } from './event-kinds';
import { moveMemory } from './memory';
import { keepRecord, type MigrationState } from './migration-state';
import { note, NOTICE_KINDS } from './notices';
import { giveSlotBack, takeMemory } from './placement';
import { poolModel } from './pools';
import type { HostState, World } from './world';

const SOURCE = 1;
const TARGET = 2;

const hostOf = (migration: MigrationState, end: number): number =>
  end === SOURCE ? migration.from : migration.to;

/** A flow is no faster than the slower network card. */
function flowClass(world: World, migration: MigrationState, end: number): ShareClass {
  const speeds = [migration.from, migration.to].map(
    (host) => world.model.hosts[host]?.networkBytesPerSecond ?? Infinity,
  );
  return classOf((world.hosts[hostOf(migration, end)] as HostState).network, 1, Math.min(...speeds));
}

/** Bytes begin to flow; `endRound` in `migration.ts` follows when both ends are through. */
export function beginRound(world: World, migration: MigrationState, bytes: number): void {
  const now = world.simulation.nowMicros;
  migration.roundBytes = bytes;
  migration.roundSinceMicros = now;
  migration.sending = SOURCE | TARGET;
  migration.mark++;
  for (const end of [SOURCE, TARGET]) {
    const host = hostOf(migration, end);
    const { network } = world.hosts[host] as HostState;
    const id = -1 - (migration.id * 2 + (end === SOURCE ? 0 : 1));
    joinShare(network, flowClass(world, migration, end), now, bytes * 1e6, id, migration.mark);
    arm(world, network, NETWORK_DUE, host);
  }
}

/** One end is through with a round; returns its migration when both are. */
export function endFlow(world: World, { id, mark, of }: DoneJob): MigrationState | undefined {
  const number = -1 - id;
  const migration = world.migrations.active.find((one) => one.id === number >> 1);
  if (migration === undefined || migration.mark !== mark) return undefined;
  countDone(of);
  migration.sending &= ~((number & 1) === 0 ? SOURCE : TARGET);
  if (migration.sending !== 0) return undefined;
  migration.sentBytes += migration.roundBytes;
  return migration;
}

function stopFlows(world: World, migration: MigrationState): void {
  for (const end of [SOURCE, TARGET]) {
    if ((migration.sending & end) === 0) continue;
    const host = hostOf(migration, end);
    const { network } = world.hosts[host] as HostState;
    leaveShare(network, flowClass(world, migration, end), world.simulation.nowMicros);
    arm(world, network, NETWORK_DUE, host);
  }
  migration.sending = 0;
  migration.mark++;
}

export const CANNOT_CONVERGE = 0;
export const SANDBOX_ENDED = 1;
export const TARGET_LOST = 2;

/** The migration ends without effect: the memory that the target kept for it is free again. */
export function giveUp(world: World, migration: MigrationState, reason: number): void {
  const { migrations, sandboxes, simulation } = world;
  migrations.active = migrations.active.filter((one) => one !== migration);
  stopFlows(world, migration);
  const pool = poolModel(world, sandboxes.pool[migration.row] as number);
  // Once it was handed over, it has moved, whatever becomes of it there.
  if (migration.stage === 'resuming') {
    record(world, migration, 'moved');
    return;
  }
  takeMemory(world, migration.to, -pool.takenBytes);
  const serial = sandboxes.serial[migration.row] as number;
  const what = NOTICE_KINDS.migrationGivenUp;
  note(world.notices, simulation.nowMicros, what, pool.index, serial, migration.to, reason, migration.notice);
  record(world, migration, 'given up');
}

export function record(world: World, migration: MigrationState, outcome: 'moved' | 'given up'): void {
  const { sandboxes, simulation, model } = world;
  const pool = poolModel(world, sandboxes.pool[migration.row] as number);
  const now = simulation.nowMicros;
  keepRecord(world, {
    sandbox: `${pool.sandboxName}-${sandboxes.serial[migration.row]}`,
    from: model.hosts[migration.from]?.id ?? '',
    to: model.hosts[migration.to]?.id ?? '',
    startedMicros: migration.startedMicros,
    totalMicros: now - migration.startedMicros,
    downMicros: migration.stage === 'copying' ? 0 : now - migration.stoppedMicros,
    rounds: migration.round + 1,
    bytes: migration.sentBytes,
    outcome,
  });
}

/** A sandbox ends while it moves. */
export function giveUpMigrationOf(world: World, row: number): void {
  if (world.migrations.active.length === 0) return;
  const migration = world.migrations.active.find((one) => one.row === row);
  if (migration !== undefined) giveUp(world, migration, SANDBOX_ENDED);
}

/** Its memory is on the target now, and so is its place on the floor. */
export function changeHost(
  world: World,
  migration: MigrationState,
  takeSlot: (host: number) => number,
): void {
  const { row, from, to } = migration;
  const { sandboxes } = world;
  const pool = poolModel(world, sandboxes.pool[row] as number);
  takeMemory(world, from, -pool.takenBytes);
  giveSlotBack(world, row);
  moveMemory(world, row, to);
  sandboxes.slot[row] = takeSlot(to);
  for (const fault of world.faults.active) if (fault.row === row) fault.host = to;
}

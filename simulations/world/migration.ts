/**
 * Live migration by pre-copy (Clark et al., "Live Migration of Virtual Machines", NSDI 2005): all memory is copied while
 * the VM runs, then again and again what it wrote meanwhile, until so little is left that it can be copied while the VM
 * stands still within the limit of the down-time. With memory V, bandwidth B and dirty rate D, round n copies
 * V (D/B)^n; total time and down-time follow. Where D comes near B it does not converge: it is stopped for long, or stays.
 */
import type { Technology } from '../technologies/technology';
import { assumed, type Basis } from '../technologies/basis';
import type { MigrationFields } from '../scenario/schema';
import { scheduleIn } from '../engine/simulation';
import { MIGRATION_DUE } from './event-kinds';
import { resumeSandbox } from './flow';
import { pauseSandbox } from './freeze';
import { beginRound, CANNOT_CONVERGE, changeHost, giveUp, record, TARGET_LOST } from './migration-copy';
import type { MigrationState } from './migration-state';
import { note, NOTICE_KINDS, type NumberedKind } from './notices';
import { takeMemory, takeSlot } from './placement';
import { poolModel } from './pools';
import type { World } from './world';

const PAGE_BYTES = 4096;
/** Handing over what is not memory: registers, devices, the network's new way to the VM. */
export const HAND_OVER_MICROS = 50_000;
export const HAND_OVER_BASIS: Basis = assumed(
  'of the 60 ms measured where almost nothing was left to copy (vm.migration.downtime.xen)',
);
/** More than three times the memory was sent: it will not converge (as Xen decides; assumed). */
const MOST_MEMORIES = 3;

/** Why sandboxes of a technology cannot be moved while they run; null where they can. */
export function migrationRefusal(technology: Technology): string | null {
  const has = (layer: string): boolean =>
    technology.stack.some((one) => one.layer === layer && one.scope === 'own');
  if (technology.perRequest) return 'the function platform starts another instance instead';
  if (has('hv'))
    return 'its monitor leaves migration out: it can be stored and started elsewhere, not moved while it runs';
  if (has('go') && technology.staysDefined) return null;
  return 'its processes live in the kernel of their host, with open files and connections: start another one elsewhere instead';
}

const settingsOf = (world: World, migration: MigrationState): MigrationFields =>
  poolModel(world, world.sandboxes.pool[migration.row] as number).migration;

function say(
  world: World,
  migration: MigrationState,
  what: NumberedKind,
  value: number,
  extra: number,
): void {
  const { sandboxes, simulation, notices } = world;
  const [pool, serial] = [sandboxes.pool[migration.row] as number, sandboxes.serial[migration.row] as number];
  migration.notice = note(notices, simulation.nowMicros, what, pool, serial, value, extra, migration.notice);
}

/** Begins to move a running VM; what the command checks is that it can, and that the target has room. */
export function beginMigration(world: World, row: number, to: number, cause: number): void {
  const { migrations, sandboxes, simulation } = world;
  const { takenBytes } = poolModel(world, sandboxes.pool[row] as number);
  takeMemory(world, to, takenBytes);
  const migration: MigrationState = {
    id: ++migrations.count,
    row,
    from: sandboxes.host[row] as number,
    to,
    stage: 'copying',
    round: 0,
    roundBytes: 0,
    roundSinceMicros: simulation.nowMicros,
    sentBytes: 0,
    sending: 0,
    mark: 0,
    startedMicros: simulation.nowMicros,
    stoppedMicros: simulation.nowMicros,
    notice: cause,
  };
  migrations.active.push(migration);
  say(world, migration, NOTICE_KINDS.migrationBegan, to, takenBytes);
  beginRound(world, migration, takenBytes);
}

/** Both ends are through with a round: another one, the last one, or the hand-over. */
export function endRound(world: World, migration: MigrationState): void {
  if (migration.stage === 'stopped') {
    handOver(world, migration);
    return;
  }
  const settings = settingsOf(world, migration);
  const { takenBytes } = poolModel(world, world.sandboxes.pool[migration.row] as number);
  const tookMicros = world.simulation.nowMicros - migration.roundSinceMicros;
  const written = (settings.dirtyRate * tookMicros) / 1e6;
  const left = Math.min(settings.writableSet, takenBytes, Math.ceil(written / PAGE_BYTES) * PAGE_BYTES);
  const bandwidth = migration.roundBytes / Math.max(1, tookMicros);
  const isShort = left / bandwidth + HAND_OVER_MICROS <= settings.downtimeLimit;
  const cannot =
    !isShort &&
    (migration.round + 1 >= settings.maxRounds || migration.sentBytes >= MOST_MEMORIES * takenBytes);
  if (cannot && settings.ifItCannot === 'abort') {
    giveUp(world, migration, CANNOT_CONVERGE);
    return;
  }
  say(world, migration, NOTICE_KINDS.migrationRound, migration.round, left);
  migration.round++;
  if (isShort || cannot) stopAndCopy(world, migration, left, cannot);
  else beginRound(world, migration, left);
}

/** It stands still; nothing is written any more, so this is the last round. */
function stopAndCopy(world: World, migration: MigrationState, bytes: number, forced: boolean): void {
  say(world, migration, NOTICE_KINDS.migrationStops, bytes, forced ? 1 : 0);
  migration.stage = 'stopped';
  migration.stoppedMicros = world.simulation.nowMicros;
  pauseSandbox(world, migration.row, migration.notice);
  beginRound(world, migration, Math.max(PAGE_BYTES, bytes));
}

function handOver(world: World, migration: MigrationState): void {
  migration.stage = 'resuming';
  changeHost(world, migration, (host) => takeSlot(world, host));
  scheduleIn(world.simulation, HAND_OVER_MICROS, MIGRATION_DUE, migration.id, 0);
}

/** Event: registers and devices are handed over: the VM goes on, on its new host. */
export function handleMigrationDue(world: World, id: number): void {
  const migration = world.migrations.active.find((one) => one.id === id);
  if (migration === undefined) return;
  const { migrations, simulation } = world;
  migrations.active = migrations.active.filter((one) => one !== migration);
  const now = simulation.nowMicros;
  record(world, migration, 'moved');
  say(
    world,
    migration,
    NOTICE_KINDS.migrationDone,
    now - migration.startedMicros,
    now - migration.stoppedMicros,
  );
  if (world.sandboxes.paused[migration.row] === 1) resumeSandbox(world, migration.row, migration.notice);
}

/** The host to which VMs were on their way is lost: they stay, and go on if they stood still. */
export function giveUpMigrationsTo(world: World, host: number): void {
  for (const migration of world.migrations.active.filter(
    (one) => one.to === host && one.stage !== 'resuming',
  )) {
    giveUp(world, migration, TARGET_LOST);
    if (world.sandboxes.paused[migration.row] === 1) resumeSandbox(world, migration.row, migration.notice);
  }
}

/** The memory of a VM on its way to the disk of its host, or back: it has its fair share of that disk. */
import { classOf, joinShare, leaveShare, type ShareClass } from '../engine/fair-share';
import { arm } from './computing';
import { DISK_DUE } from './event-kinds';
import type { SnapshotWork } from './snapshot-state';
import type { HostState, World } from './world';

const hostOf = (world: World, { row }: SnapshotWork): number => world.sandboxes.host[row] as number;

function classIn(world: World, host: number): ShareClass {
  const { disk } = world.hosts[host] as HostState;
  return classOf(disk, 1, world.model.hosts[host]?.diskBytesPerSecond ?? Infinity);
}

/** Sandboxes stand at 0 and above in the share of a disk, layers far below. */
export const snapshotJob = (id: number): number => -1 - id;

export function beginCopy(world: World, work: SnapshotWork): void {
  const host = hostOf(world, work);
  const { disk } = world.hosts[host] as HostState;
  const now = world.simulation.nowMicros;
  world.snapshots.active.push(work);
  joinShare(disk, classIn(world, host), now, work.bytes * 1e6, snapshotJob(work.id), 0);
  arm(world, disk, DISK_DUE, host);
}

/** A VM ends while its memory is copied: the disk is free again, and what was half written is no snapshot. */
export function giveUpSnapshotOf(world: World, row: number): void {
  const { snapshots } = world;
  const work = snapshots.active.find((one) => one.row === row);
  if (work === undefined) return;
  const host = hostOf(world, work);
  const { disk } = world.hosts[host] as HostState;
  leaveShare(disk, classIn(world, host), world.simulation.nowMicros);
  arm(world, disk, DISK_DUE, host);
  snapshots.active = snapshots.active.filter((one) => one !== work);
  if (!work.restores) dropSnapshot(world, work.snapshot);
}

export function dropSnapshot(world: World, id: number): void {
  const { snapshots } = world;
  snapshots.kept = snapshots.kept.filter((one) => one.id !== id);
}

/** A VM is gone with its definition. */
export function forgetSnapshotsOf(world: World, row: number): void {
  const { snapshots } = world;
  if (snapshots.kept.length === 0) return;
  snapshots.kept = snapshots.kept.filter((one) => one.row !== row);
}

/** Snapshots of guests: those that are kept, and those that are being written or read. */
import type { World } from './world';

export interface Snapshot {
  readonly id: number;
  /** Whose it is: it goes with its VM. */
  readonly row: number;
  readonly name: string;
  readonly atMicros: number;
  /** The memory that is kept with it on the disk of its host; 0 = the VM was shut off. */
  readonly memoryBytes: number;
  /** What its guest had touched beyond its start by then, requests in service left out; what it had written to its disk. */
  readonly grownBytes: number;
  readonly writtenBytes: number;
}

/** Memory that flows to the disk or back while the VM stands still. */
export interface SnapshotWork {
  readonly id: number;
  readonly row: number;
  readonly snapshot: number;
  readonly restores: boolean;
  readonly bytes: number;
  readonly startedMicros: number;
  /** It stood still before, and does so afterwards. */
  readonly staysPaused: boolean;
  readonly notice: number;
}

export interface Snapshots {
  count: number;
  kept: Snapshot[];
  active: SnapshotWork[];
}

export const newSnapshots = (): Snapshots => ({ count: 0, kept: [], active: [] });

export const snapshotsOf = (world: World, row: number): readonly Snapshot[] =>
  world.snapshots.kept.filter((one) => one.row === row);

export const snapshotWorkOf = (world: World, row: number): SnapshotWork | undefined =>
  world.snapshots.active.find((one) => one.row === row);

/** What snapshots take of the disk of a host. */
export const snapshotBytes = (world: World, host: number): number =>
  world.snapshots.kept.reduce(
    (sum, { row, memoryBytes }) => sum + (world.sandboxes.host[row] === host ? memoryBytes : 0),
    0,
  );

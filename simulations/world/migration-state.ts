/** Migrations that are going on, and the last that ended. */
import type { World } from './world';

export type MigrationStage = 'copying' | 'stopped' | 'resuming';

export interface MigrationState {
  readonly id: number;
  readonly row: number;
  readonly from: number;
  readonly to: number;
  stage: MigrationStage;
  /** 0 = all memory, then what was written meanwhile. */
  round: number;
  roundBytes: number;
  roundSinceMicros: number;
  sentBytes: number;
  /** Which ends still carry this round: 1 = the source's network, 2 = the target's. */
  sending: number;
  /** Voids the ends of rounds that were given up. */
  mark: number;
  readonly startedMicros: number;
  stoppedMicros: number;
  /** What led to the present round. */
  notice: number;
}

export interface MigrationRecord {
  readonly sandbox: string;
  readonly from: string;
  readonly to: string;
  readonly startedMicros: number;
  readonly totalMicros: number;
  readonly downMicros: number;
  readonly rounds: number;
  readonly bytes: number;
  readonly outcome: 'moved' | 'given up';
}

export interface Migrations {
  count: number;
  active: MigrationState[];
  /** Frozen records, the newest last. */
  done: MigrationRecord[];
}

export const newMigrations = (): Migrations => ({ count: 0, active: [], done: [] });

const MOST_RECORDS = 200;

export const migrationOf = (world: World, row: number): MigrationState | undefined =>
  world.migrations.active.find((one) => one.row === row);

export function keepRecord(world: World, record: MigrationRecord): void {
  const { done } = world.migrations;
  if (done.length >= MOST_RECORDS) done.shift();
  done.push(Object.freeze(record));
}

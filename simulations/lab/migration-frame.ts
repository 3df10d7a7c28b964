/** VMs on their way from host to host, as a view sees them. */
import type { MigrationStage } from '../world/migration-state';
import { nameOfRow } from '../world/targets';
import type { World } from '../world/world';

export interface MigrationFrame {
  readonly sandbox: string;
  readonly from: string;
  readonly to: string;
  readonly stage: MigrationStage;
  /** 0 = all memory; then what was written meanwhile. */
  readonly round: number;
  readonly roundBytes: number;
  readonly sentBytes: number;
  readonly sinceMicros: number;
}

export const migrationFrames = (world: World): readonly MigrationFrame[] =>
  world.migrations.active.map((one) => ({
    sandbox: nameOfRow(world, one.row),
    from: world.model.hosts[one.from]?.id ?? '',
    to: world.model.hosts[one.to]?.id ?? '',
    stage: one.stage,
    round: one.round,
    roundBytes: one.roundBytes,
    sentBytes: one.sentBytes,
    sinceMicros: one.startedMicros,
  }));

/** VMs on their way from host to host, as a view sees them. */
import type { FairShare } from '../engine/fair-share';
import type { MigrationStage, MigrationState } from '../world/migration-state';
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
  /** How much of this round has arrived, 0 to 1: that of the slower end. */
  readonly roundDoneFraction: number;
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
    roundDoneFraction: roundDone(world, one),
    sinceMicros: one.startedMicros,
  }));

/** Read from the two networks without moving their clocks on: a picture must not touch the run. */
function roundDone(world: World, migration: MigrationState): number {
  const work = migration.roundBytes * 1e6;
  if (work <= 0 || migration.sending === 0) return 1;
  const left = [migration.from, migration.to].map((host, end) => {
    const network = world.hosts[host]?.network;
    return network === undefined
      ? 0
      : workLeft(network, -1 - (migration.id * 2 + end), migration.mark, world);
  });
  return Math.max(0, Math.min(1, 1 - Math.max(...left) / work));
}

function workLeft(network: FairShare, id: number, mark: number, world: World): number {
  const since = world.simulation.nowMicros - network.sinceMicros;
  for (const one of network.classes)
    for (let i = 0; i < one.size; i++)
      if (one.id[i] === id && one.mark[i] === mark)
        return Math.max(0, (one.finish[i] ?? 0) - one.virtual - one.rate * since);
  return 0;
}

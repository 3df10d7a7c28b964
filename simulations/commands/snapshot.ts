import * as z from 'zod';
import { ok } from '../base/errors';
import { formatBytes } from '../base/quantity';
import { migrationOf } from '../world/migration-state';
import { poolModel } from '../world/pools';
import { snapshotsOf, snapshotWorkOf } from '../world/snapshot-state';
import { beginSnapshot, isShutOff, snapshotRefusal } from '../world/snapshots';
import { RUNNING } from '../world/world';
import { defineCommand, refuse } from './command';
import { causeOf, findSandbox } from './find';

/** More than anybody keeps of one VM. */
const MOST = 64;

/** Keeps a VM as it is now, to go back to. */
export const snapshot = defineCommand({
  id: 'snapshot',
  summary: 'Keep a VM as it is now, under a name',
  example: 'snapshot web-1 before',
  positional: ['sandbox', 'name'],
  args: z.strictObject({ sandbox: z.string().min(1).max(100), name: z.string().min(1).max(100) }),
  run(world, { sandbox, name }) {
    const found = findSandbox(world, sandbox);
    if (!found.ok) return found;
    const row = found.value;
    const { sandboxes } = world;
    const pool = poolModel(world, sandboxes.pool[row] as number);
    const reason = snapshotRefusal(pool.technology);
    if (reason !== null)
      return refuse('not-possible', `a ${pool.technology.unit} has no snapshots: ${reason}`);
    const kept = snapshotsOf(world, row);
    if (kept.some((one) => one.name === name))
      return refuse('not-possible', `${sandbox} has a snapshot ${name} already`);
    if (kept.length >= MOST) return refuse('limit', `${sandbox} has ${MOST} snapshots already`);
    if (snapshotWorkOf(world, row) !== undefined)
      return refuse('not-possible', `${sandbox} is busy with another snapshot`);
    if (migrationOf(world, row) !== undefined)
      return refuse('not-possible', `${sandbox} is on its way to another host`);
    if (sandboxes.state[row] !== RUNNING && !isShutOff(world, row))
      return refuse('not-possible', `${sandbox} neither runs nor is shut off`);
    const { memoryBytes } = beginSnapshot(world, row, name, causeOf(world, pool.index));
    return ok({
      text:
        memoryBytes === 0
          ? `${sandbox}: snapshot ${name} of its disk`
          : `${sandbox} stands still until ${formatBytes(memoryBytes)} of its memory are on the disk`,
      subject: sandbox,
    });
  },
});

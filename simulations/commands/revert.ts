import * as z from 'zod';
import { ok } from '../base/errors';
import { formatBytes } from '../base/quantity';
import { freeBytes, isOpen } from '../world/host-choice';
import { migrationOf } from '../world/migration-state';
import { poolModel } from '../world/pools';
import { snapshotWorkOf } from '../world/snapshot-state';
import { beginRevert, isShutOff } from '../world/snapshots';
import { RUNNING, type World } from '../world/world';
import { defineCommand, refuse, type Ran } from './command';
import { causeOf, findSnapshot } from './find';

/** Puts a VM back to a snapshot. */
export const revert = defineCommand({
  id: 'revert',
  summary: 'Put a VM back to one of its snapshots: requests in service fail',
  example: 'revert web-1 before',
  positional: ['sandbox', 'name'],
  args: z.strictObject({ sandbox: z.string().min(1).max(100), name: z.string().min(1).max(100) }),
  run(world, { sandbox, name }) {
    const found = findSnapshot(world, sandbox, name);
    if (!found.ok) return found;
    const { row, memoryBytes } = found.value;
    const refused = refusalOf(world, row, sandbox, memoryBytes > 0);
    if (refused !== undefined) return refused;
    beginRevert(world, found.value, causeOf(world, world.sandboxes.pool[row] as number));
    return ok({
      text:
        memoryBytes === 0
          ? `${sandbox} is shut off, as it was in ${name}`
          : `${sandbox} goes back to ${name}: ${formatBytes(memoryBytes)} of memory are read from the disk`,
      subject: sandbox,
    });
  },
});

function refusalOf(world: World, row: number, name: string, isLive: boolean): Ran | undefined {
  if (snapshotWorkOf(world, row) !== undefined)
    return refuse('not-possible', `${name} is busy with another snapshot`);
  if (migrationOf(world, row) !== undefined)
    return refuse('not-possible', `${name} is on its way to another host`);
  if (world.sandboxes.state[row] === RUNNING) return undefined;
  if (!isShutOff(world, row)) return refuse('not-possible', `${name} neither runs nor is shut off`);
  if (!isLive) return undefined;
  const host = world.sandboxes.host[row] as number;
  const { takenBytes } = poolModel(world, world.sandboxes.pool[row] as number);
  if (isOpen(world, host) && freeBytes(world, host) >= takenBytes) return undefined;
  return refuse('no-room', `its host has no room for ${name} now: it needs ${formatBytes(takenBytes)}`);
}

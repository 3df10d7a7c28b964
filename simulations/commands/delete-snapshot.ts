import * as z from 'zod';
import { ok } from '../base/errors';
import { snapshotWorkOf } from '../world/snapshot-state';
import { dropSnapshot } from '../world/snapshot-copy';
import { defineCommand, refuse } from './command';
import { causeOf, findSnapshot } from './find';

/** Gives back what a snapshot takes of the disk. */
export const deleteSnapshot = defineCommand({
  id: 'delete-snapshot',
  summary: 'Delete a snapshot of a VM',
  example: 'delete-snapshot web-1 before',
  positional: ['sandbox', 'name'],
  args: z.strictObject({ sandbox: z.string().min(1).max(100), name: z.string().min(1).max(100) }),
  run(world, { sandbox, name }) {
    const found = findSnapshot(world, sandbox, name);
    if (!found.ok) return found;
    const { row, id } = found.value;
    if (snapshotWorkOf(world, row)?.snapshot === id)
      return refuse('not-possible', `${name} is being written or read`);
    causeOf(world, world.sandboxes.pool[row] as number);
    dropSnapshot(world, id);
    return ok({ text: `${sandbox}: snapshot ${name} is deleted`, subject: sandbox });
  },
});

import * as z from 'zod';
import { ok } from '../base/errors';
import { drainable, drainHost } from '../world/cordon';
import { poolModel } from '../world/pools';
import type { World } from '../world/world';
import { defineCommand, refuse, type Ran } from './command';
import { causeOf, findHost, sandboxName } from './find';

/** Closes a host and has all that runs there replaced elsewhere. */
export const drain = defineCommand({
  id: 'drain',
  summary: 'Close a host and have what runs there replaced elsewhere',
  example: 'drain ct-host',
  positional: ['host'],
  args: z.strictObject({ host: z.string().min(1).max(100) }),
  run(world, { host }) {
    const found = findHost(world, host);
    if (!found.ok) return found;
    const refused = refusalOf(world, found.value);
    if (refused !== undefined) return refused;
    const moved = drainHost(world, found.value, causeOf(world, -1 - found.value));
    return ok({
      text:
        moved === 0
          ? `${host} takes nothing new; nothing runs there`
          : `${host} is drained: ${moved === 1 ? 'one sandbox goes' : `${moved} sandboxes go`} elsewhere, where there is room`,
      subject: host,
    });
  },
});

function refusalOf(world: World, host: number): Ran | undefined {
  for (const row of drainable(world, host)) {
    const { technology } = poolModel(world, world.sandboxes.pool[row] as number);
    const name = sandboxName(world, row);
    if (technology.perRequest)
      return refuse('not-possible', `${name} belongs to the function platform, and so does its host`);
    if (technology.staysDefined)
      return refuse(
        'not-possible',
        `${name} is a ${technology.unit}: it would have to be moved, not replaced`,
        `migrate ${name} HOST`,
      );
  }
  return undefined;
}

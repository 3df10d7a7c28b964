import * as z from 'zod';
import { ok } from '../base/errors';
import { migrationOf } from '../world/migration-state';
import { stopSandbox } from '../world/stopping';
import { poolModel, poolState } from '../world/pools';
import { RUNNING, STARTING, STOPPING } from '../world/world';
import { snapshotWorkOf } from '../world/snapshot-state';
import { defineCommand, refuse } from './command';
import { causeOf, findSandbox } from './find';

/** Takes a sandbox out of service: it finishes what it has begun. */
export const stop = defineCommand({
  id: 'stop',
  summary: 'Stop a sandbox',
  example: 'stop api-1',
  positional: ['sandbox'],
  args: z.strictObject({ sandbox: z.string().min(1).max(100) }),
  run(world, { sandbox }) {
    const found = findSandbox(world, sandbox);
    if (!found.ok) return found;
    const row = found.value;
    const pool = poolModel(world, world.sandboxes.pool[row] as number);
    const state = world.sandboxes.state[row];
    if (pool.technology.perRequest)
      return refuse(
        'not-possible',
        `${sandbox} belongs to the function platform: it starts and removes instances by itself`,
      );
    if (world.sandboxes.paused[row] === 1 && migrationOf(world, row) !== undefined)
      return refuse('not-possible', `${sandbox} stands still on its way to another host`);
    if (snapshotWorkOf(world, row) !== undefined)
      return refuse('not-possible', `${sandbox} stands still until its memory is copied`);
    if (world.sandboxes.paused[row] === 1)
      return refuse(
        'not-possible',
        `${sandbox} is paused: it cannot finish what it has begun`,
        `resume ${sandbox}`,
      );
    if (state !== RUNNING && state !== STARTING) return refuse('not-possible', `${sandbox} is not running`);
    poolState(world, pool.index).desired = Math.max(0, poolState(world, pool.index).desired - 1);
    stopSandbox(world, row, causeOf(world, pool.index));
    const draining = world.sandboxes.state[row] === STOPPING;
    return ok({
      text: draining ? `${sandbox} is stopping: it finishes what it has begun` : `${sandbox} has stopped`,
      subject: sandbox,
    });
  },
});

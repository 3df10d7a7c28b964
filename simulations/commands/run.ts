import * as z from 'zod';
import { ok } from '../base/errors';
import { formatDuration } from '../base/quantity';
import { startOne } from '../world/scaling';
import { poolState } from '../world/pools';
import { defineCommand, refuse } from './command';
import { causeOf, findPools, noRoomText, sandboxName } from './find';

/** Starts one more sandbox of a component. */
export const run = defineCommand({
  id: 'run',
  summary: 'Start one more sandbox of a component',
  example: 'run thumb --in containers',
  positional: ['component'],
  args: z.strictObject({
    component: z.string().min(1).max(100),
    deployment: z.string().min(1).max(100).optional(),
  }),
  run(world, { component, deployment }) {
    const pools = findPools(world, component, deployment);
    if (!pools.ok) return pools;
    const pool = pools.value.find((candidate) => !candidate.technology.memoryIsReserved) ?? pools.value[0];
    if (pool === undefined) return refuse('not-found', 'nothing to run');
    const row = startOne(world, pool.index, causeOf(world, pool.index));
    if (row === undefined)
      return refuse('no-room', noRoomText(world, pool), 'stop something first, or give the host more memory');
    poolState(world, pool.index).desired++;
    const name = sandboxName(world, row);
    const left = (world.sandboxes.readyAt[row] as number) - world.simulation.nowMicros;
    return ok({ text: `${name} is starting, ready in ${formatDuration(left)}`, subject: name });
  },
});

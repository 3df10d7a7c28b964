import * as z from 'zod';
import { ok } from '../base/errors';
import { poolState } from '../world/pools';
import { beginRollout } from '../world/rollout';
import { defineCommand } from './command';
import { causeOf, findPools } from './find';

/** Replaces the replicas of a component by such of another image, as the orchestrator of the deployment does it. */
export const update = defineCommand({
  id: 'update',
  summary: 'Roll out another image of a component',
  example: 'update thumb thumb:2',
  positional: ['component', 'image'],
  args: z.strictObject({
    component: z.string().min(1).max(100),
    image: z.string().min(1).max(200),
    deployment: z.string().min(1).max(100).optional(),
  }),
  run(world, { component, image, deployment }) {
    const pools = findPools(world, component, deployment);
    if (!pools.ok) return pools;
    for (const pool of pools.value) beginRollout(world, pool.index, image, causeOf(world, pool.index));
    const replicas = pools.value.reduce((sum, pool) => sum + poolState(world, pool.index).desired, 0);
    const held = pools.value.every((pool) => poolState(world, pool.index).rollingPaused);
    return ok({
      text: held
        ? `${component}: its rollout is paused; ${image} follows when it is resumed`
        : `${component}: ${replicas} to be updated to ${image}`,
    });
  },
});

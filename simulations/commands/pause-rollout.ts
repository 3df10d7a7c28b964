import * as z from 'zod';
import { ok } from '../base/errors';
import { poolState } from '../world/pools';
import { pauseRollout as hold } from '../world/rollout';
import { defineCommand, refuse } from './command';
import { causeOf, findPools } from './find';

/** Holds a rollout where it is; another image that is asked for meanwhile waits. */
export const pauseRollout = defineCommand({
  id: 'pause-rollout',
  summary: 'Pause the rollout of a component: nobody is replaced until it is resumed',
  example: 'pause-rollout thumb --in containers',
  positional: ['component'],
  args: z.strictObject({
    component: z.string().min(1).max(100),
    deployment: z.string().min(1).max(100).optional(),
  }),
  run(world, { component, deployment }) {
    const pools = findPools(world, component, deployment);
    if (!pools.ok) return pools;
    const those = pools.value.filter(({ index }) => !poolState(world, index).rollingPaused);
    if (those.length === 0) return refuse('not-possible', `the rollout of ${component} is already paused`);
    for (const { index } of those) hold(world, index, causeOf(world, index));
    return ok({ text: `${component}: its rollout is paused` });
  },
});

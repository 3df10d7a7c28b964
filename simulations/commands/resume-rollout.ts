import * as z from 'zod';
import { ok } from '../base/errors';
import { poolState } from '../world/pools';
import { resumeRollout as goOn } from '../world/rollout';
import { defineCommand, refuse } from './command';
import { causeOf, findPools } from './find';

/** Lets a rollout go on, with the image that was asked for meanwhile. */
export const resumeRollout = defineCommand({
  id: 'resume-rollout',
  summary: 'Let the rollout of a component go on',
  example: 'resume-rollout thumb --in containers',
  positional: ['component'],
  args: z.strictObject({
    component: z.string().min(1).max(100),
    deployment: z.string().min(1).max(100).optional(),
  }),
  run(world, { component, deployment }) {
    const pools = findPools(world, component, deployment);
    if (!pools.ok) return pools;
    const those = pools.value.filter(({ index }) => poolState(world, index).rollingPaused);
    if (those.length === 0) return refuse('not-possible', `the rollout of ${component} is not paused`);
    for (const { index } of those) goOn(world, index, causeOf(world, index));
    return ok({ text: `${component}: its rollout goes on` });
  },
});

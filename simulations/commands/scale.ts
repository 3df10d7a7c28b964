import * as z from 'zod';
import { ok } from '../base/errors';
import { isTriedAgain, setDesired } from '../world/scaling';
import { poolState } from '../world/pools';
import { defineCommand, refuse } from './command';
import { causeOf, findPools, noRoomText } from './find';

/** Sets how many replicas of a component are desired: the neutral form of every orchestrator's command. */
export const scale = defineCommand({
  id: 'scale',
  summary: 'Set how many replicas of a component are desired',
  example: 'scale thumb 5',
  positional: ['component', 'replicas'],
  options: { rest: 'rest' },
  args: z.strictObject({
    component: z.string().min(1).max(100),
    replicas: z.coerce.number().int().min(0).max(100_000),
    deployment: z.string().min(1).max(100).optional(),
    /** `pending`: an orchestrator takes it even where not all find room, and places the rest when there is some. */
    rest: z.enum(['pending']).optional(),
  }),
  run(world, { component, replicas, deployment, rest }) {
    const pools = findPools(world, component, deployment);
    if (!pools.ok) return pools;
    for (const pool of pools.value) {
      setDesired(world, pool.index, replicas, causeOf(world, pool.index), Infinity);
      const state = poolState(world, pool.index);
      const reached = state.ready + state.starting;
      const waits = rest === 'pending' && isTriedAgain(world, pool.index);
      if (reached < replicas && !waits)
        return refuse('no-room', `${component}: ${reached} of ${replicas} fit. ${noRoomText(world, pool)}`);
    }
    return ok({ text: `${component}: ${replicas} desired` });
  },
});

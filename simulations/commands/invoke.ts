import * as z from 'zod';
import { ok, printable } from '../base/errors';
import { formatNumber } from '../base/quantity';
import type { PoolModel } from '../world/model';
import { drawDemands } from '../world/demands';
import { admitRequest } from '../world/flow';
import { poolState } from '../world/pools';
import { defineCommand, refuse } from './command';
import { causeOf, near } from './find';

/** Calls a function once, now. */
export const invoke = defineCommand({
  id: 'invoke',
  summary: 'Invoke a function once',
  example: 'invoke thumb',
  positional: ['function'],
  args: z.strictObject({ function: z.string().min(1).max(100) }),
  run(world, { function: name }) {
    const { model } = world;
    const functions = model.pools.filter((pool) => pool.functionId !== null);
    const pool = functions.find((p) => p.functionId === name) ?? functions.find((p) => p.component === name);
    if (pool === undefined || poolState(world, pool.index).removed)
      return refuse(
        'not-found',
        `no function "${printable(name)}"`,
        near(
          name,
          functions.flatMap((p) => p.functionId ?? []),
        ),
      );
    const route = model.routes.findIndex((r) => r.direct === pool.component);
    const direct = model.routes[route];
    if (direct === undefined) return refuse('not-possible', 'this function has no direct route');
    causeOf(world, pool.index);
    drawDemands(world, direct, world.byHand);
    const state = poolState(world, pool.index);
    const before = { cold: state.coldStarts, rejected: state.rejected };
    world.byHand.number++;
    admitRequest(world, pool.deployment, -1, route, world.byHand.number);
    if (state.rejected > before.rejected) return refuse('limit', refusalOf(pool, name));
    const how =
      state.coldStarts > before.cold
        ? 'a cold start, no instance was idle'
        : 'an idle instance serves it, warm';
    return ok({ text: `invoked: ${how}`, subject: String(world.byHand.number) });
  },
});

function refusalOf({ hazards, maxInstances }: PoolModel, name: string): string {
  const payload = hazards?.payload;
  return payload === undefined || payload === null
    ? `${name} is throttled: it is at its limit of ${maxInstances} instances`
    : `${name} is refused by ${hazards?.profile}: ${payload.name}, at most ${formatNumber(payload.value / 1e6)} MB`;
}

import * as z from 'zod';
import { ok, printable } from '../base/errors';
import { removePlace, removeSandbox } from '../world/places';
import { poolModel } from '../world/pools';
import type { World } from '../world/world';
import { defineCommand, refuse, type Ran } from './command';
import { causeOf, findPlaced, findSandbox, near, sandboxNames } from './find';

/** Takes a sandbox away, or a component or function with all its sandboxes. */
export const remove = defineCommand({
  id: 'remove',
  summary: 'Remove a sandbox, or a component from its deployments',
  example: 'remove api-1',
  positional: ['target'],
  args: z.strictObject({
    target: z.string().min(1).max(100),
    deployment: z.string().min(1).max(100).optional(),
  }),
  run(world, { target, deployment }) {
    const found = findSandbox(world, target);
    if (found.ok && deployment === undefined) return removeOne(world, found.value, target);
    const pools = findPlaced(world, target, deployment);
    if (!pools.ok) return deployment === undefined ? notFound(world, target) : pools;
    const gone = pools.value.reduce(
      (sum, pool) => sum + removePlace(world, pool.index, causeOf(world, pool.index)),
      0,
    );
    return ok({ text: `${target} is removed, and ${gone} of its sandboxes` });
  },
});

function notFound(world: World, target: string): Ran {
  const names = [...sandboxNames(world), ...world.model.componentIds];
  return refuse('not-found', `no sandbox or component "${printable(target)}"`, near(target, names));
}

function removeOne(world: World, row: number, name: string): Ran {
  const pool = poolModel(world, world.sandboxes.pool[row] as number);
  if (pool.technology.perRequest)
    return refuse(
      'not-possible',
      `${name} belongs to the function platform: it starts and removes instances by itself`,
      `remove ${pool.functionId ?? pool.component}`,
    );
  removeSandbox(world, row, causeOf(world, pool.index));
  return ok({ text: `${name} is removed`, subject: name });
}

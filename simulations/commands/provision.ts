import * as z from 'zod';
import { ok, printable } from '../base/errors';
import { setProvisioned } from '../world/ahead';
import { poolState } from '../world/pools';
import { RUNNING, STARTING, type World } from '../world/world';
import { changeValue } from './change-scenario';
import { defineCommand, refuse } from './command';
import { causeOf, near } from './find';

/** Keeps so many instances of a function initialized ahead of requests. */
export const provision = defineCommand({
  id: 'provision',
  summary: 'Keep so many instances of a function initialized ahead of requests',
  example: 'provision thumb 5',
  positional: ['function', 'instances'],
  args: z.strictObject({
    function: z.string().min(1).max(100),
    instances: z.coerce.number().int().min(0).max(100_000),
  }),
  run(world, { function: name, instances }) {
    const { model } = world;
    const pools = model.pools.filter(
      (pool) => pool.functionId === name && !poolState(world, pool.index).removed,
    );
    const [first] = pools;
    if (first === undefined) {
      const names = model.pools.flatMap((pool) => pool.functionId ?? []);
      return refuse('not-found', `no function "${printable(name)}"`, near(name, names));
    }
    if (first.provisioned === instances)
      return refuse('not-possible', `${name}: ${instances} are provisioned already`);
    const changed = changeValue(world, `functions.${name}.provisioned`, instances);
    if (!changed.ok) return changed;
    for (const { index } of pools) {
      setProvisioned(world, index, instances, causeOf(world, index));
      const there = provisionedIn(world, index);
      if (there < instances) return refuse('no-room', `${name}: ${there} of ${instances} find room`);
    }
    return ok({ text: `${name}: ${instances} instances are provisioned`, subject: name });
  },
});

/** Provisioned instances that are there or start. */
function provisionedIn(world: World, pool: number): number {
  const { sandboxes } = world;
  return poolState(world, pool).provisionedRows.filter(
    (row, i) =>
      row >= 0 &&
      sandboxes.ahead[row] === i + 1 &&
      (sandboxes.state[row] === RUNNING || sandboxes.state[row] === STARTING),
  ).length;
}

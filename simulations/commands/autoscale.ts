import * as z from 'zod';
import { ok } from '../base/errors';
import { formatNumber, parseQuantity } from '../base/quantity';
import { autoscaler as schema } from '../scenario/schema/autoscaler';
import { beginLooks } from '../world/autoscaling';
import type { PoolModel } from '../world/model';
import { note, NOTICE_KINDS } from '../world/notices';
import type { World } from '../world/world';
import { changeAutoscaler } from './change-scenario';
import { defineCommand, refuse, type Ran } from './command';
import { causeOf, findPools } from './find';

const replicas = z.coerce.number().int().min(0).max(100_000).optional();

const EXAMPLE = 'autoscale thumb 60% --min 2 --max 10 --in containers';

/** Gives a component a horizontal autoscaler, or takes it away. */
export const autoscale = defineCommand({
  id: 'autoscale',
  summary: 'Let an autoscaler keep the workers of a component so busy, or take it away (off)',
  example: EXAMPLE,
  positional: ['component', 'target'],
  options: { min: 'min', max: 'max' },
  args: z.strictObject({
    component: z.string().min(1).max(100),
    target: z.string().min(1).max(40),
    min: replicas,
    max: replicas,
    deployment: z.string().min(1).max(100).optional(),
  }),
  run(world, { component, target, min, max, deployment }) {
    const found = findPools(world, component, deployment);
    if (!found.ok) return found;
    const pools = found.value.filter(({ technology }) => !technology.staysDefined);
    if (pools.length === 0)
      return refuse(
        'not-possible',
        `the rule of a group of VMs stands in its scenario`,
        'place.autoscaler, policy vm-scale-group',
      );
    if (target === 'off') return takeAway(world, pools);
    const share = parseQuantity(target, 'fraction');
    if (!share.ok || share.value < 0.01 || share.value > 1)
      return refuse('bad-arguments', 'expected a target from 1 % to 100 %, or off', EXAMPLE);
    const written = {
      policy: 'hpa',
      target: share.value,
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
    };
    const rule = schema.safeParse(written);
    if (!rule.success || (min ?? 0) > rule.data.max)
      return refuse('bad-arguments', 'expected at least one replica, and no more at least than at most');
    for (const pool of pools) {
      const changed = changeAutoscaler(world, pool.index, written);
      if (!changed.ok) return changed;
      const cause = causeOf(world, pool.index);
      const what = NOTICE_KINDS.autoscalerSet;
      const now = world.simulation.nowMicros;
      note(world.notices, now, what, pool.index, 0, share.value, rule.data.max, cause);
      beginLooks(world, pool.index);
    }
    const bounds = `${min ?? pools[0]?.replicas ?? 0} to ${rule.data.max}`;
    return ok({
      text: `${component}: an autoscaler keeps its workers ${formatNumber(share.value * 100)} % busy with ${bounds} replicas`,
    });
  },
});

function takeAway(world: World, pools: readonly PoolModel[]): Ran {
  const looked = pools.filter(({ autoscaler }) => autoscaler !== null);
  const component = pools[0]?.component ?? '';
  if (looked.length === 0) return refuse('not-possible', `${component} has no autoscaler`);
  for (const pool of looked) {
    const changed = changeAutoscaler(world, pool.index, undefined);
    if (!changed.ok) return changed;
    const cause = causeOf(world, pool.index);
    const now = world.simulation.nowMicros;
    note(world.notices, now, NOTICE_KINDS.autoscalerGone, pool.index, 0, 0, 0, cause);
    beginLooks(world, pool.index);
  }
  return ok({ text: `${component}: no autoscaler any more, its replicas stay as they are` });
}

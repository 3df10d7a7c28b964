import * as z from 'zod';
import { ok, printable } from '../base/errors';
import { drawDemands } from '../world/demands';
import { admitRequest } from '../world/flow';
import { defineCommand, refuse } from './command';
import { causeOf, near } from './find';

/** Sends one request to a component, now, past the route that the workloads take. */
export const request = defineCommand({
  id: 'request',
  summary: 'Send one request to a component',
  example: 'request thumb --in containers',
  positional: ['component'],
  args: z.strictObject({
    component: z.string().min(1).max(100),
    deployment: z.string().min(1).max(100).optional(),
  }),
  run(world, { component, deployment }) {
    const { model } = world;
    const named = model.pools.filter((pool) => pool.component === component || pool.functionId === component);
    const pool = named.find(
      (p) => deployment === undefined || model.deployments[p.deployment]?.id === deployment,
    );
    if (pool === undefined)
      return refuse(
        'not-found',
        `no component "${printable(component)}"`,
        near(component, model.componentIds),
      );
    const route = model.routes.findIndex((r) => r.direct === pool.component);
    const direct = model.routes[route];
    if (direct === undefined) return refuse('not-possible', `${component} has no direct route`);
    causeOf(world, pool.index);
    drawDemands(world, direct, world.byHand);
    world.byHand.number++;
    admitRequest(world, pool.deployment, -1, route, world.byHand.number);
    const where = model.deployments[pool.deployment]?.id ?? '';
    return ok({
      text: `a request is sent to ${component} in ${where}`,
      subject: String(world.byHand.number),
    });
  },
});

import * as z from 'zod';
import { ok, printable, type LabError, type Outcome } from '../base/errors';
import { refusalsOf } from '../scenario/check-limits';
import type { DeploymentModel, PoolModel } from '../world/model';
import { addPlace, bringBack } from '../world/places';
import { poolModel, poolState } from '../world/pools';
import { setDesired } from '../world/scaling';
import type { World } from '../world/world';
import { defineCommand, refuse, type Ran } from './command';
import { causeOf, near, noRoomText } from './find';

/** Adds a component or function to a deployment: as a new place, or as one more replica where it is placed already. */
export const add = defineCommand({
  id: 'add',
  summary: 'Add a component or function to a deployment, or one more replica of it',
  example: 'add thumb --in containers',
  positional: ['component'],
  args: z.strictObject({
    component: z.string().min(1).max(100),
    deployment: z.string().min(1).max(100).optional(),
  }),
  run(world, { component, deployment }) {
    const found = findDeployment(world, deployment);
    if (!found.ok) return found;
    const target = world.model.deployments[found.value] as DeploymentModel;
    const placed = target.pools
      .map((pool) => poolModel(world, pool))
      .find((pool) => pool.component === component || pool.functionId === component);
    if (placed !== undefined) return addTo(world, placed, target);
    const wanted = target.technology.perRequest
      ? world.model.scenario.functions.map((f) => f.id)
      : world.model.scenario.components.map((c) => c.id);
    const what = target.technology.perRequest ? 'function' : 'component';
    if (!wanted.includes(component))
      return refuse('not-found', `no ${what} "${printable(component)}"`, near(component, wanted));
    const refusal = refusedAtUpload(world, component, target);
    if (refusal !== undefined) return refuse('limit', refusal);
    const pool = addPlace(world, found.value, component, -1);
    return reached(world, poolModel(world, pool), `${component} is added to ${target.id}`);
  },
});

function findDeployment(world: World, name: string | undefined): Outcome<number, LabError> {
  const ids = world.model.deployments.map((d) => d.id);
  if (name === undefined && ids.length > 1)
    return refuse('bad-arguments', 'to which deployment?', `--in ${ids.join(', --in ')}`);
  const index = name === undefined ? 0 : ids.indexOf(name);
  return index >= 0
    ? ok(index)
    : refuse('not-found', `no deployment "${printable(name ?? '')}"`, near(name ?? '', ids));
}

/** What the provider of a deployment says to a function that breaks one of its limits. */
function refusedAtUpload(world: World, name: string, { limits }: DeploymentModel): string | undefined {
  const fn = world.model.scenario.functions.find(({ id }) => id === name);
  if (fn === undefined || limits === null) return undefined;
  const [first] = refusalsOf(fn, limits);
  return first === undefined
    ? undefined
    : `${name} is refused at upload by ${limits.label}: ${first.limit}, ${first.allowed}, found ${first.found}`;
}

/** It is placed there: it comes back if it was removed, else it grows by one. */
function addTo(world: World, pool: PoolModel, target: DeploymentModel): Ran {
  const state = poolState(world, pool.index);
  const cause = causeOf(world, pool.index);
  if (state.removed) {
    bringBack(world, pool.index, cause);
    return reached(world, pool, `${pool.component} is back in ${target.id}`);
  }
  if (pool.technology.perRequest)
    return refuse('not-possible', `${pool.functionId ?? pool.component} is deployed in ${target.id} already`);
  setDesired(world, pool.index, state.desired + 1, cause);
  return reached(world, pool, `${pool.component}: ${state.desired} desired in ${target.id}`);
}

function reached(world: World, pool: PoolModel, text: string): Ran {
  const state = poolState(world, pool.index);
  if (state.ready + state.starting < state.desired) return refuse('no-room', noRoomText(world, pool));
  return ok({ text, subject: pool.functionId ?? pool.component });
}

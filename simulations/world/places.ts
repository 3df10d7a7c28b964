/**
 * Components that come to a deployment, or leave it, while the run goes on. A place that is added is compiled after those
 * of the scenario, so nothing that exists changes its index; it is part of the model, not of the scenario: the command
 * log brings it back.
 */
import { place as placeSchema } from '../scenario/schema/deployment';
import { compileModel } from './compile';
import { failCall } from './flow';
import { dequeue } from './calls';
import { failLost, fall } from './ending';
import { memberRows } from './members';
import type { DeploymentModel, Model } from './model';
import { note, NOTICE_KINDS } from './notices';
import { poolModel, poolState } from './pools';
import { setDesired } from './scaling';
import { FAILED, newPool, type World } from './world';

/** Places a component or function in a deployment that does not run it yet; returns its pool. */
export function addPlace(world: World, deployment: number, what: string, cause: number): number {
  const { model } = world;
  const target = model.deployments[deployment] as DeploymentModel;
  const name = freeName(model, what, target.id);
  const key = target.technology.perRequest ? 'function' : 'component';
  const place = placeSchema.parse({ [key]: what, ...(name !== what && { name }) });
  const next = compileModel(model.scenario, model.seed, [...model.added, { deployment, place }]);
  const pool = next.pools.length - 1;
  world.model = next;
  world.pools.push(newPool(next, poolModel(world, pool)));
  bringBack(world, pool, cause);
  return pool;
}

/** A sandbox name that no other pool has. */
function freeName(model: Model, what: string, deployment: string): string {
  const taken = new Set(model.pools.map((pool) => pool.sandboxName));
  for (let i = 0; ; i++) {
    const name = i === 0 ? what : i === 1 ? `${deployment}-${what}` : `${deployment}-${what}-${i}`;
    if (!taken.has(name)) return name;
  }
}

/** The pool takes part, with the replicas that it was given. */
export function bringBack(world: World, pool: number, cause: number): void {
  const state = poolState(world, pool);
  const { replicas } = poolModel(world, pool);
  state.removed = false;
  state.desired = 0;
  const added = noteOf(world, pool, replicas, cause);
  if (replicas > 0) setDesired(world, pool, replicas, added);
}

const noteOf = (world: World, pool: number, replicas: number, cause: number): number =>
  note(world.notices, world.simulation.nowMicros, NOTICE_KINDS.placeAdded, pool, 0, replicas, 0, cause);

/** Takes a component out of its deployment: its sandboxes go, what waits for it fails, and so do later requests. */
export function removePlace(world: World, pool: number, cause: number): number {
  const state = poolState(world, pool);
  const removed = note(
    world.notices,
    world.simulation.nowMicros,
    NOTICE_KINDS.placeRemoved,
    pool,
    0,
    0,
    0,
    cause,
  );
  state.removed = true;
  state.desired = 0;
  const rows = memberRows(state.members);
  const lost = rows.flatMap(
    (row) => fall(world, row, NOTICE_KINDS.sandboxRemoved, removed, true).lost as number[],
  );
  failLost(world, lost, removed);
  while (state.queueFirst >= 0) {
    const call = state.queueFirst;
    dequeue(world, call);
    failCall(world, call, FAILED);
  }
  return rows.length;
}

/**
 * Components that come to a deployment, or leave it, while the run goes on. A place that is added is compiled after those
 * of the scenario, so nothing that exists changes its index; it is part of the model, not of the scenario: the command
 * log brings it back.
 */
import { place as placeSchema } from '../scenario/schema/deployment';
import { compileModel } from './compile';
import { failCall } from './flow';
import { dequeue } from './calls';
import { dropCalls, failLost, takenBy } from './ending';
import { memberRows } from './members';
import type { DeploymentModel, Model } from './model';
import { note, NOTICE_KINDS } from './notices';
import { poolModel, poolState } from './pools';
import { knowLayers } from './pulls';
import { setDesired } from './scaling';
import { askAgain } from './stopping';
import { isAwaited } from './orchestration';
import { endStop, markDead, removeRow } from './sandboxes';
import { AS_EVER, DEAD, FAILED, newPool, STOPPED, STOPPING, type World } from './world';
import { endIdle } from './keep-alive';

/** Places a component or function in a deployment that does not run it yet; returns its pool. */
export function addPlace(world: World, deployment: number, what: string, cause: number): number {
  const { model } = world;
  const target = model.deployments[deployment] as DeploymentModel;
  const name = freeName(model, what, target.id);
  const key = target.technology.perRequest ? 'function' : 'component';
  const place = placeSchema.parse({ [key]: what, ...(name !== what && { name }) });
  const next = compileModel(
    model.scenario,
    model.seed,
    [...model.added, { deployment, place }],
    model.images.map((image) => image.id),
  );
  const pool = next.pools.length - 1;
  world.model = next;
  knowLayers(world);
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
  const lost = rows.flatMap((row) => takeAway(world, row, removed));
  failLost(world, lost, removed);
  while (state.queueFirst >= 0) {
    const call = state.queueFirst;
    dequeue(world, call);
    failCall(world, call, FAILED);
  }
  return rows.length;
}

/** A sandbox is taken away with its definition, whatever it does; returns the calls that were lost with it. */
function takeAway(world: World, row: number, cause: number): readonly number[] {
  const { sandboxes, simulation } = world;
  const pool = poolModel(world, sandboxes.pool[row] as number);
  const serial = sandboxes.serial[row] as number;
  const what = NOTICE_KINDS.sandboxRemoved;
  const taken = takenBy(world, row);
  sandboxes.notice[row] = note(
    world.notices,
    simulation.nowMicros,
    what,
    pool.index,
    serial,
    taken,
    0,
    cause,
  );
  const was = sandboxes.state[row];
  if (was === DEAD && isAwaited(world, row)) poolState(world, pool.index).awaiting--;
  if (was !== STOPPED && was !== DEAD && was !== STOPPING) {
    if (pool.technology.perRequest) endIdle(world, row);
    markDead(world, row);
  }
  const lost = dropCalls(world, row);
  askAgain(world, row);
  sandboxes.afterStop[row] = AS_EVER;
  if (was === STOPPING) endStop(world, row);
  if (was !== STOPPING || pool.technology.staysDefined) removeRow(world, row);
  return lost;
}

/** One sandbox goes, and one fewer is desired where it counted. */
export function removeSandbox(world: World, row: number, cause: number): void {
  const state = poolState(world, world.sandboxes.pool[row] as number);
  const was = world.sandboxes.state[row];
  if ((was !== STOPPED && was !== DEAD && was !== STOPPING) || isAwaited(world, row))
    state.desired = Math.max(0, state.desired - 1);
  failLost(world, takeAway(world, row, cause), cause);
}

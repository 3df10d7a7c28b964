/** What `stop` and `restart` share: who may be told to stop, and how it begins. */
import { migrationOf } from '../world/migration-state';
import { poolModel, poolState } from '../world/pools';
import { snapshotWorkOf } from '../world/snapshot-state';
import { stopSandbox } from '../world/stopping';
import { RUNNING, STARTING, STOPPING, type AfterStop, type World } from '../world/world';
import { refuse, type Ran } from './command';
import { causeOf } from './find';

/** Why this one cannot be told to stop; null where nothing speaks against it. */
export function againstStopping(world: World, row: number, sandbox: string): Ran | null {
  const { sandboxes } = world;
  const isPaused = sandboxes.paused[row] === 1;
  const state = sandboxes.state[row];
  if (poolModel(world, sandboxes.pool[row] as number).technology.perRequest)
    return refuse(
      'not-possible',
      `${sandbox} belongs to the function platform: it starts and removes instances by itself`,
    );
  if (isPaused && migrationOf(world, row) !== undefined)
    return refuse('not-possible', `${sandbox} stands still on its way to another host`);
  if (snapshotWorkOf(world, row) !== undefined)
    return refuse('not-possible', `${sandbox} stands still until its memory is copied`);
  if (isPaused)
    return refuse(
      'not-possible',
      `${sandbox} is paused: it cannot finish what it has begun`,
      `resume ${sandbox}`,
    );
  if (state !== RUNNING && state !== STARTING) return refuse('not-possible', `${sandbox} is not running`);
  return null;
}

/** One fewer is desired from now on; says whether it still finishes what it has begun. */
export function beginToStop(world: World, row: number, after: AfterStop): boolean {
  const pool = world.sandboxes.pool[row] as number;
  const state = poolState(world, pool);
  state.desired = Math.max(0, state.desired - 1);
  world.sandboxes.afterStop[row] = after;
  stopSandbox(world, row, causeOf(world, pool));
  return world.sandboxes.state[row] === STOPPING;
}

/** What a function platform bills: memory times duration, from the moment that a worker takes the call. */
import { poolModel, poolState } from './pools';
import type { World } from './world';

/** Start-up is not billed here; a call that is killed is billed up to then. */
export function billFunction(world: World, call: number): void {
  const pool = poolModel(world, world.calls.pool[call] as number);
  if (!pool.technology.perRequest) return;
  const span = world.simulation.nowMicros - (world.calls.startedAt[call] as number);
  poolState(world, pool.index).billedByteMicros += span * pool.takenBytes;
}

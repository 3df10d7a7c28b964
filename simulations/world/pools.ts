/** A pool by its index: what does not change of it, and what does. */
import type { PoolModel } from './model';
import type { PoolState, World } from './world';

export const poolModel = (world: World, pool: number): PoolModel => world.model.pools[pool] as PoolModel;
export const poolState = (world: World, pool: number): PoolState => world.pools[pool] as PoolState;

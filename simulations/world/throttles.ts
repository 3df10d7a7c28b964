/**
 * What a function platform refuses at once: more requests at a time than the account or the function may have, and more
 * new instances than the platform builds in a while. A refused request is throttled, whether or not an instance is idle.
 */
import type { PoolModel } from './model';
import { poolModel, poolState } from './pools';
import type { World } from './world';

/** Why a request was throttled: the place in this list goes into its notice. */
export const THROTTLES = [
  'none',
  'instances',
  'room',
  'account concurrency',
  'reserved concurrency',
  'scaling rate',
] as const;
export const AT_INSTANCES = 1;
export const NO_ROOM = 2;
export const AT_ACCOUNT = 3;
export const AT_RESERVED = 4;
export const AT_SCALING_RATE = 5;

/** Requests at once: in service, and those for which an instance starts. */
export function concurrencyOf(world: World, pool: number): number {
  const state = poolState(world, pool);
  return state.busyWorkers.value + Math.max(0, state.starting - state.prewarming);
}

/**
 * Why one more request of the function is not taken; 0 = it is. Reserved concurrency is set aside from the account's and
 * limits the function as well; the others share what is left. Looks at all functions of the deployment where the account
 * is limited.
 */
export function throttleOf(world: World, pool: PoolModel): number {
  if (pool.reserved !== null) return concurrencyOf(world, pool.index) < pool.reserved ? 0 : AT_RESERVED;
  const deployment = world.model.deployments[pool.deployment];
  if (deployment === undefined || deployment.accountConcurrency === Infinity) return 0;
  let left = deployment.accountConcurrency;
  for (const other of deployment.pools)
    left -= poolModel(world, other).reserved ?? concurrencyOf(world, other);
  return left > 0 ? 0 : AT_ACCOUNT;
}

/** Takes one of the new instances that the platform builds now; false when it has built as many as it may. */
export function takeStart(world: World, pool: PoolModel): boolean {
  if (pool.scaling === null) return true;
  const state = poolState(world, pool.index);
  const now = world.simulation.nowMicros;
  const { burst, perSecond } = pool.scaling;
  // Refilled all the time, never above the burst (fact faas.lambda.scaling: 1,000 in 10 s, not accumulated).
  const left = Math.min(burst, state.startTokens + ((now - state.startTokensAt) * perSecond) / 1e6);
  const takes = left >= 1 - 1e-9;
  state.startTokens = takes ? left - 1 : left;
  state.startTokensAt = now;
  return takes;
}

/** In words, for the caption. */
export function throttleText(pool: PoolModel, why: number): string {
  const name = pool.functionId ?? pool.component;
  switch (why) {
    case NO_ROOM:
      return `no host has room for another instance of ${name}`;
    case AT_ACCOUNT:
      return 'the account is at its limit of requests at once';
    case AT_RESERVED:
      return `${name} is at its reserved concurrency of ${pool.reserved ?? 0}`;
    case AT_SCALING_RATE:
      return `${name} gets new instances no faster than ${pool.scaling?.perSecond ?? 0} a second`;
    default:
      return `${name} is at its limit of ${pool.maxInstances} instances`;
  }
}

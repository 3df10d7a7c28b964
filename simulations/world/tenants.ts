/**
 * Who stands on which host: all hosts in one pass over all sandboxes. Whatever is asked of every host takes this once;
 * looking for the sandboxes of one host after the other would walk all of them for each.
 */
import { AT_ONCE, finish, type Steps } from '../base/steps';
import type { PoolModel } from './model';
import { poolModel } from './pools';
import { DEAD, STOPPED, type World } from './world';

/** Sandboxes of one pool on one host. */
export interface Tenants {
  readonly pool: PoolModel;
  /** In order of creation; those that are stopped or dead are among them. */
  readonly rows: readonly number[];
}

/** By host, pool by pool. */
export type HostTenants = readonly (readonly Tenants[])[];

export const tenantsOf = (world: World): HostTenants => finish(tenantsInSteps(world));

export function* tenantsInSteps(world: World): Steps<HostTenants> {
  const { host } = world.sandboxes;
  const byHost: { readonly pool: PoolModel; readonly rows: number[] }[][] = world.hosts.map(() => []);
  for (const [index, { members }] of world.pools.entries()) {
    const pool = poolModel(world, index);
    for (let at = 0; at < members.length; at++) {
      if (at % AT_ONCE === AT_ONCE - 1) yield;
      const row = members.order[at] as number;
      const tenants = row < 0 ? undefined : byHost[host[row] as number];
      if (tenants === undefined) continue;
      const last = tenants.at(-1);
      if (last?.pool === pool) last.rows.push(row);
      else tenants.push({ pool, rows: [row] });
    }
    yield;
  }
  return byHost;
}

/** Those that hold memory: neither stopped nor dead. */
export const isThere = ({ sandboxes }: World, row: number): boolean =>
  sandboxes.state[row] !== STOPPED && sandboxes.state[row] !== DEAD;

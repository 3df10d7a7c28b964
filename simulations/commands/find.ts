/** Lookups that commands share: pools by component, sandboxes by name. A failed one names the nearest. */
import { nearestName } from '../base/catalogue';
import { ok, printable, type LabError, type Outcome } from '../base/errors';
import { memberRows } from '../world/members';
import type { PoolModel } from '../world/model';
import { note, NOTICE_KINDS } from '../world/notices';
import { poolModel, poolState } from '../world/pools';
import { snapshotsOf, type Snapshot } from '../world/snapshot-state';
import type { World } from '../world/world';
import { refuse } from './command';

/** Marks the command in the log; what follows names it as its cause. */
export const causeOf = (world: World, pool: number): number =>
  note(world.notices, world.simulation.nowMicros, NOTICE_KINDS.command, pool, 0, 0, 0, -1);

/** "did you mean", or a list of what there is. */
export function near(name: string, names: readonly string[]): string {
  const nearest = nearestName(name, names);
  return nearest === undefined ? `one of ${names.slice(0, 12).join(', ')}` : `did you mean "${nearest}"?`;
}

/** The pools that run a component, of one deployment or of all whose replicas a person can set. */
export function findPools(
  world: World,
  component: string,
  deployment: string | undefined,
): Outcome<readonly PoolModel[], LabError> {
  const found = findPlaced(world, component, deployment);
  if (!found.ok) return found;
  const scalable = found.value.filter((pool) => !pool.technology.perRequest);
  if (scalable.length === 0)
    return refuse(
      'not-possible',
      `${component} is a function: its platform starts instances when requests come`,
      'aws lambda invoke',
    );
  return ok(scalable);
}

/** The pools that run a component or function now, of one deployment or of all. */
export function findPlaced(
  world: World,
  component: string,
  deployment: string | undefined,
): Outcome<readonly PoolModel[], LabError> {
  const { model } = world;
  const deployments = model.deployments.map((d) => d.id);
  if (deployment !== undefined && !deployments.includes(deployment))
    return refuse('not-found', `no deployment "${printable(deployment)}"`, near(deployment, deployments));
  const named = model.pools.filter(
    (pool) =>
      (pool.component === component || pool.functionId === component) &&
      !poolState(world, pool.index).removed,
  );
  const found = named.filter(
    (pool) => deployment === undefined || deployments[pool.deployment] === deployment,
  );
  if (found.length === 0) {
    const where = deployment === undefined ? '' : ` in ${deployment}`;
    return refuse(
      'not-found',
      `no component "${printable(component)}"${where}`,
      near(component, model.componentIds),
    );
  }
  return ok(found);
}

export function noRoomText(world: World, pool: PoolModel): string {
  const noRoom = world.hosts[pool.hosts[0] ?? 0]?.noRoom;
  if (noRoom === undefined || noRoom === null) return 'no room';
  const mib = (bytes: number): string => `${Math.round(bytes / 1048576)} MiB`;
  if (noRoom.freeBytes >= noRoom.neededBytes)
    return `No room: ${noRoom.label} needs ${pool.vcpus} virtual CPUs, and the hosts have promised all of theirs`;
  return `No room: ${noRoom.label} needs ${mib(noRoom.neededBytes)}, ${mib(Math.max(0, noRoom.freeBytes))} are free`;
}

export function sandboxName(world: World, row: number): string {
  const pool = poolModel(world, world.sandboxes.pool[row] as number);
  return `${pool.sandboxName}-${world.sandboxes.serial[row]}`;
}

const rowsOf = (world: World): readonly number[] => world.pools.flatMap((state) => memberRows(state.members));

/** Names of sandboxes that exist, at most a thousand. */
export const sandboxNames = (world: World): readonly string[] =>
  rowsOf(world)
    .slice(0, 1000)
    .map((row) => sandboxName(world, row));

export function findSandbox(world: World, name: string): Outcome<number, LabError> {
  const row = rowsOf(world).find((candidate) => sandboxName(world, candidate) === name);
  if (row !== undefined) return ok(row);
  return refuse('not-found', `no sandbox "${printable(name)}"`, near(name, sandboxNames(world)));
}

export function findHost(world: World, name: string): Outcome<number, LabError> {
  const index = world.model.hosts.findIndex(({ id }) => id === name);
  if (index >= 0) return ok(index);
  const names = world.model.hosts.map(({ id }) => id);
  return refuse('not-found', `no host "${printable(name)}"`, near(name, names));
}

export function findSnapshot(world: World, sandbox: string, name: string): Outcome<Snapshot, LabError> {
  const found = findSandbox(world, sandbox);
  if (!found.ok) return found;
  const kept = snapshotsOf(world, found.value);
  const one = kept.find((snapshot) => snapshot.name === name);
  if (one !== undefined) return ok(one);
  return kept.length === 0
    ? refuse('not-found', `${sandbox} has no snapshots`, `snapshot ${sandbox} NAME`)
    : refuse(
        'not-found',
        `${sandbox} has no snapshot "${printable(name)}"`,
        near(
          name,
          kept.map((snapshot) => snapshot.name),
        ),
      );
}

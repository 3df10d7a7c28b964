/** Every byte of a host attributed to one owner. */
import type { LayerId } from '../technologies/layers';
import { memberRows } from '../world/members';
import { poolModel } from '../world/pools';
import { DEAD, STOPPED, type World } from '../world/world';

export type MemoryOwner = LayerId | 'reserved' | 'free';
export interface OwnedBytes {
  readonly owner: MemoryOwner;
  readonly bytes: number;
}

/** Layers from the ground up, then what is reserved but not touched, then what is free; they add up to the capacity. */
export function memoryByOwner(world: World, host: number): readonly OwnedBytes[] {
  const model = world.model.hosts[host];
  if (model === undefined) return [];
  const bytes = new Map<MemoryOwner, number>();
  const add = (owner: MemoryOwner, amount: number): void =>
    void bytes.set(owner, (bytes.get(owner) ?? 0) + amount);
  for (const plate of model.plates) add(plate.layer, plate.memoryBytes);
  const { sandboxes } = world;
  for (const [index, state] of world.pools.entries()) {
    const pool = poolModel(world, index);
    if (!pool.hosts.includes(host)) continue;
    const here = memberRows(state.members).filter(
      (row) =>
        sandboxes.host[row] === host && sandboxes.state[row] !== STOPPED && sandboxes.state[row] !== DEAD,
    ).length;
    if (here === 0) continue;
    for (const layer of pool.ownLayers) add(layer.layer, layer.memoryBytes * here);
    add('reserved', (pool.takenBytes - pool.residentBytes) * here);
  }
  for (const migration of world.migrations.active) {
    if (migration.to !== host || migration.stage === 'resuming') continue;
    add('reserved', poolModel(world, sandboxes.pool[migration.row] as number).takenBytes);
  }
  const used = [...bytes.values()].reduce((sum, amount) => sum + amount, 0);
  add('free', model.memoryBytes - used);
  return [...bytes]
    .filter(([owner, amount]) => amount !== 0 || owner === 'free')
    .map(([owner, amount]) => ({ owner, bytes: amount }));
}

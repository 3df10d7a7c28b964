/**
 * What requests write to the files of their sandbox. A container writes to a layer of its own: the first write to a file of
 * the image copies that file up, which takes the time to read and write it; a virtual machine writes to its disk.
 */
import type { HostModel, PoolModel } from './model';
import type { World } from './world';

/** Time that the first request of a sandbox spends on copying up, on a disk that nobody else uses (the wait is left out). */
export function copyUpMicros(world: World, row: number, pool: PoolModel): number {
  const bytes = copyUpBytes(pool);
  const host = world.model.hosts[world.sandboxes.host[row] as number] as HostModel | undefined;
  if (bytes === 0 || host === undefined || (world.sandboxes.written[row] as number) > 0) return 0;
  return Math.round((2 * bytes * 1e6) / host.diskBytesPerSecond);
}

const copyUpBytes = (pool: PoolModel): number =>
  pool.technology.startsFromImage === true ? (pool.writes?.copyUp ?? 0) : 0;

/** A request has begun: what it writes is on the disk. */
export function countWrite(world: World, row: number, pool: PoolModel): void {
  if (pool.writes === null) return;
  const { written } = world.sandboxes;
  const before = written[row] as number;
  written[row] = before + pool.writes.perRequest + (before > 0 ? 0 : copyUpBytes(pool));
}

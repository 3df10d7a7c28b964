import * as z from 'zod';
import { ok, printable } from '../base/errors';
import { formatBytes } from '../base/quantity';
import { beginMigration, migrationRefusal } from '../world/migration';
import { migrationOf } from '../world/migration-state';
import { freeBytes, takesNew } from '../world/host-choice';
import { poolModel } from '../world/pools';
import { snapshotsOf } from '../world/snapshot-state';
import { RUNNING, type World } from '../world/world';
import { defineCommand, refuse, type Ran } from './command';
import { causeOf, findSandbox, near } from './find';

/** Moves a VM to another host while it runs. */
export const migrate = defineCommand({
  id: 'migrate',
  summary: 'Move a VM to another host while it runs',
  example: 'migrate web-1 other-host',
  positional: ['sandbox', 'host'],
  args: z.strictObject({ sandbox: z.string().min(1).max(100), host: z.string().min(1).max(100) }),
  run(world, { sandbox, host }) {
    const found = findSandbox(world, sandbox);
    if (!found.ok) return found;
    const to = world.model.hosts.findIndex(({ id }) => id === host);
    if (to < 0) {
      const names = world.model.hosts.map(({ id }) => id);
      return refuse('not-found', `no host "${printable(host)}"`, near(host, names));
    }
    const refused = refusalOf(world, found.value, to, sandbox, host);
    if (refused !== undefined) return refused;
    const pool = poolModel(world, world.sandboxes.pool[found.value] as number);
    beginMigration(world, found.value, to, causeOf(world, pool.index));
    return ok({
      text: `${sandbox} is on its way to ${host}: ${formatBytes(pool.takenBytes)} to copy`,
      subject: sandbox,
    });
  },
});

function refusalOf(world: World, row: number, to: number, name: string, host: string): Ran | undefined {
  const pool = poolModel(world, world.sandboxes.pool[row] as number);
  const reason = migrationRefusal(pool.technology);
  if (reason !== null) return refuse('not-possible', `a ${pool.technology.unit} cannot be moved: ${reason}`);
  if (migrationOf(world, row) !== undefined) return refuse('not-possible', `${name} is on its way already`);
  const { length } = snapshotsOf(world, row);
  if (length > 0)
    return refuse(
      'not-possible',
      `cannot migrate domain with ${length} snapshots: they lie on the disk of its host`,
      `delete-snapshot ${name} NAME`,
    );
  if (world.sandboxes.paused[row] === 1) return refuse('not-possible', `${name} is paused`, `resume ${name}`);
  if (world.sandboxes.state[row] !== RUNNING) return refuse('not-possible', `${name} does not run`);
  if (world.sandboxes.host[row] === to) return refuse('not-possible', `${name} runs on ${host} already`);
  const hosts = pool.hosts.map((one) => world.model.hosts[one]?.id ?? '');
  if (!pool.hosts.includes(to))
    return refuse(
      'not-possible',
      `${host} is no host of this deployment`,
      hosts.length < 2 ? 'it has one host only' : `one of ${hosts.join(', ')}`,
    );
  if (!takesNew(world, to)) return refuse('not-possible', `${host} takes nothing now`);
  const free = freeBytes(world, to);
  return free >= pool.takenBytes
    ? undefined
    : refuse(
        'no-room',
        `${host} has ${formatBytes(free)} free, ${name} needs ${formatBytes(pool.takenBytes)}`,
      );
}

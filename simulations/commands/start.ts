import * as z from 'zod';
import { ok } from '../base/errors';
import { formatDuration } from '../base/quantity';
import { startDefined } from '../world/scaling';
import { poolModel, poolState } from '../world/pools';
import { DEAD, STOPPED, STOPPING } from '../world/world';
import { defineCommand, refuse } from './command';
import { causeOf, findSandbox, noRoomText } from './find';

/** Boots a VM that was shut down. */
export const start = defineCommand({
  id: 'start',
  summary: 'Start a sandbox that is stopped',
  example: 'start web-1',
  positional: ['sandbox'],
  args: z.strictObject({ sandbox: z.string().min(1).max(100) }),
  run(world, { sandbox }) {
    const found = findSandbox(world, sandbox);
    if (!found.ok) return found;
    const row = found.value;
    const pool = poolModel(world, world.sandboxes.pool[row] as number);
    const state = world.sandboxes.state[row];
    if (state === STOPPING) return refuse('not-possible', `${sandbox} is still stopping`);
    if (state !== STOPPED && state !== DEAD) return refuse('not-possible', `${sandbox} is already running`);
    if (!startDefined(world, row, causeOf(world, pool.index)))
      return refuse('no-room', noRoomText(world, pool));
    poolState(world, pool.index).desired++;
    const left = (world.sandboxes.readyAt[row] as number) - world.simulation.nowMicros;
    return ok({ text: `${sandbox} is starting, ready in ${formatDuration(left)}`, subject: sandbox });
  },
});

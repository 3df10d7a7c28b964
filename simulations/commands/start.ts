import { ok } from '../base/errors';
import { formatDuration } from '../base/quantity';
import { isAwaited } from '../world/orchestration';
import { startDefined } from '../world/scaling';
import { poolModel, poolState } from '../world/pools';
import { DEAD, STOPPED, STOPPING } from '../world/world';
import { aboutSandbox } from './about-sandbox';
import { defineCommand, refuse } from './command';
import { causeOf, noRoomText } from './find';

/** Boots a VM that was shut down, starts a container that was stopped or has crashed. */
export const start = defineCommand({
  id: 'start',
  summary: 'Start a sandbox that is stopped',
  example: 'start web-1',
  ...aboutSandbox((world, row, sandbox) => {
    const pool = poolModel(world, world.sandboxes.pool[row] as number);
    const state = poolState(world, pool.index);
    const was = world.sandboxes.state[row];
    if (was === STOPPING) return refuse('not-possible', `${sandbox} is still stopping`);
    if (was !== STOPPED && was !== DEAD) return refuse('not-possible', `${sandbox} is already running`);
    const awaited = isAwaited(world, row);
    if (!startDefined(world, row, causeOf(world, pool.index)))
      return refuse('no-room', noRoomText(world, pool));
    // What has died is desired still; who would have brought it back need not any more.
    if (awaited) state.awaiting--;
    else if (was === STOPPED) state.desired++;
    const left = (world.sandboxes.readyAt[row] as number) - world.simulation.nowMicros;
    return ok({ text: `${sandbox} is starting, ready in ${formatDuration(left)}`, subject: sandbox });
  }),
});

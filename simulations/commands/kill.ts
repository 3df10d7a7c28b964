import { ok } from '../base/errors';
import { sandboxDied } from '../world/orchestration';
import { DEAD, STOPPED } from '../world/world';
import { aboutSandbox } from './about-sandbox';
import { defineCommand, refuse } from './command';
import { causeOf } from './find';

/** Ends a sandbox at once, as a crash does: what it serves fails, and who looks after it may replace it. */
export const kill = defineCommand({
  id: 'kill',
  summary: 'End a sandbox at once: requests in service fail',
  example: 'kill api-1',
  ...aboutSandbox((world, row, sandbox) => {
    const state = world.sandboxes.state[row];
    if (state === STOPPED || state === DEAD) return refuse('not-possible', `${sandbox} is not running`);
    sandboxDied(world, row, causeOf(world, world.sandboxes.pool[row] as number));
    return ok({ text: `${sandbox} is killed`, subject: sandbox });
  }),
});

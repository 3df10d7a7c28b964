import * as z from 'zod';
import { ok } from '../base/errors';
import { sandboxDied } from '../world/orchestration';
import { DEAD, STOPPED } from '../world/world';
import { defineCommand, refuse } from './command';
import { causeOf, findSandbox } from './find';

/** Ends a sandbox at once, as a crash does: what it serves fails, and who looks after it may replace it. */
export const kill = defineCommand({
  id: 'kill',
  summary: 'End a sandbox at once: requests in service fail',
  example: 'kill api-1',
  positional: ['sandbox'],
  args: z.strictObject({ sandbox: z.string().min(1).max(100) }),
  run(world, { sandbox }) {
    const found = findSandbox(world, sandbox);
    if (!found.ok) return found;
    const row = found.value;
    const state = world.sandboxes.state[row];
    if (state === STOPPED || state === DEAD) return refuse('not-possible', `${sandbox} is not running`);
    const cause = causeOf(world, world.sandboxes.pool[row] as number);
    sandboxDied(world, row, cause);
    return ok({ text: `${sandbox} is killed`, subject: sandbox });
  },
});

import * as z from 'zod';
import { ok } from '../base/errors';
import { poolModel } from '../world/pools';
import { AS_EVER, KEPT } from '../world/world';
import { defineCommand } from './command';
import { findSandbox } from './find';
import { againstStopping, beginToStop } from './stoppable';

/** Takes a sandbox out of service: it finishes what it has begun. */
export const stop = defineCommand({
  id: 'stop',
  summary: 'Stop a sandbox',
  example: 'stop api-1',
  positional: ['sandbox'],
  options: { afterwards: 'afterwards' },
  args: z.strictObject({
    sandbox: z.string().min(1).max(100),
    /** A container stays, stopped, until it is started again or removed; `gone` takes it away, as an orchestrator does. */
    afterwards: z.enum(['kept', 'gone']).optional(),
  }),
  run(world, { sandbox, afterwards }) {
    const found = findSandbox(world, sandbox);
    if (!found.ok) return found;
    const row = found.value;
    const refusal = againstStopping(world, row, sandbox);
    if (refusal !== null) return refusal;
    const { tool } = poolModel(world, world.sandboxes.pool[row] as number).technology;
    const isBusy = beginToStop(world, row, tool === 'docker' && afterwards !== 'gone' ? KEPT : AS_EVER);
    return ok({
      text: isBusy ? `${sandbox} is stopping: it finishes what it has begun` : `${sandbox} has stopped`,
      subject: sandbox,
    });
  },
});

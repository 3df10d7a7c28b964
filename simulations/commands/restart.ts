import { ok } from '../base/errors';
import { AGAIN } from '../world/world';
import { aboutSandbox } from './about-sandbox';
import { defineCommand } from './command';
import { againstStopping, beginToStop } from './stoppable';

/** Stops a sandbox as `stop` does, and starts it again in its place once it has finished what it had begun. */
export const restart = defineCommand({
  id: 'restart',
  summary: 'Stop a sandbox and start it again in its place',
  example: 'restart web-1',
  ...aboutSandbox((world, row, sandbox) => {
    const refusal = againstStopping(world, row, sandbox);
    if (refusal !== null) return refusal;
    const isBusy = beginToStop(world, row, AGAIN);
    return ok({
      text: isBusy
        ? `${sandbox} finishes what it has begun, and starts again then`
        : `${sandbox} starts again`,
      subject: sandbox,
    });
  }),
});

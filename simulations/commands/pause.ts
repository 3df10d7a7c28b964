import { ok } from '../base/errors';
import { pauseSandbox } from '../world/freeze';
import { migrationOf } from '../world/migration-state';
import { poolModel } from '../world/pools';
import { RUNNING, STARTING } from '../world/world';
import { aboutSandbox } from './about-sandbox';
import { defineCommand, refuse } from './command';
import { causeOf } from './find';

/** Freezes a sandbox where it stands. */
export const pause = defineCommand({
  id: 'pause',
  summary: 'Pause a sandbox: its work stands still, its memory stays',
  example: 'pause web-1',
  ...aboutSandbox((world, row, sandbox) => {
    const { sandboxes } = world;
    const pool = poolModel(world, sandboxes.pool[row] as number);
    if (pool.technology.perRequest)
      return refuse('not-possible', `${sandbox} belongs to the function platform: nobody else can pause it`);
    if (sandboxes.paused[row] === 1) return refuse('not-possible', `${sandbox} is already paused`);
    if (migrationOf(world, row) !== undefined)
      return refuse('not-possible', `${sandbox} is on its way to another host`);
    if (sandboxes.state[row] === STARTING)
      return refuse('not-possible', `${sandbox} is still starting`, 'pause it when it is ready');
    if (sandboxes.state[row] !== RUNNING) return refuse('not-possible', `${sandbox} is not running`);
    pauseSandbox(world, row, causeOf(world, pool.index));
    return ok({ text: `${sandbox} is paused`, subject: sandbox });
  }),
});

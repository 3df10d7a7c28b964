import { ok } from '../base/errors';
import { formatDuration } from '../base/quantity';
import { resumeSandbox } from '../world/flow';
import { migrationOf } from '../world/migration-state';
import { snapshotWorkOf } from '../world/snapshot-state';
import { aboutSandbox } from './about-sandbox';
import { defineCommand, refuse } from './command';
import { causeOf } from './find';

/** Lets a paused sandbox go on. */
export const resume = defineCommand({
  id: 'resume',
  summary: 'Let a paused sandbox go on',
  example: 'resume web-1',
  ...aboutSandbox((world, row, sandbox) => {
    const { sandboxes, simulation } = world;
    if (sandboxes.paused[row] !== 1) return refuse('not-possible', `${sandbox} is not paused`);
    if (migrationOf(world, row) !== undefined)
      return refuse('not-possible', `${sandbox} goes on by itself when it has moved`);
    if (snapshotWorkOf(world, row) !== undefined)
      return refuse('not-possible', `${sandbox} goes on by itself when its memory is copied`);
    const paused = simulation.nowMicros - (sandboxes.pausedAt[row] as number);
    resumeSandbox(world, row, causeOf(world, sandboxes.pool[row] as number));
    return ok({ text: `${sandbox} goes on after a pause of ${formatDuration(paused)}`, subject: sandbox });
  }),
});

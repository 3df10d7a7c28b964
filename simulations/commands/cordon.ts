import * as z from 'zod';
import { ok } from '../base/errors';
import { setCordon } from '../world/cordon';
import { defineCommand, refuse } from './command';
import { causeOf, findHost } from './find';

/** Closes a host for what is new; what runs there stays. */
export const cordon = defineCommand({
  id: 'cordon',
  summary: 'Place nothing new on a host from now on',
  example: 'cordon ct-host',
  positional: ['host'],
  args: z.strictObject({ host: z.string().min(1).max(100) }),
  run(world, { host }) {
    const found = findHost(world, host);
    if (!found.ok) return found;
    if (world.hosts[found.value]?.cordoned === true)
      return refuse('not-possible', `${host} is cordoned already`);
    setCordon(world, found.value, true, causeOf(world, -1 - found.value));
    return ok({ text: `${host} takes nothing new`, subject: host });
  },
});

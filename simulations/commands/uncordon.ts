import * as z from 'zod';
import { ok } from '../base/errors';
import { setCordon } from '../world/cordon';
import { defineCommand, refuse } from './command';
import { causeOf, findHost } from './find';

/** Opens a host again that was closed for what is new. */
export const uncordon = defineCommand({
  id: 'uncordon',
  summary: 'Let a host take what is new again',
  example: 'uncordon ct-host',
  positional: ['host'],
  args: z.strictObject({ host: z.string().min(1).max(100) }),
  run(world, { host }) {
    const found = findHost(world, host);
    if (!found.ok) return found;
    if (world.hosts[found.value]?.cordoned !== true)
      return refuse('not-possible', `${host} is not cordoned`, `cordon ${host}`);
    setCordon(world, found.value, false, causeOf(world, -1 - found.value));
    return ok({ text: `${host} takes what is new again`, subject: host });
  },
});

import * as z from 'zod';
import { ok } from '../base/errors';
import { FAULT_KINDS } from '../technologies/fault-kinds';
import { endFault } from '../world/faults';
import { defineCommand, refuse } from './command';
import { causeOf, near } from './find';

/** Ends the faults of a host or a sandbox. */
export const repair = defineCommand({
  id: 'repair',
  summary: 'End the faults of a host or sandbox',
  example: 'repair ct-host',
  positional: ['target'],
  args: z.strictObject({ target: z.string().min(1).max(100) }),
  run(world, { target }) {
    const { active } = world.faults;
    const own = active.filter((fault) => fault.target === target);
    const [first] = own;
    if (first === undefined) {
      const hit = [...new Set(active.map((fault) => fault.target))];
      return refuse(
        'not-found',
        `${target} has no fault`,
        hit.length === 0 ? 'nothing has one' : near(target, hit),
      );
    }
    const pool = first.row >= 0 ? (world.sandboxes.pool[first.row] as number) : -1 - first.host;
    const cause = causeOf(world, pool);
    for (const fault of own) endFault(world, fault, cause);
    const names = own.map((fault) => FAULT_KINDS[fault.kind]?.label.toLowerCase() ?? '').join(', ');
    return ok({ text: `${target} is repaired: ${names}`, subject: target });
  },
});

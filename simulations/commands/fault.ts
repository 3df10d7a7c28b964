import * as z from 'zod';
import { ok } from '../base/errors';
import { parseQuantity } from '../base/quantity';
import { FAULT_IDS } from '../technologies/fault-kinds';
import { blastRadius } from '../world/blast';
import { blastText } from '../world/blast-text';
import { beginFault } from '../world/faults';
import { standings } from '../world/standings';
import { orderFor } from '../world/targets';
import { defineCommand, refuse } from './command';
import { causeOf } from './find';

/** Lets something fail, now. */
export const fault = defineCommand({
  id: 'fault',
  summary: 'Let something fail: a process, a kernel, a host, a disk, a network',
  example: 'fault noisy-neighbour api-1 --for 30s',
  positional: ['kind', 'target'],
  options: { for: 'for', by: 'by' },
  args: z.strictObject({
    kind: z.enum(FAULT_IDS),
    target: z.string().min(1).max(100),
    for: z.string().max(40).optional(),
    by: z.string().max(40).optional(),
  }),
  run(world, { kind, target, for: span, by }) {
    const lasts = span === undefined ? undefined : parseQuantity(span, 'duration');
    if (lasts?.ok === false) return refuse('bad-arguments', `--for: expected ${lasts.error}`);
    if (lasts?.value === 0) return refuse('bad-arguments', '--for: expected more than nothing');
    const order = orderFor(world, { kind, target, lastsMicros: lasts?.value, by });
    if (!order.ok) return order;
    const blast = blastRadius(standings(world), kind, target, order.value.strength);
    const { row, host } = order.value;
    const pool = row >= 0 ? (world.sandboxes.pool[row] as number) : -1 - host;
    beginFault(world, order.value, causeOf(world, pool));
    return ok({ text: blastText(kind, target, blast), subject: target });
  },
});

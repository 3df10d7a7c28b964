/** What goes wrong: at a stated time, or again and again by chance. */
import * as z from 'zod';
import { FAULT_IDS } from '../../technologies/fault-kinds';
import { distribution, duration, positiveDuration } from '../fields';

export const fault = z.strictObject({
  kind: z.enum(FAULT_IDS),
  /** A host, a sandbox (`web-1`), or a component, function or deployment of which one is drawn. */
  target: z.string().min(1).max(100),
  /** When it begins; or, instead, how long after the last one was over (mean time between failures as a distribution). */
  at: duration.optional(),
  mtbf: distribution.optional(),
  /** How long it lasts; without, as long as its kind says. */
  for: positiveDuration.optional(),
  mttr: distribution.optional(),
  /** How strong it is, in the unit of its kind. */
  by: z.union([z.string().max(100), z.number()]).optional(),
});

/** What arrives, and when. */
import * as z from 'zod';
import { arrivals, id, label, quantity } from '../fields';

export const workload = z.strictObject({
  id,
  label: label.optional(),
  route: id.optional(),
  arrivals,
  intensity: quantity('fraction').default(1),
});

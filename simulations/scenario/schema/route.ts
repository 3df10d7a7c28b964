/** The way of a request through the components. */
import * as z from 'zod';
import { id, label, positiveDuration } from '../fields';

export type Step =
  string | { readonly all: readonly Step[] } | { readonly with: number; readonly step: Step };
export const step: z.ZodType<Step> = z.lazy(() =>
  z.union([
    id,
    z.strictObject({ all: z.array(step).min(1).max(64) }),
    z.strictObject({ with: z.number().min(0).max(1), step }),
  ]),
);

export const route = z.strictObject({
  id,
  label: label.optional(),
  steps: z.array(step).min(1).max(64),
  /** The first component holds its worker until the whole route is done; `false` = it hands the request on. */
  holds: z.boolean().default(true),
  /** Deadline of the whole request: past it, it has failed and all its calls are taken back. */
  timeout: positiveDuration.optional(),
});

/** A back end that a provider runs: a latency, a limit and a price, and nothing inside to see. */
import * as z from 'zod';
import { count, distribution, id, label, limit, positiveDuration, quantity } from '../fields';
import { retries } from './retries';

export const SERVICE_KINDS = ['database', 'auth', 'object-store', 'queue'] as const;

export const service = z.strictObject({
  id,
  label: label.optional(),
  kind: z.enum(SERVICE_KINDS),
  latency: distribution,
  throughput: quantity('rate', 1e-6).optional(),
  /** What happens beyond the throughput: the request waits its turn, or it is refused. */
  whenBusy: z.enum(['queued', 'throttled']).default('queued'),
  /** How many may come at once before the throughput is enforced; as many as one second allows. */
  burst: count(1, 1_000_000).optional(),
  /** How many may wait, where they wait. */
  queueLimit: limit.default(Infinity),
  timeout: positiveDuration.optional(),
  retries,
});

const write = z.strictObject({
  service: id,
  /** How many of the calls write, and how many objects or messages each of them. */
  fraction: z.number().min(0).max(1).default(1),
  objects: count(1, 16).default(1),
});

/** What a component or function writes when its own work is done, without waiting for it. */
export const writesTo = z
  .array(z.union([id.transform((name) => ({ service: name, fraction: 1, objects: 1 })), write]))
  .max(8)
  .default([]);

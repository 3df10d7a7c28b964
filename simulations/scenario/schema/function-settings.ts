/** Settings of what runs on a function platform. */
import * as z from 'zod';
import { writesTo } from './service';
import { keepAlive } from './keep-alive';
import { count, distribution, id, label, memory, positiveDuration, quantity } from '../fields';

export const INSTANCE_CHOICES = [
  'newest',
  'most-recently-used',
  'oldest',
  'least-recently-used',
  'random',
] as const;

export const functionSettings = z.strictObject({
  id,
  label: label.optional(),
  component: id.optional(),
  runtime: label.default('nodejs22.x'),
  memory: memory.default(128 * 1024 ** 2),
  package: memory.optional(),
  /** The package when it is unpacked; an image is not unpacked. */
  unpacked: memory.optional(),
  packaging: z.enum(['zip', 'image']).default('zip'),
  /** Local storage of an instance, and what a call writes there. */
  storage: memory.optional(),
  localFiles: memory.optional(),
  /** Size of what it is called with. */
  payload: memory.optional(),
  /** Memory that a call takes at most, and how many of the calls take it. */
  peakMemory: memory.optional(),
  peakFraction: z.number().min(0).max(1).default(1),
  timeout: positiveDuration.optional(),
  concurrency: count(1, 100_000).default(1),
  maxInstances: count(0, 10_000_000).default(1000),
  /** Requests at once that are set aside for it from the account's, and its limit. */
  reserved: count(0, 10_000_000).optional(),
  /** How many new instances the platform builds at once, and how fast it may then go on. */
  scaling: z
    .strictObject({ burst: count(1, 10_000_000).default(1000), rate: quantity('rate').default(100) })
    .optional(),
  keepAlive,
  /** Instances that are always there, whatever comes. */
  provisioned: count(0, 100_000).default(0),
  /** `snapshot`: an instance is restored from memory that was written to disk when it was ready. */
  start: z.enum(['cold', 'snapshot']).default('cold'),
  /** What a restored instance touches at once, read ahead from the disk. */
  workingSet: memory.default(24e6),
  instanceChoice: z.enum(INSTANCE_CHOICES).default('newest'),
  serviceTime: distribution.optional(),
  coldTime: distribution.optional(),
  writesTo,
});

/** Settings of what runs on a function platform. */
import * as z from 'zod';
import { writesTo } from './service';
import { count, distribution, duration, id, label, memory, positiveDuration } from '../fields';

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
  keepAlive: duration.default(600_000_000),
  instanceChoice: z.enum(INSTANCE_CHOICES).default('newest'),
  serviceTime: distribution.optional(),
  coldTime: distribution.optional(),
  writesTo,
});

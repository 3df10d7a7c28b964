/** The rules by which the number of replicas follows the load. */
import * as z from 'zod';
import { count, duration, positiveDuration, quantity } from '../fields';

export const autoscaler = z.discriminatedUnion('policy', [
  z.strictObject({
    policy: z.literal('hpa'),
    target: quantity('fraction', 0.01).default(0.7),
    period: positiveDuration.default(15_000_000),
    downWindow: duration.default(300_000_000),
    min: count(0, 100_000).optional(),
    max: count(1, 100_000).default(100),
  }),
  z.strictObject({
    policy: z.literal('vm-scale-group'),
    target: quantity('fraction', 0.01).default(0.7),
    scaleOutAfter: positiveDuration.default(60_000_000),
    scaleInAfter: positiveDuration.default(300_000_000),
    coolDown: duration.default(60_000_000),
    min: count(0, 100_000).optional(),
    max: count(1, 100_000).default(100),
  }),
]);

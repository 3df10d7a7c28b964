/** How long a function platform keeps an instance that nobody calls. */
import * as z from 'zod';
import { count, duration, positiveDuration, quantity } from '../fields';

const fraction = quantity('fraction').refine((value) => value <= 1, {
  params: { expected: 'a fraction of at most 1' },
  message: 'not a fraction',
});

const policy = z.discriminatedUnion('policy', [
  /** Always as long. */
  z.strictObject({ policy: z.literal('fixed'), time: duration.default(600_000_000) }),
  /** Taken away as soon as it is idle. */
  z.strictObject({ policy: z.literal('none') }),
  /** Learnt from the idle times of the function (Shahrad et al., USENIX ATC 2020). */
  z.strictObject({
    policy: z.literal('hybrid-histogram'),
    bin: positiveDuration.default(60_000_000),
    range: positiveDuration.default(14_400_000_000),
    head: fraction.default(0.05),
    tail: fraction.default(0.99),
    margin: fraction.default(0.1),
    leastCv: z.number().min(0).max(1000).default(2),
    /** So many idle times must have been seen (assumed; the paper's text gives no number). */
    leastCount: count(1, 1_000_000).default(5),
    /** Keep-alive while nothing is known; by default the range. */
    standard: duration.optional(),
  }),
]);

/** `"10 min"` is short for a fixed keep-alive. */
export const keepAlive = z
  .union([duration.transform((time) => ({ policy: 'fixed' as const, time })), policy])
  .default({ policy: 'fixed', time: 600_000_000 });

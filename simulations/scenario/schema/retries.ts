/** How often, and after what wait, a call that failed is tried again: a number of times, or with back-off. */
import * as z from 'zod';
import { NO_RETRIES, type RetryPolicy } from '../../policies/retry';
import { count, duration, positiveDuration } from '../fields';

const MOST = 10;

const policy = z
  .strictObject({
    count: count(0, MOST),
    backoff: duration.default(0),
    factor: z.number().min(1).max(10).default(2),
    jitter: z.number().min(0).max(1).default(0),
    max: positiveDuration.optional(),
  })
  .transform(({ count: times, backoff, factor, jitter, max }): RetryPolicy => ({
    count: times,
    backoffMicros: backoff,
    factor,
    jitter,
    maxMicros: max ?? Infinity,
  }));

export const retries = z
  .union([count(0, MOST).transform((times): RetryPolicy => ({ ...NO_RETRIES, count: times })), policy])
  .default(NO_RETRIES);

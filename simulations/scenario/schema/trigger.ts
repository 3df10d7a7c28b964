/**
 * What invokes a function: a time, an object that was put, messages in a queue, HTTP, or another part of the application. The
 * function runs in the deployment that the event comes from; where that does not have it, in the first one that does.
 */
import * as z from 'zod';
import { count, duration, id, label, positiveDuration } from '../fields';
import { retries } from './retries';

const on = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('schedule'),
    every: positiveDuration,
    offset: duration.optional(),
  }),
  z.strictObject({ kind: z.literal('object-store'), service: id }),
  z.strictObject({
    kind: z.literal('queue'),
    service: id,
    /** Messages handed over at once, and how long to wait for that many. */
    batch: count(1, 10_000).default(1),
    window: duration.default(0),
    /** Messages of a failed batch are seen again after this long, so many times in all. */
    visibility: positiveDuration.default(30_000_000),
    attempts: count(1, 10).default(3),
  }),
  z.strictObject({ kind: z.literal('http') }),
  z.strictObject({
    kind: z.literal('component'),
    component: id,
    /** How many of its calls invoke the function. */
    fraction: z.number().min(0).max(1).default(1),
  }),
]);

export const trigger = z.strictObject({
  id,
  label: label.optional(),
  on,
  function: id,
  /** An invocation that failed is made again; a queue has its visibility instead. */
  retries,
});

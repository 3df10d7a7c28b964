/** A part of the application, however it is deployed. */
import * as z from 'zod';
import { retries } from './retries';
import { writesTo } from './service';
import { count, distribution, id, label, limit, memory, positiveDuration, quantity } from '../fields';

export const fraction = z.number().min(0).max(1);
export const mix = z
  .strictObject({
    cpu: fraction.default(0),
    memory: fraction.default(0),
    syscall: fraction.default(0),
    network: fraction.default(0),
  })
  .refine((m) => Math.abs(m.cpu + m.memory + m.syscall + m.network - 1) < 1e-6, {
    params: { expected: 'fractions that add up to 1' },
    message: 'the mix does not add up',
  });

export const DISCIPLINES = ['fifo', 'processor-sharing'] as const;

/** `shared-queue`: one queue before all replicas; the others give each replica a queue and choose at arrival. */
export const LOAD_BALANCING = [
  'shared-queue',
  'least-connections',
  'round-robin',
  'two-random-choices',
] as const;

export const component = z.strictObject({
  id,
  label: label.optional(),
  workers: count(1, 1_000_000).default(1),
  queueLimit: limit.default(Infinity),
  serviceTime: distribution,
  /** From the start of its process to its first answer, on one core that it has for itself. */
  startTime: distribution.optional(),
  /** How workers share: each serves one call to its end, or all calls at once share the workers equally. */
  discipline: z.enum(DISCIPLINES).default('fifo'),
  memory: memory.default(128 * 1024 ** 2),
  /** What a request needs on top while it is in service. */
  memoryPerRequest: quantity('memory').default(0),
  mix: mix.default({ cpu: 1, memory: 0, syscall: 0, network: 0 }),
  /** What a request writes to files of its sandbox, and what is copied up from the image when the first one does. */
  writes: z
    .strictObject({ perRequest: quantity('memory').default(0), copyUp: quantity('memory').default(0) })
    .optional(),
  timeout: positiveDuration.optional(),
  retries,
  writesTo,
});

/** A physical machine of a scenario. */
import * as z from 'zod';
import { count, duration, id, label, memory, quantity } from '../fields';

export const host = z.strictObject({
  id,
  label: label.optional(),
  cores: count(1, 1024).default(8),
  memory: memory.default(16 * 1024 ** 3),
  disk: z
    .strictObject({
      read: quantity('bandwidth', 1).optional(),
      write: quantity('bandwidth', 1).optional(),
      latency: duration.optional(),
    })
    .optional(),
  network: z
    .strictObject({ bandwidth: quantity('bandwidth', 1).optional(), latency: duration.optional() })
    .optional(),
  hypervisor: z.enum(['type-1', 'type-2']).optional(),
  engine: z.enum(['docker', 'containerd', 'podman']).optional(),
  platform: z.enum(['functions']).optional(),
  /** What may be promised by what there is: assigned memory by memory, virtual CPUs by cores. */
  overcommit: z
    .strictObject({
      memory: z.number().min(1).max(100).default(1),
      cpu: z.number().min(0.01).max(1000).optional(),
    })
    .default({ memory: 1 }),
  /** Guests give back what they only cache when memory is short; equal pages of guests are kept once. */
  ballooning: z.boolean().default(false),
  pageSharing: z.boolean().default(false),
  /** Where pages go when memory is short; work with all pages out would take `slowdown` times as long. */
  swap: z.strictObject({ size: memory, slowdown: z.number().min(1).max(10_000).default(20) }).optional(),
  /** Images that it has before anything starts. */
  images: z.array(label).max(1000).default([]),
});

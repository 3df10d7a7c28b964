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
  /** Images that it has before anything starts. */
  images: z.array(label).max(1000).default([]),
});

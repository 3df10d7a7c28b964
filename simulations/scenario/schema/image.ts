/** Container images: layers that a host pulls and keeps once, however many images have them. */
import * as z from 'zod';
import { id, label, memory, quantity } from '../fields';

export const imageLayer = z.strictObject({
  /** Images whose layers have the same id share that layer. */
  id,
  label: label.optional(),
  /** Compressed, as it is pulled. */
  size: memory,
});

export const image = z.strictObject({
  id: label,
  /** What its runtime and libraries write in the memory of each container; reading them costs the page cache, once. */
  memory: quantity('memory').optional(),
  layers: z.array(imageLayer).min(1).max(127),
});

export const registry = z.strictObject({
  /** What one connection to it carries; a host opens three at a time. */
  bandwidth: quantity('bandwidth', 1).default(100e6),
});

/** How a VM is moved while it runs (pre-copy). */
import * as z from 'zod';
import { count, duration, memory, quantity } from '../fields';

export const MIGRATION_DEFAULTS = {
  /** Assumed: a web server of medium load; Clark et al. 2005 saw from almost nothing to more than a link could carry. */
  dirtyRate: 30e6,
  writableSet: 64 * 1024 ** 2,
  /** Fact vm.migration.downtime.chv; other products aim at 500 ms (vm.migration.downtime.nova). */
  downtimeLimit: 300_000,
  /** As Xen of that time: assumed. */
  maxRounds: 29,
  ifItCannot: 'stop',
} as const;

export const migration = z.strictObject({
  /** How fast pages are written that were copied already. */
  dirtyRate: quantity('bandwidth').default(MIGRATION_DEFAULTS.dirtyRate),
  /** At most so much is written again and again. */
  writableSet: memory.default(MIGRATION_DEFAULTS.writableSet),
  /** The last copy, while it stands still, is to take no longer. */
  downtimeLimit: duration.default(MIGRATION_DEFAULTS.downtimeLimit),
  maxRounds: count(1, 1000).default(MIGRATION_DEFAULTS.maxRounds),
  /** Its memory changes faster than it is copied: it is stopped for as long as the rest takes, or stays where it is. */
  ifItCannot: z.enum(['stop', 'abort']).default(MIGRATION_DEFAULTS.ifItCannot),
});

/** Notices about retries, deadlines, managed services, triggers and the limits of providers. Their codes begin at 64. */
import { formatDuration } from '../base/quantity';
import { kind } from './notice-kind';

export const TRAFFIC_NOTICES = {
  callRetried: kind(
    64,
    false,
    (pool, _name, n) =>
      `Request ${n.value} tries ${pool.component} again${n.extra > 0 ? ` in ${formatDuration(n.extra)}` : ''}`,
  ),
  deadlinePassed: kind(
    65,
    true,
    (pool, _name, n) =>
      `Request ${n.value} passes its deadline of ${formatDuration(n.extra)}; it was at ${pool.component}`,
  ),
} as const;

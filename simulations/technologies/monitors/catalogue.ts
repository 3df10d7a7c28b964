import { catalogue } from '../../base/catalogue';
import * as entries from './index';
import type { Monitor } from './monitor';

export type MonitorId = (typeof entries)[keyof typeof entries]['id'];

/** All monitors in display order. */
export const MONITORS: readonly Monitor[] = catalogue<Monitor>(entries);

export const MONITOR_IDS: readonly MonitorId[] = MONITORS.map((entry) => entry.id as MonitorId);

export function monitorOf(id: MonitorId): Monitor {
  const found = MONITORS.find((entry) => entry.id === id);
  if (found === undefined) throw new RangeError(`no monitor ${id}`);
  return found;
}

/** Notices about memory and images. */
import { formatBytes } from '../base/quantity';
import { kind } from './notice-kind';

export const MEMORY_NOTICES = {
  killedAtLimit: kind(
    61,
    true,
    (pool, name, n) =>
      `${name} is killed: it touched ${formatBytes(n.value)}, its ${pool.technology.perRequest ? 'memory size' : 'cgroup’s limit'} is ${formatBytes(n.extra)}`,
  ),
  guestOutOfMemory: kind(
    62,
    true,
    (pool, name, n) =>
      `The guest of ${name} is out of memory and kills ${pool.component}: ${formatBytes(n.value)} touched of ${formatBytes(n.extra)}`,
  ),
  killedByHost: kind(
    63,
    true,
    (_pool, name, n) =>
      `The host is out of memory: its kernel kills ${name}, which touched most, ${formatBytes(n.value)}`,
  ),
  hostSwaps: kind(
    64,
    true,
    (_pool, name) => `The host begins to swap when ${name} takes more: all work there gets slower`,
  ),
  hostBalloons: kind(
    65,
    true,
    (_pool, name) => `The host asks its guests for memory back when ${name} takes more`,
  ),
  imagePulled: kind(60, true, (_pool, name, n) =>
    n.value === 0
      ? `${name} waits for layers of its image that its host fetches already`
      : `${name} waits for its image: ${n.value} layers are missing, ${formatBytes(n.extra)}`,
  ),
} as const;

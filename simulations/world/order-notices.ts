/** Notices about what people order: snapshots, hosts that are closed for what is new, autoscalers, rollouts. */
import { formatBytes, formatDuration, formatNumber } from '../base/quantity';
import { kind, type NumberedKind } from './notice-kind';

const ofHost = (code: number, caption: (host: string, value: number) => string): NumberedKind => ({
  ...kind(code, true, () => ''),
  ofHost: (host, { value }) => caption(host.id, value),
});

export const ORDER_NOTICES = {
  snapshotBegan: kind(70, true, (_pool, name, n) =>
    n.value === 0
      ? `A snapshot of ${name} is taken: it is shut off, so its disk is all there is to keep`
      : `A snapshot of ${name} is taken: it stands still while ${formatBytes(n.value)} of its memory are written to the disk of its host`,
  ),
  snapshotTaken: kind(
    71,
    true,
    (_pool, name, n) => `The snapshot of ${name} is complete after ${formatDuration(n.value)}`,
  ),
  snapshotReverts: kind(72, true, (_pool, name, n) =>
    n.value === 0
      ? `${name} goes back to a snapshot in which it was shut off`
      : `${name} goes back to a snapshot: ${formatBytes(n.value)} of memory are read from the disk of its host`,
  ),
  snapshotRestored: kind(
    73,
    true,
    (_pool, name, n) => `${name} is as it was in its snapshot, after ${formatDuration(n.value)}`,
  ),
  hostCordoned: ofHost(74, (host) => `Nothing new is placed on ${host} from now on`),
  hostUncordoned: ofHost(75, (host) => `${host} takes what is new again`),
  hostDrained: ofHost(
    76,
    (host, moved) =>
      `${host} is drained: ${moved === 1 ? 'one sandbox is' : `${moved} sandboxes are`} to be replaced elsewhere`,
  ),
  autoscalerSet: kind(
    77,
    true,
    (pool, _name, n) =>
      `An autoscaler looks after ${pool.component}: ${formatNumber(n.value * 100)} % busy is its target, ${n.extra} replicas the most`,
  ),
  autoscalerGone: kind(78, true, (pool) => `No autoscaler looks after ${pool.component} any more`),
  provisionedAhead: kind(79, true, (_pool, name) => `${name} is provisioned: it starts ahead of requests`),
  rolloutPaused: kind(
    80,
    true,
    (pool) => `The rollout of ${pool.component} is paused: nobody is replaced until it is resumed`,
  ),
  rolloutResumed: kind(81, true, (pool) => `The rollout of ${pool.component} goes on`),
} as const;

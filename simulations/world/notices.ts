/**
 * What happened, for people: a ring of plain numbers from which captions are made on demand. A notice's cause is the
 * sequence number of another notice. What stands out is kept longer, with its cause: under a heavy load the requests of
 * a few seconds would push it out.
 */
import { formatBytes, formatDuration, formatNumber } from '../base/quantity';
import { FAULT_KINDS } from '../technologies/fault-kinds';
import { MEMORY_NOTICES } from './memory-notices';
import type { HostModel, Model, PoolModel } from './model';
import { kind, type Notice, type NumberedKind } from './notice-kind';
import { ORDER_NOTICES } from './order-notices';
import { throttleText } from './throttles';
import { TRAFFIC_NOTICES } from './traffic-notices';

export type { Notice, NumberedKind } from './notice-kind';

const SIZE = 2048;
/** Time, kind and pool in one number, value, extra; serial and cause, which a plain notice leaves as they were. */
const FIELDS = 6;
/** For the loops that write notices themselves: `count & LAST_OF_RING` is where the next goes, so many numbers each. */
export const LAST_OF_RING = SIZE - 1;
export const RING_FIELDS = FIELDS;
/** Notices that stand out, and their causes; each with its sequence number in front. */
const KEPT = 384;
const KEPT_FIELDS = FIELDS + 1;

export interface Notices {
  /** How many were ever made: the sequence number of the next. */
  count: number;
  interesting: number;
  readonly ring: Float64Array;
  keptCount: number;
  readonly kept: Float64Array;
}

export const newNotices = (): Notices => ({
  count: 0,
  interesting: 0,
  ring: new Float64Array(SIZE * FIELDS),
  keptCount: 0,
  kept: new Float64Array(KEPT * KEPT_FIELDS),
});

const unit = (pool: PoolModel): string => pool.technology.unit;
const phaseName = (pool: PoolModel, index: number): string =>
  pool.phases[index]?.name.toLowerCase() ?? 'start-up';

function expiryText(pool: PoolModel, idleMicros: number): string {
  switch (pool.keepAlive.policy) {
    case 'fixed':
      return `idle for its keep-alive of ${formatDuration(pool.keepAliveMicros)}`;
    case 'none':
      return 'nothing keeps an idle instance';
    case 'hybrid-histogram':
      return idleMicros === 0
        ? 'no request is expected for a while'
        : 'the request that was expected has not come';
  }
}

const requests = (count: number): string => (count === 1 ? 'one request' : `${count} requests`);
const inService = (count: number): string =>
  count === 0 ? '' : `, ${requests(count)} in service ${count === 1 ? 'waits' : 'wait'}`;
const lostWith = (count: number): string =>
  count === 0 ? '' : ` and ${requests(count)} in service ${count === 1 ? 'fails' : 'fail'} with it`;

/** Kinds by number; the order is part of the engine. */
export const NOTICE_KINDS = {
  ...MEMORY_NOTICES,
  requestArrived: kind(0, false, (pool, _name, n) => `Request ${n.value} arrives at ${pool.component}`),
  requestDone: kind(
    1,
    false,
    (pool, _name, n) =>
      `Request ${n.value} is answered by ${pool.component} after ${formatDuration(n.extra)}`,
  ),
  requestRejected: kind(
    2,
    true,
    (pool, _name, n) => `Request ${n.value} is rejected: the queue of ${pool.component} is full`,
  ),
  requestThrottled: kind(
    3,
    true,
    (pool, _name, n) => `Request ${n.value} is throttled: ${throttleText(pool, n.extra)}`,
  ),
  requestTimedOut: kind(
    4,
    true,
    (pool, _name, n) => `Request ${n.value} times out at ${pool.component} after ${formatDuration(n.extra)}`,
  ),
  coldStart: kind(
    5,
    true,
    (_pool, name, n) =>
      `${name} starts cold: ${n.extra === 0 ? 'no instance exists' : `all ${n.extra} instances are busy`} when request ${n.value} comes`,
  ),
  sandboxCreated: kind(6, true, (pool, name) => `${name} begins to start: a ${unit(pool)}`),
  phaseDone: kind(
    7,
    false,
    (pool, name, n) => `${name}: ${phaseName(pool, n.value)} is done, ${phaseName(pool, n.value + 1)} begins`,
  ),
  sandboxReady: kind(8, true, (_pool, name, n) => `${name} is ready after ${formatDuration(n.value)}`),
  sandboxExpired: kind(9, true, (pool, name, n) => `${name} is taken away: ${expiryText(pool, n.value)}`),
  sandboxStopping: kind(10, true, (_pool, name) => `${name} is stopping: it finishes what it has begun`),
  sandboxStopped: kind(11, true, (_pool, name) => `${name} has stopped`),
  scaledOut: kind(
    12,
    true,
    (pool, _name, n) => `${pool.component}: ${n.value} desired instead of ${n.extra}`,
  ),
  scaledIn: kind(13, true, (pool, _name, n) => `${pool.component}: ${n.value} desired instead of ${n.extra}`),
  noRoom: kind(
    14,
    true,
    (pool, name) => `${name} finds no room: it needs ${formatNumber(pool.takenBytes / 1048576)} MiB`,
  ),
  busyShare: kind(
    15,
    false,
    (pool, _name, n) =>
      `The workers of ${pool.component} were ${formatNumber(n.value * 100)} % busy, the target is ${formatNumber(n.extra * 100)} %`,
  ),
  command: {
    ...kind(16, true, (pool) => `A command changes ${pool.component}`),
    ofHost: (host: HostModel): string => `A command changes ${host.id}`,
  },
  sandboxPaused: kind(
    40,
    true,
    (pool, name, n) =>
      `${name} is paused: ${pool.technology.staysDefined ? 'its virtual CPUs stand still' : 'its processes are frozen'}, its memory stays${inService(n.value)}`,
  ),
  sandboxResumed: kind(
    41,
    true,
    (_pool, name, n) => `${name} goes on after a pause of ${formatDuration(n.value)}`,
  ),
  sandboxRemoved: kind(43, true, (_pool, name, n) => `${name} is removed${lostWith(n.value)}`),
  requestLost: kind(
    44,
    false,
    (pool, _name, n) => `Request ${n.value} loses the sandbox that served it at ${pool.component}`,
  ),
  placeAdded: kind(
    45,
    true,
    (pool, _name, n) =>
      `${pool.component} is added as ${pool.technology.plural.toLowerCase()}, ${n.value} desired`,
  ),
  faultBegan: about(
    47,
    (place, n) =>
      `${faultName(n.value)} ${place}${n.extra > 0 && n.extra !== Infinity ? ` for ${formatDuration(n.extra)}` : ''}`,
  ),
  faultEnded: about(
    48,
    (place, n) => `${faultName(n.value)} ${place} is over after ${formatDuration(n.extra)}`,
  ),
  faultMissed: kind(
    49,
    true,
    (pool, _name, n) => `${faultName(n.value)} finds nothing to hit at ${pool.component}`,
  ),
  processRestarts: kind(
    50,
    true,
    (_pool, name, n) =>
      `The guest of ${name} starts its process again${n.value === 0 ? '' : `; ${requests(n.value)} in service ${n.value === 1 ? 'has' : 'have'} failed`}`,
  ),
  migrationBegan: kind(
    51,
    true,
    (_pool, name, n, model) =>
      `${name} begins to move to ${hostName(model, n.value)}: ${formatBytes(n.extra)} are copied while it runs`,
  ),
  migrationRound: kind(
    52,
    true,
    (_pool, name, n) =>
      `${name}: ${n.value === 0 ? 'all its memory is copied' : `copy round ${n.value} is done`}, ${formatBytes(n.extra)} were written meanwhile`,
  ),
  migrationStops: kind(
    53,
    true,
    (_pool, name, n) =>
      `${name} stands still${n.extra === 1 ? ', since it writes faster than it can be copied' : ''}: the last ${formatBytes(n.value)} are copied`,
  ),
  migrationDone: kind(
    54,
    true,
    (_pool, name, n) =>
      `${name} has moved in ${formatDuration(n.value)}; it stood still for ${formatDuration(n.extra)}`,
  ),
  migrationGivenUp: kind(
    55,
    true,
    (_pool, name, n, model) =>
      `${name} does not move to ${hostName(model, n.value)}: ${GIVEN_UP[n.extra] ?? ''}`,
  ),
  placeRemoved: kind(46, true, (pool) => `${pool.component} is removed: requests to it fail from now on`),
  sandboxDied: kind(17, true, (_pool, name, n) => `${name} has died${lostWith(n.value)}`),
  sandboxRestarts: kind(18, true, (pool, name, n) =>
    n.value === 0
      ? `${name} is restarted by ${pool.orchestrator.label}`
      : `${name} is restarted by ${pool.orchestrator.label} in ${formatDuration(n.value)}: ${n.extra === 1 ? 'its first crash' : `crash ${n.extra} in a row`}`,
  ),
  sandboxReplaced: kind(
    19,
    true,
    (pool, name, n) => `${name} is replaced by ${pool.orchestrator.label} in ${formatDuration(n.value)}`,
  ),
  sandboxStaysDead: kind(20, true, (_pool, name) => `${name} stays down: nothing restarts it`),
  hostMissed: kind(
    21,
    true,
    (pool, _name, n) =>
      `${n.value} of ${pool.component} stood on a host that is lost: ${pool.orchestrator.label} replaces them after ${formatDuration(n.extra)}`,
  ),
  poolWoken: kind(22, true, (pool) => `A request wakes ${pool.component}, which was scaled to zero`),
  requestsAtOnce: kind(
    23,
    false,
    (pool, _name, n) =>
      `${pool.component} had ${formatNumber(n.value)} requests at once, the target is ${formatNumber(n.extra)} for each replica`,
  ),
  preWarmed: kind(24, true, (_pool, name) => `${name} is built ahead of the next request`),
  provisioned: kind(25, true, (_pool, name) => `${name} is provisioned again`),
  rolloutBegun: kind(
    26,
    true,
    (pool, _name, n) =>
      `${pool.component} is updated by ${pool.orchestrator.label}: at most ${n.value} more and ${n.extra} fewer than desired at a time`,
  ),
  rolloutEnded: kind(
    27,
    true,
    (pool, _name, n) => `${pool.component} is updated, after ${formatDuration(n.value)}`,
  ),
  ...TRAFFIC_NOTICES,
  ...ORDER_NOTICES,
} as const;

/** About a sandbox or a host: the caption gets "in web-1" or "on vm-host". */
function about(code: number, caption: (place: string, notice: Notice) => string): NumberedKind {
  return {
    code,
    interesting: true,
    caption: (_pool, name, notice) => caption(`in ${name}`, notice),
    ofHost: (host, notice) => caption(`on ${host.id}`, notice),
  };
}

const hostName = (model: Model, host: number): string => model.hosts[host]?.id ?? '';
/** By the reasons of `migration-copy.ts`. */
const GIVEN_UP = [
  'it writes faster than it can be copied',
  'it ends on its way',
  'that host is lost',
] as const;

const faultName = (kind: number): string => FAULT_KINDS[kind]?.label ?? '';

const BY_CODE: readonly (NumberedKind | undefined)[] = Object.values(NOTICE_KINDS).reduce<NumberedKind[]>(
  (kinds, one) => {
    kinds[one.code] = one;
    return kinds;
  },
  [],
);

const CODES = 128;
/** Pools from 0; hosts below, -1 - host: a scenario has at most 10,000. */
const LEAST_POOL = -20_000;

/** Kind and pool as one number; a plain notice is about no sandbox and has no cause. */
export const packKind = (code: number, pool: number, isPlain: boolean): number =>
  ((pool - LEAST_POOL) * CODES + code) * 2 + (isPlain ? 1 : 0);

/** Writes a notice; returns its sequence number. `serial` 0 = about the pool, not a sandbox; `cause` -1 = none. */
export function note(
  notices: Notices,
  atMicros: number,
  what: NumberedKind,
  pool: number,
  serial: number,
  value: number,
  extra: number,
  cause: number,
): number {
  const at = (notices.count % SIZE) * FIELDS;
  const { ring } = notices;
  ring[at] = atMicros;
  const isPlain = serial === 0 && cause === -1;
  ring[at + 1] = packKind(what.code, pool, isPlain);
  ring[at + 2] = value;
  ring[at + 3] = extra;
  if (!isPlain) {
    ring[at + 4] = serial;
    ring[at + 5] = cause;
  }
  const sequence = notices.count++;
  if (!what.interesting) return sequence;
  notices.interesting++;
  const led = noticeAt(notices, cause);
  if (led !== undefined && !isInteresting(led)) keep(notices, cause);
  keep(notices, sequence);
  return sequence;
}

function keep(notices: Notices, sequence: number): void {
  const from = (sequence % SIZE) * FIELDS;
  const to = (notices.keptCount++ % KEPT) * KEPT_FIELDS;
  notices.kept[to] = sequence;
  notices.kept.set(notices.ring.subarray(from, from + FIELDS), to + 1);
}

/** The notice of a sequence number, if the ring still holds it. */
export function noticeAt(notices: Notices, sequence: number): Notice | undefined {
  if (sequence < 0 || sequence >= notices.count || sequence < notices.count - SIZE) return undefined;
  return read(notices.ring, (sequence % SIZE) * FIELDS, sequence);
}

/** What stood out and what led to it, newest first. */
export function keptNotices({ kept, keptCount }: Notices): readonly Notice[] {
  return Array.from({ length: Math.min(keptCount, KEPT) }, (_, i) => {
    const at = ((keptCount - 1 - i) % KEPT) * KEPT_FIELDS;
    return read(kept, at + 1, kept[at] as number);
  });
}

function read(from: Float64Array, at: number, sequence: number): Notice {
  const field = (i: number): number => from[at + i] as number;
  const packed = Math.floor(field(1) / 2);
  const isPlain = field(1) % 2 === 1;
  return {
    sequence,
    atMicros: field(0),
    kind: packed % CODES,
    pool: Math.floor(packed / CODES) + LEAST_POOL,
    value: field(2),
    extra: field(3),
    serial: isPlain ? 0 : field(4),
    cause: isPlain ? -1 : field(5),
  };
}

export const isInteresting = (notice: Notice): boolean => BY_CODE[notice.kind]?.interesting ?? false;

/** The host that a notice is about; undefined where it is about a pool or a sandbox. */
export const hostOf = (model: Model, notice: Notice): HostModel | undefined =>
  notice.pool < 0 ? model.hosts[-1 - notice.pool] : undefined;

/** One sentence, without a full stop. */
export function captionOf(model: Model, notice: Notice): string {
  const what = BY_CODE[notice.kind];
  const host = hostOf(model, notice);
  if (host !== undefined) return what?.ofHost?.(host, notice) ?? '';
  const pool = model.pools[notice.pool];
  if (pool === undefined || what === undefined) return '';
  return what.caption(pool, `${pool.sandboxName}-${notice.serial}`, notice, model);
}

export const OLDEST = (notices: Notices): number => Math.max(0, notices.count - SIZE);

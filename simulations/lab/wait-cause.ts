/**
 * Why a request waited: how many stood before it, how many came and how many were begun a second since the queue was last
 * empty, and when that was. Everything is counted in a replay; nothing is estimated.
 */
import { formatDuration, formatNumber } from '../base/quantity';
import { poolModel } from '../world/pools';
import type { Lab } from './lab';

export interface WaitCause {
  readonly component: string;
  readonly waitedMicros: number;
  /** Its own place, 1 = the next. */
  readonly position: number;
  readonly workers: number;
  /** Over the time since the queue was last empty; 0 where that is too short to speak of rates. */
  readonly arrivedPerSecond: number;
  readonly begunPerSecond: number;
  /** When the queue began that this request met; absent where the run is too long to look it up. */
  readonly sinceMicros?: number;
}

export interface Waited {
  readonly pool: number;
  readonly position: number;
  readonly fromMicros: number;
  readonly waitedMicros: number;
}

/** Instants at which a replay looks whether anybody waits. */
const LOOKS = 64;
/** With more events up to its arrival, looking would take longer than a person waits for an answer. */
const MOST_EVENTS = 3_000_000;
const SHORTEST_MICROS = 500_000;

export function waitCause(lab: Lab, waited: Waited): WaitCause {
  const pool = poolModel(lab.world, waited.pool);
  const plain = {
    component: pool.functionId ?? pool.component,
    waitedMicros: waited.waitedMicros,
    position: waited.position,
    arrivedPerSecond: 0,
    begunPerSecond: 0,
  };
  const twin = lab.fork();
  twin.seek(waited.fromMicros);
  const workers = twin.world.pools[waited.pool]?.workers.value ?? 0;
  if (twin.events > MOST_EVENTS) return { ...plain, workers };
  const arrived = twin.world.pools[waited.pool]?.arrived ?? 0;
  const began = beginningOf(lab, waited);
  const span = waited.fromMicros - began.atMicros;
  if (span < SHORTEST_MICROS) return { ...plain, workers, sinceMicros: began.atMicros };
  const came = arrived - began.arrived;
  return {
    ...plain,
    workers,
    sinceMicros: began.atMicros,
    arrivedPerSecond: (came / span) * 1e6,
    begunPerSecond: (Math.max(0, came - waited.position) / span) * 1e6,
  };
}

interface Beginning {
  readonly atMicros: number;
  readonly arrived: number;
}

/** The last instant before the wait at which nobody stood in the queue: sought coarsely, then event by event. */
function beginningOf(lab: Lab, { pool, fromMicros }: Waited): Beginning {
  const twin = lab.fork();
  const at = (i: number): number => Math.floor((i * fromMicros) / LOOKS);
  const state = (): { queued: number; arrived: number } => {
    const found = twin.world.pools[pool];
    return { queued: found?.queued.value ?? 0, arrived: found?.arrived ?? 0 };
  };
  twin.seek(0);
  let empty = 0;
  for (let i = 1; i < LOOKS; i++) {
    twin.runTo(at(i));
    if (state().queued === 0) empty = i;
  }
  twin.seek(at(empty));
  let found = { atMicros: at(empty), arrived: state().arrived };
  while (twin.world.simulation.lastEventMicros < Math.min(at(empty + 1), fromMicros)) {
    const before = twin.events;
    twin.runTo(fromMicros, 1);
    if (twin.events === before) break;
    const now = state();
    if (now.queued === 0) found = { atMicros: twin.world.simulation.lastEventMicros, arrived: now.arrived };
  }
  return found;
}

/** Each link because of the next: "waited 3.7 s", "position 186 in the queue of search", "50 a second begun, …". */
export function waitChain(cause: WaitCause, clock: (micros: number) => string): readonly string[] {
  const { component, position, workers, arrivedPerSecond: came, begunPerSecond: begun } = cause;
  const rate = (perSecond: number): string => `${formatNumber(perSecond, 2)}/s`;
  const busy =
    workers === 0
      ? 'no worker was there yet'
      : `${workers === 1 ? 'the only worker' : `all ${workers} workers`} taken`;
  return [
    `waited ${formatDuration(cause.waitedMicros)}`,
    `position ${position.toLocaleString('en')} in the queue of ${component}`,
    ...(came > begun && came > 0 ? [`capacity ${rate(begun)} below arrivals ${rate(came)}`] : [busy]),
    ...(cause.sinceMicros === undefined
      ? []
      : [
          cause.sinceMicros === 0
            ? 'since t = 0'
            : `since ${clock(cause.sinceMicros)}, when the queue was last empty`,
        ]),
  ];
}

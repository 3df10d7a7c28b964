/**
 * The event loop, generic over the world. Time is a whole number of microseconds; ties break by sequence number; the
 * digest rolls over every event. All state is plain data inside the world, so a run can be copied, stored and resumed.
 */
import { invariant } from '../base/errors';
import { mixEvent, newDigest, type Digest } from '../base/digest';
import { firstTime, newEventQueue, push, takeFirst, type EventQueue } from './event-queue';

export interface SimulationState {
  nowMicros: number;
  /** When the last event came: the clock may have run on since. */
  lastEventMicros: number;
  lastKind: number;
  lastA: number;
  lastB: number;
  /** Events processed so far. */
  events: number;
  /** The sequence number of the next event to be scheduled. */
  sequence: number;
  readonly queue: EventQueue;
  readonly digest: Digest;
}

export interface HasSimulation {
  readonly simulation: SimulationState;
  /** Why the run was stopped; null while it may go on. */
  readonly partial: string | null;
}

/** What an event does. The operands are plain integers whose meaning the kind gives. */
export type EventHandler<W extends HasSimulation> = (world: W, a: number, b: number) => void;

export function newSimulation(): SimulationState {
  return {
    nowMicros: 0,
    lastEventMicros: 0,
    lastKind: -1,
    lastA: 0,
    lastB: 0,
    events: 0,
    sequence: 0,
    queue: newEventQueue(),
    digest: newDigest(),
  };
}

/** Schedules an event; fractional times are rounded to whole microseconds. */
export function scheduleAt(
  state: SimulationState,
  atMicros: number,
  kind: number,
  a: number,
  b: number,
): void {
  const time = Math.round(atMicros);
  invariant(time >= state.nowMicros, 'no event is scheduled in the past');
  push(state.queue, time, state.sequence++, kind, a, b);
}

export function scheduleIn(
  state: SimulationState,
  delayMicros: number,
  kind: number,
  a: number,
  b: number,
): void {
  scheduleAt(state, state.nowMicros + delayMicros, kind, a, b);
}

/** When the next event comes; Infinity when none is pending. */
export function nextTime(state: SimulationState): number {
  return firstTime(state.queue);
}

/** Processes the next event. The queue must not be empty. */
export function step<W extends HasSimulation>(world: W, handlers: readonly EventHandler<W>[]): void {
  const state = world.simulation;
  const { queue } = state;
  const now = firstTime(queue);
  const kind = queue.data[0] as number;
  const a = queue.data[1] as number;
  const b = queue.data[2] as number;
  takeFirst(queue);
  state.nowMicros = now;
  state.lastEventMicros = now;
  state.lastKind = kind;
  state.lastA = a;
  state.lastB = b;
  state.events++;
  mixEvent(state.digest, now, kind, a, b);
  (handlers[kind] as EventHandler<W>)(world, a, b);
}

/** Processes events up to and including `untilMicros`, at most `maxEvents`, none once the run was stopped; says how many. */
export function runEvents<W extends HasSimulation>(
  world: W,
  handlers: readonly EventHandler<W>[],
  untilMicros: number,
  maxEvents: number,
): number {
  const { queue } = world.simulation;
  let count = 0;
  while (count < maxEvents && firstTime(queue) <= untilMicros && world.partial === null) {
    step(world, handlers);
    count++;
  }
  return count;
}

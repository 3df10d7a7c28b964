/**
 * Limits that a provider enforces while a function is called and runs: a payload that is too large is refused at the
 * start; a call that takes too long, more memory or more local storage than there is ends in mid-run.
 */
import { scheduleIn } from '../engine/simulation';
import type { Limit, LimitProfile } from '../profiles/profile';
import { nextFraction } from '../random/streams';
import type { FunctionFields } from '../scenario/schema';
import { CALL_TIMED_OUT, FUNCTION_BROKE } from './event-kinds';
import { timeoutMark } from './marks';
import { poolState } from './pools';
import type { World } from './world';

/** What can happen to the calls of a function under its provider's limits. */
export interface Hazards {
  readonly profile: string;
  readonly timeout: Limit | null;
  /** Every call is refused. */
  readonly payload: Limit | null;
  /** Every call runs out of it. */
  readonly storage: Limit | null;
  /** This fraction of the calls needs more memory than the function has. */
  readonly memoryFraction: number;
  readonly memoryBytes: number;
}

/** A call that breaks does so when half of its work is done (assumed). */
const BREAKS_AT = 0.5;
export const BROKE_MEMORY = 1;
export const BROKE_STORAGE = 2;
const MARKS = 4;

/** Null where nothing can happen: then nothing is asked in the run. */
export function hazardsOf(fn: FunctionFields | undefined, limits: LimitProfile | null): Hazards | null {
  if (fn === undefined) return null;
  const exceeds = (value: number | undefined, limit: Limit | null | undefined): Limit | null =>
    value !== undefined && limit !== null && limit !== undefined && value > limit.value ? limit : null;
  const storage: Limit | null =
    fn.storage === undefined
      ? (limits?.storageDefault ?? null)
      : { name: 'local storage of the function', value: fn.storage, basis: { kind: 'computed' } };
  const hazards: Hazards = {
    profile: limits?.label ?? 'the platform',
    timeout: limits?.timeoutMax ?? null,
    payload: exceeds(fn.payload, limits?.payloadBytes),
    storage: exceeds(fn.localFiles, storage),
    memoryBytes: fn.memory,
    memoryFraction: (fn.peakMemory ?? 0) > fn.memory ? fn.peakFraction : 0,
  };
  const { timeout, payload, memoryFraction } = hazards;
  const isSafe = timeout === null && payload === null && hazards.storage === null && memoryFraction === 0;
  return isSafe ? null : hazards;
}

/** A call has begun that will take `span` microseconds: decides whether it will come to its end. */
export function armHazards(world: World, call: number, hazards: Hazards, span: number, waits: boolean): void {
  const { simulation } = world;
  const { timeout, memoryFraction } = hazards;
  const state = poolState(world, world.calls.pool[call] as number);
  const outOfMemory =
    memoryFraction > 0 && (memoryFraction >= 1 || nextFraction(state.hazardStream) < memoryFraction);
  const what = outOfMemory ? BROKE_MEMORY : hazards.storage === null ? 0 : BROKE_STORAGE;
  const breaks = Math.round(span * BREAKS_AT);
  if (what > 0) scheduleIn(simulation, breaks, FUNCTION_BROKE, call, timeoutMark(world, call) * MARKS + what);
  // Only where it can be too late: most calls end long before.
  const end = what > 0 ? breaks : span;
  if (timeout !== null && (end > timeout.value || waits))
    scheduleIn(simulation, timeout.value, CALL_TIMED_OUT, call, timeoutMark(world, call));
}

export const readBreak = (mark: number): { readonly mark: number; readonly what: number } => ({
  mark: Math.floor(mark / MARKS),
  what: mark % MARKS,
});

/**
 * What a call sends on its way when its own work is done, without waiting: objects to a store, messages to a queue, an
 * invocation of a function. It is delivered by an event of its own, which carries the length of the chain and its cause.
 */
import { scheduleAt } from '../engine/simulation';
import { record } from '../statistics/histogram';
import { EVENT_DELIVERED } from './event-kinds';
import type { RouteNode } from './model';
import { note, NOTICE_KINDS } from './notices';
import { beginAt, noteThrottled, serviceState } from './services';
import type { EmissionModel } from './traffic-model';
import type { World } from './world';

/** Chains are counted up to here: the rest of an event's operand says which emission it was. */
export const LONGEST_CHAIN = 4095;
const CHAIN = LONGEST_CHAIN + 1;
/** A cause is kept as far as an operand of an event goes. */
const MOST_NOTICES = 2 ** 31;

export function emitWrites(world: World, call: number, node: RouteNode): void {
  const { calls, requests, model } = world;
  const request = calls.request[call] as number;
  const pool = model.pools[calls.pool[call] as number];
  for (const { of, demand } of node.emissions) {
    const latency = requests.demands[request * model.maxDemands + demand] as number;
    if (latency < 0 || (of.functionId !== null && of.functionId !== pool?.functionId)) continue;
    for (let i = 0; i < of.objects; i++) emit(world, of, call, latency);
  }
}

function emit(world: World, emission: EmissionModel, call: number, latency: number): void {
  const { calls, requests, model, simulation } = world;
  const now = simulation.nowMicros;
  const request = calls.request[call] as number;
  const deployment = requests.deployment[request] as number;
  const service = model.services[emission.service];
  let at = now;
  if (service !== undefined) {
    const state = serviceState(world, deployment, service.index);
    const start = beginAt(service, state, now);
    if (start < 0) {
      noteThrottled(world, service, deployment, requests.number[request] as number);
      return;
    }
    state.open++;
    // Never at once: a loop through a store without latency would stop the clock.
    at = start + Math.max(1, Math.round(latency));
    record(state.latency, Math.round(at - now));
  }
  const cause = note(
    world.notices,
    now,
    service === undefined ? NOTICE_KINDS.functionCalled : NOTICE_KINDS.objectWritten,
    calls.pool[call] as number,
    0,
    emission.index,
    requests.number[request] as number,
    requests.cause[request] as number,
  );
  const chain = Math.min(LONGEST_CHAIN, requests.depth[request] as number);
  const which = deployment * model.emissions.length + emission.index;
  scheduleAt(simulation, at, EVENT_DELIVERED, which * CHAIN + chain, cause % MOST_NOTICES);
}

/** What an event's operand says: deployment, emission, and how many invocations led to it. */
export function readDelivery(
  world: World,
  operand: number,
): { readonly deployment: number; readonly emission: EmissionModel | undefined; readonly chain: number } {
  const { emissions } = world.model;
  const which = Math.floor(operand / CHAIN);
  return {
    deployment: Math.floor(which / emissions.length),
    emission: emissions[which % emissions.length],
    chain: operand % CHAIN,
  };
}

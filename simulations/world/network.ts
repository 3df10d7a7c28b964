/**
 * The way between two components on different hosts. The whole round trip is counted when the answer comes back, for only
 * then is it known which replica served; what the caller sees is the same. On one host there is no way to go.
 */
import type { Technology } from '../technologies/technology';
import { LINK_MICROS } from './links';
import { poolModel } from './pools';
import type { World } from './world';

/** Microseconds there and back between the host of the caller and that of its callee; 0 on one host. */
export function roundTrip(world: World, from: number, to: number): number {
  const { sandboxes, model } = world;
  const [here, there] = [sandboxes.host[from] as number, sandboxes.host[to] as number];
  if (here === there && here >= 0) return 0;
  const link = (host: number): number => model.hosts[host]?.linkMicros ?? LINK_MICROS;
  const factor = (technology: Technology): number => technology.overhead.network.value;
  const [caller, callee] = [
    poolModel(world, sandboxes.pool[from] as number),
    poolModel(world, sandboxes.pool[to] as number),
  ];
  const factors = (factor(caller.technology) + factor(callee.technology)) / 2;
  // Each host's link is passed once a way.
  const trip = (link(here) + link(there)) * factors;
  return Math.round(trip + (model.deployments[callee.deployment]?.overlayMicros ?? 0));
}

/** The sandbox whose worker waits for the call: of the nearest call above it that has one; -1 = the client itself. */
export function callerOf({ calls }: World, call: number): number {
  for (let above = calls.parent[call] as number; above >= 0; above = calls.parent[above] as number)
    if ((calls.pool[above] as number) >= 0) return calls.sandbox[above] as number;
  return -1;
}

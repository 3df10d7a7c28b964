/**
 * Managed services: a request begins at once or waits its turn behind the throughput limit, or is refused, and is answered
 * after a latency. What goes on inside is the provider's affair.
 */
import { scheduleAt } from '../engine/simulation';
import { record } from '../statistics/histogram';
import { SERVICE_ANSWERED } from './event-kinds';
import { note, NOTICE_KINDS } from './notices';
import { AT_SERVICE, IN_POOL } from './tables';
import type { ServiceState } from './service-table';
import type { ServiceModel } from './traffic-model';
import type { World } from './world';

/** The service that a call goes to; undefined for calls to components and for groups. */
export const serviceOfCall = (world: World, call: number): ServiceModel | undefined =>
  world.model.services[(world.calls.backend[call] as number) - 1];

export const serviceState = (world: World, deployment: number, service: number): ServiceState =>
  world.services[deployment * world.model.services.length + service] as ServiceState;

export const stateOfCall = (world: World, call: number): ServiceState =>
  serviceState(
    world,
    world.requests.deployment[world.calls.request[call] as number] as number,
    (world.calls.backend[call] as number) - 1,
  );

/**
 * When the service begins with a request that comes now; -1 = it refuses. Virtual scheduling: `next` is when the request
 * would come if all were evenly spaced. Waiting: never before it. Refusing: up to `burst` may run ahead of it.
 */
export function beginAt(service: ServiceModel, state: ServiceState, nowMicros: number): number {
  state.requests++;
  if (service.perSecond === Infinity) return nowMicros;
  const gap = 1e6 / service.perSecond;
  const ahead = Math.max(0, state.next - nowMicros);
  const most = service.whenBusy === 'queued' ? service.queueLimit * gap : (service.burst - 1) * gap;
  if (ahead > most + 1e-6) {
    state.throttled++;
    return -1;
  }
  state.next = nowMicros + ahead + gap;
  return service.whenBusy === 'queued' ? nowMicros + ahead : nowMicros;
}

/** A call goes to a managed service; false when it is refused. */
export function callService(world: World, call: number, service: ServiceModel, mark: number): boolean {
  const { calls, requests, model, simulation } = world;
  const request = calls.request[call] as number;
  const state = stateOfCall(world, call);
  const start = beginAt(service, state, simulation.nowMicros);
  if (start < 0) {
    noteThrottled(world, service, requests.deployment[request] as number, requests.number[request] as number);
    return false;
  }
  const node = model.routes[requests.route[request] as number]?.nodes[calls.node[call] as number];
  const latency = requests.demands[request * model.maxDemands + (node?.demand ?? 0)] as number;
  state.open++;
  calls.stage[call] = AT_SERVICE;
  scheduleAt(simulation, start + Math.round(latency), SERVICE_ANSWERED, call, mark);
  return true;
}

/** The answer has come. */
export function endService(world: World, call: number): void {
  const state = stateOfCall(world, call);
  state.open--;
  state.answered++;
  world.calls.stage[call] = IN_POOL;
  record(state.latency, world.simulation.nowMicros - (world.calls.queuedAt[call] as number));
}

/** Nobody waits for the answer any longer; the service does not learn of it. */
export function abandonService(world: World, call: number): void {
  if (world.calls.stage[call] !== AT_SERVICE) return;
  const state = stateOfCall(world, call);
  state.open--;
  state.abandoned++;
  world.calls.stage[call] = IN_POOL;
}

export function noteThrottled(world: World, service: ServiceModel, deployment: number, number: number): void {
  const pool = world.model.deployments[deployment]?.pools[0] ?? 0;
  const now = world.simulation.nowMicros;
  note(world.notices, now, NOTICE_KINDS.serviceThrottled, pool, 0, number, service.index, -1);
}

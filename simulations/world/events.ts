/** What each event does, by its number, and how a run begins. */
import { scheduleAt, type EventHandler } from '../engine/simulation';
import { draw } from '../random/distributions';
import { nextFraction, type RandomStream } from '../random/streams';
import { nextArrival } from '../workload/arrivals';
import { endTransient } from './accounts';
import { AUTOSCALER_LOOKED, REQUEST_ARRIVED, TRANSIENT_ENDED } from './event-kinds';
import { admitRequest, handleCallTimedOut, handlePhaseFinished, handleServiceFinished } from './flow';
import { handleKeepAliveExpired } from './keep-alive';
import type { Model, RouteModel, WorkloadModel } from './model';
import { handleAutoscalerLooked, periodOf, placeInitial } from './scaling';
import { newWorld, SERIES_BUCKETS, type World, type WorkloadState } from './world';

/** In the order of `EVENT_NAMES`. */
export const HANDLERS: readonly EventHandler<World>[] = [
  handleRequestArrived,
  handleServiceFinished,
  handlePhaseFinished,
  handleKeepAliveExpired,
  handleAutoscalerLooked,
  handleCallTimedOut,
  endTransient,
];

/** A world with everything placed and the first events scheduled. */
export function buildWorld(model: Model): World {
  const world = newWorld(model);
  const { simulation } = world;
  for (const pool of model.pools) placeInitial(world, pool.index);
  if (model.scenario.transient > 0) scheduleAt(simulation, model.scenario.transient, TRANSIENT_ENDED, 0, 0);
  for (const pool of model.pools) {
    if (pool.autoscaler !== null)
      scheduleAt(simulation, periodOf(pool.autoscaler), AUTOSCALER_LOOKED, pool.index, 0);
  }
  model.workloads.forEach((_workload, i) => scheduleArrival(world, i));
  return world;
}

/** Schedules the workload's next arrival, unless it lies beyond the end of the run. */
export function scheduleArrival(world: World, index: number): void {
  const workload = world.model.workloads[index] as WorkloadModel;
  const state = world.workloads[index] as WorkloadState;
  const at = nextArrival(workload.arrivals, state.arrivals, world.simulation.nowMicros, workload.intensity);
  state.pending = at <= world.model.scenario.duration;
  if (state.pending)
    scheduleAt(world.simulation, Math.max(at, world.simulation.nowMicros), REQUEST_ARRIVED, index, 0);
}

/** Event: a request arrives, the same one in every deployment that runs its route. */
function handleRequestArrived(world: World, index: number): void {
  const { model, simulation } = world;
  const workload = model.workloads[index] as WorkloadModel;
  const state = world.workloads[index] as WorkloadState;
  const route = model.routes[workload.route] as RouteModel;
  state.number++;
  const bucket = Math.min(
    SERIES_BUCKETS - 1,
    Math.floor((simulation.nowMicros / model.scenario.duration) * SERIES_BUCKETS),
  );
  state.counts[bucket] = (state.counts[bucket] as number) + 1;
  const demands = drawDemands(model, route, state.demandStreams, state.routeStream);
  model.deployments.forEach((deployment, i) => {
    if (runsRoute(deployment.poolOfComponent, route))
      admitRequest(world, i, index, workload.route, state.number, demands);
  });
  scheduleArrival(world, index);
  const alive = world.requests.alive + world.sandboxes.alive;
  if (alive > model.scenario.budget.entities)
    world.partial = `more than ${model.scenario.budget.entities} requests and sandboxes were alive`;
}

const runsRoute = (poolOfComponent: readonly number[], route: RouteModel): boolean =>
  route.nodes.every((node) => node.kind !== 'call' || (poolOfComponent[node.component] ?? -1) >= 0);

/** One demand a call, drawn in the order of the route; -1 for a call that chance leaves out. */
export function drawDemands(
  model: Model,
  route: RouteModel,
  streams: readonly RandomStream[],
  chance: RandomStream,
): Float64Array {
  const demands = new Float64Array(model.maxDemands);
  for (const node of route.nodes) {
    if (node.kind !== 'call') continue;
    const pool = model.pools.find((p) => p.component === model.componentIds[node.component]);
    const stream = streams[node.component];
    if (pool === undefined || stream === undefined) continue;
    const made = node.probability >= 1 || nextFraction(chance) < node.probability;
    const demand = draw(pool.serviceTime, stream);
    demands[node.demand] = made ? demand : -1;
  }
  return demands;
}

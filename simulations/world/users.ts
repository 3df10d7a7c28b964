/**
 * A closed loop: a fixed number of users, each of whom waits for the answer, thinks, and asks again, so the load gives
 * way when answers are slow. Every deployment has the same users with the same thinking times and the same demands, draw
 * by draw; only the pace differs.
 */
import { draw } from '../random/distributions';
import { deriveStream, nextFraction } from '../random/streams';
import { bucketAt } from './accounts';
import { checkBudget } from './budget';
import { admitRequest } from './flow';
import type { RouteModel, WorkloadModel } from './model';
import { beginThinking } from './thinking';
import { ASLEEP, WAITING, type Users } from './user-table';
import type { World, WorkloadState } from './world';

/** Every user who does nothing begins to think, in every deployment that runs the route. */
export function wakeUsers(world: World, workload: number, users: Users): void {
  const { route } = world.model.workloads[workload] as WorkloadModel;
  for (const deployment of (world.model.routes[route] as RouteModel).deployments)
    for (let user = 0; user < users.count; user++)
      if (users.states[deployment * users.count + user] === ASLEEP)
        beginThinking(world, workload, users, deployment, user);
}

/** Event: a user has thought and makes a request. Request k of user u of n has the number (k - 1) n + u + 1. */
export function handleUserAsked(world: World, index: number, row: number): void {
  const { model } = world;
  const state = world.workloads[index] as WorkloadState;
  const { users } = state;
  if (users === null) return;
  const workload = model.workloads[index] as WorkloadModel;
  const route = model.routes[workload.route] as RouteModel;
  const deployment = Math.floor(row / users.count);
  const user = row % users.count;
  const before = users.made[row] as number;
  users.made[row] = before + 1;
  users.states[row] = WAITING;
  if (deployment === route.deployments[0]) countAsked(world, state);
  drawUserDemands(world, route, users, user, before);
  admitRequest(world, deployment, index, workload.route, before * users.count + user + 1);
  checkBudget(world);
}

/** The deployments differ in how much arrives; the picture of the arrivals shows the first. */
function countAsked(world: World, state: WorkloadState): void {
  state.number++;
  const bucket = bucketAt(world.simulation.nowMicros, world.model.scenario.duration);
  state.counts[bucket] = (state.counts[bucket] as number) + 1;
}

function drawUserDemands(world: World, route: RouteModel, users: Users, user: number, index: number): void {
  const { scratch, model } = world;
  const { one } = users;
  for (const call of route.calls) {
    const serviceTime = model.serviceTimes[call.component];
    if (serviceTime === null || serviceTime === undefined) continue;
    // A component may be called several times in a route: the place of the call tells the draws apart.
    const at = index * model.maxDemands + call.demand;
    deriveStream(users.chance, user, at, one);
    const made = call.probability >= 1 || nextFraction(one) < call.probability;
    const family = users.demands[call.component];
    if (family === undefined) continue;
    deriveStream(family, user, at, one);
    scratch[call.demand] = made ? draw(serviceTime, one) : -1;
  }
}

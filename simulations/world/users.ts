/**
 * A closed loop: a fixed number of users, each of whom waits for the answer, thinks, and asks again, so the load gives
 * way when answers are slow. Every deployment has the same users with the same thinking times and the same demands, draw
 * by draw; only the pace differs.
 */
import { bucketAt } from './accounts';
import { checkBudget } from './budget';
import { drawFromFamilies } from './demands';
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
  drawFromFamilies(world, route, users.families, user, before, 1);
  admitRequest(world, deployment, index, workload.route, before * users.count + user + 1);
  checkBudget(world);
}

/** The deployments differ in how much arrives; the picture of the arrivals shows the first. */
function countAsked(world: World, state: WorkloadState): void {
  state.number++;
  const bucket = bucketAt(world.simulation.nowMicros, world.model.scenario.duration);
  state.counts[bucket] = (state.counts[bucket] as number) + 1;
}

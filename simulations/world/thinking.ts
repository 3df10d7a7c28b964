/** What a user of a closed loop does between an answer and the next request. */
import { scheduleIn } from '../engine/simulation';
import { draw } from '../random/distributions';
import { deriveStream } from '../random/streams';
import { USER_ASKED } from './event-kinds';
import type { WorkloadModel } from './model';
import { ASLEEP, THINKING, type Users } from './user-table';
import type { World } from './world';

/** The user begins to think; under a higher intensity for a shorter time, under none for ever. */
export function beginThinking(
  world: World,
  workload: number,
  users: Users,
  deployment: number,
  user: number,
): void {
  const { arrivals, intensity } = world.model.workloads[workload] as WorkloadModel;
  const row = deployment * users.count + user;
  if (arrivals.kind !== 'closed-loop') return;
  if (intensity <= 0) {
    users.states[row] = ASLEEP;
    return;
  }
  users.states[row] = THINKING;
  const { one } = users.families;
  deriveStream(users.think, user, users.made[row] as number, one);
  // Never 0: a user who is refused at once and asks again at once would stop the clock.
  const span = Math.max(1, draw(arrivals.think, one) / intensity);
  if (world.simulation.nowMicros + span <= world.model.scenario.duration)
    scheduleIn(world.simulation, span, USER_ASKED, workload, row);
}

/** A request has ended, well or not: its user, if it has one, thinks about the next. */
export function thinkAgain(world: World, request: number): void {
  const { requests } = world;
  const workload = requests.workload[request] as number;
  const users = world.workloads[workload]?.users;
  if (users === null || users === undefined) return;
  const user = ((requests.number[request] as number) - 1) % users.count;
  beginThinking(world, workload, users, requests.deployment[request] as number, user);
}

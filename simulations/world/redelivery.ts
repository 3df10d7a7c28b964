/** An invocation by a trigger that failed is made again after a while, as often as the trigger allows. */
import { scheduleIn } from '../engine/simulation';
import { retryDelay } from '../policies/retry';
import { LONGEST_CHAIN } from './emissions';
import { EVENT_REDELIVERED } from './event-kinds';
import { note, NOTICE_KINDS } from './notices';
import type { TriggerState } from './service-table';
import type { TriggerModel } from './traffic-model';
import type { World } from './world';

/** Requests of triggers have workloads from here downwards: -2 - trigger. */
export const FIRST_TRIGGER = -2;
const TRIGGERS = 2 ** 16;
const BATCHES = 2 ** 14;

export const triggerState = (world: World, deployment: number, trigger: number): TriggerState =>
  world.triggers[deployment * world.model.triggers.length + trigger] as TriggerState;

/** A request has ended: if a trigger made it and it failed, the trigger makes it again or gives up. */
export function redeliver(world: World, request: number): void {
  const { requests, model, simulation } = world;
  const trigger = model.triggers[FIRST_TRIGGER - (requests.workload[request] as number)];
  if (trigger === undefined || requests.failure[request] === 0) return;
  const deployment = requests.deployment[request] as number;
  const state = triggerState(world, deployment, trigger.index);
  const attempt = (requests.attempt[request] as number) + 1;
  const batch = requests.batch[request] as number;
  const pool = model.deployments[deployment]?.poolOfComponent[trigger.component] ?? 0;
  const cause = requests.cause[request] as number;
  if (attempt > trigger.retries.count) {
    state.lost += batch;
    note(world.notices, simulation.nowMicros, NOTICE_KINDS.eventLost, pool, 0, trigger.index, attempt, cause);
    return;
  }
  const wait = Math.max(1, Math.round(retryDelay(trigger.retries, attempt, state.retryStream)));
  state.retried++;
  note(world.notices, simulation.nowMicros, NOTICE_KINDS.eventRetried, pool, 0, trigger.index, wait, cause);
  const which = deployment * model.triggers.length + trigger.index;
  const depth = Math.min(LONGEST_CHAIN, requests.depth[request] as number);
  scheduleIn(simulation, wait, EVENT_REDELIVERED, which + TRIGGERS * attempt, batch + BATCHES * depth);
}

export interface Redelivery {
  readonly deployment: number;
  readonly trigger: TriggerModel | undefined;
  readonly attempt: number;
  readonly batch: number;
  readonly depth: number;
}

export function readRedelivery(world: World, a: number, b: number): Redelivery {
  const { triggers } = world.model;
  const which = a % TRIGGERS;
  return {
    deployment: Math.floor(which / triggers.length),
    trigger: triggers[which % triggers.length],
    attempt: Math.floor(a / TRIGGERS),
    batch: b % BATCHES,
    depth: Math.floor(b / BATCHES),
  };
}

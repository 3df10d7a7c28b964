/**
 * Triggers: what invokes a function without anybody waiting for it. An event that a function causes itself comes one link
 * further down its chain; a provider that watches for loops stops the chain at its limit, else the run's budget does.
 */
import { scheduleAt, scheduleIn } from '../engine/simulation';
import { checkBudget } from './budget';
import { drawFromFamilies, type DemandFamilies } from './demands';
import { readDelivery } from './emissions';
import { TRIGGER_FIRED } from './event-kinds';
import { admitRequest } from './flow';
import type { DeploymentModel, RouteModel } from './model';
import { note, NOTICE_KINDS } from './notices';
import { FIRST_TRIGGER, readRedelivery, triggerState } from './redelivery';
import { serviceState } from './services';
import type { TriggerModel } from './traffic-model';
import type { World } from './world';

/** Schedules the first firing of every schedule. */
export function beginTriggers(world: World): void {
  const { model, simulation } = world;
  model.deployments.forEach((deployment, d) =>
    model.triggers.forEach((trigger, t) => {
      if (trigger.kind !== 'schedule' || (deployment.poolOfComponent[trigger.component] ?? -1) < 0) return;
      if (trigger.offsetMicros <= model.scenario.duration)
        scheduleAt(simulation, trigger.offsetMicros, TRIGGER_FIRED, d * model.triggers.length + t, 0);
    }),
  );
}

/** Event: a schedule is due, or the messages of a queue have waited long enough for their batch. */
export function handleTriggerFired(world: World, which: number, mark: number): void {
  const { model, simulation } = world;
  const deployment = Math.floor(which / model.triggers.length);
  const trigger = model.triggers[which % model.triggers.length];
  if (trigger === undefined) return;
  const state = triggerState(world, deployment, trigger.index);
  if (trigger.kind === 'queue') {
    if (state.mark === mark) handOver(world, deployment, trigger);
    return;
  }
  scheduleIn(simulation, trigger.everyMicros, TRIGGER_FIRED, which, 0);
  deliver(world, deployment, trigger, 1, -1);
}

/** Event: what a call sent has arrived: an object is in its store, a message in its queue, an invocation at the platform. */
export function handleEventDelivered(world: World, operand: number, cause: number): void {
  const { deployment, emission, chain } = readDelivery(world, operand);
  if (emission === undefined) return;
  const called = world.model.triggers[emission.trigger];
  if (called !== undefined) {
    deliver(world, deployment, called, chain + 1, cause);
    return;
  }
  const state = serviceState(world, deployment, emission.service);
  state.open--;
  state.answered++;
  for (const trigger of world.model.triggers)
    if (trigger.service === emission.service) deliver(world, deployment, trigger, chain + 1, cause);
}

/** Event: an invocation that failed is made again. */
export function handleEventRedelivered(world: World, a: number, b: number): void {
  const { deployment, trigger, attempt, batch, depth } = readRedelivery(world, a, b);
  if (trigger !== undefined) invoke(world, deployment, trigger, { depth, attempt, batch, cause: -1 });
}

/**
 * The deployment that an event is for: where it came from, if that runs the function; else the first that does. So an
 * application in containers hands work over to a function on a platform.
 */
function takerOf({ model }: World, from: number, { component }: TriggerModel): number {
  const runs = ({ poolOfComponent }: DeploymentModel): boolean => (poolOfComponent[component] ?? -1) >= 0;
  const own = model.deployments[from];
  return own !== undefined && runs(own) ? from : model.deployments.findIndex(runs);
}

/** One event or message reaches a trigger, in a deployment that runs its function. */
function deliver(world: World, from: number, trigger: TriggerModel, depth: number, cause: number): void {
  const deployment = takerOf(world, from, trigger);
  if (deployment < 0) return;
  const state = triggerState(world, deployment, trigger.index);
  state.events++;
  state.waiting++;
  state.depth = Math.max(state.depth, depth);
  state.cause = cause;
  if (state.waiting >= trigger.batch || trigger.windowMicros === 0) handOver(world, deployment, trigger);
  else if (state.waiting === 1) {
    const which = deployment * world.model.triggers.length + trigger.index;
    scheduleIn(world.simulation, trigger.windowMicros, TRIGGER_FIRED, which, state.mark);
  }
}

/** What waits goes to the function as one batch, which is as deep in its chain as the deepest of its messages. */
function handOver(world: World, deployment: number, trigger: TriggerModel): void {
  const state = triggerState(world, deployment, trigger.index);
  const { waiting: batch, depth, cause } = state;
  if (batch === 0) return;
  Object.assign(state, { waiting: 0, depth: 0, cause: -1, mark: (state.mark + 1) & 0xffffff });
  const limit = (world.model.deployments[deployment] as DeploymentModel).recursionLimit;
  if (depth > limit) {
    state.stopped += batch;
    const pool = poolOf(world, deployment, trigger);
    const now = world.simulation.nowMicros;
    note(world.notices, now, NOTICE_KINDS.loopStopped, pool, 0, trigger.index, depth, cause);
    return;
  }
  state.delivered += batch;
  invoke(world, deployment, trigger, { depth, attempt: 0, batch, cause });
}

const poolOf = (world: World, deployment: number, trigger: TriggerModel): number =>
  world.model.deployments[deployment]?.poolOfComponent[trigger.component] ?? 0;

function invoke(
  world: World,
  deployment: number,
  trigger: TriggerModel,
  origin: {
    readonly depth: number;
    readonly attempt: number;
    readonly batch: number;
    readonly cause: number;
  },
): void {
  const { model, notices, simulation } = world;
  const state = triggerState(world, deployment, trigger.index);
  const route = model.routes[trigger.route] as RouteModel;
  const families = world.triggerDraws[trigger.index] as DemandFamilies;
  const pool = poolOf(world, deployment, trigger);
  const { batch } = origin;
  const kind = NOTICE_KINDS.functionTriggered;
  const cause = note(notices, simulation.nowMicros, kind, pool, 0, trigger.index, batch, origin.cause);
  drawFromFamilies(world, route, families, 0, state.invocations, batch);
  state.invocations++;
  const workload = FIRST_TRIGGER - trigger.index;
  admitRequest(world, deployment, workload, trigger.route, state.invocations, { ...origin, cause });
  checkBudget(world);
}

/** What each event does, by its number, and how a run begins. */
import { finish, type Steps } from '../base/steps';
import { runEvents, scheduleAt, type EventHandler } from '../engine/simulation';
import { forgetDraws, type Sampler } from '../random/sampler';
import { nextArrival } from '../workload/arrivals';
import { handleAutoscalerLooked, handlePoolWoken, periodOf } from './autoscaling';
import { bucketAt, endTransient } from './accounts';
import { checkBudget } from './budget';
import { AUTOSCALER_LOOKED, REQUEST_ARRIVED, TRANSIENT_ENDED } from './event-kinds';
import { handleCpuDue, handleDiskDue, handleNetworkDue, handleWorkersDue } from './due';
import { handleHostGivenUp, handleRestartDue } from './orchestration';
import { handleFunctionBroke } from './breaks';
import { drawDemands } from './demands';
import {
  admitRequest,
  handleAnswerArrived,
  handleCallRetried,
  handleServiceAnswered,
  handleServiceFinished,
} from './flow';
import { beginTriggers, handleEventDelivered, handleEventRedelivered, handleTriggerFired } from './triggers';
import { handlePhaseFinished } from './readiness';
import { handlePreWarmDue } from './ahead';
import { handleRolloutDue } from './rollout';
import { handleAvailableDue, handleStartDue } from './sandboxes';
import { handleIdleDue, handleIdleTimer, rearmIdleTimer } from './keep-alive';
import { handleCallTimedOut, handleRequestTimedOut } from './timeouts';
import type { Model, PoolModel, RouteModel, WorkloadModel } from './model';
import { openHosts } from './host-choice';
import { handlePlacingDue, placeInitial } from './scaling';
import { handleFaultDue, scheduleFaults } from './faults';
import { handleWirePassed } from './computing';
import { handleMigrationDue } from './migration';
import { handleMemoryShort } from './out-of-memory';
import { seedImage } from './pulls';
import { isQueueModel, runQueue } from './queue-path';
import { newShortList } from './quick-loop';
import { isWarmModel, runWarm } from './warm-path';
import { newWarmScratch, settleCounts } from './warm-scratch';
import { handleUserAsked, wakeUsers } from './users';
import { newWorld, type World, type WorkloadState } from './world';

/** In the order of `EVENT_NAMES`. */
export const HANDLERS: readonly EventHandler<World>[] = [
  handleRequestArrived,
  handleServiceFinished,
  handlePhaseFinished,
  handleIdleTimer,
  handleAutoscalerLooked,
  handleCallTimedOut,
  endTransient,
  handleCpuDue,
  handleDiskDue,
  handleNetworkDue,
  handleWorkersDue,
  handleRestartDue,
  handleHostGivenUp,
  handlePlacingDue,
  handleUserAsked,
  handleFaultDue,
  handleWirePassed,
  handlePoolWoken,
  handleIdleDue,
  handlePreWarmDue,
  handleStartDue,
  handleAvailableDue,
  handleRolloutDue,
  handleMigrationDue,
  handleMemoryShort,
  handleCallRetried,
  handleAnswerArrived,
  handleRequestTimedOut,
  handleServiceAnswered,
  handleEventDelivered,
  handleTriggerFired,
  handleEventRedelivered,
  handleFunctionBroke,
];

/** Processes events up to and including `untilMicros`, at most `maxEvents`, the quick way where there is one. */
export function runWorld(world: World, untilMicros: number, maxEvents: number): number {
  // One event at a time is not worth the beginning and the end of a loop.
  const quick = maxEvents < 4 || isDisturbed(world) ? undefined : quickLoopOf(world);
  if (quick === undefined) return runEvents(world, HANDLERS, untilMicros, maxEvents);
  let done = 0;
  for (;;) {
    done += quick.run(untilMicros, maxEvents - done);
    const one = runEvents(world, HANDLERS, untilMicros, Math.min(1, maxEvents - done));
    done += one;
    if (one === 0 || world.partial !== null) break;
  }
  quick.settle();
  return done;
}

interface QuickLoop {
  readonly run: (untilMicros: number, maxEvents: number) => number;
  /** Counts what the loop put off. */
  readonly settle: () => void;
}

function quickLoopOf(world: World): QuickLoop | undefined {
  const { model } = world;
  if (isWarmModel(model)) {
    const scratch = newWarmScratch();
    return {
      run: (untilMicros, maxEvents) => runWarm(world, untilMicros, maxEvents, scratch),
      settle: () => settleCounts(world, (model.workloads[0] as WorkloadModel).route, scratch),
    };
  }
  if (!isQueueModel(model)) return undefined;
  const list = newShortList();
  return {
    run: (untilMicros, maxEvents) => runQueue(world, untilMicros, maxEvents, list),
    settle: () => undefined,
  };
}

/** Something that only a command or a fault brings about, and that the quick loops know nothing of. */
const isDisturbed = (world: World): boolean =>
  world.faults.active.length > 0 ||
  world.faults.streams.length > 0 ||
  world.hosts.some(({ cordoned }) => cordoned) ||
  world.pools.some((pool) => pool.removed || pool.paused > 0 || pool.prewarming > 0);

/** A world with everything placed and the first events scheduled. */
export const buildWorld = (model: Model): World => finish(buildInSteps(model));

/** The same in steps: whoever drives it may stop in between. */
export function* buildInSteps(model: Model): Steps<World> {
  const world = newWorld(model);
  yield;
  openHosts(world);
  yield;
  for (const [host, { images }] of model.hosts.entries()) {
    for (const image of images) seedImage(world, host, image);
    if (images.length > 0) yield;
  }
  const { simulation } = world;
  for (const { index, replicas, provisioned } of model.pools) {
    for (let placed = 0; placed < replicas + provisioned && world.partial === null; yield) {
      placed = placeInitial(world, index, placed);
      checkBudget(world);
    }
  }
  if (model.scenario.transient > 0) scheduleAt(simulation, model.scenario.transient, TRANSIENT_ENDED, 0, 0);
  for (const pool of model.pools) {
    if (pool.autoscaler !== null)
      scheduleAt(simulation, periodOf(pool.autoscaler), AUTOSCALER_LOOKED, pool.index, 0);
  }
  model.workloads.forEach((_workload, i) => scheduleArrival(world, i));
  scheduleFaults(world);
  beginTriggers(world);
  return world;
}

/** Schedules the workload's next arrival, unless it lies beyond the end of the run. */
export function scheduleArrival(world: World, index: number): void {
  const workload = world.model.workloads[index] as WorkloadModel;
  const state = world.workloads[index] as WorkloadState;
  if (state.users !== null) {
    wakeUsers(world, index, state.users);
    return;
  }
  const at = nextArrival(workload.arrivals, state.arrivals, world.simulation.nowMicros, workload.intensity);
  state.pending = at <= world.model.scenario.duration;
  if (state.pending)
    scheduleAt(world.simulation, Math.max(at, world.simulation.nowMicros), REQUEST_ARRIVED, index, 0);
}

/** Event: a request arrives, the same one in every deployment that runs its route. */
function handleRequestArrived(world: World, index: number): void {
  const { model } = world;
  const workload = model.workloads[index] as WorkloadModel;
  const state = world.workloads[index] as WorkloadState;
  const route = model.routes[workload.route] as RouteModel;
  state.number++;
  const bucket = bucketAt(world.simulation.nowMicros, model.scenario.duration);
  state.counts[bucket] = (state.counts[bucket] as number) + 1;
  drawDemands(world, route, state);
  for (const deployment of route.deployments)
    admitRequest(world, deployment, index, workload.route, state.number);
  scheduleArrival(world, index);
  checkBudget(world);
}

/** Puts a model of the same shape in the place of the present one: parameters change from now on. */
export function changeModel(world: World, model: Model): void {
  world.model.serviceTimes.forEach((before, component) => {
    if (JSON.stringify(before) === JSON.stringify(model.serviceTimes[component])) return;
    for (const source of [...world.workloads, world.byHand])
      forgetDraws(source.demands[component] as Sampler);
  });
  const before = world.model;
  world.model = model;
  world.pools.forEach((state, i) => {
    const [old, now] = [before.pools[i] as PoolModel, model.pools[i] as PoolModel];
    if (JSON.stringify(old.coldTime) !== JSON.stringify(now.coldTime)) forgetDraws(state.coldTimes);
    if (old.keepAliveMicros !== now.keepAliveMicros) rearmIdleTimer(world, i);
  });
}

/** Autoscalers look at their pools: what they see is gathered here, what they decide is a policy's matter. */
import { unreachable } from '../base/errors';
import { scheduleIn } from '../engine/simulation';
import { decideHpa, type Direction, type SpeedLimit } from '../policies/hpa';
import { decideKnative, windowAverage } from '../policies/knative';
import { newScaleMemory, rememberPair, type ScaleInput } from '../policies/policy';
import { decideTargetTracking, decideVmScaleGroup } from '../policies/vm-scale-group';
import type { AutoscalerFields } from '../scenario/schema';
import { areaAt } from '../statistics/tally';
import { AUTOSCALER_LOOKED } from './event-kinds';
import type { PoolModel } from './model';
import { note, NOTICE_KINDS } from './notices';
import { poolModel, poolState } from './pools';
import { presentOf, setDesired } from './scaling';
import type { PoolState, World } from './world';

/** How often a scale group that steps looks at its VMs. */
const GROUP_PERIOD = 1_000_000;

export function periodOf(settings: AutoscalerFields): number {
  return settings.policy === 'vm-scale-group' && settings.rule === 'step' ? GROUP_PERIOD : settings.period;
}

/** Event: an autoscaler looks at its pool and decides. */
export function handleAutoscalerLooked(world: World, pool: number, mark: number): void {
  const model = poolModel(world, pool);
  if (model.autoscaler === null || poolState(world, pool).lookMark !== mark) return;
  scheduleIn(world.simulation, periodOf(model.autoscaler), AUTOSCALER_LOOKED, pool, mark);
  look(world, model, model.autoscaler);
}

/** An autoscaler has come to a pool, or another, or it is gone: what it saw is forgotten, and its looks begin anew. */
export function beginLooks(world: World, pool: number): void {
  const state = poolState(world, pool);
  const { autoscaler } = poolModel(world, pool);
  const now = world.simulation.nowMicros;
  state.lookMark++;
  state.scale = newScaleMemory();
  state.lookedBusy = areaAt(state.busyWorkers, now);
  state.lookedWorkers = areaAt(state.workers, now);
  state.measured = -1;
  if (autoscaler !== null)
    scheduleIn(world.simulation, periodOf(autoscaler), AUTOSCALER_LOOKED, pool, state.lookMark);
}

/** Event: a request came to a pool that was scaled to zero: the activator keeps it and asks for a replica at once. */
export function handlePoolWoken(world: World, pool: number): void {
  const state = poolState(world, pool);
  if (state.desired > 0 || state.queued.value === 0) return;
  const { notices, simulation } = world;
  state.scale.calmSinceMicros = -1;
  setDesired(world, pool, 1, note(notices, simulation.nowMicros, NOTICE_KINDS.poolWoken, pool, 0, 0, 0, -1));
}

function look(world: World, model: PoolModel, settings: AutoscalerFields): void {
  const state = poolState(world, model.index);
  if (state.removed) return;
  const now = world.simulation.nowMicros;
  const { desired, cause } =
    settings.policy === 'knative'
      ? followConcurrency(world, model, settings)
      : followUtilization(world, model, settings);
  const isSettled = desired === presentOf(state) || state.retryMicros > 0 || state.rollingSince >= 0;
  if (desired === state.desired && isSettled) return;
  const { kind, value, target } = cause;
  setDesired(world, model.index, desired, note(world.notices, now, kind, model.index, 0, value, target, -1));
}

interface Decided {
  readonly desired: number;
  readonly cause: {
    readonly kind: typeof NOTICE_KINDS.busyShare;
    readonly value: number;
    readonly target: number;
  };
}

function followUtilization(
  world: World,
  model: PoolModel,
  settings: Exclude<AutoscalerFields, { policy: 'knative' }>,
): Decided {
  const state = poolState(world, model.index);
  const nowMicros = world.simulation.nowMicros;
  const utilization = takeUtilization(state, nowMicros);
  const unready = state.starting + state.awaiting;
  const input: ScaleInput = {
    nowMicros,
    current: settings.policy === 'hpa' ? state.desired : state.ready + unready,
    ready: state.ready,
    unready,
    missing: 0,
    utilization,
  };
  const min = settings.min ?? model.replicas;
  const cause = { kind: NOTICE_KINDS.busyShare, value: utilization, target: settings.target };
  const { scale } = state;
  switch (settings.policy) {
    case 'hpa':
      return {
        desired: decideHpa({ ...settings, min, ...directionsOf(settings) }, input, scale).desired,
        cause,
      };
    case 'vm-scale-group': {
      const decide = settings.rule === 'step' ? decideVmScaleGroup : decideTargetTracking;
      return { desired: decide({ ...settings, min }, input, scale).desired, cause };
    }
    default:
      return unreachable(settings);
  }
}

/** Average share of the workers that were taken since the last look. */
function takeUtilization(state: PoolState, now: number): number {
  const [busy, workers] = [areaAt(state.busyWorkers, now), areaAt(state.workers, now)];
  const span = workers - state.lookedWorkers;
  const utilization = span > 0 ? (busy - state.lookedBusy) / span : state.queued.value > 0 ? 1 : 0;
  state.lookedBusy = busy;
  state.lookedWorkers = workers;
  state.measured = utilization;
  return utilization;
}

const PERIOD = 15_000_000;
/** Kubernetes' defaults (facts k8s.hpa.up, k8s.hpa.down). */
const FASTEST_UP: readonly SpeedLimit[] = [
  { kind: 'percent', value: 100, period: PERIOD },
  { kind: 'pods', value: 4, period: PERIOD },
];
const FASTEST_DOWN: readonly SpeedLimit[] = [{ kind: 'percent', value: 100, period: PERIOD }];

function directionsOf(settings: Extract<AutoscalerFields, { policy: 'hpa' }>): {
  readonly up: Direction;
  readonly down: Direction;
} {
  const { scaleUp, scaleDown } = settings.behaviour ?? {};
  return {
    up: {
      window: scaleUp?.window ?? 0,
      select: scaleUp?.select ?? 'max',
      policies: scaleUp?.policies ?? FASTEST_UP,
    },
    down: {
      window: scaleDown?.window ?? settings.downWindow,
      select: scaleDown?.select ?? 'max',
      policies: scaleDown?.policies ?? FASTEST_DOWN,
    },
  };
}

/** Requests at once, in service or waiting, as the queue proxies and the activator report them. */
function followConcurrency(
  world: World,
  model: PoolModel,
  settings: Extract<AutoscalerFields, { policy: 'knative' }>,
): Decided {
  const state = poolState(world, model.index);
  const nowMicros = world.simulation.nowMicros;
  const { samples } = state.scale;
  const area = areaAt(state.busyWorkers, nowMicros) + areaAt(state.queued, nowMicros);
  // An integral that has begun anew (the transient is over) has no past.
  if (area < (samples.at(-1) ?? 0)) samples.length = 0;
  rememberPair(samples, nowMicros, area, settings.stableWindow);
  const perReplica = (settings.concurrency ?? model.workers) * settings.targetUtilization;
  const stable = windowAverage(samples, nowMicros, settings.stableWindow);
  const panic = windowAverage(samples, nowMicros, settings.panicWindow);
  const { desired } = decideKnative(
    { ...settings, perReplica, min: settings.min ?? 0 },
    { nowMicros, current: state.desired, ready: state.ready, stable, panic },
    state.scale,
  );
  return { desired, cause: { kind: NOTICE_KINDS.requestsAtOnce, value: stable, target: perReplica } };
}

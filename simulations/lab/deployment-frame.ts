/** A deployment's figures as a view sees them: totals, the last 30 s, density, cost. */
import { meanOfHistogram, quantile } from '../statistics/histogram';
import { recentFigures } from '../statistics/recent';
import { averageAt } from '../statistics/tally';
import { RECENT_SECONDS } from '../world/accounts';
import { costBasis, currencyOf, deploymentCosts, totalOf } from '../world/prices';
import type { PoolModel } from '../world/model';
import { memberRows } from '../world/members';
import { poolModel } from '../world/pools';
import { presentOf } from '../world/scaling';
import type { DeploymentState, PoolState, World } from '../world/world';
import type { ComponentFrame, DatedProfile, DeploymentFrame } from './frame';

export type DeploymentView = DeploymentFrame;

export function deploymentFrame(world: World, index: number): DeploymentFrame {
  const model = world.model.deployments[index] as World['model']['deployments'][number];
  const state = world.deployments[index] as DeploymentState;
  const entry = poolModel(world, entryPool(world, index));
  const cost = deploymentCosts(world, index);
  const completed = state.outcomes.completed;
  return {
    id: model.id,
    technology: model.technology.id as DeploymentFrame['technology'],
    hosts: model.hosts.map((h) => world.model.hosts[h]?.id ?? ''),
    entry: entry.component,
    waiting: waitingAt(world, entry),
    inFlight: state.inFlight.value,
    totals: { ...state.outcomes },
    recent: recentOf(state, world.simulation.nowMicros),
    density: densityOf(world, entry),
    costPerMillion: {
      amount: completed === 0 ? 0 : (totalOf(cost) / completed) * 1e6,
      currency: currencyOf(world.model),
      basis: costBasis(world.model, entry),
    },
    profiles: {
      limits: model.limits === null ? null : dated(model.limits),
      prices: dated(model.prices),
    },
    components: model.pools.map((pool) => componentFrame(world, pool)),
    starts: state.starts.map((start) => ({
      sandbox: `${poolModel(world, start.pool).sandboxName}-${start.serial}`,
      fromMicros: start.fromMicros,
      toMicros: start.toMicros,
    })),
  };
}

const dated = ({ id, label, date }: DatedProfile): DatedProfile => ({ id, label, date });

/** The pool at which the first route that this deployment runs begins. */
function entryPool(world: World, index: number): number {
  const model = world.model.deployments[index] as World['model']['deployments'][number];
  for (const route of world.model.routes) {
    const first = route.nodes.find((node) => node.kind === 'call');
    const pool = model.poolOfComponent[first?.component ?? -1] ?? -1;
    if (pool >= 0) return pool;
  }
  return model.pools[0] ?? 0;
}

/** At the entry: the queue, and for functions the requests whose instance still starts. */
function waitingAt(world: World, pool: PoolModel): number {
  const state = world.pools[pool.index] as PoolState;
  const starting = pool.technology.perRequest
    ? memberRows(state.members).filter((row) => (world.sandboxes.firstCall[row] as number) >= 0).length
    : 0;
  return state.queued.value + starting;
}

function recentOf(state: DeploymentState, nowMicros: number): DeploymentFrame['recent'] {
  const { completed, cold, latency } = recentFigures(state.recent, nowMicros, RECENT_SECONDS);
  const at = (fraction: number): number => (latency.count === 0 ? 0 : quantile(latency, fraction) / 1000);
  const span = Math.max(1, Math.min(RECENT_SECONDS, nowMicros / 1e6));
  return {
    count: completed,
    meanMs: latency.count === 0 ? 0 : meanOfHistogram(latency) / 1000,
    p50: at(0.5),
    p90: at(0.9),
    p95: at(0.95),
    p99: at(0.99),
    max: latency.count === 0 ? 0 : latency.max / 1000,
    coldFraction: completed === 0 ? 0 : cold / completed,
    perSecond: completed / span,
  };
}

/** Sandboxes of this kind that one empty host holds: its memory less the shared layers, by what each takes. */
function densityOf(world: World, pool: PoolModel): DeploymentFrame['density'] {
  const host = world.model.hosts[pool.hosts[0] ?? -1];
  if (host === undefined) return { perHost: 0, reason: 'the platform’s hosts are not part of the scenario' };
  return {
    perHost: Math.max(
      0,
      Math.floor(((host.memoryBytes - host.plateBytes) * host.memoryRatio) / pool.takenBytes),
    ),
    reason: `memory: ${Math.round(pool.takenBytes / 1048576)} MiB each`,
  };
}

function componentFrame(world: World, index: number): ComponentFrame {
  const pool = poolModel(world, index);
  const state = world.pools[index] as PoolState;
  const now = world.simulation.nowMicros;
  const workers = averageAt(state.workers, now);
  return {
    id: pool.component,
    ...(pool.functionId !== null && { functionId: pool.functionId }),
    ...(state.removed && { removed: true as const }),
    replicas: state.ready,
    desired: pool.technology.perRequest ? state.ready + state.starting : state.desired,
    starting: state.starting,
    available: state.available,
    updated: state.updated,
    updating: state.rollingSince >= 0,
    ...(state.rollingPaused && { rolloutPaused: true as const }),
    ...(state.rollingHeld !== null && { heldImage: state.rollingHeld }),
    workers: state.workers.value,
    busy: state.busyWorkers.value,
    waitingOnCall: state.waitingWorkers.value,
    queued: state.queued.value,
    ...pendingOf(pool, state),
    calls: state.arrived,
    coldStarts: state.coldStarts,
    utilization: workers === 0 ? 0 : averageAt(state.busyWorkers, now) / workers,
    ...hpaOf(pool, state),
    ...imagesOf(state),
  };
}

function pendingOf({ sandboxName: name }: PoolModel, state: PoolState): Pick<ComponentFrame, 'pending'> {
  const count = state.desired - presentOf(state);
  if (state.retryMicros === 0 || count <= 0) return {};
  return { pending: { count, name, firstSerial: state.serial + 1, sinceMicros: state.pendingSince } };
}

/** Where the scenario names no minimum, it is the number of replicas at the start. */
function hpaOf({ autoscaler, replicas }: PoolModel, { measured }: PoolState): Pick<ComponentFrame, 'hpa'> {
  if (autoscaler?.policy !== 'hpa') return {};
  const { target, min, max } = autoscaler;
  return { hpa: { target, measured: measured < 0 ? null : measured, min: min ?? replicas, max } };
}

function imagesOf({ images }: PoolState): Pick<ComponentFrame, 'image' | 'earlierImages'> {
  const named = images.filter((image) => image !== null);
  const image = images.at(-1);
  return {
    ...(image !== null && image !== undefined && { image }),
    ...(images.length > 1 && { earlierImages: named.slice(0, -1) }),
  };
}

/** The document of one run, from its world. */
import { finish, type Steps } from '../base/steps';
import { digestText } from '../base/digest';
import { mergeHistogram, newHistogram, type Histogram } from '../statistics/histogram';
import { areaAt, averageAt } from '../statistics/tally';
import { diskByOwner } from '../world/images';
import { currencyOf, deploymentCosts, totalOf } from '../world/prices';
import { poolModel } from '../world/pools';
import { newOutcomes, type DeploymentState, type Outcomes, type PoolState, type World } from '../world/world';
import { tenantsInSteps, type HostTenants } from '../world/tenants';
import { checksOf } from './checks';
import { latencyResult } from './latency';
import { hostMemories, HOSTS_AT_ONCE, type HostMemory } from './memory';
import { provenanceOf } from './provenance';
import { servicesOf, triggersOf } from './traffic-result';
import type {
  ComponentResult,
  CostResult,
  FunctionResult,
  HostResult,
  RequestsResult,
  RunResult,
} from './result';

/** Raised with every change that alters a digest. */
export const ENGINE_VERSION = '0.1.0';

export const resultOf = (world: World): RunResult => finish(resultInSteps(world));

export function* resultInSteps(world: World): Steps<RunResult> {
  const { model, simulation } = world;
  const tenants = yield* tenantsInSteps(world);
  const memory = yield* hostMemories(world, tenants);
  const checks = yield* checksOf(world, memory);
  const hosts = yield* hostsOf(world, tenants, memory);
  const perRequest = (pool: number): boolean => poolModel(world, pool).technology.perRequest;
  const indices = world.pools.map((_, i) => i);
  return {
    scenario: { title: model.scenario.title, digest: model.scenario.digest },
    engine: ENGINE_VERSION,
    seed: model.seed,
    replications: 1,
    simulated: { ms: simulation.nowMicros / 1000 },
    wall: { ms: 0 },
    events: simulation.events,
    digest: digestText(simulation.digest),
    checks,
    partial: world.partial === null ? null : { reason: world.partial },
    deployments: model.deployments.map((deployment, i) => {
      const state = world.deployments[i] as World['deployments'][number];
      return {
        id: deployment.id,
        technology: deployment.technology.id,
        requests: requestsOf(state.outcomes, state.inFlight.value, latencyOf(state)),
        cost: costResult(world, [i]),
      };
    }),
    routes: routesOf(world),
    requests: totalRequests(world),
    functions: indices.filter(perRequest).map((pool) => functionOf(world, pool)),
    components: indices.filter((pool) => !perRequest(pool)).map((pool) => componentOf(world, pool)),
    services: servicesOf(world),
    triggers: triggersOf(world),
    hosts,
    cost: costResult(
      world,
      model.deployments.map((_, i) => i),
    ),
    provenance: provenanceOf(model),
    ...migrationsOf(world),
  };
}

/** All that a deployment completed, over its routes. */
function latencyOf(deployment: DeploymentState): Histogram {
  const latency = newHistogram();
  for (const route of deployment.routes) mergeHistogram(latency, route.latency);
  return latency;
}

function requestsOf(o: Outcomes, inFlight: number, latency: Histogram): RequestsResult {
  const { arrived, completed, rejected, timedOut, failed } = o;
  return { arrived, completed, rejected, timedOut, failed, inFlight, latencyMs: latencyResult(latency) };
}

function routesOf(world: World): RunResult['routes'] {
  return world.deployments.flatMap((deployment, d) =>
    deployment.routes.flatMap((route, r) => {
      const own = world.model.routes[r];
      const used =
        world.model.workloads.some((workload) => workload.route === r) || route.outcomes.arrived > 0;
      if (own === undefined || !used) return [];
      return [
        {
          id: own.id,
          deployment: world.model.deployments[d]?.id ?? '',
          requests: requestsOf(route.outcomes, route.inFlight, route.latency),
        },
      ];
    }),
  );
}

function totalRequests(world: World): RequestsResult {
  const sum = newOutcomes();
  const latency = newHistogram();
  let inFlight = 0;
  for (const deployment of world.deployments) {
    const o = deployment.outcomes;
    sum.arrived += o.arrived;
    sum.completed += o.completed;
    sum.rejected += o.rejected;
    sum.timedOut += o.timedOut;
    sum.failed += o.failed;
    inFlight += deployment.inFlight.value;
    mergeHistogram(latency, latencyOf(deployment));
  }
  return requestsOf(sum, inFlight, latency);
}

function costResult(world: World, deployments: readonly number[]): CostResult {
  const byItem = deployments.flatMap((deployment) => deploymentCosts(world, deployment));
  return { currency: currencyOf(world.model), total: totalOf(byItem), byItem };
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

function functionOf(world: World, index: number): FunctionResult {
  const pool = poolModel(world, index);
  const state = world.pools[index] as PoolState;
  const now = world.simulation.nowMicros;
  const served = state.coldStarts + state.warmStarts;
  const instances = averageAt(state.instances, now);
  // An instance that starts is there for its first request: it counts as running.
  const starting = areaOfStarting(world, index);
  const running = averageAt(state.runningInstances, now) + starting;
  return {
    id: pool.functionId ?? pool.component,
    deployment: world.model.deployments[pool.deployment]?.id ?? '',
    requests: state.arrived,
    coldStarts: state.coldStarts,
    provisioned: pool.provisioned,
    coldStartProbability: ratio(state.coldStarts, served),
    rejectionProbability: ratio(state.rejected, state.arrived),
    broke: state.broke,
    retried: state.retried,
    timedOut: state.timedOut,
    meanInstances: instances,
    meanRunning: running,
    meanIdle: instances - running,
    meanLifespanMs: ratio(state.lifespanSum / 1000, state.lifespanCount),
    startMs: latencyResult(state.starts),
  };
}

function areaOfStarting(world: World, index: number): number {
  return averageAt((world.pools[index] as PoolState).startingInstances, world.simulation.nowMicros);
}

function componentOf(world: World, index: number): ComponentResult {
  const pool = poolModel(world, index);
  const state = world.pools[index] as PoolState;
  const now = world.simulation.nowMicros;
  const capacity = areaAt(state.workers, now);
  return {
    id: pool.component,
    deployment: world.model.deployments[pool.deployment]?.id ?? '',
    technology: pool.technology.id,
    desired: state.desired,
    replicas: state.ready,
    available: state.available,
    utilization: capacity === 0 ? 0 : areaAt(state.busyWorkers, now) / capacity,
    queueMean: averageAt(state.queued, now),
    queueMax: state.queued.max,
    queueNow: state.queued.value,
    retried: state.retried,
    timedOut: state.timedOut,
    latencyMs: latencyResult(state.latency),
  };
}

/** CPU: cores at work. Disk: layers once, what was written, virtual disks. */
function* hostsOf(
  world: World,
  tenants: HostTenants,
  memory: readonly HostMemory[],
): Steps<readonly HostResult[]> {
  const atWork = coresAtWork(world);
  const hosts: HostResult[] = [];
  for (const [i, { id, memoryBytes, cores }] of world.model.hosts.entries()) {
    const disk = diskByOwner(world, i, tenants[i] ?? []);
    const { byOwner, byPart, quantities } = memory[i] as HostMemory;
    hosts.push({
      id,
      memory: { capacityBytes: memoryBytes, byOwner, byPart, ...quantities },
      cpuUtilization: (atWork[i] as number) / cores,
      diskBytes: disk.reduce((sum, { bytes }) => sum + bytes, 0),
      disk: { byOwner: disk },
    });
    if (i % HOSTS_AT_ONCE === HOSTS_AT_ONCE - 1) yield;
  }
  return hosts;
}

/** By host: the average of cores at work. Workers that a sandbox shares among its calls are taken as cores of their own. */
function coresAtWork(world: World): Float64Array {
  const now = world.simulation.nowMicros;
  const cores = new Float64Array(world.hosts.length);
  world.pools.forEach((state, i) => {
    const pool = poolModel(world, i);
    if (!pool.sharesWorkers) return;
    const busy = averageAt(state.busyWorkers, now) - averageAt(state.waitingWorkers, now);
    for (const host of pool.hosts)
      cores[host] = (cores[host] as number) + (busy * pool.cpuFraction) / pool.hosts.length;
  });
  world.hosts.forEach(({ coresUsed }, host) => {
    cores[host] = (cores[host] as number) + averageAt(coresUsed, now);
  });
  return cores;
}

/** Only a run that moved something says so. */
function migrationsOf(world: World): Pick<RunResult, 'migrations'> {
  const { done } = world.migrations;
  if (done.length === 0) return {};
  return {
    migrations: done.map(({ sandbox, from, to, outcome, rounds, bytes, totalMicros, downMicros }) => ({
      sandbox,
      from,
      to,
      outcome,
      totalMs: totalMicros / 1000,
      downMs: downMicros / 1000,
      rounds,
      bytes,
    })),
  };
}

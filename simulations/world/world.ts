/** The state of a run: tables of plain numbers. What does not change is in the frozen model. */
import type { FairShare } from '../engine/fair-share';
import { newSimulation, type SimulationState } from '../engine/simulation';
import { newIdleTimes, type IdleTimes } from '../policies/hybrid-histogram';
import { newScaleMemory, type ScaleMemory } from '../policies/policy';
import { openStream, type RandomStream } from '../random/streams';
import { newBitset, type Bitset } from '../base/bitset';
import { newBestFit, type BestFit } from '../base/best-fit';
import { newTournament, type Tournament } from '../base/tournament';
import { newSampler, type Sampler } from '../random/sampler';
import { newHistogram, type Histogram } from '../statistics/histogram';
import { newTimeWeighted, type TimeWeighted } from '../statistics/tally';
import { newArrivalState, type ArrivalState } from '../workload/arrivals';
import type { Nest } from './cores';
import type { DeploymentModel, Model, PoolModel } from './model';
import { newMembers, type Members } from './members';
import { newHost, type HostState } from './host-state';
import { newFaults, type Faults } from './fault-state';
import { newMigrations, type Migrations } from './migration-state';
import { newSnapshots, type Snapshots } from './snapshot-state';
import { newNotices, type Notices } from './notices';
import { callIds } from './demands';
import { newTraffic, type Traffic } from './service-table';
import { newUsers, type Users } from './user-table';
import { bytesOfRow } from './rows';
import { newRecent, type Recent } from '../statistics/recent';
import { newCalls, newRequests, newSandboxes, type Calls, type Requests, type Sandboxes } from './tables';

export * from './host-state';
export * from './tables';

/** Buckets of the time series over a whole run. */
export const SERIES_BUCKETS = 240;

export interface PoolState {
  serial: number;
  ready: number;
  starting: number;
  /** How many of the ready ones are frozen. */
  paused: number;
  /** Taken out of its deployment: requests to it fail, nothing is started. */
  removed: boolean;
  /** Dead sandboxes that their orchestrator restarts or replaces: they count as present. */
  awaiting: number;
  desired: number;
  /** Of those that are ready: for at least the time that the pool asks. */
  available: number;
  /** Of its sandboxes that start, are ready, or are awaited, and that are available: those of the newest version. */
  version: number;
  updated: number;
  updatedAvailable: number;
  /** Image by version, the scenario's own first. */
  readonly images: (string | null)[];
  /** A rolling update is under way: since when, from when it may go on, whether a look is scheduled, and its notice. */
  rollingSince: number;
  rollingFrom: number;
  rollingLook: boolean;
  rollingCause: number;
  /** Nobody is replaced until the rollout is resumed; the image that was asked for meanwhile. */
  rollingPaused: boolean;
  rollingHeld: string | null;
  /** How long the orchestrator waits before it tries again to place what found no room; 0 = nothing is pending. */
  retryMicros: number;
  /** Since when something is pending. */
  pendingSince: number;
  queueFirst: number;
  queueLast: number;
  /** Its sandboxes, stopped ones included. */
  readonly members: Members;
  /** Idle instances, the longest idle first: with a fixed keep-alive they expire in this order, so one timer is enough. */
  idleFirst: number;
  idleLast: number;
  /** A keep-alive timer is pending; an older mark voids it. */
  idleTimer: boolean;
  idleMark: number;
  /** Where keep-alive is learnt: the idle times, since when the function is idle (-1 = it is not), until when it is kept. */
  readonly idleTimes: IdleTimes | null;
  idleFrom: number;
  keepUntil: number;
  preWarmMark: number;
  /** Provisioned instances by number, and those of them that could take a request. */
  provisionedRows: Int32Array;
  provisionedFree: Bitset;
  scale: ScaleMemory;
  /** An older mark voids the next look of its autoscaler. */
  lookMark: number;
  /** Instances that start without a request: they were made ahead of it. */
  prewarming: number;
  /** New instances that the platform would still build at once, and when that was reckoned. */
  startTokens: number;
  startTokensAt: number;
  readonly instances: TimeWeighted;
  readonly startingInstances: TimeWeighted;
  readonly runningInstances: TimeWeighted;
  readonly busyWorkers: TimeWeighted;
  readonly waitingWorkers: TimeWeighted;
  readonly workers: TimeWeighted;
  readonly queued: TimeWeighted;
  /** Areas at the last look of the autoscaler. */
  lookedBusy: number;
  lookedWorkers: number;
  /** The share of busy workers that it saw then; -1 = it has not looked yet. */
  measured: number;
  arrived: number;
  coldStarts: number;
  warmStarts: number;
  rejected: number;
  /** Calls that were tried again, and that took longer than they may. */
  retried: number;
  timedOut: number;
  /** Calls that ended in mid-run for want of memory or storage. */
  broke: number;
  lifespanSum: number;
  lifespanCount: number;
  /** GB-seconds billed, for functions. */
  billedByteMicros: number;
  readonly latency: Histogram;
  readonly starts: Histogram;
  readonly coldTimes: Sampler;
  readonly startStream: RandomStream;
  readonly choiceStream: RandomStream;
  readonly retryStream: RandomStream;
  readonly hazardStream: RandomStream;
}

export interface Outcomes {
  arrived: number;
  completed: number;
  rejected: number;
  timedOut: number;
  failed: number;
  coldStarts: number;
}

export interface StartRecord {
  readonly pool: number;
  readonly serial: number;
  readonly fromMicros: number;
  readonly toMicros: number;
}

/** The hosts of a deployment by place, kept for the rules by which its sandboxes choose one. */
export interface Rooms {
  /** Free memory, negated: the most room is found at once, and so is the first with enough. */
  readonly byFree: Tournament;
  /** Sandboxes on the host, where a rule asks for the fewest. */
  readonly byCount: Tournament | null;
  /** Free memory, where a rule asks for the least that is enough. */
  readonly byFit: BestFit | null;
}

export interface DeploymentState {
  readonly rooms: Rooms;
  /** When the orchestrator's scheduler can place the next sandbox. */
  schedulerFreeAt: number;
  readonly outcomes: Outcomes;
  readonly inFlight: TimeWeighted;
  /** Time in the system, summed over all requests that left, however they ended. */
  sojournMicros: number;
  readonly recent: Recent;
  /** Latencies of what was completed in each bucket of the run; closed ones are frozen. */
  series: Histogram[];
  starts: StartRecord[];
  readonly routes: { readonly outcomes: Outcomes; readonly latency: Histogram; inFlight: number }[];
}

export interface WorkloadState {
  readonly arrivals: ArrivalState;
  /** An arrival is scheduled. */
  pending: boolean;
  number: number;
  /** Requests that arrived in each bucket of the run. */
  readonly counts: Float64Array;
  /** One a component: the demands of a request are the same in every deployment. */
  readonly demands: Sampler[];
  readonly routeStream: RandomStream;
  /** Whether its calls write something. */
  readonly writeStream: RandomStream;
  /** The users of a closed loop; null for every other arrival process. */
  readonly users: Users | null;
}

/** How a request that a person made by hand came to its end; `failure` 0 = it was answered. */
export interface EndedByHand {
  readonly number: number;
  readonly atMicros: number;
  readonly latencyMicros: number;
  readonly failure: number;
  readonly cold: boolean;
}

export interface World extends Traffic {
  readonly simulation: SimulationState;
  model: Model;
  readonly requests: Requests;
  readonly calls: Calls;
  readonly sandboxes: Sandboxes;
  readonly pools: PoolState[];
  readonly hosts: HostState[];
  readonly deployments: DeploymentState[];
  readonly workloads: WorkloadState[];
  /** Requests that a person made by hand draw from streams of their own: they leave the workloads' draws alone. */
  readonly byHand: {
    number: number;
    readonly demands: Sampler[];
    readonly routeStream: RandomStream;
    readonly writeStream: RandomStream;
    /** The last that ended, oldest first: whoever waits for one finds it here. */
    ended: readonly EndedByHand[];
  };
  /** The workers of a sandbox as a fair share, by row, where they are shared. */
  readonly workerShares: (FairShare | undefined)[];
  /** Sandboxes on shared cores, by row. */
  readonly nests: (Nest | undefined)[];
  readonly faults: Faults;
  readonly migrations: Migrations;
  readonly snapshots: Snapshots;
  readonly notices: Notices;
  /** Demands of the request that arrives: filled and read within one event. */
  readonly scratch: Float64Array;
  /** Bytes of a row of each table, for the budget. */
  readonly rowBytes: { readonly request: number; readonly call: number; readonly sandbox: number };
  /** Over the scenario's budget: the reason; the run stops. */
  partial: string | null;
}

/** What is desired and what there is of a pool, and how far an update has come. */
const newReplicas = (pool: PoolModel) => ({
  desired: pool.replicas,
  available: 0,
  version: 0,
  updated: 0,
  updatedAvailable: 0,
  images: [pool.imageName],
  rollingSince: -1,
  rollingFrom: 0,
  rollingLook: false,
  rollingCause: -1,
  rollingPaused: false,
  rollingHeld: null,
  retryMicros: 0,
  pendingSince: 0,
});

export function newPool(model: Model, pool: PoolModel): PoolState {
  const zero = (): TimeWeighted => newTimeWeighted(0);
  // The name leaves the deployment out: the same component draws the same start-ups and choices wherever it can.
  const stream = (purpose: string): RandomStream =>
    openStream(model.seed, `${pool.technology.id}/${pool.component}/${purpose}`);
  return {
    serial: 0,
    ready: 0,
    starting: 0,
    paused: 0,
    removed: false,
    awaiting: 0,
    ...newReplicas(pool),
    queueFirst: -1,
    queueLast: -1,
    members: newMembers(pool.choice),
    idleFirst: -1,
    idleLast: -1,
    idleTimer: false,
    idleMark: 0,
    idleTimes: pool.keepAlive.policy === 'hybrid-histogram' ? newIdleTimes(pool.keepAlive) : null,
    idleFrom: -1,
    keepUntil: 0,
    preWarmMark: 0,
    provisionedRows: new Int32Array(pool.provisioned).fill(-1),
    provisionedFree: newBitset(Math.max(1, pool.provisioned)),
    scale: newScaleMemory(),
    prewarming: 0,
    startTokens: pool.scaling?.burst ?? 0,
    startTokensAt: 0,
    instances: zero(),
    startingInstances: zero(),
    runningInstances: zero(),
    busyWorkers: zero(),
    waitingWorkers: zero(),
    workers: zero(),
    queued: zero(),
    lookMark: 0,
    lookedBusy: 0,
    lookedWorkers: 0,
    measured: -1,
    arrived: 0,
    coldStarts: 0,
    warmStarts: 0,
    rejected: 0,
    retried: 0,
    timedOut: 0,
    broke: 0,
    lifespanSum: 0,
    lifespanCount: 0,
    billedByteMicros: 0,
    latency: newHistogram(),
    starts: newHistogram(),
    coldTimes: newSampler(stream('cold-time')),
    startStream: stream('start-up'),
    choiceStream: stream('choice'),
    retryStream: stream('retry'),
    hazardStream: stream('hazard'),
  };
}

export const newOutcomes = (): Outcomes => ({
  arrived: 0,
  completed: 0,
  rejected: 0,
  timedOut: 0,
  failed: 0,
  coldStarts: 0,
});

function newRooms(model: Model, deployment: DeploymentModel): Rooms {
  const places = Math.max(1, deployment.hosts.length);
  const uses = (rule: PoolModel['placement']): boolean => deployment.placements.includes(rule);
  const largest = deployment.hosts.reduce((most, h) => Math.max(most, model.hosts[h]?.memoryBytes ?? 0), 0);
  return {
    byFree: newTournament(places),
    byCount: uses('spread-by-count') ? newTournament(places) : null,
    byFit: uses('bin-pack') ? newBestFit(places, largest) : null,
  };
}

/** The empty world of a model, before anything is placed or scheduled. */
export function newWorld(model: Model): World {
  const sampler = (name: string): Sampler => newSampler(openStream(model.seed, name));
  const [requests, calls, sandboxes] = [newRequests(model.maxDemands), newCalls(), newSandboxes()];
  return {
    simulation: newSimulation(),
    model,
    requests,
    calls,
    sandboxes,
    rowBytes: { request: bytesOfRow(requests), call: bytesOfRow(calls), sandbox: bytesOfRow(sandboxes) },
    pools: model.pools.map((pool) => newPool(model, pool)),
    hosts: model.hosts.map((host) => newHost(host, model.seed, model.layers.length)),
    workerShares: [],
    nests: [],
    deployments: model.deployments.map((deployment) => ({
      rooms: newRooms(model, deployment),
      schedulerFreeAt: 0,
      outcomes: newOutcomes(),
      inFlight: newTimeWeighted(0),
      sojournMicros: 0,
      recent: newRecent(),
      series: [],
      starts: [],
      routes: model.routes.map(() => ({ outcomes: newOutcomes(), latency: newHistogram(), inFlight: 0 })),
    })),
    workloads: model.workloads.map((workload) => ({
      arrivals: newArrivalState(
        openStream(model.seed, `${workload.id}/arrivals`),
        openStream(model.seed, `${workload.id}/bursts`),
      ),
      users: newUsers(model, workload),
      pending: false,
      number: 0,
      counts: new Float64Array(SERIES_BUCKETS),
      demands: callIds(model).map((id) => sampler(`${workload.id}/${id}/service`)),
      routeStream: openStream(model.seed, `${workload.id}/route`),
      writeStream: openStream(model.seed, `${workload.id}/writes`),
    })),
    byHand: {
      number: 0,
      demands: callIds(model).map((id) => sampler(`by-hand/${id}/service`)),
      routeStream: openStream(model.seed, 'by-hand/route'),
      writeStream: openStream(model.seed, 'by-hand/writes'),
      ended: [],
    },
    ...newTraffic(model),
    faults: newFaults(model),
    migrations: newMigrations(),
    snapshots: newSnapshots(),
    notices: newNotices(),
    scratch: new Float64Array(model.maxDemands),
    partial: null,
  };
}

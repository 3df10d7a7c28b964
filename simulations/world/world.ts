/** The state of a run: tables of plain numbers. What does not change is in the frozen model. */
import { newSimulation, type SimulationState } from '../engine/simulation';
import { newScaleMemory, type ScaleMemory } from '../policies/policy';
import { openStream, type RandomStream } from '../random/streams';
import { newHistogram, type Histogram } from '../statistics/histogram';
import { newTimeWeighted, type TimeWeighted } from '../statistics/tally';
import { newArrivalState, type ArrivalState } from '../workload/arrivals';
import type { Model, PoolModel } from './model';
import { newNotices, type Notices } from './notices';
import { newRows, type Rows } from './rows';

export const MAX_PHASES = 8;
/** Buckets of the time series over a whole run. */
export const SERIES_BUCKETS = 240;

/** A request on its way through one deployment. */
export interface Requests extends Rows {
  deployment: Int32Array;
  workload: Int32Array;
  route: Int32Array;
  number: Float64Array;
  arrivedAt: Float64Array;
  openCalls: Int32Array;
  /** 0 = fine, else a `Failure`. */
  failure: Uint8Array;
  cold: Uint8Array;
  /** Service demands by call, in microseconds on bare metal; -1 = this call is not made. */
  demands: Float64Array;
}

export const FAILURES = ['none', 'rejected', 'timed out', 'failed'] as const;
export const REJECTED = 1;
export const TIMED_OUT = 2;
export const FAILED = 3;

/** A call of a request to a component: queued, in service, or waiting for calls of its own. */
export interface Calls extends Rows {
  request: Int32Array;
  parent: Int32Array;
  node: Int32Array;
  /** -1 for groups of calls. */
  pool: Int32Array;
  /** The sandbox that serves it, -1 while it waits in the queue. */
  sandbox: Int32Array;
  queuedAt: Float64Array;
  startedAt: Float64Array;
  endsAt: Float64Array;
  /** Next child to call, or how many are still out for a parallel group. */
  child: Int32Array;
  attempts: Int32Array;
  /** Number of the service that is under way: voids the end of an aborted one. */
  service: Int32Array;
  previous: Int32Array;
  next: Int32Array;
}

export const STARTING = 0;
export const RUNNING = 1;
export const STOPPING = 2;
export const STOPPED = 3;

export interface Sandboxes extends Rows {
  pool: Int32Array;
  /** -1 where the platform's hosts are not part of the scenario. */
  host: Int32Array;
  /** Its place on the host's floor: the lowest free one when it came, so that nothing moves when others go. */
  slot: Int32Array;
  serial: Int32Array;
  state: Uint8Array;
  phase: Int32Array;
  createdAt: Float64Array;
  readyAt: Float64Array;
  idleSince: Float64Array;
  /** A keep-alive timer is pending. */
  timer: Uint8Array;
  busy: Int32Array;
  waiting: Int32Array;
  served: Int32Array;
  /** The call that a cold start serves first, -1 = none. */
  firstCall: Int32Array;
  /** The notice that began its start, for causes. */
  notice: Float64Array;
  /** End of each phase, `MAX_PHASES` a row. */
  phaseEnds: Float64Array;
}

export interface PoolState {
  serial: number;
  ready: number;
  starting: number;
  desired: number;
  queueFirst: number;
  queueLast: number;
  /** Rows of its sandboxes in order of creation, stopped ones included. */
  sandboxes: number[];
  readonly scale: ScaleMemory;
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
  arrived: number;
  coldStarts: number;
  warmStarts: number;
  rejected: number;
  lifespanSum: number;
  lifespanCount: number;
  /** GB-seconds billed, for functions. */
  billedByteMicros: number;
  readonly latency: Histogram;
  readonly starts: Histogram;
  readonly demandStream: RandomStream;
  readonly startStream: RandomStream;
  readonly choiceStream: RandomStream;
}

export interface HostState {
  takenBytes: number;
  /** Places on the floor that were given up, and how many were ever used. */
  freeSlots: number[];
  slots: number;
  /** Label and need of the last sandbox that found no room; cleared when one finds room. */
  noRoom: { label: string; neededBytes: number; freeBytes: number } | null;
}

export interface Outcomes {
  arrived: number;
  completed: number;
  rejected: number;
  timedOut: number;
  failed: number;
  coldStarts: number;
}

/** Completions of one second of simulated time. */
export interface SecondBucket {
  second: number;
  completed: number;
  cold: number;
  readonly latency: Histogram;
}

export interface StartRecord {
  readonly pool: number;
  readonly serial: number;
  readonly fromMicros: number;
  readonly toMicros: number;
}

export interface DeploymentState {
  readonly outcomes: Outcomes;
  readonly latency: Histogram;
  readonly inFlight: TimeWeighted;
  /** Time in the system, summed over all requests that left, however they ended. */
  sojournMicros: number;
  /** The last seconds, oldest first; closed ones are frozen. */
  seconds: SecondBucket[];
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
  /** One stream a component: the demands of a request are the same in every deployment. */
  readonly demandStreams: RandomStream[];
  readonly routeStream: RandomStream;
}

export interface World {
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
    readonly demandStreams: RandomStream[];
    readonly routeStream: RandomStream;
  };
  readonly notices: Notices;
  /** Over the scenario's budget: the reason; the run stops. */
  partial: string | null;
}

function newRequests(demands: number): Requests {
  const n = 64;
  const rows = newRows(n);
  const ints = (): Int32Array => new Int32Array(n);
  return {
    ...rows,
    deployment: ints(),
    workload: ints(),
    route: ints(),
    number: new Float64Array(n),
    arrivedAt: new Float64Array(n),
    openCalls: ints(),
    failure: new Uint8Array(n),
    cold: new Uint8Array(n),
    demands: new Float64Array(n * demands),
  };
}

function newCalls(): Calls {
  const n = 64;
  const ints = (): Int32Array => new Int32Array(n);
  const floats = (): Float64Array => new Float64Array(n);
  return {
    ...newRows(n),
    request: ints(),
    parent: ints(),
    node: ints(),
    pool: ints(),
    sandbox: ints(),
    queuedAt: floats(),
    startedAt: floats(),
    endsAt: floats(),
    child: ints(),
    attempts: ints(),
    service: ints(),
    previous: ints(),
    next: ints(),
  };
}

function newSandboxes(): Sandboxes {
  const n = 32;
  const ints = (): Int32Array => new Int32Array(n);
  const floats = (): Float64Array => new Float64Array(n);
  return {
    ...newRows(n),
    pool: ints(),
    host: ints(),
    slot: ints(),
    serial: ints(),
    state: new Uint8Array(n),
    phase: ints(),
    createdAt: floats(),
    readyAt: floats(),
    idleSince: floats(),
    timer: new Uint8Array(n),
    busy: ints(),
    waiting: ints(),
    served: ints(),
    firstCall: ints(),
    notice: floats(),
    phaseEnds: new Float64Array(n * MAX_PHASES),
  };
}

function newPool(model: Model, pool: PoolModel): PoolState {
  const zero = (): TimeWeighted => newTimeWeighted(0);
  // The name leaves the deployment out: the same component draws the same start-ups and choices wherever it can.
  const stream = (purpose: string): RandomStream =>
    openStream(model.seed, `${pool.technology.id}/${pool.component}/${purpose}`);
  return {
    serial: 0,
    ready: 0,
    starting: 0,
    desired: pool.replicas,
    queueFirst: -1,
    queueLast: -1,
    sandboxes: [],
    scale: newScaleMemory(),
    instances: zero(),
    startingInstances: zero(),
    runningInstances: zero(),
    busyWorkers: zero(),
    waitingWorkers: zero(),
    workers: zero(),
    queued: zero(),
    lookedBusy: 0,
    lookedWorkers: 0,
    arrived: 0,
    coldStarts: 0,
    warmStarts: 0,
    rejected: 0,
    lifespanSum: 0,
    lifespanCount: 0,
    billedByteMicros: 0,
    latency: newHistogram(),
    starts: newHistogram(),
    demandStream: stream('cold-time'),
    startStream: stream('start-up'),
    choiceStream: stream('choice'),
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

/** The empty world of a model, before anything is placed or scheduled. */
export function newWorld(model: Model): World {
  return {
    simulation: newSimulation(),
    model,
    requests: newRequests(model.maxDemands),
    calls: newCalls(),
    sandboxes: newSandboxes(),
    pools: model.pools.map((pool) => newPool(model, pool)),
    hosts: model.hosts.map(() => ({ takenBytes: 0, freeSlots: [], slots: 0, noRoom: null })),
    deployments: model.deployments.map(() => ({
      outcomes: newOutcomes(),
      latency: newHistogram(),
      inFlight: newTimeWeighted(0),
      sojournMicros: 0,
      seconds: [],
      starts: [],
      routes: model.routes.map(() => ({ outcomes: newOutcomes(), latency: newHistogram(), inFlight: 0 })),
    })),
    workloads: model.workloads.map((workload) => ({
      arrivals: newArrivalState(openStream(model.seed, `${workload.id}/arrivals`)),
      pending: false,
      number: 0,
      counts: new Float64Array(SERIES_BUCKETS),
      demandStreams: model.componentIds.map((id) => openStream(model.seed, `${workload.id}/${id}/service`)),
      routeStream: openStream(model.seed, `${workload.id}/route`),
    })),
    byHand: {
      number: 0,
      demandStreams: model.componentIds.map((id) => openStream(model.seed, `by-hand/${id}/service`)),
      routeStream: openStream(model.seed, 'by-hand/route'),
    },
    notices: newNotices(),
    partial: null,
  };
}

/** The tables of a run: requests, their calls, sandboxes. Columns of plain numbers, rows that are reused. */
import { linkRows, type Rows } from './rows';

export const MAX_PHASES = 8;

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
  /** Invocations that led to it (0 = none), earlier attempts of it, messages in it, and the notice that led to it. */
  depth: Int32Array;
  attempt: Int32Array;
  batch: Int32Array;
  cause: Float64Array;
  /** The list of its calls, where they are linked. */
  firstCall: Int32Array;
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
  /** The replica in whose queue it waits, -1 = the queue of the pool. */
  bound: Int32Array;
  /** How it computes: nowhere, alone, in a fair share. */
  computes: Uint8Array;
  /** In a fair share: the virtual time at which it is done. */
  doneAtVirtual: Float64Array;
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
  /** The managed service that it goes to, counted from 1; 0 = none. */
  backend: Int32Array;
  /** Where it is when it is not in its pool: `IN_POOL` and what follows. */
  stage: Uint8Array;
  /** Neighbours in the list of its request. */
  before: Int32Array;
  after: Int32Array;
}

/** In a queue, in service, or waiting for calls of its own. */
export const IN_POOL = 0;
/** It failed and waits for the next attempt. */
export const BACKING_OFF = 1;
/** It is served; the answer is on its way. */
export const ANSWERING = 2;
/** A managed service has it. */
export const AT_SERVICE = 3;

export const STARTING = 0;
export const RUNNING = 1;
export const STOPPING = 2;
export const STOPPED = 3;
/** It died; its row stays until it is restarted, replaced or removed. */
export const DEAD = 4;
/** What becomes of a sandbox once it has stopped: as its technology has it, it stays to be started again, or it starts again. */
export const AS_EVER = 0;
export const KEPT = 1;
export const AGAIN = 2;
export type AfterStop = typeof AS_EVER | typeof KEPT | typeof AGAIN;

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
  /** Whether its present phase keeps a core busy; the number of the phase's attempt voids older ends. */
  computes: Uint8Array;
  attempt: Int32Array;
  /** Calls of it that compute on its host's cores, and how many cores they could use at once. */
  computing: Int32Array;
  cores: Float64Array;
  /** Index of its image, that of its version; -1 = it needs none. */
  image: Int32Array;
  /** Memory that it has touched beyond its own layers. */
  grown: Float64Array;
  /** Bytes that it wrote to its writable layer or disk. */
  written: Float64Array;
  /** Its place in the pool's order of creation. */
  position: Int32Array;
  /** Neighbours in the pool's order of idling; -2 = not idle. */
  idlePrevious: Int32Array;
  idleNext: Int32Array;
  /** With a timer of its own: until when it is kept while idle, and when the pending timer fires; -1 = none. */
  idleUntil: Float64Array;
  idleTimerAt: Float64Array;
  /** There ahead of requests: the number of a provisioned one, from 1; -1 while it is built for an expected one; else 0. */
  ahead: Int32Array;
  /** Neighbours in the pool's order of use; -2 = not in it. */
  usedPrevious: Int32Array;
  usedNext: Int32Array;
  looseAt: Int32Array;
  /** Its own queue, where replicas have one. */
  queueFirst: Int32Array;
  queueLast: Int32Array;
  queued: Int32Array;
  busy: Int32Array;
  waiting: Int32Array;
  served: Int32Array;
  /** The call that a cold start serves first, -1 = none. */
  firstCall: Int32Array;
  /** The notice that began its start, for causes. */
  notice: Float64Array;
  /** 1 = its processes (or virtual CPUs) are frozen; since when. */
  paused: Uint8Array;
  pausedAt: Float64Array;
  /** The version of its pool's image that it runs; an update of the pool raises that of the new ones. */
  version: Int32Array;
  /** Ready for as long as its pool asks: it counts as available. */
  available: Uint8Array;
  /** What becomes of it once it has stopped: `AS_EVER`, `KEPT` or `AGAIN`. */
  afterStop: Uint8Array;
  /** How often it was restarted, and the level of its back-off, which a long quiet run resets. */
  restarts: Int32Array;
  backOff: Int32Array;
  /** End of each phase, `MAX_PHASES` a row. */
  phaseEnds: Float64Array;
}

export function newRequests(demands: number): Requests {
  const n = 64;
  const ints = (): Int32Array => new Int32Array(n);
  return linkRows({
    capacity: n,
    alive: 0,
    firstFree: 0,
    nextFree: ints(),
    generation: ints(),
    deployment: ints(),
    workload: ints(),
    route: ints(),
    number: new Float64Array(n),
    arrivedAt: new Float64Array(n),
    openCalls: ints(),
    failure: new Uint8Array(n),
    depth: ints(),
    attempt: ints(),
    batch: ints(),
    cause: new Float64Array(n),
    firstCall: ints(),
    cold: new Uint8Array(n),
    demands: new Float64Array(n * demands),
  });
}

export function newCalls(): Calls {
  const n = 64;
  const ints = (): Int32Array => new Int32Array(n);
  const floats = (): Float64Array => new Float64Array(n);
  return linkRows({
    capacity: n,
    alive: 0,
    firstFree: 0,
    nextFree: ints(),
    generation: ints(),
    request: ints(),
    parent: ints(),
    node: ints(),
    pool: ints(),
    sandbox: ints(),
    bound: ints(),
    computes: new Uint8Array(n),
    doneAtVirtual: floats(),
    queuedAt: floats(),
    startedAt: floats(),
    endsAt: floats(),
    child: ints(),
    attempts: ints(),
    service: ints(),
    previous: ints(),
    next: ints(),
    backend: ints(),
    stage: new Uint8Array(n),
    before: ints(),
    after: ints(),
  });
}

export function newSandboxes(): Sandboxes {
  const n = 32;
  const ints = (): Int32Array => new Int32Array(n);
  const floats = (): Float64Array => new Float64Array(n);
  return linkRows({
    capacity: n,
    alive: 0,
    firstFree: 0,
    nextFree: ints(),
    generation: ints(),
    pool: ints(),
    host: ints(),
    slot: ints(),
    serial: ints(),
    state: new Uint8Array(n),
    phase: ints(),
    createdAt: floats(),
    readyAt: floats(),
    idleSince: floats(),
    computes: new Uint8Array(n),
    attempt: ints(),
    computing: ints(),
    cores: floats(),
    image: ints(),
    grown: floats(),
    written: floats(),
    position: ints(),
    idlePrevious: ints(),
    idleNext: ints(),
    idleUntil: floats(),
    idleTimerAt: floats(),
    ahead: ints(),
    usedPrevious: ints(),
    usedNext: ints(),
    looseAt: ints(),
    queueFirst: ints(),
    queueLast: ints(),
    queued: ints(),
    busy: ints(),
    waiting: ints(),
    served: ints(),
    firstCall: ints(),
    notice: floats(),
    paused: new Uint8Array(n),
    pausedAt: floats(),
    version: ints(),
    available: new Uint8Array(n),
    afterStop: new Uint8Array(n),
    restarts: ints(),
    backOff: ints(),
    phaseEnds: new Float64Array(n * MAX_PHASES),
  });
}

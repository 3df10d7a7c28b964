/**
 * One request, followed from its arrival to its end in every deployment: where it waited, where it was served, what it
 * waited for. Found by replaying a fork of the lab event by event; the lab itself stays where it is.
 */
import { finish, type Steps } from '../base/steps';
import { technologyOf, type TechnologyId } from '../technologies/catalogue';
import type { LayerId } from '../technologies/layers';
import type { Rows } from '../world/rows';
import { poolModel } from '../world/pools';
import { ANSWERING, AT_SERVICE, BACKING_OFF, MAX_PHASES, STARTING, type World } from '../world/world';
import type { Lab } from './lab';
import { waitCause, type WaitCause, type Waited } from './wait-cause';

/**
 * `backing-off`: it failed and waits for its next attempt. `network`: the answer is on its way between two hosts.
 * `managed`: a managed service has it.
 */
export type SpanKind = 'queued' | 'starting' | 'serving' | 'waiting' | 'backing-off' | 'network' | 'managed';

export interface TraceSpan {
  readonly kind: SpanKind;
  readonly fromMicros: number;
  readonly toMicros: number;
  /** The phase of a start, and the layer that spends the time. */
  readonly name?: string;
  readonly layer?: LayerId;
}

export interface TraceCall {
  readonly component: string;
  /** 0 for the first component, 1 for those it calls. */
  readonly depth: number;
  readonly sandbox: string;
  readonly spans: readonly TraceSpan[];
}

export interface DeploymentTrace {
  readonly deployment: string;
  readonly technology: TechnologyId;
  /** The same in all, but for the users of a closed loop, who go their own pace in each. */
  readonly arrivedMicros: number;
  readonly endMicros: number;
  /** The run ended before the request did. */
  readonly open: boolean;
  readonly calls: readonly TraceCall[];
  /** Why it stood in its longest queue; absent where it stood in none. */
  readonly why?: WaitCause;
}

export interface RequestTrace {
  readonly workload: string;
  readonly number: number;
  readonly arrivedMicros: number;
  readonly deployments: readonly DeploymentTrace[];
}

/** A request that takes more events than this to end is cut there. */
const MOST_EVENTS = 200_000;
/** Event by event, and each with a look at all calls of the request. */
const WATCHED_AT_ONCE = 256;

interface Watched {
  readonly call: number;
  readonly generation: number;
  readonly request: number;
  /** -1 for a managed service, which `backend` counts from 1. */
  readonly pool: number;
  readonly backend: number;
  readonly depth: number;
  sandbox: string;
  state: { kind: SpanKind; since: number; row: number } | null;
  /** Its place in the queue, when it last joined one. */
  position: number;
  waited: Waited | null;
  readonly spans: TraceSpan[];
  done: boolean;
}

interface Followed {
  readonly row: number;
  readonly generation: number;
  readonly deployment: number;
  end: number | null;
}

/** Request `number` (from 1; 0 = the latest so far) of a workload; null when it does not arrive within the run. */
export const traceRequest = (lab: Lab, workload: number, wanted: number): RequestTrace | null =>
  finish(traceSteps(lab, workload, wanted));

/** The same in steps: it replays the run to the request and on to its end. */
export function* traceSteps(lab: Lab, workload: number, wanted: number): Steps<RequestTrace | null> {
  const twin = lab.fork();
  yield;
  const number = wanted === 0 ? latestOf(twin.world, workload) : wanted;
  const users = twin.world.workloads[workload]?.users ?? null;
  const deployments =
    users === null
      ? yield* followFrom(twin, workload, number, (world) => world.workloads[workload]?.number ?? 0, number)
      : yield* followUser(twin, workload, number, users.count);
  if (deployments === null || deployments.length === 0) return null;
  return {
    workload: twin.scenario.workloads[workload]?.id ?? '',
    number,
    arrivedMicros: Math.min(...deployments.map(({ arrivedMicros }) => arrivedMicros)),
    deployments,
  };
}

/** A user of a closed loop goes at a pace of its own in every deployment. */
function* followUser(
  twin: Lab,
  workload: number,
  number: number,
  users: number,
): Steps<readonly DeploymentTrace[]> {
  const found: DeploymentTrace[] = [];
  for (const deployment of twin.world.deployments.keys()) {
    const row = deployment * users + ((number - 1) % users);
    const asked = (world: World): number => world.workloads[workload]?.users?.made[row] ?? 0;
    const target = Math.floor((number - 1) / users) + 1;
    found.push(...((yield* followFrom(twin.fork(), workload, number, asked, target)) ?? []));
  }
  return found;
}

/** The number of the request that came last; in a closed loop, of the first user's in the first deployment. */
function latestOf(world: World, workload: number): number {
  const state = world.workloads[workload];
  if (state === undefined || state.users === null) return Math.max(1, state?.number ?? 1);
  const { made, count } = state.users;
  return (Math.max(1, made[0] ?? 1) - 1) * count + 1;
}

/** Goes to the arrival of a request and follows it to its end in every deployment in which it arrived then. */
function* followFrom(
  twin: Lab,
  workload: number,
  number: number,
  count: (world: World) => number,
  target: number,
): Steps<readonly DeploymentTrace[] | null> {
  const arrived = yield* arrivalOf(twin, () => count(twin.world), target);
  if (arrived === null) return null;
  const followed = requestsOf(twin.world, workload, number);
  const watched: Watched[] = [];
  let seen = -1;
  for (let events = 0; events <= MOST_EVENTS; events++) {
    const open = openCalls(twin.world, followed);
    if (open !== seen) findCalls(twin.world, followed, watched);
    seen = open;
    for (const call of watched) watch(twin.world, call);
    for (const request of followed) noteEnd(twin.world, request);
    if (followed.every((request) => request.end !== null) || !advance(twin)) break;
    if (events % WATCHED_AT_ONCE === 0) yield;
  }
  const now = twin.nowMicros;
  return followed.map((request) => ({
    ...deploymentTrace(twin.world, request, watched, arrived, now),
    ...whyOf(twin, request, watched, now),
  }));
}

/** The instant of the last event: after the last of a run, the clock of the lab itself goes on to the end. */
const clockOf = (world: World): number => world.simulation.lastEventMicros;

/** One event on; false at the end of the run. */
function advance(lab: Lab): boolean {
  const before = lab.events;
  lab.runTo(lab.scenario.duration, 1);
  return lab.events > before;
}

/** Goes to the instant after which the request exists; by halving, so that no more is replayed than is needed. */
function* arrivalOf(lab: Lab, count: () => number, number: number): Steps<number | null> {
  let high = lab.nowMicros;
  if (count() < number) {
    yield* lab.seekSteps(lab.scenario.duration);
    if (count() < number) return null;
    high = lab.nowMicros;
  }
  let low = 0;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    yield* lab.seekSteps(middle);
    if (count() >= number) high = middle;
    else low = middle + 1;
  }
  // From the instant before, event by event: nothing that follows the arrival in the same microsecond is missed.
  yield* lab.seekSteps(Math.max(0, high - 1));
  while (count() < number) if (!advance(lab)) return null;
  return clockOf(lab.world);
}

function requestsOf(world: World, workload: number, number: number): readonly Followed[] {
  const { requests } = world;
  const free = freeRows(requests);
  const found: Followed[] = [];
  for (let row = 0; row < requests.capacity; row++)
    if (
      !free.has(row) &&
      requests.number[row] === number &&
      requests.workload[row] === workload &&
      requests.arrivedAt[row] === clockOf(world)
    )
      found.push({
        row,
        generation: requests.generation[row] as number,
        deployment: requests.deployment[row] as number,
        end: null,
      });
  return found.toSorted((a, b) => a.deployment - b.deployment);
}

const isAlive = (world: World, request: Followed): boolean =>
  world.requests.generation[request.row] === request.generation;

const openCalls = (world: World, followed: readonly Followed[]): number =>
  followed.reduce(
    (sum, request) =>
      sum * 64 + (isAlive(world, request) ? (world.requests.openCalls[request.row] as number) : 0),
    0,
  );

function findCalls(world: World, followed: readonly Followed[], watched: Watched[]): void {
  const { calls } = world;
  const rows = new Set(followed.filter((request) => isAlive(world, request)).map(({ row }) => row));
  const free = freeRows(calls);
  for (let call = 0; call < calls.capacity; call++) {
    const request = calls.request[call] as number;
    if (!rows.has(request) || free.has(call)) continue;
    const backend = calls.backend[call] as number;
    if ((calls.pool[call] as number) < 0 && backend === 0) continue;
    const generation = calls.generation[call] as number;
    if (watched.some((other) => other.call === call && other.generation === generation)) continue;
    watched.push({
      call,
      generation,
      request,
      pool: calls.pool[call] as number,
      backend,
      depth: depthOf(world, call),
      sandbox: '',
      state: null,
      position: 0,
      waited: null,
      spans: [],
      done: false,
    });
  }
}

function freeRows(table: Rows): ReadonlySet<number> {
  const free = new Set<number>();
  for (let row = table.firstFree; row >= 0; row = table.nextFree[row] as number) free.add(row);
  return free;
}

/** Calls above it that have a pool of their own: groups do not count. */
function depthOf({ calls }: World, call: number): number {
  let depth = 0;
  for (let parent = calls.parent[call] as number; parent >= 0; parent = calls.parent[parent] as number)
    if ((calls.pool[parent] as number) >= 0) depth++;
  return depth;
}

/** Takes note of what the call does now; a change closes the span before it. */
function watch(world: World, watched: Watched): void {
  if (watched.done) return;
  const { calls } = world;
  const now = clockOf(world);
  const gone = calls.generation[watched.call] !== watched.generation;
  const row = gone ? -1 : (calls.sandbox[watched.call] as number);
  const kind = gone ? null : kindOf(world, watched.call, row);
  const { state } = watched;
  if (state !== null && state.kind === kind && state.row === row) return;
  if (state !== null && now > state.since) watched.spans.push(...spansOf(world, watched, state, now));
  if (state?.kind === 'queued') noteWait(watched, state.since, now);
  if (kind === 'queued') watched.position = world.pools[watched.pool]?.queued.value ?? 0;
  watched.state = kind === null ? null : { kind, since: now, row };
  watched.done = gone;
  if (row >= 0) watched.sandbox = sandboxName(world, row);
}

/** The longest wait in a queue is the one that is explained. */
function noteWait(watched: Watched, since: number, now: number): void {
  if (watched.pool < 0 || now - since <= (watched.waited?.waitedMicros ?? 0)) return;
  const { pool, position } = watched;
  watched.waited = { pool, position, fromMicros: since, waitedMicros: now - since };
}

function kindOf({ calls, sandboxes }: World, call: number, sandbox: number): SpanKind {
  if (calls.stage[call] === BACKING_OFF) return 'backing-off';
  if (calls.stage[call] === ANSWERING) return 'network';
  if (calls.stage[call] === AT_SERVICE) return 'managed';
  if (sandbox < 0) return 'queued';
  if (sandboxes.state[sandbox] === STARTING) return 'starting';
  return calls.endsAt[call] === Infinity ? 'waiting' : 'serving';
}

function sandboxName(world: World, row: number): string {
  const pool = poolModel(world, world.sandboxes.pool[row] as number);
  return `${pool.sandboxName}-${world.sandboxes.serial[row] as number}`;
}

function spansOf(
  world: World,
  watched: Watched,
  state: NonNullable<Watched['state']>,
  now: number,
): readonly TraceSpan[] {
  const plain = { kind: state.kind, fromMicros: state.since, toMicros: now };
  if (state.kind === 'managed') return [{ ...plain, name: nameOf(world, watched) }];
  if (watched.pool < 0) return [plain];
  const pool = poolModel(world, watched.pool);
  if (state.kind === 'serving') return [{ ...plain, layer: 'ap' }];
  if (state.kind === 'waiting') return [{ ...plain, layer: pool.technology.hue }];
  if (state.kind !== 'starting') return [plain];
  let from = state.since;
  return pool.phases.flatMap((phase, i): readonly TraceSpan[] => {
    const end = Math.min(now, world.sandboxes.phaseEnds[state.row * MAX_PHASES + i] as number);
    const span: TraceSpan = {
      kind: 'starting',
      fromMicros: from,
      toMicros: end,
      name: phase.name,
      layer: phase.layer,
    };
    from = Math.max(from, end);
    return span.toMicros > span.fromMicros ? [span] : [];
  });
}

const nameOf = ({ model }: World, { pool, backend }: Watched): string =>
  model.pools[pool]?.component ?? model.services[backend - 1]?.id ?? '';

function noteEnd(world: World, request: Followed): void {
  if (request.end === null && !isAlive(world, request)) request.end = clockOf(world);
}

function whyOf(
  lab: Lab,
  request: Followed,
  watched: readonly Watched[],
  now: number,
): Pick<DeploymentTrace, 'why'> {
  const own = watched.filter((call) => call.request === request.row);
  for (const call of own) if (call.state?.kind === 'queued') noteWait(call, call.state.since, now);
  const [longest] = own
    .flatMap(({ waited }) => (waited === null ? [] : [waited]))
    .toSorted((a, b) => b.waitedMicros - a.waitedMicros);
  return longest === undefined ? {} : { why: waitCause(lab, longest) };
}

function deploymentTrace(
  world: World,
  request: Followed,
  watched: readonly Watched[],
  arrivedMicros: number,
  now: number,
): DeploymentTrace {
  const model = world.model.deployments[request.deployment];
  const own = watched.filter((call) => call.request === request.row);
  return {
    deployment: model?.id ?? '',
    technology: technologyOf((model?.technology.id ?? 'bare-process') as TechnologyId).id as TechnologyId,
    arrivedMicros,
    endMicros: request.end ?? now,
    open: request.end === null,
    calls: own.map((call) => ({
      component: nameOf(world, call),
      depth: call.depth,
      sandbox: call.sandbox,
      spans: call.state === null ? call.spans : [...call.spans, ...spansOf(world, call, call.state, now)],
    })),
  };
}

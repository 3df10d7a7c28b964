/** A host and its sandboxes as a view sees them. */
import type { HostMemory } from '../results/memory';
import { diskByOwner, WANTED } from '../world/images';
import { expectedEnd } from '../world/computing';
import type { PoolModel } from '../world/model';
import { isPinned, squeezedBytes } from '../world/memory';
import { poolModel } from '../world/pools';
import { snapshotsOf, snapshotWorkOf } from '../world/snapshot-state';
import type { HostTenants, Tenants } from '../world/tenants';
import {
  DEAD,
  MAX_PHASES,
  RUNNING,
  STARTING,
  STOPPED,
  STOPPING,
  type HostState,
  type World,
} from '../world/world';
import type { Basis } from '../technologies/basis';
import type { HostFrame, PhaseFrame, RequestInService, SandboxFrame, SandboxState } from './frame';

const MAX_REQUESTS_SHOWN = 8;
/** One for all: what is alike in many sandboxes is one object in the frame, and crosses to the window once. */
const NONE: readonly never[] = [];
/** The machine is what the scenario says it is. */
const STATED: Basis = { kind: 'assumed', note: 'stated by the scenario' };

/** What is found out once for all sandboxes of a frame. */
interface Common {
  readonly inService: ReadonlyMap<number, RequestInService[]>;
  /** By pool: the memory of a sandbox that has touched nothing but its own layers. */
  readonly fresh: readonly SandboxFrame['memory'][];
}

/** All hosts that belong to a deployment: one pass over the sandboxes, one over the calls. */
export function hostFrames(world: World, tenants: HostTenants, memory: readonly HostMemory[]): HostFrame[] {
  const common: Common = { inService: requestsBySandbox(world), fresh: world.model.pools.map(freshMemory) };
  return world.model.hosts.flatMap((host, i) =>
    host.deployment < 0 ? [] : [hostFrame(world, i, tenants[i] ?? [], memory[i] as HostMemory, common)],
  );
}

function hostFrame(
  world: World,
  host: number,
  tenants: readonly Tenants[],
  memory: HostMemory,
  common: Common,
): HostFrame {
  const model = world.model.hosts[host] as World['model']['hosts'][number];
  const deployment = world.model.deployments[model.deployment];
  const { noRoom } = world.hosts[host] as HostState;
  return {
    id: model.id,
    deployment: deployment?.id ?? '',
    technology: (deployment?.technology.id ?? 'container') as HostFrame['technology'],
    cores: model.cores,
    memoryBytes: model.memoryBytes,
    plates: model.plates.map(({ layer, name, memoryBytes, basis }) => ({
      layer,
      name,
      memoryBytes,
      basis: layer === 'hw' ? STATED : basis,
    })),
    sandboxes: tenants.flatMap(({ rows }) => rows.map((row) => sandboxFrame(world, row, common))),
    memoryByOwner: memory.byOwner,
    memory: memory.quantities,
    load: loadOf(world, host),
    diskByOwner: diskByOwner(world, host, tenants),
    pulling: pullingOn(world, host),
    ...(world.hosts[host]?.cordoned === true && { cordoned: true as const }),
    ...(noRoom !== null && { noRoom }),
  };
}

/** Demand of the cores; what the devices give, which is all they have as soon as somebody waits. */
function loadOf(world: World, host: number): HostFrame['load'] {
  const state = world.hosts[host] as HostState;
  const given = ({ classes, capacity }: HostState['disk']): number =>
    classes.reduce((sum, one) => sum + one.rate * one.jobs, 0) / capacity;
  return {
    cpu: state.cpuDemand / (world.model.hosts[host]?.cores ?? 1),
    disk: given(state.disk),
    network: given(state.network),
  };
}

/** Labels of the layers that a host fetches or unpacks. */
function pullingOn(world: World, host: number): readonly string[] {
  const { layers } = world.hosts[host] as HostState;
  return world.model.layers.flatMap((layer, i) => (layers[i] === WANTED ? [layer.label] : []));
}

/** Calls in service by sandbox; only those that a view draws. */
function requestsBySandbox(world: World): ReadonlyMap<number, RequestInService[]> {
  const { calls, requests } = world;
  const map = new Map<number, RequestInService[]>();
  const isFree = new Uint8Array(calls.capacity);
  for (let row = calls.firstFree; row >= 0; row = calls.nextFree[row] as number) isFree[row] = 1;
  for (let call = 0; call < calls.capacity; call++) {
    const sandbox = calls.sandbox[call] as number;
    if (isFree[call] === 1 || sandbox < 0 || world.sandboxes.firstCall[sandbox] === call) continue;
    const list = map.get(sandbox) ?? [];
    map.set(sandbox, list);
    const endsAt = expectedEnd(world, call);
    const ends = endsAt === Infinity ? {} : { endsAtMicros: endsAt };
    if (list.length < MAX_REQUESTS_SHOWN)
      list.push({
        number: requests.number[calls.request[call] as number] as number,
        startedAtMicros: calls.startedAt[call] as number,
        ...ends,
      });
  }
  return map;
}

function stateOf(world: World, row: number, pool: PoolModel): SandboxState {
  const busy = world.sandboxes.busy[row] as number;
  switch (world.sandboxes.state[row]) {
    case STARTING:
      return 'starting';
    case RUNNING:
      if (world.sandboxes.paused[row] === 1) return 'paused';
      return pool.technology.perRequest && busy === 0 ? 'idle' : 'running';
    case STOPPING:
      return 'stopping';
    case STOPPED:
      return 'stopped';
    default:
      return 'failed';
  }
}

function sandboxFrame(world: World, row: number, { inService, fresh }: Common): SandboxFrame {
  const { sandboxes } = world;
  const index = sandboxes.pool[row] as number;
  const pool = poolModel(world, index);
  const serial = sandboxes.serial[row] as number;
  const grown = sandboxes.grown[row] as number;
  return {
    id: `${pool.sandboxName}-${serial}`,
    deployment: world.model.deployments[pool.deployment]?.id ?? '',
    host: world.model.hosts[sandboxes.host[row] as number]?.id ?? '',
    slot: sandboxes.slot[row] as number,
    component: pool.component,
    ...(pool.functionId !== null && { functionId: pool.functionId }),
    technology: pool.technology.id as SandboxFrame['technology'],
    state: stateOf(world, row, pool),
    createdAtMicros: sandboxes.createdAt[row] as number,
    readyAtMicros: sandboxes.readyAt[row] as number,
    ...endOf(world, row),
    phases: phasesOf(world, row, pool),
    workers: pool.workers,
    busy: sandboxes.busy[row] as number,
    waitingOnCall: sandboxes.waiting[row] as number,
    queued: sandboxes.queued[row] as number,
    served: sandboxes.served[row] as number,
    restarts: sandboxes.restarts[row] as number,
    requests: inService.get(row) ?? NONE,
    memory: grown === 0 ? (fresh[index] ?? NONE) : grownMemory(pool, grown),
    reservedBytes: isPinned(pool, world.model.hosts[sandboxes.host[row] as number])
      ? Math.max(0, pool.takenBytes - pool.residentBytes - grown)
      : 0,
    ...(pool.limitBytes !== Infinity && { limitBytes: pool.limitBytes }),
    ...squeezedBytes(world, row),
    ...(pool.cpuCap !== Infinity && { cpuCap: pool.cpuCap }),
    writtenBytes: sandboxes.written[row] as number,
    ...(pool.guest !== null && { guest: pool.guest.label, kernel: pool.guest.kernel }),
    ...imageOf(world, row),
    address: `10.${pool.deployment}.${Math.floor(serial / 250)}.${2 + (serial % 250)}`,
    ...snapshotsIn(world, row),
  };
}

function endOf({ sandboxes }: World, row: number): Pick<SandboxFrame, 'endedAtMicros'> {
  const isOver = sandboxes.state[row] === STOPPED || sandboxes.state[row] === DEAD;
  return isOver ? { endedAtMicros: sandboxes.idleSince[row] as number } : {};
}

function snapshotsIn(world: World, row: number): Pick<SandboxFrame, 'snapshots' | 'copying'> {
  if (world.snapshots.kept.length === 0) return {};
  const work = snapshotWorkOf(world, row);
  // What is half written is no snapshot yet.
  const kept = snapshotsOf(world, row).filter(({ id }) => work?.restores !== false || work.snapshot !== id);
  return {
    ...(kept.length > 0 && {
      snapshots: kept.map(({ name, atMicros, memoryBytes }) => ({ name, atMicros, memoryBytes })),
    }),
    ...(work !== undefined && { copying: work.restores ? 'revert' : 'snapshot' }),
  };
}

const freshMemory = (pool: PoolModel): SandboxFrame['memory'] => grownMemory(pool, 0);

function grownMemory(pool: PoolModel, grown: number): SandboxFrame['memory'] {
  return pool.ownLayers.map(({ layer, name, memoryBytes, basis }) => ({
    layer,
    name,
    bytes: layer === 'ap' ? memoryBytes + grown : memoryBytes,
    basis,
  }));
}

/** The image of its version. */
function imageOf(world: World, row: number): { readonly image?: string } {
  const { pool, version } = world.sandboxes;
  const image = world.pools[pool[row] as number]?.images[version[row] as number] ?? null;
  return image === null ? {} : { image };
}

/** Phases of its start-up; none for a sandbox that was up when the run began. */
function phasesOf(world: World, row: number, pool: PoolModel): readonly PhaseFrame[] {
  const { sandboxes } = world;
  const created = sandboxes.createdAt[row] as number;
  if (sandboxes.readyAt[row] === created) return NONE;
  let from = created;
  return pool.phases.flatMap((phase, i) => {
    const end = sandboxes.phaseEnds[row * MAX_PHASES + i] as number;
    const durationMicros = Math.max(0, end - from);
    from = end;
    // An image that was there is no phase.
    if (phase.on === 'image' && durationMicros === 0) return [];
    return [{ name: phase.name, layer: phase.layer, durationMicros, basis: phase.basis }];
  });
}

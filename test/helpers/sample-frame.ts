/**
 * Frames made by hand, for tests and pictures that must not depend on what a run happens to do: the instant of the
 * first design picture (09:02:17.400, three ways), and parts to build other instants from.
 */
import {
  technologyOf,
  type DeploymentFrame,
  type Frame,
  type HostFrame,
  type PhaseFrame,
  type PlateFrame,
  type SandboxFrame,
  type TechnologyId,
} from '../../simulations';

const MIB = 1024 * 1024;
export const GIB = 1024 * MIB;
/** 2 min 17.4 s after 09:00. */
export const SAMPLE_NOW_MICROS = 137_400_000;

export interface SandboxParts extends Partial<SandboxFrame> {
  readonly id: string;
  /** The application's own memory; 150 MiB where nothing is said. */
  readonly applicationBytes?: number;
}

/** A running sandbox of a technology, with the layers and figures of its catalogue entry. */
export function sandboxFrame(technology: TechnologyId, host: string, parts: SandboxParts): SandboxFrame {
  const { applicationBytes = 150 * MIB, ...given } = parts;
  const memory = technologyOf(technology)
    .stack.filter((layer) => layer.scope === 'own')
    .map(({ layer, name, memoryBytes, basis }) => ({
      layer,
      name,
      bytes: layer === 'ap' ? applicationBytes : memoryBytes,
      basis,
    }));
  return {
    deployment: `${host}-app`,
    host,
    slot: 0,
    component: 'thumb',
    technology,
    state: 'running',
    createdAtMicros: 0,
    readyAtMicros: 0,
    phases: [],
    workers: 2,
    busy: 0,
    waitingOnCall: 0,
    queued: 0,
    served: 0,
    restarts: 0,
    requests: [],
    memory,
    reservedBytes: 0,
    balloonedBytes: 0,
    swappedBytes: 0,
    writtenBytes: 0,
    address: '10.0.0.2',
    ...given,
  };
}

/** A start-up of whole milliseconds a phase, begun so many milliseconds before `nowMicros`. */
export function startUp(
  technology: TechnologyId,
  milliseconds: readonly number[],
  elapsedMs: number,
  nowMicros = SAMPLE_NOW_MICROS,
): Pick<SandboxFrame, 'state' | 'phases' | 'createdAtMicros' | 'readyAtMicros'> {
  const phases = technologyOf(technology).startUp.map((phase, i): PhaseFrame => ({
    name: phase.name,
    layer: phase.layer,
    durationMicros: (milliseconds[i] ?? 0) * 1000,
    basis: phase.basis,
  }));
  const createdAtMicros = nowMicros - elapsedMs * 1000;
  const total = phases.reduce((sum, phase) => sum + phase.durationMicros, 0);
  return { state: 'starting', phases, createdAtMicros, readyAtMicros: createdAtMicros + total };
}

/** A request in service that began so many milliseconds before the sample instant. */
const request = (number: number, agoMs: number): SandboxFrame['requests'][number] => ({
  number,
  startedAtMicros: SAMPLE_NOW_MICROS - agoMs * 1000,
  endsAtMicros: SAMPLE_NOW_MICROS + 180_000,
});

/** A host with the shared layers of its technology; what its sandboxes do not take is free. */
export function hostFrame(
  id: string,
  technology: TechnologyId,
  sandboxes: readonly SandboxFrame[],
  parts: Partial<HostFrame> = {},
): HostFrame {
  const memoryBytes = parts.memoryBytes ?? 16 * GIB;
  const plates = technologyOf(technology)
    .stack.filter((layer) => layer.scope === 'shared')
    .map(({ layer, name, memoryBytes: bytes, basis }): PlateFrame => ({
      layer,
      name,
      memoryBytes: bytes,
      basis,
    }));
  const owners = new Map<HostFrame['memoryByOwner'][number]['owner'], number>();
  const add = (owner: HostFrame['memoryByOwner'][number]['owner'], bytes: number): void =>
    void owners.set(owner, (owners.get(owner) ?? 0) + bytes);
  for (const plate of plates) add(plate.layer, plate.memoryBytes);
  for (const sandbox of sandboxes) {
    for (const { layer, bytes } of sandbox.memory) add(layer, bytes);
    add('reserved', sandbox.reservedBytes);
  }
  add('free', memoryBytes - [...owners.values()].reduce((sum, bytes) => sum + bytes, 0));
  return {
    id,
    deployment: `${id}-app`,
    technology,
    cores: 8,
    memoryBytes,
    plates,
    sandboxes,
    memoryByOwner: [...owners].map(([owner, bytes]) => ({ owner, bytes })),
    memory: { assignedBytes: 0, touchedBytes: 0, sharedBytes: 0, balloonedBytes: 0, swappedBytes: 0 },
    load: { cpu: 0, disk: 0, network: 0 },
    diskByOwner: [],
    pulling: [],
    ...parts,
  };
}

function deploymentFrame(
  host: HostFrame,
  waiting: number,
  latency: readonly [number, number, number],
): DeploymentFrame {
  const [p50, p95, p99] = latency;
  const starting = host.sandboxes.filter((sandbox) => sandbox.state === 'starting');
  return {
    id: host.deployment,
    technology: host.technology,
    hosts: [host.id],
    entry: 'thumb',
    waiting,
    inFlight: waiting + host.sandboxes.reduce((sum, sandbox) => sum + sandbox.busy, 0),
    totals: {
      arrived: 2300,
      completed: 2190,
      rejected: 0,
      timedOut: 0,
      failed: 0,
      coldStarts: starting.length,
    },
    recent: {
      count: 640,
      meanMs: p50 * 1.2,
      p50,
      p90: p95 * 0.8,
      p95,
      p99,
      max: p99 * 1.3,
      coldFraction: 0,
      perSecond: 21,
    },
    density: { perHost: 7, reason: 'memory' },
    costPerMillion: { amount: 1, currency: 'USD', basis: { kind: 'computed' } },
    profiles: { limits: null, prices: { id: 'list-2024-12', label: 'List prices', date: '2024-12' } },
    components: [],
    starts: starting.map(({ id, createdAtMicros, readyAtMicros }) => ({
      sandbox: id,
      fromMicros: createdAtMicros,
      toMicros: readyAtMicros,
    })),
  };
}

/** A whole frame around hosts; `waiting` at the door by host, in the same order. */
export function frameAround(
  hosts: readonly HostFrame[],
  waiting: readonly number[],
  parts: Partial<Frame> = {},
): Frame {
  return {
    title: 'Burst at 09:02, three ways',
    seed: 1,
    engine: '1',
    pricesDate: '2024-12',
    nowMicros: SAMPLE_NOW_MICROS,
    durationMicros: 240_000_000,
    startsAtMicros: 9 * 3_600_000_000,
    byHand: [],
    events: 11_000,
    digest: '3f9ac21e00000000',
    fingerprint: '3f9ac21e',
    finished: false,
    partial: null,
    hosts,
    deployments: hosts.map((host, i) => deploymentFrame(host, waiting[i] ?? 0, [150, 337, 437])),
    arrivals: {
      bucketMicros: 1_000_000,
      counts: Array.from({ length: 138 }, (_, i) => (i < 120 ? 14 : 14 + (i - 120) * 2)),
      expectedPerSecond: Array.from({ length: 240 }, (_, i) =>
        i < 120 || i > 181 ? 14 : Math.min(62, 14 + (i - 120) * 2.4),
      ),
    },
    knobs: [],
    log: [],
    answers: [],
    commands: [],
    faults: [],
    migrations: [],
    services: [],
    triggers: [],
    checks: [],
    ...parts,
  };
}

/** The design picture: three VMs and one booting, four containers and one starting, 15 instances and two cold ones. */
export function sampleFrame(): Frame {
  return frameAround([virtualMachines(), containers(), functions()], [96, 14, 2]);
}

function virtualMachines(): HostFrame {
  const vm = (parts: SandboxParts): SandboxFrame =>
    sandboxFrame('full-vm-type-1', 'vm-host', {
      busy: 2,
      reservedBytes: (2048 - 570) * MIB,
      guest: 'Linux',
      ...parts,
    });
  return hostFrame('vm-host', 'full-vm-type-1', [
    vm({ id: 'web-1', slot: 0 }),
    vm({ id: 'web-2', slot: 1 }),
    vm({ id: 'web-3', slot: 2, requests: [request(901, 95), request(902, 190)] }),
    vm({
      id: 'web-4',
      slot: 3,
      busy: 0,
      ...startUp('full-vm-type-1', [600, 2000, 5000, 19_000, 1400, 3000], 4200),
    }),
  ]);
}

function containers(): HostFrame {
  const container = (parts: SandboxParts): SandboxFrame =>
    sandboxFrame('container', 'ct-host', { busy: 2, image: 'thumb:1', ...parts });
  return hostFrame('ct-host', 'container', [
    container({ id: 'api-1', slot: 0 }),
    container({ id: 'api-2', slot: 1 }),
    container({ id: 'api-3', slot: 2 }),
    container({ id: 'api-4', slot: 3, requests: [request(903, 137)] }),
    container({ id: 'api-5', slot: 4, busy: 0, ...startUp('container', [117, 33, 1400, 350], 1200) }),
  ]);
}

function functions(): HostFrame {
  const instance = (parts: SandboxParts): SandboxFrame =>
    sandboxFrame('cloud-function', 'cloud', {
      functionId: 'thumb',
      workers: 1,
      busy: 1,
      reservedBytes: 31 * MIB,
      ...parts,
    });
  const idle = new Set([2, 8, 12]);
  return hostFrame('cloud', 'cloud-function', [
    ...Array.from({ length: 15 }, (_, i) =>
      instance({
        id: `thumb-${i + 1}`,
        slot: i,
        ...(idle.has(i) ? ({ state: 'idle', busy: 0 } as const) : {}),
        ...(i === 13 ? { requests: [request(904, 125)] } : {}),
      }),
    ),
    instance({ id: 'thumb-16', slot: 15, busy: 0, ...startUp('cloud-function', [50, 161, 143, 60], 278) }),
    instance({ id: 'thumb-17', slot: 16, busy: 0, ...startUp('cloud-function', [50, 161, 143, 60], 70) }),
  ]);
}

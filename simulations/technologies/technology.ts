import type { Entry } from '../base/catalogue';
import { computed, measured, type Basis } from './basis';
import { NIC_COST, STORAGE_COST, type DeviceKind } from './devices';
import type { GuestFamily } from './guests/guest';
import type { LayerId } from './layers';

/** What a component's work is made of; the fractions add up to 1. */
export interface WorkMix {
  readonly cpu: number;
  readonly memory: number;
  readonly syscall: number;
  readonly network: number;
}

/** One layer of the stack, bottom to top. `shared` exists once a host, `own` once a sandbox. */
export interface StackLayer {
  readonly layer: LayerId;
  readonly name: string;
  readonly scope: 'shared' | 'own';
  /** Resident memory in bytes of this layer (once a host, or once a sandbox); the application's is the component's. */
  readonly memoryBytes: number;
  readonly basis: Basis;
}

/**
 * A step of a start-up. `time` is a distribution string: how long it takes when nothing is in its way. With `on` it is
 * work: the time that it takes alone, times what it keeps busy of the host. Others who work there stretch it.
 */
export interface StartPhase {
  readonly name: string;
  /** The layer that spends the time: gives the phase its colour. */
  readonly layer: LayerId;
  readonly time: string;
  readonly basis: Basis;
  /**
   * What of the host it keeps busy: `cores` of it, a device at `bytesPerSecond` when alone, or both devices until every
   * layer of the image is there; otherwise it waits.
   */
  readonly on?: 'cpu' | 'disk' | 'network' | 'image';
  /** Cores that it keeps busy alone; 0.3 = it waits for most of its time, 1.8 = several threads work at once. */
  readonly cores?: number;
  readonly bytesPerSecond?: number;
  /** The host's toolstack does this for one sandbox after another. */
  readonly inTurn?: boolean;
  /** Each sandbox that is on the host already makes it longer by this much. */
  readonly perNeighbourMicros?: number;
  /** Belongs to a part that a scenario may choose: another monitor, guest or language runtime brings its own. */
  readonly part?: 'monitor' | 'firmware' | 'guest' | 'runtime' | 'code';
}

/** A factor on work of one kind: 1 = as on bare metal, 1.02 = 2 % more time. */
export interface Factor {
  readonly value: number;
  readonly basis: Basis;
}

/** What one sandbox can have at least or at most, whatever its host has: a scenario beyond it is refused. */
export interface SandboxLimit {
  readonly of: 'vcpus' | 'memory';
  readonly least?: number;
  readonly most?: number;
  /** Whose limit it is, in words: "Firecracker". */
  readonly name: string;
  readonly basis: Basis;
}

/** A way of isolating an application: one file in this folder, one line in `index.ts`. */
export interface Technology extends Entry {
  readonly label: string;
  /** The heading of a stack of it: 'Virtual machines'. */
  readonly plural: string;
  /** What one sandbox of it is called: 'VM'. */
  readonly unit: string;
  /** The layer whose hue a series of this technology takes. */
  readonly hue: LayerId;
  /** What keeps two sandboxes apart. */
  readonly boundary: string;
  /** What stays the user's to look after. */
  readonly lookAfter: string;
  readonly description: string;
  readonly stack: readonly StackLayer[];
  readonly startUp: readonly StartPhase[];
  readonly overhead: Readonly<Record<keyof WorkMix, Factor>>;
  /** Of the sandbox itself; a monitor has its own, and what a provider allows is in its dated profile. */
  readonly limits: readonly SandboxLimit[];
  /** VM memory is reserved whole; a container pays for what it touches. */
  readonly memoryIsReserved: boolean;
  /** Sandboxes come and go with requests, started by the platform. */
  readonly perRequest: boolean;
  /** A stopped sandbox stays defined and can be started again; otherwise it is gone. */
  readonly staysDefined: boolean;
  /** What a start of it is called. */
  readonly startVerb: 'booting' | 'starting' | 'cold-starting';
  /** Whose commands manage it. */
  readonly tool: 'virsh' | 'docker' | 'aws' | 'shell';
  /** What stands before the sandboxes and hands requests on. */
  readonly door: string;
  /** It starts from a container image, which its host must have. */
  readonly startsFromImage?: boolean;
  /** It boots a kernel of its own that cannot be chosen, on virtual hardware that can. */
  readonly hasVirtualHardware?: boolean;
  /** The guest operating system that it boots where a scenario names no other; absent = it boots none. */
  readonly guest?: string;
  /** The kinds of guest that it can boot; absent = any. */
  readonly guestFamilies?: readonly GuestFamily[];
  /** The monitor under its guest where a scenario names no other; absent = there is no choice. */
  readonly monitor?: string;
}

export const defineTechnology = <const T extends Technology>(technology: T): T => technology;

/** No virtual machine of it has more virtual CPUs. */
export const mostVcpus = (most: number, name: string, basis: Basis): SandboxLimit => ({
  of: 'vcpus',
  most,
  name,
  basis,
});

export function shared(layer: LayerId, name: string, memoryBytes: number, basis: Basis): StackLayer {
  return { layer, name, scope: 'shared', memoryBytes, basis };
}

export function own(layer: LayerId, name: string, memoryBytes: number, basis: Basis): StackLayer {
  return { layer, name, scope: 'own', memoryBytes, basis };
}

export function phase(name: string, layer: LayerId, time: string, basis: Basis): StartPhase {
  return { name, layer, time, basis };
}

/** A phase that keeps `cores` of the host busy: others stretch it. */
export const onCpu = (of: StartPhase, cores = 1): StartPhase => ({ ...of, on: 'cpu', cores });

/** A phase that reads from the host's disk at `megabytesPerSecond` when it is alone. */
export const onDisk = (of: StartPhase, megabytesPerSecond: number): StartPhase => ({
  ...of,
  on: 'disk',
  bytesPerSecond: megabytesPerSecond * 1e6,
});

/** A phase that moves bytes over the host's network card at `megabytesPerSecond` when it is alone. */
export const onNetwork = (of: StartPhase, megabytesPerSecond: number): StartPhase => ({
  ...of,
  on: 'network',
  bytesPerSecond: megabytesPerSecond * 1e6,
});

/** A phase that the host's toolstack does for one sandbox after another; the others wait for their turn. */
export const inTurn = (of: StartPhase): StartPhase => ({ ...of, inTurn: true });

/** Phases of a part that a scenario may choose. */
export const ofPart = (part: NonNullable<StartPhase['part']>, phases: readonly StartPhase[]): StartPhase[] =>
  phases.map((of) => ({ ...of, part }));

/**
 * The application's own start: one core until its first answer. A component may state how long its own takes; where it
 * does not, it is a web application on Node.js.
 */
export const YOUR_CODE: StartPhase = {
  ...onCpu(
    phase(
      'Your code',
      'ap',
      'log-normal(median 1.4 s, p99 2.2 s)',
      measured('ct.start.node.gce', 'web application until its first answer, container start taken off'),
    ),
  ),
  part: 'code',
};

/** Fetching and unpacking the layers of an image that the host lacks; nothing where it has them all. */
export const PULL_IMAGE: StartPhase = {
  name: 'Pull image',
  layer: 'ce',
  time: 'constant(1 us)',
  basis: computed('bytes that are missing, by what is left of the network and the disk'),
  on: 'image',
};

/** A phase that every sandbox which is on the host already makes longer. */
export const perNeighbour = (of: StartPhase, milliseconds: number): StartPhase => ({
  ...of,
  perNeighbourMicros: milliseconds * 1000,
});

/** How much longer a piece of work takes in a sandbox than on bare metal. */
export function overheadFactor(
  technology: Technology,
  mix: WorkMix,
  devices: { readonly nic?: DeviceKind | undefined; readonly storage?: DeviceKind | undefined } = {},
): number {
  const { cpu, memory, syscall, network } = technology.overhead;
  return (
    mix.cpu * cpu.value +
    mix.memory * memory.value +
    mix.syscall * syscall.value * STORAGE_COST[devices.storage ?? 'paravirtual'].factor +
    mix.network * network.value * NIC_COST[devices.nic ?? 'paravirtual'].factor
  );
}

/**
 * What a view sees of a lab at one instant: plain data that crosses a worker boundary. Views never hold the world.
 * All times are whole microseconds of simulated time since the start of the scenario.
 */
import type { Basis } from '../technologies/basis';
import type { FaultFrame } from './fault-frame';
import type { MigrationFrame } from './migration-frame';
import type { ServiceFrame, TriggerFrame } from './traffic-frame';
import type { LayerId } from '../technologies/layers';
import type { TechnologyId } from '../technologies/catalogue';
import type { MemoryQuantities } from '../results/memory';
import type { SelfCheck } from '../results/result';

export type SandboxState = 'starting' | 'running' | 'idle' | 'paused' | 'stopping' | 'stopped' | 'failed';

export interface PhaseFrame {
  readonly name: string;
  readonly layer: LayerId;
  readonly durationMicros: number;
  readonly basis: Basis;
}

export interface RequestInService {
  /** The request's number within its workload: the same request has the same number in every deployment. */
  readonly number: number;
  readonly startedAtMicros: number;
  /** When its work here ends; undefined while its worker waits for a call to another component. */
  readonly endsAtMicros?: number;
}

export interface SandboxFrame {
  /** Unique within the lab and stable: `web-3`, `thumb-16`. */
  readonly id: string;
  readonly deployment: string;
  readonly host: string;
  /** Its place on the host's floor, from 0. */
  readonly slot: number;
  readonly component: string;
  /** The function, for instances of one. */
  readonly functionId?: string;
  readonly technology: TechnologyId;
  readonly state: SandboxState;
  readonly createdAtMicros: number;
  /** When the start-up finished or will finish. */
  readonly readyAtMicros: number;
  /** Since when it is stopped or dead. */
  readonly endedAtMicros?: number;
  /** All phases of its start-up; what is done follows from the clock. */
  readonly phases: readonly PhaseFrame[];
  readonly workers: number;
  /** Workers that serve, and workers that wait for a call to another component. */
  readonly busy: number;
  readonly waitingOnCall: number;
  readonly queued: number;
  readonly served: number;
  /** How often its orchestrator has started it again. */
  readonly restarts: number;
  /** Requests in service, at most 8 of them. */
  readonly requests: readonly RequestInService[];
  /** Resident memory by layer, from the ground up. */
  readonly memory: readonly {
    readonly layer: LayerId;
    readonly name: string;
    readonly bytes: number;
    readonly basis: Basis;
  }[];
  /** What it may touch, where that is limited; its part of what the host ballooned and swapped. */
  readonly limitBytes?: number;
  readonly balloonedBytes: number;
  readonly swappedBytes: number;
  /** Cores that it may use at most, where that is limited: its virtual CPUs or its quota. */
  readonly cpuCap?: number;
  /** What it wrote to its writable layer or disk. */
  readonly writtenBytes: number;
  /** Assigned to it but not touched: reserved by a VM, billed for a function. */
  readonly reservedBytes: number;
  /** The operating system that it boots, and the kernel that this one says it is. */
  readonly guest?: string;
  readonly kernel?: string;
  readonly image?: string;
  readonly address: string;
  /** Snapshots that one can go back to; whether one is being written or read now. */
  readonly snapshots?: readonly SnapshotFrame[];
  readonly copying?: 'snapshot' | 'revert';
}

export interface SnapshotFrame {
  readonly name: string;
  readonly atMicros: number;
  /** Memory that is kept with it; 0 = the VM was shut off. */
  readonly memoryBytes: number;
}

export interface PlateFrame {
  readonly layer: LayerId;
  readonly name: string;
  readonly memoryBytes: number;
  readonly basis: Basis;
}

export interface HostFrame {
  readonly id: string;
  readonly deployment: string;
  readonly technology: TechnologyId;
  readonly cores: number;
  readonly memoryBytes: number;
  /** Shared layers from the ground up. */
  readonly plates: readonly PlateFrame[];
  readonly sandboxes: readonly SandboxFrame[];
  /** Every byte of the host has one owner: layers, `reserved` and `free` add up to the capacity. */
  readonly memoryByOwner: readonly {
    readonly owner: LayerId | 'reserved' | 'cache' | 'free';
    readonly bytes: number;
  }[];
  /** Memory as separate quantities, in bytes. */
  readonly memory: MemoryQuantities;
  /** How much of what is shared is at work now, as fractions; above 1 = so many times as much is demanded. */
  readonly load: { readonly cpu: number; readonly disk: number; readonly network: number };
  /** The disk by owner: image layers once, what containers wrote, virtual disks. */
  readonly diskByOwner: readonly { readonly owner: string; readonly bytes: number }[];
  /** Layers that it pulls, or unpacks, now. */
  readonly pulling: readonly string[];
  /** Nothing new is placed on it. */
  readonly cordoned?: true;
  /** A sandbox that found no room, and why. */
  readonly noRoom?: { readonly label: string; readonly neededBytes: number; readonly freeBytes: number };
}

export interface LatencyFigures {
  readonly count: number;
  readonly meanMs: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface StartInterval {
  readonly sandbox: string;
  readonly fromMicros: number;
  /** When it was or will be ready. */
  readonly toMicros: number;
}

export interface ComponentFrame {
  readonly id: string;
  /** The function, on a function platform. */
  readonly functionId?: string;
  /** It was taken out of its deployment while the run went on. */
  readonly removed?: true;
  readonly replicas: number;
  readonly desired: number;
  readonly starting: number;
  /** Ready for at least the time that its place asks; of the newest version; whether an update is under way. */
  readonly available: number;
  readonly updated: number;
  readonly updating: boolean;
  /** Its rollout is paused; the image that follows once it is resumed. */
  readonly rolloutPaused?: true;
  readonly heldImage?: string;
  readonly workers: number;
  readonly busy: number;
  readonly waitingOnCall: number;
  readonly queued: number;
  /** Replicas that found no room and wait for it: how many, how the first of them will be called (`api`, 9), and since when. */
  readonly pending?: {
    readonly count: number;
    readonly name: string;
    readonly firstSerial: number;
    readonly sinceMicros: number;
  };
  /** Calls that arrived, and how many of them had to wait for an instance to be started. */
  readonly calls: number;
  readonly coldStarts: number;
  /** Busy workers over workers, averaged over the last 30 s. */
  readonly utilization: number;
  /** The horizontal pod autoscaler that looks after it. */
  readonly hpa?: HpaFrame;
  /** The image of its newest version, and of those before it. */
  readonly image?: string;
  readonly earlierImages?: readonly string[];
}

export interface HpaFrame {
  /** Busy share of the workers to keep to, and what it saw at its last look; null = it has not looked yet. */
  readonly target: number;
  readonly measured: number | null;
  readonly min: number;
  readonly max: number;
}

export interface DatedProfile {
  readonly id: string;
  readonly label: string;
  /** Year and month, and day where it is known. */
  readonly date: string;
}

export interface DeploymentFrame {
  readonly id: string;
  readonly technology: TechnologyId;
  readonly hosts: readonly string[];
  /** The component at which requests come in. */
  readonly entry: string;
  /** Requests waiting at the entry, before any sandbox of the first component. */
  readonly waiting: number;
  readonly inFlight: number;
  readonly totals: {
    readonly arrived: number;
    readonly completed: number;
    readonly rejected: number;
    readonly timedOut: number;
    readonly failed: number;
    readonly coldStarts: number;
  };
  /** The last 30 s of simulated time. */
  readonly recent: LatencyFigures & { readonly coldFraction: number; readonly perSecond: number };
  /** Sandboxes of the entry component that one host holds, and what bounds it. */
  readonly density: { readonly perHost: number; readonly reason: string };
  readonly costPerMillion: { readonly amount: number; readonly currency: string; readonly basis: Basis };
  /** Whose limits (null = nobody limits anything) and prices it has: dated, for both change. */
  readonly profiles: { readonly limits: DatedProfile | null; readonly prices: DatedProfile };
  readonly components: readonly ComponentFrame[];
  /** Starts of sandboxes over the whole run so far, at most 2,000, oldest first. */
  readonly starts: readonly StartInterval[];
}

export interface EventLine {
  readonly sequence: number;
  readonly atMicros: number;
  readonly deployment: string;
  /** A sandbox or component that it is about, for selection. */
  readonly subject: string;
  readonly caption: string;
  /** Why it happened: the caption of the event or rule that led to it. */
  readonly cause?: string;
  /** The sequence number of that event: the chain of causes can be followed while the log still holds it. */
  readonly causeSequence?: number;
  readonly interesting: boolean;
}

/** A call of a request that a sandbox has answered. */
export interface AnswerLine {
  readonly sequence: number;
  readonly atMicros: number;
  readonly deployment: string;
  readonly component: string;
  readonly functionId?: string;
  readonly sandbox: string;
  /** The request's number within its workload. */
  readonly number: number;
  /** From its arrival at the component, or at the system for the first one, to the answer. */
  readonly tookMicros: number;
  /** Where it waited for its sandbox to start: how long, and how much of it runtime and code took. */
  readonly startMicros?: number;
  readonly initMicros?: number;
}

export interface CommandLine {
  readonly atMicros: number;
  readonly events: number;
  /** The neutral spelling, for example `scale thumb 6`. */
  readonly text: string;
}

/** A parameter that a person may turn while the run goes on: `set PATH VALUE`. Durations in microseconds. */
export interface KnobFrame {
  readonly kind: 'intensity' | 'duration' | 'distribution';
  readonly name: string;
  readonly path: string;
  readonly value: number;
  /** For intensities: the highest expected rate at intensity 1. */
  readonly peakPerSecond?: number;
  /** For distributions: as the scenario writes it; `value` is 0. */
  readonly written?: string;
}

export interface ByHandFrame {
  readonly number: number;
  readonly latencyMicros: number;
  readonly outcome: 'answered' | 'rejected' | 'timed-out' | 'failed';
  readonly cold: boolean;
}

export interface Frame {
  readonly title: string;
  readonly seed: number;
  readonly engine: string;
  /** The date of the prices that hold. */
  readonly pricesDate: string;
  readonly nowMicros: number;
  readonly durationMicros: number;
  /** Simulated time of day at the start, in microseconds. */
  readonly startsAtMicros: number;
  readonly events: number;
  /** 16 hexadecimal digits, rolling over every event so far; the fingerprint is the first 8 of it. */
  readonly digest: string;
  readonly fingerprint: string;
  readonly finished: boolean;
  readonly partial: string | null;
  readonly hosts: readonly HostFrame[];
  readonly deployments: readonly DeploymentFrame[];
  readonly arrivals: {
    readonly bucketMicros: number;
    /** Requests that arrived in each bucket so far. */
    readonly counts: readonly number[];
    /** The expected rate per second at each bucket of the whole run. */
    readonly expectedPerSecond: readonly number[];
  };
  readonly knobs: readonly KnobFrame[];
  /** The last requests made by hand that came to their end, oldest first. */
  readonly byHand: readonly ByHandFrame[];
  /** The last captions, oldest first: 60 interesting ones and 24 others. */
  readonly log: readonly EventLine[];
  /** The last calls that were answered, oldest first: at most 64. */
  readonly answers: readonly AnswerLine[];
  readonly commands: readonly CommandLine[];
  /** What deployments lean on and what invokes their functions; empty where a scenario has none. */
  readonly services: readonly ServiceFrame[];
  readonly triggers: readonly TriggerFrame[];
  /** VMs on their way from host to host. */
  readonly migrations: readonly MigrationFrame[];
  /** Faults that are going on. */
  readonly faults: readonly FaultFrame[];
  readonly checks: readonly SelfCheck[];
}

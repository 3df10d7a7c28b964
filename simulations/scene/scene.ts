/**
 * The scene description: what exists, how it is stacked, what it costs, what it is doing. Derived from a frame and
 * nothing else; the 3D stage, the 2D stage, the outline, the spoken summary and every export draw from it.
 */
import type { Basis } from '../technologies/basis';
import type { LayerId } from '../technologies/layers';
import type { TechnologyId } from '../technologies/catalogue';
import type { Effect } from '../lab/fault-frame';
import type { DatedProfile, SandboxState } from '../lab/frame';
import type { ServiceKind, TriggerKind } from '../lab/traffic-frame';

export interface SceneSlice {
  readonly layer: LayerId;
  readonly name: string;
  readonly bytes: number;
  readonly basis: Basis;
}

export interface ScenePhase {
  readonly name: string;
  readonly layer: LayerId;
  readonly durationMicros: number;
  /** 0 = not begun, 1 = done. */
  readonly doneFraction: number;
  readonly basis: Basis;
}

export interface SceneSandbox {
  readonly id: string;
  readonly label: string;
  /** Others that it stands for, where many are summed up. */
  readonly also?: readonly string[];
  readonly state: SandboxState;
  /** From the ground up, at full size; a starting sandbox is filled up to `builtFraction` of each slice. */
  readonly slices: readonly SceneSlice[];
  readonly reservedBytes: number;
  /** Its place on the floor; `layout.ts` makes cells of it. */
  readonly slot: number;
  /** Memory that it takes from its host. */
  readonly takenBytes: number;
  readonly component: string;
  readonly start: {
    readonly verb: 'booting' | 'starting' | 'cold-starting';
    readonly phases: readonly ScenePhase[];
    readonly current: string;
    readonly elapsedMicros: number;
    readonly totalMicros: number;
  } | null;
  readonly workers: number;
  readonly busy: number;
  readonly waitingOnCall: number;
  /** Calls that wait for it inside the application: those at the door of the host are not counted again. */
  readonly queued: number;
  /** In words: "running, 2 of 2 workers busy". */
  readonly sentence: string;
  /** What a fault does to it; null where none reaches it. */
  readonly hit: SceneHit | null;
  /** Snapshots that a VM can go back to. */
  readonly snapshots: number;
  /** Its state is being copied: to a snapshot, or back from one. */
  readonly copying: 'snapshot' | 'revert' | null;
}

export interface SceneHit {
  readonly effect: Effect;
  /** One word for the picture. */
  readonly word: string;
  readonly reason: string;
  /** It has not happened: somebody asks what would. */
  readonly supposed: boolean;
}

/** A layer that all on its host stand on, and that has fallen. */
export interface SceneFallen {
  readonly layer: LayerId;
  readonly label: string;
  readonly supposed: boolean;
}

/** A back end that a provider runs: nothing inside to see. */
export interface SceneService {
  /** What it is selected by: `service:DEPLOYMENT/ID`. */
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly kind: ServiceKind;
  readonly open: number;
  readonly waiting: number;
  /** Its limit is reached: who comes now waits or is refused. */
  readonly full: boolean;
  readonly throttled: number;
  readonly perSecond: number;
  readonly sentence: string;
}

export interface SceneTrigger {
  /** `trigger:DEPLOYMENT/ID`. */
  readonly id: string;
  readonly label: string;
  readonly kind: TriggerKind;
  /** The name of the service or component that it listens to; null for schedules and HTTP. */
  readonly source: string | null;
  readonly functionId: string;
  readonly waiting: number;
  readonly sentence: string;
}

/** A VM on its way to another host. */
export interface SceneMove {
  readonly sandbox: string;
  readonly from: string;
  readonly to: string;
  /** How much of this round has gone over, 0 to 1, where that is known. */
  readonly copiedFraction: number;
  readonly takenBytes: number;
  readonly sentence: string;
}

export interface SceneFlight {
  readonly sandbox: string;
  /** Way from the door to the sandbox, 0 to 1: a pure function of simulated time. */
  readonly progress: number;
}

/** A node of the outline: the twin of the picture in words. */
export interface OutlineNode {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  /** What it selects, if anything. */
  readonly select: string | null;
  readonly children: readonly OutlineNode[];
}

export interface SceneHost {
  readonly id: string;
  readonly deployment: string;
  readonly technology: TechnologyId;
  readonly heading: string;
  /** "3 running, 1 booting". */
  readonly sentence: string;
  /** Whose limits hold here, with their date; null = nobody's. */
  readonly limits: DatedProfile | null;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly plates: readonly {
    readonly layer: LayerId;
    readonly name: string;
    readonly note: string;
    readonly bytes: number;
    readonly basis: Basis;
  }[];
  readonly sandboxes: readonly SceneSandbox[];
  readonly memoryByOwner: readonly {
    readonly owner: LayerId | 'reserved' | 'cache' | 'free';
    readonly bytes: number;
  }[];
  readonly door: { readonly label: string; readonly waiting: number };
  readonly flights: readonly SceneFlight[];
  readonly noRoom: {
    readonly label: string;
    readonly neededBytes: number;
    readonly freeBytes: number;
  } | null;
  readonly fallen: SceneFallen | null;
  /** Of its deployment, at the first of its hosts: none is told twice. */
  readonly services: readonly SceneService[];
  readonly triggers: readonly SceneTrigger[];
  /** VMs on their way here. */
  readonly arriving: readonly SceneMove[];
  /** Nothing new is placed on it. */
  readonly cordoned: boolean;
  /** Image layers that it pulls or unpacks now. */
  readonly pulling: readonly string[];
}

export interface Scene {
  readonly title: string;
  readonly clock: string;
  readonly nowMicros: number;
  readonly hosts: readonly SceneHost[];
  /** Faults that go on, or that are supposed, a sentence each. */
  readonly faults: readonly {
    readonly target: string;
    readonly sentence: string;
    readonly supposed: boolean;
  }[];
  readonly moves: readonly SceneMove[];
}

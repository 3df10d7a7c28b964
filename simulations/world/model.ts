/**
 * The compiled scenario: what does not change while a run goes on, with indices for ids. It is frozen, so checkpoints
 * share it; `set` compiles a new one of the same shape and puts it in its place.
 */
import type { Distribution } from '../random/distributions';
import type { RetryPolicy } from '../policies/retry';
import type { Arrivals } from '../workload/arrivals';
import type { ImageModel, LayerModel } from './compile-images';
import type { Guest } from '../technologies/guests/guest';
import type { StackLayer, StartPhase, Technology } from '../technologies/technology';
import type { HybridSettings } from '../policies/hybrid-histogram';
import type { UpdateSettings } from '../policies/rolling-update';
import type { OrchestratorRules } from '../policies/orchestrators';
import type { LimitProfile, PriceProfile } from '../profiles/profile';
import type { Hazards } from './hazards';
import type { EmissionModel, PlacedEmission, ServiceModel, TriggerModel } from './traffic-model';
import type {
  AutoscalerFields,
  FunctionFields,
  MigrationFields,
  PlaceFields,
  Scenario,
} from '../scenario/schema';

export type ChoiceRule =
  FunctionFields['instanceChoice'] | 'least-busy' | 'round-robin' | 'two-random-choices';

export type PlacementRule = 'spread' | 'spread-by-count' | 'bin-pack' | 'first-fit';

export type KeepAlive =
  { readonly policy: 'fixed' | 'none' } | ({ readonly policy: 'hybrid-histogram' } & HybridSettings);

export interface PhaseModel {
  readonly name: string;
  readonly layer: StartPhase['layer'];
  readonly basis: StartPhase['basis'];
  /** How long it takes when nothing is in its way, and a factor on that. */
  readonly time: Distribution;
  readonly factor: number;
  /** What of the host it keeps busy, and how fast alone. */
  readonly on: StartPhase['on'];
  readonly cores: number;
  readonly bytesPerSecond: number;
  readonly inTurn: boolean;
  readonly perNeighbourMicros: number;
  /** It waits for a probe that is made `delay` after the code of the application began and every `period` from then on. */
  readonly probe: { readonly delay: number; readonly period: number } | null;
}

/** A component as one deployment runs it: the unit that is scaled. */
export interface PoolModel {
  readonly index: number;
  readonly deployment: number;
  /** The id of the component, or of the function that has none. */
  readonly component: string;
  readonly functionId: string | null;
  readonly technology: Technology;
  readonly hosts: readonly number[];
  /** How it is updated, and for how long a replica must be ready to count as available. */
  readonly update: UpdateSettings & { readonly delay: number };
  readonly minReadyMicros: number;
  /** How it chooses a host. */
  readonly placement: PlacementRule;
  readonly workers: number;
  /** Requests that one sandbox has in service at once: its workers, more where they are shared. */
  readonly slots: number;
  readonly queueLimit: number;
  readonly serviceTime: Distribution;
  /** Work takes this many times as long as on bare metal. */
  readonly overhead: number;
  readonly coldTime: Distribution | null;
  readonly timeoutMicros: number;
  readonly retries: RetryPolicy;
  readonly replicas: number;
  readonly maxInstances: number;
  /** Requests at once that are set aside for it; null = it shares the account's. */
  readonly reserved: number | null;
  /** How fast the platform builds instances; null = as fast as requests come. */
  readonly scaling: { readonly burst: number; readonly perSecond: number } | null;
  /** Some limit on requests at once holds for it. */
  readonly isLimited: boolean;
  /** A function with none of the settings that the quick way of `warm-path.ts` leaves out. */
  readonly isPlain: boolean;
  readonly keepAlive: KeepAlive;
  /** Fixed for every instance; Infinity where it is not. */
  readonly keepAliveMicros: number;
  readonly provisioned: number;
  /** Which sandbox takes a request. */
  readonly choice: ChoiceRule;
  /** Each replica has a queue of its own, and a request is bound to one when it arrives. */
  readonly replicaQueues: boolean;
  /** Calls in service share the workers equally instead of having one each. */
  readonly sharesWorkers: boolean;
  /** What its provider's limits do to its calls; null = nothing. */
  readonly hazards: Hazards | null;
  readonly autoscaler: AutoscalerFields | null;
  /** What its orchestrator does when sandboxes die, and how fast. */
  readonly orchestrator: OrchestratorRules;
  readonly phases: readonly PhaseModel[];
  readonly ownLayers: readonly StackLayer[];
  /** Memory that it touches: own layers and the application. */
  readonly residentBytes: number;
  /** Memory that it takes from its host: the assigned size where memory is reserved, else the resident one. */
  readonly takenBytes: number;
  /** What it may touch before the kernel that limits it kills it. */
  readonly limitBytes: number;
  /** Memory that a request needs while it is in service. */
  readonly requestBytes: number;
  readonly vcpus: number;
  /** Cores that one sandbox may use at most: its virtual CPUs, or its quota. */
  readonly cpuCap: number;
  /** How much of a core a call keeps busy; the rest of its time it waits for the network. */
  readonly cpuFraction: number;
  /** Weight of its calls where cores are short, as of a cgroup (100 = the default). */
  readonly cpuWeight: number;
  /** How it is moved while it runs. */
  readonly migration: MigrationFields;
  readonly guest: Guest | null;
  /** Index among the images of the scenario; -1 = it needs none. */
  readonly image: number;
  readonly imageName: string | null;
  /** Its virtual disk holds only what differs from the image. */
  readonly isThinDisk: boolean;
  /** What a request writes, and what the first write copies up. */
  readonly writes: { readonly perRequest: number; readonly copyUp: number } | null;
  /** Sandboxes are called `name-1`, `name-2`. */
  readonly sandboxName: string;
}

/** A node of a route: a call to a component, a parallel group, or a sequence; children are calls it waits for. */
export interface RouteNode {
  readonly kind: 'call' | 'all' | 'sequence';
  /** Index among the components of the scenario, for calls. */
  readonly component: number;
  readonly children: readonly number[];
  readonly probability: number;
  /** Place of this call's service demand within the request, -1 for groups. */
  readonly demand: number;
  /** What it sends when its own work is done. */
  readonly emissions: readonly PlacedEmission[];
}

export interface RouteModel {
  readonly id: string;
  readonly nodes: readonly RouteNode[];
  readonly root: number;
  readonly demands: number;
  /** The nodes that are calls. */
  readonly calls: readonly RouteNode[];
  /** Which deployments run every component of it. */
  readonly deployments: readonly number[];
  /** Past it the request has failed; Infinity = never. */
  readonly timeoutMicros: number;
  /** Its calls are linked: some may have to be taken back. */
  readonly linked: boolean;
  /** The component that this route calls alone, for requests made by hand; such routes are added to the scenario's own. */
  readonly direct: string | null;
}

export interface WorkloadModel {
  readonly id: string;
  readonly route: number;
  readonly arrivals: Arrivals;
  readonly intensity: number;
}

export interface DeploymentModel {
  readonly id: string;
  readonly technology: Technology;
  readonly hosts: readonly number[];
  readonly accountConcurrency: number;
  /** Sandboxes that one host may hold. */
  readonly maxPerHost: number;
  /** The rules by which its pools choose a host; one that is added while the run goes on has one of these. */
  readonly placements: readonly PlacementRule[];
  readonly pools: readonly number[];
  /** Pool index by component index; -1 where this deployment does not run the component. */
  readonly poolOfComponent: readonly number[];
  /** What its provider allows (null = nobody limits anything) and asks. */
  readonly limits: LimitProfile | null;
  readonly prices: PriceProfile;
  /** Invocations in one chain that the provider allows; Infinity where nobody watches. */
  readonly recursionLimit: number;
  /** What its network adds to a round trip between hosts. */
  readonly overlayMicros: number;
}

export interface HostModel {
  readonly id: string;
  readonly deployment: number;
  readonly cores: number;
  readonly memoryBytes: number;
  /** The deployments that may place something on it, and its place in their choice. */
  readonly choices: readonly { readonly deployment: number; readonly place: number }[];
  readonly plates: readonly StackLayer[];
  /** What the shared layers take of the memory. */
  readonly plateBytes: number;
  /** Images that it has before anything starts. */
  readonly images: readonly number[];
  /** Memory that may be assigned, and virtual CPUs, by what there is. */
  readonly memoryRatio: number;
  readonly cpuRatio: number;
  readonly ballooning: boolean;
  readonly pageSharing: boolean;
  readonly swapBytes: number;
  readonly swapSlowdown: number;
  readonly diskBytesPerSecond: number;
  readonly networkBytesPerSecond: number;
  /** One way through its network card and link. */
  readonly linkMicros: number;
}

/** A component that came to a deployment while the run went on. */
export interface AddedPlace {
  readonly deployment: number;
  readonly place: PlaceFields;
}

export interface Model {
  readonly scenario: Scenario;
  readonly added: readonly AddedPlace[];
  readonly seed: number;
  /** Ids of the callable things: components, then functions without one. */
  readonly componentIds: readonly string[];
  readonly pools: readonly PoolModel[];
  readonly hosts: readonly HostModel[];
  readonly deployments: readonly DeploymentModel[];
  readonly routes: readonly RouteModel[];
  readonly layers: readonly LayerModel[];
  readonly images: readonly ImageModel[];
  readonly workloads: readonly WorkloadModel[];
  /** Managed services: in routes, the callable things after the components. */
  readonly services: readonly ServiceModel[];
  readonly emissions: readonly EmissionModel[];
  readonly triggers: readonly TriggerModel[];
  readonly maxDemands: number;
  /** Service time by callable thing, the latency of a service included: the same in every deployment that runs it. */
  readonly serviceTimes: readonly (Distribution | null)[];
}

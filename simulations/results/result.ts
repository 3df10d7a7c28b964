/** The result of a run: the document that `strata run --json` prints. Times in milliseconds, memory in bytes. */

/** A promise that every run checks about itself. A failed one is shown, never only logged. */
export interface SelfCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Null where nothing was measured. */
export interface LatencyResult {
  readonly mean: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly max: number | null;
}

export interface RequestsResult {
  readonly arrived: number;
  readonly completed: number;
  readonly rejected: number;
  readonly timedOut: number;
  readonly failed: number;
  readonly inFlight: number;
  readonly latencyMs: LatencyResult;
}

export interface CostResult {
  readonly currency: string;
  readonly total: number;
  readonly byItem: readonly { readonly item: string; readonly amount: number }[];
}

/** A figure that a catalogue or profile put into the run, and where it comes from. */
export interface FigureSource {
  /** The technology, the profile, or `host`. */
  readonly of: string;
  readonly figure: string;
  readonly value: string;
  readonly basis: 'measured' | 'published' | 'computed' | 'assumed';
  /** The id of the fact, whether somebody has read that in its source, and the source; null where nothing is cited. */
  readonly fact: string | null;
  readonly verified: boolean | null;
  readonly source: string | null;
  readonly note: string | null;
}

export interface ProvenanceResult {
  /** What the result as a whole may claim: the weakest basis among its figures. */
  readonly weakest: FigureSource['basis'];
  /** Figures that cite a fact which nobody has read in its source. */
  readonly unverified: number;
  readonly figures: readonly FigureSource[];
}

export interface RunResult {
  readonly scenario: { readonly title: string; readonly digest: string };
  readonly engine: string;
  readonly seed: number;
  readonly replications: number;
  readonly simulated: { readonly ms: number };
  /** The driver's clock; the engine has none and writes 0. */
  readonly wall: { readonly ms: number };
  readonly events: number;
  readonly digest: string;
  readonly checks: readonly SelfCheck[];
  readonly partial: { readonly reason: string } | null;
  readonly deployments: readonly {
    readonly id: string;
    readonly technology: string;
    readonly requests: RequestsResult;
    readonly cost: CostResult;
  }[];
  readonly routes: readonly {
    readonly id: string;
    readonly deployment: string;
    readonly requests: RequestsResult;
  }[];
  readonly requests: RequestsResult;
  readonly functions: readonly FunctionResult[];
  readonly components: readonly ComponentResult[];
  readonly services: readonly ServiceResult[];
  readonly triggers: readonly TriggerResult[];
  readonly hosts: readonly HostResult[];
  readonly cost: CostResult;
  readonly provenance: ProvenanceResult;
  /** Live migrations that ended, the last 200; absent where there were none. */
  readonly migrations?: readonly MigrationResult[];
}

export interface MigrationResult {
  readonly sandbox: string;
  readonly from: string;
  readonly to: string;
  readonly outcome: 'moved' | 'given up';
  readonly totalMs: number;
  /** How long it stood still. */
  readonly downMs: number;
  readonly rounds: number;
  readonly bytes: number;
}

export interface FunctionResult {
  readonly id: string;
  readonly deployment: string;
  readonly requests: number;
  readonly coldStarts: number;
  /** Provisioned instances, which are there whatever comes. */
  readonly provisioned: number;
  readonly coldStartProbability: number | null;
  readonly rejectionProbability: number | null;
  /** Calls that ended in mid-run for want of memory or local storage. */
  readonly broke: number;
  readonly retried: number;
  readonly timedOut: number;
  readonly meanInstances: number;
  readonly meanRunning: number;
  readonly meanIdle: number;
  readonly meanLifespanMs: number | null;
  readonly startMs: LatencyResult;
}

export interface ComponentResult {
  readonly id: string;
  readonly deployment: string;
  readonly technology: string;
  /** Desired; ready (`replicas`); ready for at least the time that its place asks. */
  readonly desired: number;
  readonly replicas: number;
  readonly available: number;
  readonly utilization: number;
  readonly queueMean: number;
  readonly queueMax: number;
  readonly queueNow: number;
  /** Calls that were tried again, and that took longer than the component allows. */
  readonly retried: number;
  readonly timedOut: number;
  readonly latencyMs: LatencyResult;
}

/** A managed service as one deployment used it. Attempts: requests = answered + throttled + abandoned + in flight. */
export interface ServiceResult {
  readonly id: string;
  readonly deployment: string;
  readonly kind: string;
  readonly requests: number;
  readonly answered: number;
  readonly throttled: number;
  readonly abandoned: number;
  readonly inFlight: number;
  readonly retried: number;
  readonly latencyMs: LatencyResult;
}

/** What a trigger did in one deployment. events = delivered + stopped + waiting. */
export interface TriggerResult {
  readonly id: string;
  readonly deployment: string;
  readonly events: number;
  readonly delivered: number;
  readonly invocations: number;
  readonly retried: number;
  /** Given up after the last attempt. */
  readonly lost: number;
  /** Not handed on, because a loop had reached the provider's limit. */
  readonly stopped: number;
  readonly waiting: number;
}

export interface HostResult {
  readonly id: string;
  readonly memory: {
    readonly capacityBytes: number;
    readonly byOwner: readonly { readonly owner: string; readonly bytes: number }[];
    /** The same bytes by what they are: guest kernels, monitors and shims, page cache, … */
    readonly byPart: readonly { readonly part: string; readonly bytes: number }[];
    readonly assignedBytes: number;
    readonly touchedBytes: number;
    readonly sharedBytes: number;
    readonly balloonedBytes: number;
    readonly swappedBytes: number;
  };
  readonly cpuUtilization: number;
  readonly diskBytes: number;
  readonly disk: { readonly byOwner: readonly { readonly owner: string; readonly bytes: number }[] };
}

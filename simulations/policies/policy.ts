/** Policies are pure decisions: what they see goes in, what they want comes out, and what they remember is plain data. */
export interface ScaleInput {
  readonly nowMicros: number;
  /** Replicas that are ready, and replicas that start. */
  readonly ready: number;
  readonly starting: number;
  /** Average share of workers that were taken since the last look, 0 to 1. */
  readonly utilization: number;
}

/** What a policy remembers between two looks. */
export interface ScaleMemory {
  /** Since when the present condition holds; -1 = it does not. */
  breachSinceMicros: number;
  calmSinceMicros: number;
  lastChangeMicros: number;
  /** Recent recommendations, newest last: time and replicas alternate. */
  recommendations: number[];
}

export const newScaleMemory = (): ScaleMemory => ({
  breachSinceMicros: -1,
  calmSinceMicros: -1,
  lastChangeMicros: -1e15,
  recommendations: [],
});

export interface ScaleDecision {
  readonly desired: number;
  /** Why, for the caption of the event. */
  readonly reason: string;
}

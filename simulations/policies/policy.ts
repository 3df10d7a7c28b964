/** Policies are pure decisions: what they see goes in, what they want comes out, and what they remember is plain data. */
export interface ScaleInput {
  readonly nowMicros: number;
  /** Replicas that were asked for: what a decision changes. */
  readonly current: number;
  /** Replicas that are ready, replicas that are not yet (or not again), and ready ones whose metric is missing. */
  readonly ready: number;
  readonly unready: number;
  readonly missing: number;
  /** Average share of workers that were taken since the last look, 0 to 1, over the ready ones with a metric. */
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
  /** Recent changes, newest last: time and change alternate. */
  changes: number[];
  /** Recent readings of a growing metric, newest last: time and value alternate. */
  samples: number[];
  /** Periods in a row above and below the target. */
  breaches: number;
  calms: number;
  /** Panic: since when, -1 = none, and the most replicas that were wanted in it. */
  panicSinceMicros: number;
  panicMost: number;
}

export const newScaleMemory = (): ScaleMemory => ({
  breachSinceMicros: -1,
  calmSinceMicros: -1,
  lastChangeMicros: -1e15,
  recommendations: [],
  changes: [],
  samples: [],
  breaches: 0,
  calms: 0,
  panicSinceMicros: -1,
  panicMost: 0,
});

export interface ScaleDecision {
  readonly desired: number;
  /** Why, for the caption of the event. */
  readonly reason: string;
}

/** Appends a pair (time, value) to a list and forgets pairs that are older than the window. */
export function rememberPair(list: number[], nowMicros: number, value: number, windowMicros: number): void {
  list.push(nowMicros, value);
  let old = 0;
  while ((list[old] ?? nowMicros) < nowMicros - windowMicros) old += 2;
  if (old > 0) list.splice(0, old);
}

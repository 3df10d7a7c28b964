/**
 * The last completions, for figures over the last half minute: times and latencies of the newest few thousand, and counts
 * by second for as far back as is asked. Constant memory, whatever the rate.
 */
import { newHistogram, record, type Histogram } from './histogram';

const SAMPLES = 2048;
/** `count & LAST_SAMPLE` is where the next sample goes. */
export const LAST_SAMPLE = SAMPLES - 1;
const SECONDS = 64;
/** `second & LAST_SECOND` is where a second is counted. */
export const LAST_SECOND = SECONDS - 1;

export interface Recent {
  count: number;
  readonly atMicros: Float64Array;
  readonly latencyMicros: Float64Array;
  /** Which second each slot counts. */
  readonly second: Float64Array;
  readonly completed: Int32Array;
  readonly cold: Int32Array;
}

export const newRecent = (): Recent => ({
  count: 0,
  atMicros: new Float64Array(SAMPLES),
  latencyMicros: new Float64Array(SAMPLES),
  second: new Float64Array(SECONDS).fill(-1),
  completed: new Int32Array(SECONDS),
  cold: new Int32Array(SECONDS),
});

export function addRecent(recent: Recent, nowMicros: number, latencyMicros: number, cold: number): void {
  const at = recent.count++ % SAMPLES;
  recent.atMicros[at] = nowMicros;
  recent.latencyMicros[at] = latencyMicros;
  addToSecond(recent, nowMicros, 1, cold);
}

/** Counts in the second of an instant; a slot that holds a later second keeps it. */
export function addToSecond(recent: Recent, atMicros: number, completed: number, cold: number): void {
  const second = Math.floor(atMicros / 1e6);
  const slot = second % SECONDS;
  if ((recent.second[slot] as number) < second) {
    recent.second[slot] = second;
    recent.completed[slot] = 0;
    recent.cold[slot] = 0;
  }
  if (recent.second[slot] !== second) return;
  recent.completed[slot] = (recent.completed[slot] as number) + completed;
  recent.cold[slot] = (recent.cold[slot] as number) + cold;
}

/**
 * Counts the completions of the samples from number `from` to the last one by second, all at once: what is older than the
 * slots reach back from the last is never asked for. At most as many samples as are kept.
 */
export function countSeconds(recent: Recent, from: number): void {
  const { atMicros, count } = recent;
  if (from >= count) return;
  const oldest = (atMicros[(count - 1) & LAST_SAMPLE] as number) - (SECONDS - 1) * 1e6;
  let first = count - 1;
  while (first > from && (atMicros[(first - 1) & LAST_SAMPLE] as number) >= oldest) first--;
  for (let i = first; i < count; i++) addToSecond(recent, atMicros[i & LAST_SAMPLE] as number, 1, 0);
}

/** Completions of the last `seconds` (at most 60), and the latencies of the newest 2,048 of them. */
export function recentFigures(
  recent: Recent,
  nowMicros: number,
  seconds: number,
): { readonly completed: number; readonly cold: number; readonly latency: Histogram } {
  const first = Math.floor(nowMicros / 1e6) - seconds;
  const latency = newHistogram();
  let [completed, cold] = [0, 0];
  recent.second.forEach((second, slot) => {
    if (second <= first) return;
    completed += recent.completed[slot] as number;
    cold += recent.cold[slot] as number;
  });
  for (let i = Math.max(0, recent.count - SAMPLES); i < recent.count; i++) {
    if (Math.floor((recent.atMicros[i % SAMPLES] as number) / 1e6) > first)
      record(latency, recent.latencyMicros[i % SAMPLES] as number);
  }
  return { completed, cold, latency };
}

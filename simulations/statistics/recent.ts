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
  const second = Math.floor(nowMicros / 1e6);
  const slot = second % SECONDS;
  if (recent.second[slot] !== second) {
    recent.second[slot] = second;
    recent.completed[slot] = 0;
    recent.cold[slot] = 0;
  }
  recent.completed[slot] = (recent.completed[slot] as number) + 1;
  recent.cold[slot] = (recent.cold[slot] as number) + cold;
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

/**
 * The Knative pod autoscaler: as many replicas as the concurrency of the last minute asks for; in a panic, when the last
 * seconds ask for twice what is there, as many as these ask for, and none fewer until it is over. Without requests it goes
 * down to zero. Source: Knative Serving, autoscaler defaults (fact knative.kpa) and "How scaling works".
 */
import { formatNumber } from '../base/quantity';
import type { ScaleDecision, ScaleMemory } from './policy';

export interface KnativeSettings {
  /** Requests at once that one replica should have: the concurrency target times its utilization. */
  readonly perReplica: number;
  readonly stableWindow: number;
  /** Panic begins when the panic window asks for this many times the ready replicas. */
  readonly panicThreshold: number;
  readonly maxScaleUpRate: number;
  readonly maxScaleDownRate: number;
  readonly scaleToZeroGrace: number;
  readonly min: number;
  readonly max: number;
}

export interface KnativeInput {
  readonly nowMicros: number;
  readonly current: number;
  readonly ready: number;
  /** Requests at once, in service and waiting, averaged over the stable and over the panic window. */
  readonly stable: number;
  readonly panic: number;
}

export function decideKnative(
  settings: KnativeSettings,
  input: KnativeInput,
  memory: ScaleMemory,
): ScaleDecision {
  const { nowMicros, stable, panic, current } = input;
  const ready = Math.max(1, input.ready);
  const fastest = Math.ceil(settings.maxScaleUpRate * ready);
  const slowest = Math.floor(ready / settings.maxScaleDownRate);
  const limited = (load: number): number =>
    Math.min(fastest, Math.max(slowest, Math.ceil(load / settings.perReplica - 1e-9)));
  const isOver = Math.ceil(panic / settings.perReplica - 1e-9) / ready >= settings.panicThreshold;
  if (isOver) memory.panicSinceMicros = nowMicros;
  else if (memory.panicSinceMicros >= 0 && memory.panicSinceMicros + settings.stableWindow < nowMicros) {
    memory.panicSinceMicros = -1;
    memory.panicMost = 0;
  }
  let wanted = limited(stable);
  if (memory.panicSinceMicros >= 0) {
    memory.panicMost = Math.max(memory.panicMost, wanted, limited(panic));
    wanted = memory.panicMost;
  }
  const bounded = Math.min(settings.max, Math.max(settings.min, wanted));
  const reason = `${formatNumber(stable)} requests at once, ${formatNumber(settings.perReplica)} for each replica`;
  return { desired: toZero(settings, bounded, current, nowMicros, memory), reason };
}

/** The last replica stays for the grace, so that the activator is surely in the way of the next request. */
function toZero(
  settings: KnativeSettings,
  wanted: number,
  current: number,
  now: number,
  memory: ScaleMemory,
): number {
  if (wanted > 0 || current === 0) {
    memory.calmSinceMicros = -1;
    return wanted;
  }
  if (memory.calmSinceMicros < 0) memory.calmSinceMicros = now;
  return now - memory.calmSinceMicros >= settings.scaleToZeroGrace ? 0 : 1;
}

/**
 * The average of a metric over the last window, from readings of its integral (pairs of time and value, the last one of
 * now); of as much of the window as has been read.
 */
export function windowAverage(samples: readonly number[], nowMicros: number, windowMicros: number): number {
  let from = 0;
  while (from + 2 < samples.length && (samples[from + 2] ?? 0) <= nowMicros - windowMicros) from += 2;
  const span = (samples.at(-2) ?? nowMicros) - (samples[from] ?? nowMicros);
  return span <= 0 ? 0 : ((samples.at(-1) ?? 0) - (samples[from + 1] ?? 0)) / span;
}

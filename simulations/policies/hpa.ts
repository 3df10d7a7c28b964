import { formatNumber } from '../base/quantity';
import type { ScaleDecision, ScaleInput, ScaleMemory } from './policy';

export interface HpaSettings {
  readonly target: number;
  readonly downWindow: number;
  readonly min: number;
  readonly max: number;
}

/** Changes smaller than this share of the target are left alone (Kubernetes: horizontal-pod-autoscaler-tolerance). */
const TOLERANCE = 0.1;

/**
 * The Kubernetes horizontal pod autoscaler: desired = ceil(current * metric / target), within the tolerance unchanged;
 * up by at most +100 % or +4 pods a period, whichever is more; down to the highest recommendation of the window.
 * Source: Kubernetes documentation, "Horizontal Pod Autoscaling" (facts k8s.hpa.*).
 */
export function decideHpa(settings: HpaSettings, input: ScaleInput, memory: ScaleMemory): ScaleDecision {
  const current = input.ready + input.starting;
  const ratio = input.utilization / settings.target;
  const counted = Math.max(1, input.ready);
  const wanted =
    Math.abs(ratio - 1) <= TOLERANCE
      ? current
      : Math.max(Math.ceil(counted * ratio), ratio > 1 ? current : 0);
  const bounded = Math.min(settings.max, Math.max(settings.min, wanted));
  remember(memory, input.nowMicros, bounded, settings.downWindow);
  const fastest = Math.max(current * 2, current + 4);
  const desired = bounded > current ? Math.min(bounded, fastest) : highest(memory, current);
  const reason = `${formatNumber(input.utilization * 100)} % busy, target ${formatNumber(settings.target * 100)} %`;
  return { desired, reason };
}

function remember(memory: ScaleMemory, now: number, replicas: number, window: number): void {
  memory.recommendations.push(now, replicas);
  while ((memory.recommendations[0] ?? now) < now - window) memory.recommendations.splice(0, 2);
}

/** The highest recommendation of the stabilization window, never above the present number. */
function highest(memory: ScaleMemory, current: number): number {
  let most = 0;
  for (let i = 1; i < memory.recommendations.length; i += 2)
    most = Math.max(most, memory.recommendations[i] ?? 0);
  return Math.min(current, most);
}

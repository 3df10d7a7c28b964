import { formatDuration, formatNumber } from '../base/quantity';
import type { ScaleDecision, ScaleInput, ScaleMemory } from './policy';

export interface ScaleGroupSettings {
  readonly target: number;
  readonly scaleOutAfter: number;
  readonly scaleInAfter: number;
  readonly coolDown: number;
  readonly min: number;
  readonly max: number;
}

/**
 * A scale group of VMs: one more when utilization stood above the target for `scaleOutAfter`, one less when it stood
 * below half of it for `scaleInAfter`, nothing while a VM boots or within the cool-down.
 */
export function decideVmScaleGroup(
  settings: ScaleGroupSettings,
  input: ScaleInput,
  memory: ScaleMemory,
): ScaleDecision {
  const { nowMicros: now, utilization } = input;
  const current = input.ready + input.starting;
  memory.breachSinceMicros = utilization > settings.target ? earlier(memory.breachSinceMicros, now) : -1;
  memory.calmSinceMicros = utilization < settings.target / 2 ? earlier(memory.calmSinceMicros, now) : -1;
  const resting = input.starting > 0 || now - memory.lastChangeMicros < settings.coolDown;
  const busy = `${formatNumber(utilization * 100)} % busy`;
  if (!resting && current < settings.max && lasted(memory.breachSinceMicros, now, settings.scaleOutAfter)) {
    memory.lastChangeMicros = now;
    return {
      desired: current + 1,
      reason: `${busy}, above ${formatNumber(settings.target * 100)} % for ${formatDuration(settings.scaleOutAfter)}`,
    };
  }
  if (!resting && current > settings.min && lasted(memory.calmSinceMicros, now, settings.scaleInAfter)) {
    memory.lastChangeMicros = now;
    return {
      desired: current - 1,
      reason: `${busy}, below ${formatNumber(settings.target * 50)} % for ${formatDuration(settings.scaleInAfter)}`,
    };
  }
  return { desired: current, reason: busy };
}

const earlier = (since: number, now: number): number => (since < 0 ? now : since);
const lasted = (since: number, now: number, span: number): boolean => since >= 0 && now - since >= span;

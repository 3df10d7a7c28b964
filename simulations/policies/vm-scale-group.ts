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
  const { current } = input;
  memory.breachSinceMicros = utilization > settings.target ? earlier(memory.breachSinceMicros, now) : -1;
  memory.calmSinceMicros = utilization < settings.target / 2 ? earlier(memory.calmSinceMicros, now) : -1;
  const resting = input.unready > 0 || now - memory.lastChangeMicros < settings.coolDown;
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

export interface TargetTrackingSettings {
  readonly target: number;
  readonly outBreaches: number;
  readonly inBreaches: number;
  readonly coolDown: number;
  readonly min: number;
  readonly max: number;
}

/** The lower alarm of target tracking stands at this share of the target, so that a group does not swing. */
const LOWER_ALARM = 0.9;

/**
 * Target tracking: after `outBreaches` periods in a row above the target as many VMs as bring utilization back to it, all
 * at once; after `inBreaches` periods below nine tenths of it as few, never while VMs boot. Within the cool-down of a change
 * it only grows. Source: Amazon EC2 Auto Scaling User Guide, "Target tracking scaling policies" (three one-minute periods
 * up, fifteen down).
 */
export function decideTargetTracking(
  settings: TargetTrackingSettings,
  input: ScaleInput,
  memory: ScaleMemory,
): ScaleDecision {
  const { nowMicros: now, utilization, current } = input;
  memory.breaches = utilization > settings.target ? memory.breaches + 1 : 0;
  memory.calms = utilization < settings.target * LOWER_ALARM ? memory.calms + 1 : 0;
  const ideal = Math.ceil((utilization / settings.target) * Math.max(1, input.ready) - 1e-9);
  const wanted = Math.min(settings.max, Math.max(settings.min, ideal));
  const resting = input.unready > 0 || now - memory.lastChangeMicros < settings.coolDown;
  const reason = `${formatNumber(utilization * 100)} % busy, target ${formatNumber(settings.target * 100)} %`;
  const grows = memory.breaches >= settings.outBreaches && wanted > current;
  const shrinks = memory.calms >= settings.inBreaches && wanted < current && !resting;
  if (!grows && !shrinks) return { desired: current, reason };
  memory.lastChangeMicros = now;
  memory.breaches = 0;
  memory.calms = 0;
  return { desired: wanted, reason };
}

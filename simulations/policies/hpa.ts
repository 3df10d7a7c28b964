/**
 * The Kubernetes horizontal pod autoscaler, step by step: the ratio rule with its tolerance and its caution about pods
 * without a metric, then stabilization, then the speed limits of the behaviour, then the bounds. Source: Kubernetes
 * documentation, "Horizontal Pod Autoscaling" (facts k8s.hpa.*).
 */
import { formatNumber } from '../base/quantity';
import { rememberPair, type ScaleDecision, type ScaleInput, type ScaleMemory } from './policy';

/** At most so many pods, or so many per cent, more or fewer than at the start of the period. */
export interface SpeedLimit {
  readonly kind: 'pods' | 'percent';
  readonly value: number;
  readonly period: number;
}

/** One direction of the behaviour: the window of recommendations that it heeds, and how fast it may go. */
export interface Direction {
  readonly window: number;
  readonly select: 'max' | 'min' | 'disabled';
  readonly policies: readonly SpeedLimit[];
}

export interface HpaSettings {
  readonly target: number;
  readonly min: number;
  readonly max: number;
  readonly up: Direction;
  readonly down: Direction;
}

/** Changes smaller than this share of the target are left alone (Kubernetes: horizontal-pod-autoscaler-tolerance). */
const TOLERANCE = 0.1;

const isWithin = (ratio: number): boolean => Math.abs(ratio - 1) <= TOLERANCE + 1e-12;

/** What the metric asks for, before anything slows it down. */
export function recommendHpa(target: number, input: ScaleInput): number {
  const { current, ready, unready, missing, utilization } = input;
  const ratio = utilization / target;
  const withUnready = unready > 0 && ratio > 1;
  if (!withUnready && missing === 0) return isWithin(ratio) ? current : ceil(ratio * Math.max(1, ready));
  // Going down, a pod without a metric is taken to be full; going up, to be idle, as is one that is not ready yet.
  const fallback = ratio < 1 ? Math.max(1, target) * missing : 0;
  const counted = Math.max(1, ready + missing + (withUnready ? unready : 0));
  const careful = (utilization * Math.max(1, ready) + fallback) / counted / target;
  const turns = (ratio < 1 && careful > 1) || (ratio > 1 && careful < 1);
  if (isWithin(careful) || turns) return current;
  const wanted = ceil(careful * counted);
  return (careful < 1 && wanted > current) || (careful > 1 && wanted < current) ? current : wanted;
}

/** Up to rounding of the product: 3 * 1.1 is not 4. */
const ceil = (value: number): number => Math.ceil(value - 1e-9);

export function decideHpa(settings: HpaSettings, input: ScaleInput, memory: ScaleMemory): ScaleDecision {
  const { nowMicros, current, utilization } = input;
  const reason = `${formatNumber(utilization * 100)} % busy, target ${formatNumber(settings.target * 100)} %`;
  // Scaled to zero by hand, it is off.
  if (current === 0) return { desired: 0, reason };
  const stable = stabilize(settings, recommendHpa(settings.target, input), input, memory);
  const limited = limitSpeed(settings, stable, current, nowMicros, memory);
  const desired = Math.min(settings.max, Math.max(settings.min, limited));
  const longest = Math.max(0, ...[...settings.up.policies, ...settings.down.policies].map((p) => p.period));
  if (desired !== current) rememberPair(memory.changes, nowMicros, desired - current, longest);
  return { desired, reason };
}

/** Up to the least and down to the most of what was recommended within the windows, this time included. */
function stabilize(settings: HpaSettings, wanted: number, input: ScaleInput, memory: ScaleMemory): number {
  const { nowMicros, current } = input;
  const { up, down } = settings;
  let [least, most] = [wanted, wanted];
  const { recommendations } = memory;
  for (let i = 0; i < recommendations.length; i += 2) {
    const [at, replicas] = [recommendations[i] ?? 0, recommendations[i + 1] ?? 0];
    if (at > nowMicros - up.window) least = Math.min(least, replicas);
    if (at > nowMicros - down.window) most = Math.max(most, replicas);
  }
  rememberPair(recommendations, nowMicros, wanted, Math.max(up.window, down.window));
  return Math.min(Math.max(current, least), most);
}

function limitSpeed(
  settings: HpaSettings,
  wanted: number,
  current: number,
  now: number,
  memory: ScaleMemory,
): number {
  if (wanted === current) return current;
  const isUp = wanted > current;
  const { select, policies } = isUp ? settings.up : settings.down;
  if (select === 'disabled') return current;
  const limits = policies.map(({ kind, value, period }) => {
    const start = current - changedSince(memory.changes, now - period);
    if (kind === 'pods') return isUp ? start + value : start - value;
    return isUp ? ceil(start * (1 + value / 100)) : Math.floor(start * (1 - value / 100) + 1e-9);
  });
  if (limits.length === 0) return wanted;
  // `max` allows the largest change.
  const widest = (select === 'max') === isUp ? Math.max(...limits) : Math.min(...limits);
  return isUp
    ? Math.min(wanted, Math.max(current, widest))
    : Math.max(wanted, Math.min(current, Math.max(0, widest)));
}

function changedSince(changes: readonly number[], sinceMicros: number): number {
  let sum = 0;
  for (let i = 0; i < changes.length; i += 2) if ((changes[i] ?? 0) > sinceMicros) sum += changes[i + 1] ?? 0;
  return sum;
}

/** The rules by which the number of replicas follows the load. */
import * as z from 'zod';
import { count, duration, positiveDuration, quantity } from '../fields';

const replicas = {
  min: count(0, 100_000).optional(),
  max: count(1, 100_000).default(100),
};

const speedLimit = z.strictObject({
  kind: z.enum(['pods', 'percent']),
  value: count(1, 1_000_000),
  period: positiveDuration.default(15_000_000),
});

const direction = z.strictObject({
  window: duration.optional(),
  select: z.enum(['max', 'min', 'disabled']).default('max'),
  policies: z.array(speedLimit).max(16).optional(),
});

/** Kubernetes: pods follow the ratio of a metric to its target. */
const hpa = z.strictObject({
  policy: z.literal('hpa'),
  target: quantity('fraction', 0.01).default(0.7),
  period: positiveDuration.default(15_000_000),
  downWindow: duration.default(300_000_000),
  /** Windows and speed limits other than Kubernetes' defaults. */
  behaviour: z.strictObject({ scaleUp: direction.optional(), scaleDown: direction.optional() }).optional(),
  ...replicas,
});

/** A group of VMs: one at a time after a while above or below (`step`), or as many as the target asks for. */
const vmScaleGroup = z.strictObject({
  policy: z.literal('vm-scale-group'),
  rule: z.enum(['step', 'target-tracking']).default('step'),
  target: quantity('fraction', 0.01).default(0.7),
  scaleOutAfter: positiveDuration.default(60_000_000),
  scaleInAfter: positiveDuration.default(300_000_000),
  coolDown: duration.default(60_000_000),
  /** Target tracking: how often it reads the metric, and how many readings in a row count. */
  period: positiveDuration.default(60_000_000),
  outBreaches: count(1, 1000).default(3),
  inBreaches: count(1, 1000).default(15),
  ...replicas,
});

/** Knative: replicas follow requests at once, down to none. */
const knative = z.strictObject({
  policy: z.literal('knative'),
  /** Requests at once for which a replica is made; by default its workers. */
  concurrency: count(1, 100_000).optional(),
  targetUtilization: quantity('fraction', 0.01).default(0.7),
  period: positiveDuration.default(2_000_000),
  stableWindow: positiveDuration.default(60_000_000),
  panicWindow: positiveDuration.default(6_000_000),
  panicThreshold: quantity('fraction', 1).default(2),
  maxScaleUpRate: z.number().min(1).max(1e6).default(1000),
  maxScaleDownRate: z.number().min(1.0001).max(1e6).default(2),
  scaleToZeroGrace: duration.default(30_000_000),
  ...replicas,
});

export const autoscaler = z.discriminatedUnion('policy', [hpa, vmScaleGroup, knative]);

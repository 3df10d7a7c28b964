/**
 * The scenario file, version 1: one schema gives the types, the checks and the reference. Canonical units: whole
 * microseconds, bytes, requests per second, fractions.
 */
import * as z from 'zod';
import { TECHNOLOGY_IDS } from '../technologies/catalogue';
import {
  arrivals,
  clock,
  count,
  distribution,
  duration,
  id,
  label,
  limit,
  memory,
  positiveDuration,
  quantity,
} from './fields';

export const FORMAT = 'strata-scenario';
export const VERSION = 1;

const host = z.strictObject({
  id,
  label: label.optional(),
  cores: count(1, 1024).default(8),
  memory: memory.default(16 * 1024 ** 3),
  disk: z
    .strictObject({
      read: quantity('bandwidth', 1).optional(),
      write: quantity('bandwidth', 1).optional(),
      latency: duration.optional(),
    })
    .optional(),
  network: z
    .strictObject({ bandwidth: quantity('bandwidth', 1).optional(), latency: duration.optional() })
    .optional(),
  hypervisor: z.enum(['type-1', 'type-2']).optional(),
  engine: z.enum(['docker', 'containerd', 'podman']).optional(),
  platform: z.enum(['functions']).optional(),
});

const fraction = z.number().min(0).max(1);
const mix = z
  .strictObject({
    cpu: fraction.default(0),
    memory: fraction.default(0),
    syscall: fraction.default(0),
    network: fraction.default(0),
  })
  .refine((m) => Math.abs(m.cpu + m.memory + m.syscall + m.network - 1) < 1e-6, {
    params: { expected: 'fractions that add up to 1' },
    message: 'the mix does not add up',
  });

export const DISCIPLINES = ['fifo', 'processor-sharing'] as const;

/** `shared-queue`: one queue before all replicas; the others give each replica a queue and choose at arrival. */
export const LOAD_BALANCING = [
  'shared-queue',
  'least-connections',
  'round-robin',
  'two-random-choices',
] as const;

const component = z.strictObject({
  id,
  label: label.optional(),
  workers: count(1, 1_000_000).default(1),
  queueLimit: limit.default(Infinity),
  serviceTime: distribution,
  /** How workers share: each serves one call to its end, or all calls at once share the workers equally. */
  discipline: z.enum(DISCIPLINES).default('fifo'),
  memory: memory.default(128 * 1024 ** 2),
  mix: mix.default({ cpu: 1, memory: 0, syscall: 0, network: 0 }),
  timeout: positiveDuration.optional(),
  retries: count(0, 10).default(0),
});

export const INSTANCE_CHOICES = [
  'newest',
  'most-recently-used',
  'oldest',
  'least-recently-used',
  'random',
] as const;

const functionSettings = z.strictObject({
  id,
  label: label.optional(),
  component: id.optional(),
  runtime: label.default('nodejs22.x'),
  memory: memory.default(128 * 1024 ** 2),
  package: memory.optional(),
  timeout: positiveDuration.optional(),
  concurrency: count(1, 100_000).default(1),
  maxInstances: count(0, 10_000_000).default(1000),
  keepAlive: duration.default(600_000_000),
  instanceChoice: z.enum(INSTANCE_CHOICES).default('newest'),
  serviceTime: distribution.optional(),
  coldTime: distribution.optional(),
});

const autoscaler = z.discriminatedUnion('policy', [
  z.strictObject({
    policy: z.literal('hpa'),
    target: quantity('fraction', 0.01).default(0.7),
    period: positiveDuration.default(15_000_000),
    downWindow: duration.default(300_000_000),
    min: count(0, 100_000).optional(),
    max: count(1, 100_000).default(100),
  }),
  z.strictObject({
    policy: z.literal('vm-scale-group'),
    target: quantity('fraction', 0.01).default(0.7),
    scaleOutAfter: positiveDuration.default(60_000_000),
    scaleInAfter: positiveDuration.default(300_000_000),
    coolDown: duration.default(60_000_000),
    min: count(0, 100_000).optional(),
    max: count(1, 100_000).default(100),
  }),
]);

const place = z.strictObject({
  component: id.optional(),
  function: id.optional(),
  /** Sandboxes are called `name-1`, `name-2`; by default after the component or function. */
  name: id.optional(),
  guest: label.optional(),
  image: label.optional(),
  memory: memory.optional(),
  vcpus: count(1, 1024).optional(),
  replicas: count(0, 100_000).default(1),
  cpuWeight: count(1, 10_000).default(100),
  loadBalancing: z.enum(LOAD_BALANCING).default('shared-queue'),
  autoscaler: autoscaler.optional(),
});

const deployment = z.strictObject({
  id,
  label: label.optional(),
  technology: z.enum(
    TECHNOLOGY_IDS as [(typeof TECHNOLOGY_IDS)[number], ...(typeof TECHNOLOGY_IDS)[number][]],
  ),
  hosts: z.array(id).max(10_000).default([]),
  orchestrator: z.enum(['kubernetes', 'swarm', 'none']).default('none'),
  place: z.array(place).min(1).max(10_000),
});

export type Step =
  string | { readonly all: readonly Step[] } | { readonly with: number; readonly step: Step };
const step: z.ZodType<Step> = z.lazy(() =>
  z.union([
    id,
    z.strictObject({ all: z.array(step).min(1).max(64) }),
    z.strictObject({ with: z.number().min(0).max(1), step }),
  ]),
);

const route = z.strictObject({
  id,
  label: label.optional(),
  steps: z.array(step).min(1).max(64),
  /** The first component holds its worker until the whole route is done; `false` = it hands the request on. */
  holds: z.boolean().default(true),
});

const workload = z.strictObject({
  id,
  label: label.optional(),
  route: id.optional(),
  arrivals,
  intensity: quantity('fraction').default(1),
});

const name = z.string().max(100);

export const scenarioSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  title: z.string().min(1).max(300),
  description: z.string().max(10_000).optional(),
  seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(1),
  startsAt: clock.default(0),
  duration: positiveDuration,
  transient: duration.default(0),
  profiles: z.strictObject({ limits: name.optional(), prices: name.optional() }).default({}),
  budget: z
    .strictObject({ events: count(1, 1e12).default(1e9), entities: count(1, 1e8).default(1_000_000) })
    .default({ events: 1e9, entities: 1_000_000 }),
  hosts: z.array(host).max(10_000).default([]),
  components: z.array(component).max(20_000).default([]),
  functions: z.array(functionSettings).max(20_000).default([]),
  deployments: z.array(deployment).min(1).max(64),
  routes: z.array(route).max(10_000).default([]),
  workloads: z.array(workload).min(1).max(1000),
});

export type ScenarioFields = z.output<typeof scenarioSchema>;
export type HostFields = ScenarioFields['hosts'][number];
export type ComponentFields = ScenarioFields['components'][number];
export type FunctionFields = ScenarioFields['functions'][number];
export type DeploymentFields = ScenarioFields['deployments'][number];
export type PlaceFields = DeploymentFields['place'][number];
export type AutoscalerFields = NonNullable<PlaceFields['autoscaler']>;

/** A scenario that passed every check, with the JSON value that it was read from. */
export interface Scenario extends ScenarioFields {
  /** The value as written (units and all): `set` edits it and reads it again. */
  readonly source: unknown;
  /** 16 hexadecimal digits over the value as written. */
  readonly digest: string;
}

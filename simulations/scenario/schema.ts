/**
 * The scenario file, version 1: one schema gives the types, the checks and the reference. Canonical units: whole
 * microseconds, bytes, requests per second, fractions.
 */
import * as z from 'zod';
import { clock, count, duration, memory, positiveDuration } from './fields';
import { component } from './schema/component';
import { deployment } from './schema/deployment';
import { fault } from './schema/fault';
import { functionSettings } from './schema/function-settings';
import { host } from './schema/host';
import { image, registry } from './schema/image';
import { profiles } from './schema/profiles';
import { route } from './schema/route';
import { service } from './schema/service';
import { trigger } from './schema/trigger';
import { workload } from './schema/workload';

export { DISCIPLINES, LOAD_BALANCING } from './schema/component';
export { INSTANCE_CHOICES } from './schema/function-settings';
export type { Step } from './schema/route';

export const FORMAT = 'strata-scenario';
export const VERSION = 1;

export const scenarioSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  title: z.string().min(1).max(300),
  description: z.string().max(10_000).optional(),
  /** The model that the file was saved with: another one may give other figures from the same seed. */
  madeWith: z.string().max(40).optional(),
  seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(1),
  startsAt: clock.default(0),
  duration: positiveDuration,
  transient: duration.default(0),
  /** What the provider allows and asks; `freeTier`: a month's free use is not billed. */
  profiles: profiles.extend({ freeTier: z.boolean().default(false) }).default({ freeTier: false }),
  budget: z
    .strictObject({
      events: count(1, 1e12).default(1e9),
      entities: count(1, 1e8).default(1_000_000),
      /** What the state of a run may take, by the engine's own account of its tables. */
      memory: memory.default(2 * 1024 ** 3),
    })
    .default({ events: 1e9, entities: 1_000_000, memory: 2 * 1024 ** 3 }),
  hosts: z.array(host).max(10_000).default([]),
  images: z.array(image).max(10_000).default([]),
  registry: registry.default({ bandwidth: 100e6 }),
  components: z.array(component).max(20_000).default([]),
  functions: z.array(functionSettings).max(20_000).default([]),
  deployments: z.array(deployment).min(1).max(64),
  routes: z.array(route).max(10_000).default([]),
  services: z.array(service).max(1000).default([]),
  triggers: z.array(trigger).max(1000).default([]),
  workloads: z.array(workload).min(1).max(1000),
  faults: z.array(fault).max(1000).default([]),
});

export type ScenarioFields = z.output<typeof scenarioSchema>;
export type HostFields = ScenarioFields['hosts'][number];
export type ImageFields = ScenarioFields['images'][number];
export type ComponentFields = ScenarioFields['components'][number];
export type FunctionFields = ScenarioFields['functions'][number];
export type DeploymentFields = ScenarioFields['deployments'][number];
export type PlaceFields = DeploymentFields['place'][number];
export type MigrationFields = NonNullable<PlaceFields['migration']>;
export type AutoscalerFields = NonNullable<PlaceFields['autoscaler']>;

/** A scenario that passed every check, with the JSON value that it was read from. */
export interface Scenario extends ScenarioFields {
  /** The value as written (units and all): `set` edits it and reads it again. */
  readonly source: unknown;
  /** 16 hexadecimal digits over the value as written. */
  readonly digest: string;
}

/** One way in which the application is run: technology, hosts, what is placed. */
import * as z from 'zod';
import { TECHNOLOGY_IDS } from '../../technologies/catalogue';
import { DEVICE_KINDS } from '../../technologies/devices';
import { MONITOR_IDS, type MonitorId } from '../../technologies/monitors/catalogue';
import { autoscaler } from './autoscaler';
import { LOAD_BALANCING } from './component';
import { profiles } from './profiles';
import { count, duration, id, label, memory, positiveDuration, quantity } from '../fields';
import { migration } from './migration';

/** A number of replicas, or a fraction of them such as "25 %". */
const share = z.union([count(0, 100_000), quantity('fraction').transform((fraction) => ({ fraction }))]);
const QUARTER = { fraction: 0.25 };

/** How a rolling update goes: the first two for Kubernetes, the next three for Swarm. */
const update = z.strictObject({
  maxSurge: share.default(QUARTER),
  maxUnavailable: share.default(QUARTER),
  parallelism: count(0, 100_000).default(1),
  delay: duration.default(0),
  order: z.enum(['stop-first', 'start-first']).default('stop-first'),
  /** Ready for so long, a replica counts as available. */
  minReady: duration.default(0),
});

export const place = z.strictObject({
  component: id.optional(),
  function: id.optional(),
  /** Where a function runs that stands among the components of another technology: on a provider's own hosts. */
  platform: z.enum(['cloud-function', 'isolate']).optional(),
  /** Sandboxes are called `name-1`, `name-2`; by default after the component or function. */
  name: id.optional(),
  /** The guest operating system that a virtual machine boots, by id, label or another name of it. */
  guest: label.optional(),
  /** The user-space half of a microVM. */
  monitor: z.enum(MONITOR_IDS as [MonitorId, ...MonitorId[]]).optional(),
  image: label.optional(),
  memory: memory.optional(),
  vcpus: count(1, 1024).optional(),
  /** The virtual network card and disk of a virtual machine. */
  nic: z.enum(DEVICE_KINDS).optional(),
  storage: z.enum(DEVICE_KINDS).optional(),
  /** The virtual disk: a copy of the whole image, or one image for all and what each changed. */
  disk: z.enum(['full', 'thin']).optional(),
  /** Cores that one sandbox may use at most: the CPU quota of its cgroup. */
  cpuLimit: z.number().min(0.001).max(1024).optional(),
  replicas: count(0, 100_000).default(1),
  /** How a host is chosen; by default as its orchestrator does. */
  placement: z.enum(['spread', 'bin-pack', 'first-fit']).optional(),
  cpuWeight: count(1, 10_000).default(100),
  loadBalancing: z.enum(LOAD_BALANCING).default('shared-queue'),
  autoscaler: autoscaler.optional(),
  update: update.prefault({}),
  /** When a replica is asked whether it is ready: after `delay`, then every `period`; by default as its technology does. */
  readiness: z
    .strictObject({ delay: duration.default(0), period: positiveDuration.default(10_000_000) })
    .optional(),
  migration: migration.optional(),
});

export const deployment = z.strictObject({
  id,
  label: label.optional(),
  technology: z.enum(
    TECHNOLOGY_IDS as [(typeof TECHNOLOGY_IDS)[number], ...(typeof TECHNOLOGY_IDS)[number][]],
  ),
  hosts: z.array(id).max(10_000).default([]),
  orchestrator: z.enum(['kubernetes', 'swarm', 'none']).default('none'),
  /** How sandboxes on different hosts reach each other; containers under an orchestrator by an overlay. */
  network: z.enum(['host', 'overlay']).optional(),
  /** Where this deployment has another provider than the scenario. */
  profiles: profiles.optional(),
  /** Sandboxes that one host may hold; by default as many as the orchestrator allows. */
  maxPerHost: count(1, 1_000_000).optional(),
  /** Requests at once that all its functions together may have. */
  accountConcurrency: count(0, 10_000_000).optional(),
  place: z.array(place).min(1).max(10_000),
});

/**
 * What a provider refuses when a function is uploaded. What it refuses when the function is called or while it runs is
 * found out in the run (`world/hazards.ts`).
 */
import { nearestName } from '../base/catalogue';
import { formatBytes, formatDuration } from '../base/quantity';
import { limitProfileOf } from '../profiles/catalogue';
import type { Limit, LimitProfile } from '../profiles/profile';
import type { Report } from './check-references';
import type { FunctionFields, ScenarioFields } from './schema';

/** One limit that a function breaks: what it is called, what it allows, what was wanted. */
export interface Refusal {
  readonly key: keyof FunctionFields;
  readonly limit: string;
  readonly allowed: string;
  readonly found: string;
  readonly nearest?: string;
}

/** What the profile refuses of a function, in the order in which the provider would check it. */
export function refusalsOf(fn: FunctionFields, profile: LimitProfile): readonly Refusal[] {
  const found: Refusal[] = [];
  const most = (
    key: keyof FunctionFields,
    value: number | undefined,
    limit: Limit | null,
    format: (value: number) => string,
  ): void => {
    if (value === undefined || limit === null || value <= limit.value) return;
    found.push({ key, limit: limit.name, allowed: `at most ${format(limit.value)}`, found: format(value) });
  };
  const runtime = runtimeRefusal(fn, profile);
  if (runtime !== null) found.push(runtime);
  if (fn.packaging === 'image') most('package', fn.package, profile.imageBytes, formatSize);
  else {
    most('package', fn.package, profile.packageBytes, formatSize);
    most('unpacked', fn.unpacked, profile.unpackedBytes, formatSize);
  }
  most('memory', fn.memory, profile.memoryMax, formatBytes);
  if (fn.memory < profile.memoryMin.value)
    found.push({
      key: 'memory',
      limit: profile.memoryMin.name,
      allowed: `at least ${formatBytes(profile.memoryMin.value)}`,
      found: formatBytes(fn.memory),
    });
  if (fn.memory % profile.memoryStep.value !== 0)
    found.push({
      key: 'memory',
      limit: profile.memoryStep.name,
      allowed: `a multiple of ${formatBytes(profile.memoryStep.value)}`,
      found: formatBytes(fn.memory),
    });
  most('timeout', fn.timeout, profile.timeoutMax, formatDuration);
  most('storage', fn.storage, profile.storageMax, formatSize);
  most('concurrency', fn.concurrency, profile.instanceConcurrency, String);
  return found;
}

/** An image brings its own language along. */
function runtimeRefusal(fn: FunctionFields, profile: LimitProfile): Refusal | null {
  if (profile.runtimes === null || fn.packaging === 'image') return null;
  const { names } = profile.runtimes;
  const wanted = fn.runtime.toLowerCase();
  if (names.some((name) => wanted.startsWith(name))) return null;
  const nearest = nearestName(wanted.replace(/[\d.]+.*$/, ''), names);
  return {
    key: 'runtime',
    limit: 'runtimes',
    allowed: `one of ${names.join(', ')}`,
    found: fn.runtime,
    ...(nearest !== undefined && { nearest }),
  };
}

/** Providers count packages and disks in powers of ten. */
const formatSize = (bytes: number): string =>
  bytes >= 1e9 ? `${+(bytes / 1e9).toFixed(2)} GB` : `${+(bytes / 1e6).toFixed(2)} MB`;

/** Every function that is placed, against the limits of where it is placed. */
export function checkLimits(scenario: ScenarioFields, report: Report): void {
  const told = new Set<string>();
  for (const deployment of scenario.deployments) {
    const profile = limitProfileOf(deployment.profiles?.limits ?? scenario.profiles.limits);
    if (profile === null) continue;
    for (const place of deployment.place) {
      const index = scenario.functions.findIndex(({ id }) => id === place.function);
      const fn = scenario.functions[index];
      if (fn === undefined) continue;
      for (const { key, limit, allowed, found, nearest } of refusalsOf(fn, profile)) {
        const once = `${index}/${key}/${limit}/${profile.id}`;
        if (told.has(once)) continue;
        told.add(once);
        report(['functions', index, key], {
          message: `refused at upload by ${profile.label}: ${limit}`,
          expected: allowed,
          found,
          ...(nearest !== undefined && { nearest }),
        });
      }
    }
  }
}

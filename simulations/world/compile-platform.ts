/** What a function platform does with a pool: limits, speed, keep-alive. The defaults stand for what is no function. */
import type { LimitProfile } from '../profiles/profile';
import type { DeploymentFields, FunctionFields, Scenario } from '../scenario/schema';
import { hazardsOf } from './hazards';
import type { KeepAlive, PoolModel } from './model';

export type PlatformFields = Pick<
  PoolModel,
  | 'maxInstances'
  | 'hazards'
  | 'reserved'
  | 'scaling'
  | 'isLimited'
  | 'isPlain'
  | 'keepAlive'
  | 'keepAliveMicros'
  | 'provisioned'
>;

export function compilePlatform(
  settings: FunctionFields | undefined,
  accountConcurrency: number,
  limits: LimitProfile | null,
): PlatformFields {
  const reserved = settings?.reserved ?? null;
  const maxInstances = Math.min(settings?.maxInstances ?? 100_000, limits?.instancesMax?.value ?? Infinity);
  const scaling =
    settings?.scaling === undefined
      ? scalingOf(settings, maxInstances, limits)
      : { burst: settings.scaling.burst, perSecond: settings.scaling.rate };
  const keepAlive = settings?.keepAlive;
  const provisioned = settings?.provisioned ?? 0;
  const isLimited = reserved !== null || (settings !== undefined && accountConcurrency !== Infinity);
  return {
    maxInstances,
    hazards: hazardsOf(settings, limits),
    reserved,
    scaling,
    isLimited,
    isPlain: !isLimited && scaling === null && keepAlive?.policy === 'fixed' && provisioned === 0,
    keepAlive: keepAliveOf(keepAlive),
    keepAliveMicros: keepAlive?.policy === 'fixed' ? keepAlive.time : Infinity,
    provisioned,
  };
}

/** The provider's rate, where a function may have more instances than it builds at once. */
function scalingOf(
  settings: FunctionFields | undefined,
  maxInstances: number,
  limits: LimitProfile | null,
): PlatformFields['scaling'] {
  const rate = limits?.scaling ?? null;
  if (settings === undefined || rate === null || maxInstances <= rate.instances.value) return null;
  return { burst: rate.instances.value, perSecond: (rate.instances.value * 1e6) / rate.perMicros };
}

/** Requests at once that a deployment's functions may have in all; Infinity where they cannot reach the limit. */
export function accountLimitOf(
  scenario: Scenario,
  fields: DeploymentFields,
  limits: LimitProfile | null,
): number {
  if (fields.accountConcurrency !== undefined) return fields.accountConcurrency;
  const most = limits?.accountConcurrency?.value ?? Infinity;
  const placed = fields.place.flatMap((p) => scenario.functions.find(({ id }) => id === p.function) ?? []);
  const reach = placed.reduce((sum, fn) => sum + fn.maxInstances * fn.concurrency, 0);
  return reach > most ? most : Infinity;
}

function keepAliveOf(written: FunctionFields['keepAlive'] | undefined): KeepAlive {
  if (written === undefined) return { policy: 'fixed' };
  return written.policy === 'hybrid-histogram'
    ? { ...written, standard: written.standard ?? written.range }
    : { policy: written.policy };
}

/** What a function platform does with a pool: limits, speed, keep-alive. The defaults stand for what is no function. */
import type { DeploymentFields, FunctionFields } from '../scenario/schema';
import type { KeepAlive, PoolModel } from './model';

export type PlatformFields = Pick<
  PoolModel,
  | 'maxInstances'
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
  deployment: DeploymentFields,
): PlatformFields {
  const reserved = settings?.reserved ?? null;
  const scaling =
    settings?.scaling === undefined
      ? null
      : { burst: settings.scaling.burst, perSecond: settings.scaling.rate };
  const keepAlive = settings?.keepAlive;
  const provisioned = settings?.provisioned ?? 0;
  const isLimited = reserved !== null || deployment.accountConcurrency !== undefined;
  return {
    maxInstances: settings?.maxInstances ?? 100_000,
    reserved,
    scaling,
    isLimited,
    isPlain: !isLimited && scaling === null && keepAlive?.policy === 'fixed' && provisioned === 0,
    keepAlive: keepAliveOf(keepAlive),
    keepAliveMicros: keepAlive?.policy === 'fixed' ? keepAlive.time : Infinity,
    provisioned,
  };
}

function keepAliveOf(written: FunctionFields['keepAlive'] | undefined): KeepAlive {
  if (written === undefined) return { policy: 'fixed' };
  return written.policy === 'hybrid-histogram'
    ? { ...written, standard: written.standard ?? written.range }
    : { policy: written.policy };
}

/** What a function platform does with a pool: limits, speed, keep-alive. The defaults stand for what is no function. */
import type { DeploymentFields, FunctionFields } from '../scenario/schema';
import type { PoolModel } from './model';

export type PlatformFields = Pick<
  PoolModel,
  'maxInstances' | 'reserved' | 'scaling' | 'isLimited' | 'isPlain' | 'keepAliveMicros'
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
  const isLimited = reserved !== null || deployment.accountConcurrency !== undefined;
  return {
    maxInstances: settings?.maxInstances ?? 100_000,
    reserved,
    scaling,
    isLimited,
    isPlain: !isLimited && scaling === null,
    keepAliveMicros: settings?.keepAlive ?? Infinity,
  };
}

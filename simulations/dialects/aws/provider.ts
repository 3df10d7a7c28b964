/** What the provider allows: the profile of the deployment, or the newest of this provider where that names none. */
import { LIMIT_PROFILES } from '../../profiles/catalogue';
import type { Limit, LimitProfile } from '../../profiles/profile';
import { MIB } from '../../base/quantity';
import type { Context } from '../dialect';

const PROVIDER = 'AWS';
const NEWEST = LIMIT_PROFILES.filter(({ provider }) => provider === PROVIDER).toSorted((a, b) =>
  b.date.localeCompare(a.date),
)[0];

/** Null only where no profile of this provider exists: then nothing is refused. */
export function providerLimits({ world }: Pick<Context, 'world'>): LimitProfile | null {
  const named = world.model.deployments.find(
    ({ technology, limits }) => technology.perRequest && limits?.provider === PROVIDER,
  );
  return named?.limits ?? NEWEST ?? null;
}

const bound = (limit: Limit | null | undefined, unit: number, otherwise: number): number =>
  limit === null || limit === undefined ? otherwise : Math.floor(limit.value / unit);

export const longestSeconds = (limits: LimitProfile | null): number =>
  bound(limits?.timeoutMax, 1e6, Infinity);
export const memoryMegabytes = (
  limits: LimitProfile | null,
): { readonly min: number; readonly max: number } => ({
  min: bound(limits?.memoryMin, MIB, 1),
  max: bound(limits?.memoryMax, MIB, Infinity),
});
export const storageMegabytes = (
  limits: LimitProfile | null,
): { readonly min: number; readonly max: number } => ({
  min: bound(limits?.storageDefault, 1e6, 0),
  max: bound(limits?.storageMax, 1e6, Infinity),
});
export const environmentBytes = (limits: LimitProfile | null): number =>
  bound(limits?.environmentBytes, 1, Infinity);
export const accountConcurrency = (limits: LimitProfile | null): number =>
  bound(limits?.accountConcurrency, 1, Infinity);
export const leastUnreserved = (limits: LimitProfile | null): number => bound(limits?.leastUnreserved, 1, 0);

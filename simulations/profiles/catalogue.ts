/** All profiles of limits and prices, in display order. */
import { catalogue } from '../base/catalogue';
import * as limits from './limits/index';
import { list202412 } from './prices/list-2024-12';
import * as prices from './prices/index';
import type { LimitProfile, PriceProfile } from './profile';

export const LIMIT_PROFILES: readonly LimitProfile[] = catalogue<LimitProfile>(limits);
export const PRICE_PROFILES: readonly PriceProfile[] = catalogue<PriceProfile>(prices);

/** What prices are where a scenario names none. */
export const DEFAULT_PRICES: PriceProfile = list202412;

export const limitProfileOf = (id: string | undefined): LimitProfile | null =>
  LIMIT_PROFILES.find((profile) => profile.id === id) ?? null;

export const priceProfileOf = (id: string | undefined): PriceProfile =>
  PRICE_PROFILES.find((profile) => profile.id === id) ?? DEFAULT_PRICES;

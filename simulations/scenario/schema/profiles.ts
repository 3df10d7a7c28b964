/** Which dated profile of limits and of prices holds. */
import * as z from 'zod';
import { nearestName, type Entry } from '../../base/catalogue';
import { LIMIT_PROFILES, PRICE_PROFILES } from '../../profiles/catalogue';

const profileName = (list: readonly Entry[]) =>
  z
    .string()
    .max(100)
    .check((context) => {
      const names = list.map(({ id }) => id);
      if (names.includes(context.value)) return;
      const nearest = nearestName(context.value, names);
      context.issues.push({
        code: 'custom',
        input: context.value,
        message: 'no such profile',
        params: { expected: `one of ${names.join(', ')}`, ...(nearest !== undefined && { nearest }) },
      });
    });

export const profiles = z.strictObject({
  limits: profileName(LIMIT_PROFILES).optional(),
  prices: profileName(PRICE_PROFILES).optional(),
});

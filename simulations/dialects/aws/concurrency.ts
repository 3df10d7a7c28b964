/** How many calls of a function may be served at once: its own limit, and what the account has. */
import type { Lambda } from './functions';
import { accountConcurrency } from './provider';

/** What is reserved for it; null = it takes part in the account's limit like all others. */
export const concurrencyOf = ({ fields, limits }: Lambda): number | null => {
  const limit = fields.reserved ?? fields.maxInstances * fields.concurrency;
  return limit >= accountConcurrency(limits) ? null : limit;
};

/** What is left for functions that reserve nothing, if the others keep what they have. */
export const unreservedBeside = (lambdas: readonly Lambda[], id: string): number =>
  lambdas
    .filter(({ fields, pool }) => fields.id !== id && pool !== null)
    .reduce(
      (left, lambda) => left - (concurrencyOf(lambda) ?? 0),
      accountConcurrency(lambdas[0]?.limits ?? null),
    );

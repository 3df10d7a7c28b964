/** How many calls of a function may be served at once: its own limit, and what the account has. */
import type { FunctionFields } from '../../scenario/schema';

/** Of the whole account, and what must stay for functions that reserve nothing (fact faas.lambda.concurrency). */
export const ACCOUNT_CONCURRENCY = 1000;
export const LEAST_UNRESERVED = 100;

/** What is reserved for it; null = it takes part in the account's limit like all others. */
export const concurrencyOf = ({ maxInstances, concurrency, reserved }: FunctionFields): number | null => {
  const limit = reserved ?? maxInstances * concurrency;
  return limit >= ACCOUNT_CONCURRENCY ? null : limit;
};

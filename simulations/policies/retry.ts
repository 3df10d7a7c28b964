/** When a call that failed is tried again: exponential back-off, with as much chance in it as is wanted. */
import { nextFraction, type RandomStream } from '../random/streams';

export interface RetryPolicy {
  /** Attempts after the first. */
  readonly count: number;
  readonly backoffMicros: number;
  readonly factor: number;
  /** The fraction of the wait that is left to chance: 0 = none, 1 = anything from 0 to the whole ("full jitter"). */
  readonly jitter: number;
  readonly maxMicros: number;
}

export const NO_RETRIES: RetryPolicy = {
  count: 0,
  backoffMicros: 0,
  factor: 2,
  jitter: 0,
  maxMicros: Infinity,
};

/** The wait before attempt `attempt` (1 = the first retry): backoff times factor^(attempt - 1), at most the maximum. */
export function retryDelay(policy: RetryPolicy, attempt: number, stream: RandomStream): number {
  let wait = policy.backoffMicros;
  for (let i = 1; i < attempt && wait < policy.maxMicros; i++) wait *= policy.factor;
  wait = Math.min(wait, policy.maxMicros);
  // Nothing is drawn where nothing is left to chance.
  return policy.jitter === 0 || wait === 0 ? wait : wait * (1 - policy.jitter * nextFraction(stream));
}

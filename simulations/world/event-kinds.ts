/** Numbers of the events; the order is part of every digest, so new kinds are added at the end. */
export const EVENT_NAMES = [
  'request-arrived',
  'service-finished',
  'phase-finished',
  'keep-alive-expired',
  'autoscaler-looked',
  'call-timed-out',
  'transient-ended',
] as const;

export const REQUEST_ARRIVED = 0;
export const SERVICE_FINISHED = 1;
export const PHASE_FINISHED = 2;
export const KEEP_ALIVE_EXPIRED = 3;
export const AUTOSCALER_LOOKED = 4;
export const CALL_TIMED_OUT = 5;
export const TRANSIENT_ENDED = 6;
/** Not an event of the queue: a command is mixed into the digest under this number. */
export const COMMAND_MARK = 63;

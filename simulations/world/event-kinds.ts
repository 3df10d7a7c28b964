/** Numbers of the events; the order is part of every digest, so new kinds are added at the end. */
export const EVENT_NAMES = [
  'request-arrived',
  'service-finished',
  'phase-finished',
  'keep-alive-expired',
  'autoscaler-looked',
  'call-timed-out',
  'transient-ended',
  'cpu-due',
  'disk-due',
  'network-due',
  'workers-due',
  'restart-due',
  'host-given-up',
  'placing-due',
  'user-asked',
  'fault-due',
  'wire-passed',
  'pool-woken',
  'idle-due',
  'pre-warm-due',
  'start-due',
  'available-due',
  'rollout-due',
  'migration-due',
  'memory-short',
  'call-retried',
  'answer-arrived',
  'request-timed-out',
  'service-answered',
  'event-delivered',
  'trigger-fired',
  'event-redelivered',
  'function-broke',
] as const;

export const REQUEST_ARRIVED = 0;
export const SERVICE_FINISHED = 1;
export const PHASE_FINISHED = 2;
export const KEEP_ALIVE_EXPIRED = 3;
export const AUTOSCALER_LOOKED = 4;
export const CALL_TIMED_OUT = 5;
export const TRANSIENT_ENDED = 6;
/** A shared resource may have finished a job: of the cores, the disk or the network of a host, or of a sandbox's workers. */
export const CPU_DUE = 7;
export const DISK_DUE = 8;
export const NETWORK_DUE = 9;
export const WORKERS_DUE = 10;
/** An orchestrator acts: on a dead sandbox, on a host that has been lost for its grace, on what found no room. */
export const RESTART_DUE = 11;
export const HOST_GIVEN_UP = 12;
export const PLACING_DUE = 13;
/** A user of a closed loop has thought and asks. */
export const USER_ASKED = 14;
/** A fault begins (-1 - its place in the scenario) or ends (its number). */
export const FAULT_DUE = 15;
/** A call has passed a disturbed network. */
export const WIRE_PASSED = 16;
/** A request came to a pool that was scaled to zero. */
export const POOL_WOKEN = 17;
/** Keep-alive that is learnt: an instance has been idle for long enough, or one is built ahead of the next request. */
export const IDLE_DUE = 18;
export const PRE_WARM_DUE = 19;
/** The scheduler has come to a sandbox; one has been ready for long enough; a rolling update may go on. */
export const START_DUE = 20;
export const AVAILABLE_DUE = 21;
export const ROLLOUT_DUE = 22;
/** A VM that was moved goes on. */
export const MIGRATION_DUE = 23;
/** A sandbox has touched more than it may, or a host has less memory than is touched on it. */
export const MEMORY_SHORT = 24;
/** A call that failed is tried again, after its back-off. */
export const CALL_RETRIED = 25;
/** The answer of a call has come back over the network. */
export const ANSWER_ARRIVED = 26;
/** A request has reached its deadline. */
export const REQUEST_TIMED_OUT = 27;
/** A managed service has answered a call. */
export const SERVICE_ANSWERED = 28;
/** What a call sent has arrived; a schedule or a batch is due; an invocation that failed is made again. */
export const EVENT_DELIVERED = 29;
export const TRIGGER_FIRED = 30;
export const EVENT_REDELIVERED = 31;
/** A call of a function needs more memory or local storage than there is. */
export const FUNCTION_BROKE = 32;
/** Not an event of the queue: a command is mixed into the digest under this number. */
export const COMMAND_MARK = 63;

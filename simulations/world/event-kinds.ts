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
/** Not an event of the queue: a command is mixed into the digest under this number. */
export const COMMAND_MARK = 63;

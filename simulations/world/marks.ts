/** Numbers that void an event when what it was about has moved on. */
import type { World } from './world';

/** Of one attempt of a call. */
export const timeoutMark = (world: World, call: number): number =>
  ((world.calls.generation[call] as number) << 4) ^ (world.calls.attempts[call] as number);

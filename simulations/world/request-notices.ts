/** Notices about requests. */
import { note, NOTICE_KINDS } from './notices';
import type { World } from './world';

/** The first call of a request is over: it is answered. */
export function noteDone(world: World, call: number): void {
  const { calls, requests, simulation, notices } = world;
  const request = calls.request[call] as number;
  const pool = calls.pool[call] as number;
  const took = simulation.nowMicros - (requests.arrivedAt[request] as number);
  const number = requests.number[request] as number;
  note(notices, simulation.nowMicros, NOTICE_KINDS.requestDone, pool, 0, number, took, -1);
}

/** Notices about requests. */
import { note, NOTICE_KINDS } from './notices';
import type { World } from './world';

/** A call is over: the first of a request answers it, the others answer their callers. */
export function noteDone(world: World, call: number): void {
  const { calls, requests, sandboxes, simulation, notices } = world;
  const now = simulation.nowMicros;
  const request = calls.request[call] as number;
  const pool = calls.pool[call] as number;
  const isFirst = (calls.parent[call] as number) < 0;
  const took = now - ((isFirst ? requests.arrivedAt[request] : calls.queuedAt[call]) as number);
  const serial = sandboxes.serial[calls.sandbox[call] as number] as number;
  const number = requests.number[request] as number;
  note(notices, now, NOTICE_KINDS.requestDone, pool, serial, number, took, -1);
}

/** Closed forms of queueing theory. */

/** The part of calls that find all servers busy and leave: load in Erlang. */
export function erlangB(servers: number, load: number): number {
  let blocked = 1;
  for (let k = 1; k <= servers; k++) blocked = (load * blocked) / (k + load * blocked);
  return blocked;
}

/** The part of calls that have to wait. */
export function erlangC(servers: number, load: number): number {
  const blocked = erlangB(servers, load);
  return blocked / (1 - (load / servers) * (1 - blocked));
}

/** Round robin over n servers: each is an Erlang(n)/M/1 queue, T = 1 / (1 - s) with s = A*(1 - s). */
export function roundRobinResponse(servers: number, rho: number): number {
  let s = 0.5;
  for (let i = 0; i < 10_000; i++) s = ((servers * rho) / (servers * rho + 1 - s)) ** servers;
  return 1 / (1 - s);
}

/** The shorter of two queues: the chain of both lengths, cut where it hardly ever goes, solved by iteration. */
export function shorterOfTwo(rho: number): number {
  const size = 60;
  const at = (i: number, j: number): number => i * size + j;
  let p = new Float64Array(size * size);
  p[0] = 1;
  const arrival = 2 * rho;
  const step = 1 / (arrival + 2);
  for (let round = 0; round < 12_000; round++) {
    const next = new Float64Array(size * size);
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) {
        const mass = p[at(i, j)] ?? 0;
        if (mass < 1e-18) continue;
        const move = (to: number, rate: number): void => {
          next[to] = (next[to] ?? 0) + mass * rate * step;
        };
        const up = (toFirst: boolean): number =>
          toFirst ? at(Math.min(i + 1, size - 1), j) : at(i, Math.min(j + 1, size - 1));
        if (i === j) {
          move(up(true), arrival / 2);
          move(up(false), arrival / 2);
        } else move(up(i < j), arrival);
        move(at(Math.max(0, i - 1), j), 1);
        move(at(i, Math.max(0, j - 1)), 1);
      }
    p = next;
  }
  let inSystem = 0;
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) inSystem += (i + j) * (p[at(i, j)] ?? 0);
  return inSystem / arrival;
}

import { describe, expect, it } from 'vitest';
import { figureOf, replicationSeed, type Scenario } from '../../simulations';
import { read, run } from '../helpers/scenarios';

/** `servers` replicas of one worker each, exponential service of mean 1 s, load `rho` each. */
function replicas(servers: number, rho: number, loadBalancing: string, duration: string): Scenario {
  return read({
    format: 'strata-scenario',
    version: 1,
    title: 'balanced',
    seed: 11,
    duration,
    transient: '5 min',
    hosts: [{ id: 'host', cores: 1024, memory: '1024 GiB' }],
    components: [{ id: 'server', serviceTime: 'exponential(1 s)', memory: '64 MiB' }],
    deployments: [
      {
        id: 'one',
        technology: 'bare-process',
        hosts: ['host'],
        place: [{ component: 'server', replicas: servers, loadBalancing }],
      },
    ],
    workloads: [{ id: 'load', arrivals: `poisson(${rho * servers}/s)` }],
  });
}

function response(scenario: Scenario, replications: number): { mean: number; half: number } {
  const figure = figureOf(
    Array.from(
      { length: replications },
      (_, k) => (run(scenario, replicationSeed(11, k)).requests.latencyMs.mean ?? NaN) / 1000,
    ),
  );
  return { mean: figure.mean, half: figure.halfWidth95 ?? 0 };
}

function expectNear({ mean, half }: { mean: number; half: number }, theory: number): void {
  expect(Math.abs(mean - theory), `${mean} ± ${half}, theory ${theory}`).toBeLessThan(3 * half);
  expect(half).toBeLessThan(0.08 * theory);
}

/** Round robin over n servers: each is an Erlang(n)/M/1 queue, T = 1 / (1 - s) with s = A*(1 - s). */
function roundRobin(servers: number, rho: number): number {
  let s = 0.5;
  for (let i = 0; i < 10_000; i++) s = ((servers * rho) / (servers * rho + 1 - s)) ** servers;
  return 1 / (1 - s);
}

/** The shorter of two queues: the chain of both lengths, cut where it hardly ever goes, solved by iteration. */
function shorterOfTwo(rho: number): number {
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

describe('load balancing agrees with theory', () => {
  it('round robin over four: Erlang(4)/M/1', () => {
    expectNear(response(replicas(4, 0.8, 'round-robin', '4 h'), 8), roundRobin(4, 0.8));
  });
  it('the shorter of two queues: the chain of both lengths', () => {
    expectNear(response(replicas(2, 0.8, 'least-connections', '8 h'), 8), shorterOfTwo(0.8));
  });
  it('two random choices of a hundred: within 3 % above the limit of infinitely many (Mitzenmacher 2001)', () => {
    // Mean time in the limit: the sum over i >= 1 of rho^(2^i - 2). The limit is approached from above.
    const rho = 0.9;
    let limit = 0;
    for (let i = 1; i < 12; i++) limit += rho ** (2 ** i - 2);
    expect(limit).toBeCloseTo(2.6141, 3);
    const { mean, half } = response(replicas(100, rho, 'two-random-choices', '30 min'), 4);
    expect(mean).toBeGreaterThan(limit - half);
    expect(mean).toBeLessThan(limit * 1.03 + half);
  });
  it('one queue < shortest queue < two random choices < round robin < a queue each at random', () => {
    const means = ['shared-queue', 'least-connections', 'two-random-choices', 'round-robin'].map(
      (rule) => response(replicas(10, 0.9, rule, '2 h'), 4).mean,
    );
    expect(means).toEqual(means.toSorted((a, b) => a - b));
    // At random each server would be M/M/1 with a mean of 10.
    expect(means.at(-1)).toBeLessThan(10);
  });
});

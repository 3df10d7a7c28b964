/** Requests spread over replicas with a queue each, against exact chains, limits and bounds. */
import type { Scenario } from '../../../simulations';
import { read, run } from '../../helpers/scenarios';
import { once, seedOf, type ValidityCase } from '../case';
import { erlangC, roundRobinResponse, shorterOfTwo } from '../formulas';

/** `servers` replicas of one worker each, exponential service of mean 1 s, load `rho` each. */
export function replicas(servers: number, rho: number, loadBalancing: string, duration: string): Scenario {
  return read({
    format: 'strata-scenario',
    version: 1,
    title: 'balanced',
    seed: 11,
    duration,
    transient: '5 min',
    hosts: [{ id: 'host', cores: 1024, memory: '1024 GiB' }],
    components: [{ id: 'server', serviceTime: 'exponential(1 s)', memory: '64 MiB', mix: { network: 1 } }],
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

/** Mean time with two random choices of infinitely many servers: the sum over i >= 1 of rho^(2^i - 2). */
function twoChoicesLimit(rho: number): number {
  let sum = 0;
  for (let i = 1; i < 12; i++) sum += rho ** (2 ** i - 2);
  return sum;
}

const MITZENMACHER = 'Mitzenmacher, The power of two choices (2001)';

interface Setting {
  readonly id: string;
  readonly servers: number;
  readonly rho: number;
  readonly rule: string;
  readonly duration: string;
  readonly reference: string;
  readonly source: string;
  readonly expected: ValidityCase['expected'];
  readonly replications?: number;
}

function balanced({ id, servers, rho, rule, duration, ...rest }: Setting): ValidityCase {
  const response = once(
    (k: number) =>
      (run(replicas(servers, rho, rule, duration), seedOf(id, k)).requests.latencyMs.mean ?? NaN) / 1000,
  );
  return {
    group: 'Queues',
    model: `${servers} replicas at ${rho}, ${rule}: response time`,
    unit: 's',
    replications: 8,
    tolerance: 0,
    ...rest,
    id,
    measure: response,
  };
}

export const balancing: readonly ValidityCase[] = [
  balanced({
    id: 'round-robin-4',
    servers: 4,
    rho: 0.8,
    rule: 'round-robin',
    duration: '4 h',
    reference: 'each is an Erlang(4)/M/1 queue',
    source: 'Kleinrock, Queueing Systems I (1975), G/M/1',
    expected: roundRobinResponse(4, 0.8),
  }),
  balanced({
    id: 'jsq-2',
    servers: 2,
    rho: 0.8,
    rule: 'least-connections',
    duration: '8 h',
    reference: 'chain of both queue lengths, solved numerically',
    source: 'Haight, Two queues in parallel (1958)',
    expected: () => shorterOfTwo(0.8),
  }),
  balanced({
    id: 'jsq-10',
    servers: 10,
    rho: 0.9,
    rule: 'least-connections',
    duration: '40 min',
    reference: 'between M/M/10 with one queue and M/M/1 each',
    source: 'Winston, Optimality of the shortest line discipline (1977)',
    expected: { low: 1 + erlangC(10, 9) / (10 - 9), high: 10 },
    replications: 4,
  }),
  balanced({
    id: 'shared-10',
    servers: 10,
    rho: 0.9,
    rule: 'shared-queue',
    duration: '90 min',
    reference: 'M/M/10, Erlang C',
    source: 'Erlang (1917)',
    expected: 1 + erlangC(10, 9) / (10 - 9),
  }),
  balanced({
    id: 'two-choices-100',
    servers: 100,
    rho: 0.9,
    rule: 'two-random-choices',
    duration: '30 min',
    reference: 'at most 3 % above the limit of infinitely many, which is approached from above',
    source: MITZENMACHER,
    expected: { low: twoChoicesLimit(0.9), high: twoChoicesLimit(0.9) * 1.03 },
    replications: 4,
  }),
];

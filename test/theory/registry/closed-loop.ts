/** A fixed number of users who think, ask and wait: the machine repairman, Engset's loss, and the response time law. */
import type { RunResult } from '../../../simulations';
import { queueScenario, run } from '../../helpers/scenarios';
import { once, seedOf, type ValidityCase } from '../case';

/** M/M/1//N: mean response time of one repairman and N machines that run `think` and take `service` to repair. */
function repairman(users: number, think: number, service: number): number {
  // p_n = p_0 N!/(N-n)! (service/think)^n; the throughput is the rate of a busy server.
  let weight = 1;
  let total = 1;
  for (let n = 1; n <= users; n++) {
    weight *= (users - n + 1) * (service / think);
    total += weight;
  }
  return users / ((1 - 1 / total) / service) - think;
}

/** Calls lost of N sources at c servers without a queue: what the other N - 1 find occupied. */
function engset(sources: number, servers: number, load: number): number {
  let weight = 1;
  let total = 1;
  for (let n = 1; n <= servers; n++) {
    weight *= ((sources - n) / n) * load;
    total += weight;
  }
  return weight / total;
}

const loop = (users: number, think: string, more: object = {}) =>
  queueScenario({
    arrivals: { 'closed-loop': { users, think } },
    serviceTime: 'exponential(1 s)',
    duration: '4 h',
    transient: '10 min',
    ...more,
  });

const of = (id: string, scenario: ReturnType<typeof loop>): ((k: number) => RunResult) =>
  once((k) => run(scenario, seedOf(id, k)));
const lossy = of('engset', loop(6, 'exponential(2 s)', { workers: 2, queueLimit: 0, transient: '0 s' }));
const responseSeconds = (result: RunResult): number => (result.requests.latencyMs.mean ?? NaN) / 1000;

export const closedLoop: readonly ValidityCase[] = [
  ...[1, 5, 12, 30].map((users): ValidityCase => {
    const id = `repairman-${users}`;
    const result = of(id, loop(users, 'exponential(5 s)'));
    return {
      id,
      group: 'Queues',
      model: `Closed loop, ${users} ${users === 1 ? 'user' : 'users'} who think 5 s, one worker: response time`,
      reference: 'machine repairman, M/M/1//N',
      source: 'Kleinrock, Queueing Systems I (1975)',
      unit: 's',
      expected: repairman(users, 5, 1),
      replications: 10,
      measure: (k) => responseSeconds(result(k)),
      tolerance: 0,
    };
  }),
  ...['constant(3 s)', 'uniform(0 s, 6 s)', 'hyperexponential(0.9: 1 s, 0.1: 21 s)'].map(
    (think, i): ValidityCase => {
      const id = `response-law-${i}`;
      const result = of(id, loop(8, think, { transient: '0 s' }));
      return {
        id,
        group: 'Queues',
        model: `Closed loop, 8 users who think ${think}: users / throughput - response time`,
        reference: 'interactive response time law, N / X - R = Z',
        source: 'Denning, Buzen, The operational analysis of queueing network models (1978)',
        unit: 's',
        expected: 3,
        replications: 6,
        measure: (k) => {
          const { requests, simulated } = result(k);
          return 8 / (requests.completed / (simulated.ms / 1000)) - responseSeconds(result(k));
        },
        // Thinking that is under way at the end.
        tolerance: 0.002,
      };
    },
  ),
  {
    id: 'engset',
    group: 'Queues',
    model: 'Closed loop, 6 users who think 2 s, two workers and no queue: rejected',
    reference: 'Engset’s loss',
    source: 'Engset (1918)',
    unit: '',
    expected: engset(6, 2, 0.5),
    replications: 8,
    measure: (k) => lossy(k).requests.rejected / lossy(k).requests.arrived,
    tolerance: 0,
  },
];

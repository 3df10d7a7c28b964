/** One queue against queueing theory. */
import type { RunResult, Scenario } from '../../../simulations';
import { functionScenario, queueScenario, run } from '../../helpers/scenarios';
import { once, seedOf, type ValidityCase } from '../case';
import { erlangB, erlangC } from '../formulas';

const KLEINROCK = 'Kleinrock, Queueing Systems I (1975)';
const runs = (id: string, scenario: Scenario): ((k: number) => RunResult) =>
  once((k) => run(scenario, seedOf(id, k)));
const latency = (of: (k: number) => RunResult) => (k: number) =>
  (of(k).requests.latencyMs.mean ?? NaN) / 1000;

interface Setting {
  readonly id: string;
  readonly model: string;
  readonly reference: string;
  readonly scenario: Scenario;
  readonly expected: number;
  readonly source?: string;
}

const response = ({
  id,
  model,
  reference,
  scenario,
  expected,
  source = KLEINROCK,
}: Setting): ValidityCase => ({
  id,
  group: 'Queues',
  model,
  reference,
  source,
  unit: 's',
  expected,
  replications: 12,
  measure: latency(runs(id, scenario)),
  tolerance: 0,
});

const twoPhase = 'hyperexponential(0.9: 0.5 s, 0.1: 5.5 s)';
const secondMoment = 2 * (0.9 * 0.25 + 0.1 * 30.25);
const mm1 = runs('mm1', queueScenario({ duration: '12 h', transient: '10 min' }));
const loss = runs(
  'erlang-b',
  queueScenario({ arrivals: 'poisson(4/s)', workers: 5, queueLimit: 0, duration: '3 h' }),
);
const finite = runs('mm1k', queueScenario({ arrivals: 'poisson(1.2/s)', queueLimit: 9, duration: '6 h' }));
const endless = runs(
  'mg-infinity',
  functionScenario({ serviceTime: 'exponential(2 s)', coldTime: 'exponential(2 s)', duration: '5 h' }),
);

export const queues: readonly ValidityCase[] = [
  {
    id: 'mm1',
    group: 'Queues',
    model: 'M/M/1 at 0.8, response time',
    reference: '1 / (mu - lambda)',
    source: KLEINROCK,
    unit: 's',
    expected: 5,
    replications: 12,
    measure: latency(mm1),
    tolerance: 0,
  },
  {
    id: 'mm1-queue',
    group: 'Queues',
    model: 'M/M/1 at 0.8, mean queue',
    reference: 'rho^2 / (1 - rho)',
    source: KLEINROCK,
    unit: 'requests',
    expected: 3.2,
    replications: 12,
    measure: (k) => mm1(k).components[0]?.queueMean ?? NaN,
    tolerance: 0,
  },
  {
    id: 'mm1-utilization',
    group: 'Queues',
    model: 'M/M/1 at 0.8, utilization',
    reference: 'lambda / mu',
    source: KLEINROCK,
    unit: '',
    expected: 0.8,
    replications: 12,
    measure: (k) => mm1(k).components[0]?.utilization ?? NaN,
    tolerance: 0,
  },
  response({
    id: 'mm1-heavy',
    model: 'M/M/1 at 0.9, response time',
    reference: '1 / (mu - lambda)',
    scenario: queueScenario({ arrivals: 'poisson(0.9/s)', duration: '20 h', transient: '1 h' }),
    expected: 10,
  }),
  response({
    id: 'mm4',
    model: 'M/M/4 at 0.8, response time',
    reference: 'Erlang C',
    scenario: queueScenario({ arrivals: 'poisson(3.2/s)', workers: 4, duration: '6 h', transient: '10 min' }),
    expected: 1 + erlangC(4, 3.2) / (4 - 3.2),
    source: 'Erlang (1917)',
  }),
  response({
    id: 'mm32',
    model: 'M/M/32 at 0.9, response time',
    reference: 'Erlang C',
    scenario: queueScenario({
      arrivals: 'poisson(28.8/s)',
      workers: 32,
      duration: '1 h',
      transient: '5 min',
      cores: 64,
    }),
    expected: 1 + erlangC(32, 28.8) / (32 - 28.8),
    source: 'Erlang (1917)',
  }),
  response({
    id: 'md1',
    model: 'M/D/1 at 0.8, response time',
    reference: 'Pollaczek-Khinchine',
    scenario: queueScenario({ serviceTime: 'constant(1 s)', duration: '12 h', transient: '10 min' }),
    expected: 1 + 0.8 / (2 * (1 - 0.8)),
    source: 'Pollaczek (1930), Khinchine (1932)',
  }),
  response({
    id: 'mg1-erlang',
    model: 'M/E4/1 at 0.8, response time',
    reference: 'Pollaczek-Khinchine',
    scenario: queueScenario({ serviceTime: 'erlang(4, 1 s)', duration: '12 h', transient: '10 min' }),
    expected: 1 + (0.8 * 1.25) / (2 * (1 - 0.8)),
    source: 'Pollaczek (1930), Khinchine (1932)',
  }),
  response({
    id: 'mg1-hyper',
    model: 'M/H2/1 at 0.6, coefficient of variation 2.26',
    reference: 'Pollaczek-Khinchine',
    scenario: queueScenario({
      arrivals: 'poisson(0.6/s)',
      serviceTime: twoPhase,
      duration: '24 h',
      transient: '10 min',
    }),
    expected: 1 + (0.6 * secondMoment) / (2 * (1 - 0.6)),
    source: 'Pollaczek (1930), Khinchine (1932)',
  }),
  {
    id: 'erlang-b',
    group: 'Queues',
    model: 'M/M/5/5 at 4 Erlang, rejected',
    reference: 'Erlang B',
    source: 'Erlang (1917)',
    unit: '',
    expected: erlangB(5, 4),
    replications: 12,
    measure: (k) => loss(k).requests.rejected / loss(k).requests.arrived,
    tolerance: 0,
  },
  {
    id: 'mm1k',
    group: 'Queues',
    model: 'M/M/1/10 at 1.2, rejected',
    reference: '(1 - rho) rho^10 / (1 - rho^11)',
    source: KLEINROCK,
    unit: '',
    expected: ((1 - 1.2) * 1.2 ** 10) / (1 - 1.2 ** 11),
    replications: 12,
    measure: (k) => finite(k).requests.rejected / finite(k).requests.arrived,
    tolerance: 0,
  },
  {
    id: 'mg-infinity',
    group: 'Queues',
    model: 'Function without cold time and limit is M/G/inf: mean running',
    reference: 'lambda E[S]',
    source: KLEINROCK,
    unit: 'instances',
    expected: 1.8,
    replications: 12,
    measure: (k) => endless(k).functions[0]?.meanRunning ?? NaN,
    tolerance: 0,
  },
];

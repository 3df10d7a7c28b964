/** Shared workers and shared cores against processor-sharing theory. */
import type { Scenario } from '../../../simulations';
import { queueScenario, read, run } from '../../helpers/scenarios';
import { seedOf, type ValidityCase } from '../case';
import { erlangC } from '../formulas';

const PS = 'Kleinrock, Queueing Systems II (1976), insensitivity of processor sharing';
const latency = (id: string, scenario: Scenario) => (k: number) =>
  (run(scenario, seedOf(id, k)).requests.latencyMs.mean ?? NaN) / 1000;

const onTwoCores = queueScenario({
  workers: 500,
  arrivals: 'poisson(1.6/s)',
  duration: '4 h',
  transient: '10 min',
});

export const sharing: readonly ValidityCase[] = [
  ...['exponential(1 s)', 'constant(1 s)', 'log-normal(mean 1 s, cv 2)', 'erlang(4, 1 s)'].map(
    (serviceTime): ValidityCase => ({
      id: `ps-${serviceTime.split('(')[0]}`,
      group: 'Sharing',
      model: `M/G/1-PS at 0.8 with ${serviceTime}, response time`,
      reference: 'S / (1 - rho), whatever the distribution',
      source: PS,
      unit: 's',
      expected: 5,
      replications: 12,
      measure: latency(
        serviceTime,
        queueScenario({
          serviceTime,
          extra: { discipline: 'processor-sharing' },
          duration: '4 h',
          transient: '10 min',
        }),
      ),
      tolerance: 0,
    }),
  ),
  {
    id: 'cores-shared',
    group: 'Sharing',
    model: '500 workers on 2 cores at 0.8, response time',
    reference: 'M/M/2: the number in the system has its rates',
    source: PS,
    unit: 's',
    expected: 1 + erlangC(2, 1.6) / (2 - 1.6),
    replications: 12,
    measure: latency(
      'cores-shared',
      read({ ...(onTwoCores.source as object), hosts: [{ id: 'host', cores: 2, memory: '64 GiB' }] }),
    ),
    tolerance: 0,
  },
];

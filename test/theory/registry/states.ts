/** How many are there at an instant: the whole distribution of the state, looked at from outside at regular times. */
import type { Scenario } from '../../../simulations';
import type { World } from '../../../simulations/world/world';
import { functionScenario, queueScenario } from '../../helpers/scenarios';
import { open, until } from '../../helpers/worlds';
import { once, seedOf, type ValidityCase } from '../case';
import { erlangC } from '../formulas';

/** What `look` sees every `step` seconds, from the first minutes on. */
const looks = (
  id: string,
  scenario: Scenario,
  seconds: number,
  step: number,
  look: (world: World) => number,
) =>
  once((k: number): readonly number[] => {
    const world = open(scenario, seedOf(id, k));
    const seen: number[] = [];
    for (let at = 600; at <= seconds; at += step) seen.push(look(until(world, at)));
    return seen;
  });

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const partWith = (values: readonly number[], is: (value: number) => boolean): number =>
  values.filter(is).length / values.length;

/** Poisson arrivals see the state as it is over time: the part that waits is the part of time with no worker free. */
function waiting(servers: number, load: number, seconds: number): ValidityCase {
  const id = `waits-${servers}`;
  const scenario = queueScenario({
    workers: servers,
    arrivals: `poisson(${load}/s)`,
    duration: '24 h',
    cores: 64,
  });
  const busy = looks(id, scenario, seconds, 3, (world) => world.pools[0]?.busyWorkers.value ?? NaN);
  return {
    id,
    group: 'Queues',
    model: `M/M/${servers} at ${load / servers}, part of requests that wait`,
    reference: 'Erlang C',
    source: 'Erlang (1917); Wolff, PASTA (1982)',
    unit: '',
    expected: erlangC(servers, load),
    replications: 8,
    measure: (k) => partWith(busy(k), (value) => value === servers),
    tolerance: 0,
  };
}

const endless = ['log-normal(mean 2 s, cv 2)', 'constant(2 s)'].map((time, i) => ({
  time,
  id: `mg-infinity-${i}`,
  running: looks(
    `mg-infinity-${i}`,
    functionScenario({ arrivals: 'poisson(1.5/s)', serviceTime: time, coldTime: time, keepAlive: '30 s' }),
    16_000,
    7,
    (world) =>
      (world.pools[0]?.runningInstances.value ?? NaN) + (world.pools[0]?.startingInstances.value ?? NaN),
  ),
}));

const infinite = (
  { time, id, running }: (typeof endless)[number],
  what: string,
  reference: string,
  expected: number,
  measure: (seen: readonly number[]) => number,
): ValidityCase => ({
  id: `${id}-${what}`,
  group: 'Queues',
  model: `M/G/inf, 1.5/s and ${time}: ${what}`,
  reference,
  source: 'Kleinrock, Queueing Systems I (1975)',
  unit: '',
  expected,
  replications: 6,
  measure: (k) => measure(running(k)),
  tolerance: 0,
});

export const states: readonly ValidityCase[] = [
  waiting(4, 3.2, 9000),
  waiting(16, 13.6, 4000),
  ...endless.flatMap((one, i) => [
    infinite(one, 'mean in service', 'lambda E[S], whatever the distribution', 3, meanOf),
    infinite(one, 'variance over mean in service', '1: the number is Poisson', 1, (seen) => {
      const mean = meanOf(seen);
      return meanOf(seen.map((value) => (value - mean) * (value - mean))) / mean;
    }),
    ...(i > 0
      ? []
      : [
          infinite(one, 'part of time with none in service', 'exp(-lambda E[S])', Math.exp(-3), (seen) =>
            partWith(seen, (value) => value === 0),
          ),
        ]),
  ]),
];

import { describe, expect, it } from 'vitest';
import { figureOf, replicationSeed, type Scenario } from '../../simulations';
import { functionScenario, queueScenario, read, run } from '../helpers/scenarios';

/** Mean of a figure over independent replications, with the half width of its 95 % confidence interval. */
function measure(
  scenario: Scenario,
  pick: (result: ReturnType<typeof run>) => number,
  replications = 12,
): { mean: number; half: number } {
  const values = Array.from({ length: replications }, (_, k) =>
    pick(run(scenario, replicationSeed(scenario.seed, k))),
  );
  const figure = figureOf(values);
  return { mean: figure.mean, half: figure.halfWidth95 ?? 0 };
}

/** Within three half widths (six standard errors): a true model passes practically always, a wrong one does not. */
function expectNear(measured: { mean: number; half: number }, theory: number): void {
  expect(
    Math.abs(measured.mean - theory),
    `${measured.mean} ± ${measured.half}, theory ${theory}`,
  ).toBeLessThanOrEqual(3 * measured.half + 1e-9);
  expect(measured.half).toBeLessThan(0.15 * Math.max(theory, 0.05));
}

const latencySeconds = (result: ReturnType<typeof run>): number =>
  (result.requests.latencyMs.mean ?? NaN) / 1000;

function erlangC(servers: number, load: number): number {
  let inverse = 1;
  for (let k = 1; k <= servers; k++) inverse = 1 + (inverse * k) / load;
  const b = 1 / inverse;
  return b / (1 - (load / servers) * (1 - b));
}

describe('queues agree with theory', () => {
  it('M/M/1: mean response time 1 / (mu - lambda)', () => {
    expectNear(
      measure(queueScenario({ duration: '12 h', transient: '10 min' }), latencySeconds),
      1 / (1 - 0.8),
    );
  });
  it('M/M/4: Erlang C', () => {
    const theory = 1 + erlangC(4, 3.2) / (4 - 3.2);
    expectNear(
      measure(
        queueScenario({ arrivals: 'poisson(3.2/s)', workers: 4, duration: '6 h', transient: '10 min' }),
        latencySeconds,
      ),
      theory,
    );
  });
  it.each(['exponential(1 s)', 'constant(1 s)', 'log-normal(mean 1 s, cv 2)'])(
    'M/G/1-PS with %s: mean response time S / (1 - rho), whatever the distribution',
    (serviceTime) => {
      const extra = { discipline: 'processor-sharing' };
      expectNear(
        measure(queueScenario({ serviceTime, extra, duration: '8 h', transient: '10 min' }), latencySeconds),
        1 / (1 - 0.8),
      );
    },
  );
  it('workers beyond the cores of a host share them: M/M/c-PS on 2 cores is M/M/2 in the mean number', () => {
    // Exponential service: the number in the system has the rates of M/M/2, whoever gets which core.
    const scenario = queueScenario({
      workers: 500,
      arrivals: 'poisson(1.6/s)',
      duration: '8 h',
      transient: '10 min',
    });
    const cores = { ...(scenario.source as object), hosts: [{ id: 'host', cores: 2, memory: '64 GiB' }] };
    expectNear(measure(read(cores), latencySeconds), 1 + erlangC(2, 1.6) / (2 - 1.6));
  });
  it('M/D/1: Pollaczek-Khinchine', () => {
    expectNear(
      measure(
        queueScenario({ serviceTime: 'constant(1 s)', duration: '12 h', transient: '10 min' }),
        latencySeconds,
      ),
      1 + 0.8 / (2 * (1 - 0.8)),
    );
  });
  it('M/G/1 with a coefficient of variation of 2: Pollaczek-Khinchine', () => {
    const scenario = queueScenario({
      arrivals: 'poisson(0.6/s)',
      serviceTime: 'hyperexponential(0.9: 0.5 s, 0.1: 5.5 s)',
      duration: '24 h',
      transient: '10 min',
    });
    const secondMoment = 2 * (0.9 * 0.25 + 0.1 * 30.25);
    expectNear(measure(scenario, latencySeconds), 1 + (0.6 * secondMoment) / (2 * (1 - 0.6)));
  });
  it('M/M/5/5: Erlang B loss', () => {
    const scenario = queueScenario({ arrivals: 'poisson(4/s)', workers: 5, queueLimit: 0, duration: '3 h' });
    let b = 1;
    for (let k = 1; k <= 5; k++) b = (4 * b) / (k + 4 * b);
    expectNear(
      measure(scenario, (result) => result.requests.rejected / result.requests.arrived),
      b,
    );
  });
  it('a function without cold time and limit is M/G/inf: mean running = lambda E[S]', () => {
    const scenario = functionScenario({
      serviceTime: 'exponential(2 s)',
      coldTime: 'exponential(2 s)',
      duration: '5 h',
    });
    expectNear(
      measure(scenario, (result) => result.functions[0]?.meanRunning ?? NaN),
      1.8,
    );
  });
  it('keep-alive 0 makes every request a cold start', () => {
    const [fn] = run(functionScenario({ keepAlive: '0 s', duration: '1 h' })).functions;
    expect(fn?.coldStartProbability).toBe(1);
  });
  it('a longer keep-alive never raises cold starts on the same arrivals', () => {
    const cold = ['1 s', '10 s', '60 s', '300 s', '900 s'].map(
      (keepAlive) =>
        run(
          functionScenario({
            keepAlive,
            arrivals: 'poisson(0.05/s)',
            serviceTime: 'constant(1 s)',
            coldTime: 'constant(1 s)',
          }),
        ).functions[0]?.coldStarts ?? NaN,
    );
    expect(cold).toEqual(cold.toSorted((a, b) => b - a));
  });
});

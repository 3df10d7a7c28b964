/** The function platform against the figures that the authors of SimFaaS published for the same parameters. */
import { read, run, shipped } from '../../helpers/scenarios';
import { once, seedOf, type ValidityCase } from '../case';

/** The README of the simulator was read; the paper's table 1 gives another run of the same parameters (6,308 s, 7.680). */
const SOURCE =
  'Mahmoudi, Khazaei: SimFaaS (2021), README: 0.9/s, 1.991 s, 2.244 s, 600 s (faas.simfaas.readme)';
const scenario = read({
  ...(shipped('reference/faas-keep-alive').source as object),
  duration: '120 h',
  transient: '3 h',
});
const fn = once((k: number) => run(scenario, seedOf('simfaas', k)).functions[0]);

/** One run of theirs, 10^6 s long, stands behind each figure: about 1,200 cold starts and as many lifespans. */
const published = (
  id: string,
  model: string,
  unit: string,
  expected: number,
  tolerance: number,
  pick: (of: NonNullable<ReturnType<typeof fn>>) => number | null,
): ValidityCase => ({
  id: `simfaas-${id}`,
  group: 'Function platform',
  model,
  reference: 'one published run of a simulator of the same model',
  source: SOURCE,
  unit,
  expected,
  replications: 8,
  measure: (k) => {
    const of = fn(k);
    return (of === undefined ? null : pick(of)) ?? NaN;
  },
  tolerance,
});

export const publishedFunction: readonly ValidityCase[] = [
  published(
    'cold',
    'Keep-alive, cold-start probability',
    '%',
    (1213 / 898_469) * 100,
    0.06,
    (f) => (f.coldStartProbability ?? NaN) * 100,
  ),
  published('instances', 'Keep-alive, mean instances', 'instances', 7.6612, 0.02, (f) => f.meanInstances),
  published('running', 'Keep-alive, mean running', 'instances', 1.7879, 0.02, (f) => f.meanRunning),
  published('idle', 'Keep-alive, mean idle', 'instances', 5.8733, 0.02, (f) => f.meanIdle),
  published(
    'lifespan',
    'Keep-alive, mean lifespan',
    's',
    6335.1337,
    0.06,
    (f) => (f.meanLifespanMs ?? NaN) / 1000,
  ),
];

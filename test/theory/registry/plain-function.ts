/** The function platform at many points against a second, plain implementation of the same model. */
import { figureOf, type FunctionResult } from '../../../simulations';
import { functionScenario, run } from '../../helpers/scenarios';
import { once, seedOf, type ValidityCase } from '../case';
import { plainKeepAlive, type PlainFigures, type PlainSettings } from '../plain-keep-alive';

const REFERENCE: PlainSettings = {
  perSecond: 0.9,
  warmSeconds: 1.991,
  coldSeconds: 2.244,
  keepAliveSeconds: 600,
  maxInstances: 1000,
  concurrency: 1,
  choice: 'newest',
};

const POINTS: readonly (Partial<PlainSettings> & { readonly id: string; readonly hours: number })[] = [
  { id: 'reference', hours: 60 },
  { id: 'rare', hours: 300, perSecond: 0.02 },
  { id: 'busy', hours: 2, perSecond: 20, keepAliveSeconds: 60 },
  { id: 'short', hours: 12, keepAliveSeconds: 10 },
  { id: 'limited', hours: 12, perSecond: 2, maxInstances: 4 },
  { id: 'slow-cold', hours: 20, perSecond: 0.2, coldSeconds: 20, keepAliveSeconds: 30 },
  { id: 'oldest', hours: 20, keepAliveSeconds: 60, choice: 'oldest' },
  { id: 'mru', hours: 20, keepAliveSeconds: 60, choice: 'most-recently-used' },
  { id: 'lru', hours: 20, keepAliveSeconds: 10, choice: 'least-recently-used' },
  { id: 'random', hours: 20, keepAliveSeconds: 15, choice: 'random' },
  { id: 'together', hours: 6, perSecond: 4, keepAliveSeconds: 20, concurrency: 5 },
  { id: 'together-oldest', hours: 6, perSecond: 4, keepAliveSeconds: 5, concurrency: 3, choice: 'oldest' },
  { id: 'together-limited', hours: 3, perSecond: 6, concurrency: 4, maxInstances: 3 },
];

const FIGURES: readonly {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly ours: (fn: FunctionResult) => number | null;
  readonly theirs: (plain: PlainFigures) => number;
}[] = [
  {
    id: 'cold',
    name: 'cold-start probability',
    unit: '%',
    ours: (fn) => (fn.coldStartProbability ?? NaN) * 100,
    theirs: (plain) => plain.coldStartProbability * 100,
  },
  {
    id: 'instances',
    name: 'mean instances',
    unit: 'instances',
    ours: (fn) => fn.meanInstances,
    theirs: (plain) => plain.meanInstances,
  },
  {
    id: 'running',
    name: 'mean running',
    unit: 'instances',
    ours: (fn) => fn.meanRunning,
    theirs: (plain) => plain.meanRunning,
  },
  {
    id: 'lifespan',
    name: 'mean lifespan',
    unit: 's',
    ours: (fn) => (fn.meanLifespanMs ?? NaN) / 1000,
    theirs: (plain) => plain.meanLifespanSeconds,
  },
];

const REPLICATIONS = 6;

function casesAt(point: (typeof POINTS)[number]): readonly ValidityCase[] {
  const settings: PlainSettings = { ...REFERENCE, ...point };
  const scenario = functionScenario({
    arrivals: `poisson(${settings.perSecond}/s)`,
    serviceTime: `exponential(${settings.warmSeconds} s)`,
    coldTime: `exponential(${settings.coldSeconds} s)`,
    keepAlive: `${settings.keepAliveSeconds} s`,
    maxInstances: settings.maxInstances,
    concurrency: settings.concurrency,
    instanceChoice: settings.choice,
    duration: `${point.hours} h`,
  });
  const ours = once((k) => run(scenario, seedOf(point.id, k)).functions[0] as FunctionResult);
  const theirs = once((k) => plainKeepAlive(settings, point.hours * 3600, 1000 + k));
  const where = `${settings.perSecond}/s, ${settings.warmSeconds} s, cold ${settings.coldSeconds} s, keep-alive ${settings.keepAliveSeconds} s, at most ${settings.maxInstances}, ${settings.choice}${settings.concurrency === 1 ? '' : `, ${settings.concurrency} at once in each`}`;
  const figures = settings.maxInstances < 1000 ? [REJECTED, ...FIGURES.slice(1, 3)] : FIGURES;
  return figures.map((figure) => ({
    id: `plain-${point.id}-${figure.id}`,
    group: 'Function platform',
    model: `${where}: ${figure.name}`,
    reference: 'a second, plain implementation of the model',
    source: 'test/theory/plain-keep-alive.ts',
    unit: figure.unit,
    expected: () => {
      const figures = figureOf(Array.from({ length: REPLICATIONS }, (_, k) => figure.theirs(theirs(k))));
      return { mean: figures.mean, halfWidth95: figures.halfWidth95 ?? 0 };
    },
    replications: REPLICATIONS,
    measure: (k) => figure.ours(ours(k)) ?? NaN,
    tolerance: 0,
  }));
}

const REJECTED: (typeof FIGURES)[number] = {
  id: 'rejected',
  name: 'rejection probability',
  unit: '%',
  ours: (fn) => (fn.rejectionProbability ?? NaN) * 100,
  theirs: (plain) => plain.rejectionProbability * 100,
};

export const plainFunction: readonly ValidityCase[] = POINTS.flatMap(casesAt);

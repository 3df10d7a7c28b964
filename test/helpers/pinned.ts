/**
 * Scenarios whose event logs are pinned: what the library gives for them is the same on every machine and in every
 * host, until somebody changes the model on purpose and says so with `npm run pin-digests`.
 */
import fs from 'node:fs';
import path from 'node:path';
import { Lab, parseScenario } from '../../simulations';

const root = path.resolve(import.meta.dirname, '../..');

interface Pinned {
  readonly id: string;
  readonly file: string;
  readonly overrides: readonly (readonly [string, string])[];
  /** How far it is run, in microseconds of simulated time. */
  readonly untilMicros: number;
}

const reference = (
  id: string,
  file: 'queue' | 'faas-keep-alive',
  ...overrides: readonly (readonly [string, string])[]
): Pinned => ({
  id,
  file: `assets/scenarios/reference/${file}.scenario.json`,
  overrides,
  untilMicros: 3_600_000_000,
});

const shipped = (id: string): Pinned => ({
  id,
  file: `assets/scenarios/${id}.scenario.json`,
  overrides: [],
  untilMicros: 60_000_000,
});

export const PINNED: readonly Pinned[] = [
  shipped('three-ways'),
  shipped('hot-search'),
  shipped('real-traffic'),
  {
    id: 'faults-and-triggers',
    file: 'test/fixtures/pinned/faults-and-triggers.scenario.json',
    overrides: [],
    untilMicros: 120_000_000,
  },
  reference('function', 'faas-keep-alive'),
  reference(
    'function-least-recently-used',
    'faas-keep-alive',
    ['functions.0.instanceChoice', 'least-recently-used'],
    ['functions.0.keepAlive', '20 s'],
    ['functions.0.coldTime', 'log-normal(median 2 s, p99 9 s)'],
  ),
  reference('queue', 'queue'),
  reference(
    'queue-shared',
    'queue',
    ['components.0.discipline', 'processor-sharing'],
    ['components.0.serviceTime', 'pareto(0.3 s, 1.6)'],
  ),
  reference(
    'queue-limited',
    'queue',
    ['components.0.workers', '4'],
    ['components.0.queueLimit', '3'],
    ['workloads.0.arrivals', 'bursty(1/s for 60 s, 20/s for 5 s)'],
  ),
  reference(
    'queue-of-replicas',
    'queue',
    ['deployments.0.place.0.replicas', '3'],
    ['deployments.0.place.0.loadBalancing', 'two-random-choices'],
    ['deployments.0.technology', 'microvm'],
    ['workloads.0.arrivals', 'poisson(2.4/s)'],
  ),
  reference('queue-closed-loop', 'queue', [
    'workloads.0.arrivals',
    'closed-loop(20 users, think hyperexponential(0.9: 5 s, 0.1: 60 s))',
  ]),
];

/** The scenario as text, with its overrides written in: what another host of the library is given. */
export function pinnedText({ file, overrides }: Pinned): string {
  const parsed = parseScenario(fs.readFileSync(path.join(root, file), 'utf8'), { overrides });
  if (!parsed.ok) throw new Error(`${file}: ${parsed.error[0]?.path} ${parsed.error[0]?.message}`);
  return JSON.stringify(parsed.value.source);
}

export function digestHere(pinned: Pinned): string {
  const parsed = parseScenario(pinnedText(pinned));
  if (!parsed.ok) throw new Error(pinned.id);
  const lab = Lab.open(parsed.value);
  lab.runTo(pinned.untilMicros);
  return lab.digest;
}

export const digestsHere = (): Readonly<Record<string, string>> =>
  Object.fromEntries(PINNED.map((pinned) => [pinned.id, digestHere(pinned)]));

/** Random scenarios over the schema, valid by construction, small enough for hundreds of runs. */
import fc from 'fast-check';
import { TECHNOLOGIES } from '../../simulations';
import { read } from '../helpers/scenarios';
import type { Scenario } from '../../simulations';

const time = fc.constantFrom(
  'constant(20 ms)',
  'exponential(30 ms)',
  'uniform(0 s, 50 ms)',
  'log-normal(median 10 ms, p99 80 ms)',
  'erlang(3, 20 ms)',
  'pareto(5 ms, 2.5)',
  'hyperexponential(0.9: 10 ms, 0.1: 200 ms)',
  'quantiles(0: 1 ms, 0.5: 10 ms, 1: 90 ms)',
);
const mix = fc.constantFrom(
  { cpu: 1 },
  { network: 1 },
  { cpu: 0.5, network: 0.5 },
  { cpu: 0.4, memory: 0.2, syscall: 0.2, network: 0.2 },
);
const arrivals = fc.constantFrom<unknown>(
  'poisson(20/s)',
  'poisson(200/s)',
  'constant(15/s)',
  'renewal(uniform(0 s, 40 ms))',
  {
    steps: [
      ['0 s', '10/s'],
      ['2 s', '150/s'],
      ['4 s', '0/s'],
    ],
  },
  {
    ramps: [
      ['0 s', '0/s'],
      ['5 s', '120/s'],
    ],
  },
  { times: ['0 s', '0 s', '1 s', '1 s', '3 s'] },
  { trace: { bucket: '1 s', counts: [5, 0, 80, 3] } },
  'closed-loop(12 users, think exponential(200 ms))',
);

const component = fc.record({
  workers: fc.integer({ min: 1, max: 4 }),
  queueLimit: fc.constantFrom<number | 'unlimited'>('unlimited', 0, 3),
  serviceTime: time,
  discipline: fc.constantFrom('fifo', 'fifo', 'processor-sharing'),
  memory: fc.constantFrom('32 MiB', '200 MiB'),
  mix,
  timeout: fc.option(fc.constantFrom('50 ms', '1 s'), { nil: undefined }),
  retries: fc.integer({ min: 0, max: 2 }),
});

const autoscaler = fc.option(
  fc.constantFrom<object>(
    { policy: 'hpa', period: '1 s', downWindow: '2 s', min: 1, max: 6 },
    { policy: 'knative', concurrency: 2, stableWindow: '3 s', panicWindow: '1 s', min: 0, max: 5 },
    {
      policy: 'vm-scale-group',
      rule: 'target-tracking',
      period: '1 s',
      outBreaches: 1,
      inBreaches: 2,
      max: 5,
    },
    { policy: 'vm-scale-group', scaleOutAfter: '1 s', scaleInAfter: '2 s', coolDown: '1 s', min: 1, max: 5 },
  ),
  { nil: undefined, freq: 3 },
);

const onHosts = fc.record({
  technology: fc.constantFrom(...TECHNOLOGIES.filter((t) => !t.perRequest).map((t) => t.id)),
  replicas: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 3 }),
  loadBalancing: fc.constantFrom('shared-queue', 'least-connections', 'round-robin', 'two-random-choices'),
  orchestrator: fc.constantFrom('none', 'kubernetes', 'swarm'),
  autoscaler,
});

const onPlatform = fc.record({
  technology: fc.constantFrom(...TECHNOLOGIES.filter((t) => t.perRequest).map((t) => t.id)),
  keepAlive: fc.constantFrom('0 s', '300 ms', '5 s', '10 min'),
  maxInstances: fc.constantFrom(0, 2, 1000),
  instanceChoice: fc.constantFrom('newest', 'oldest', 'most-recently-used', 'least-recently-used', 'random'),
  concurrency: fc.integer({ min: 1, max: 3 }),
  coldTime: fc.option(time, { nil: undefined }),
});

/** What goes wrong meanwhile; each hits something that every drawn scenario has. */
const fault = fc.constantFrom<object>(
  { kind: 'process-crash', target: 'c0', at: '1500 ms' },
  { kind: 'process-crash', target: 'c1', mtbf: '1 s' },
  { kind: 'host-kernel-panic', target: 'host-0', at: '2 s', for: '1 s' },
  { kind: 'host-loss', target: 'host-0', at: '4 s', for: '1 s' },
  { kind: 'noisy-neighbour', target: 'c2', at: '1 s', for: '2 s' },
  { kind: 'memory-leak', target: 'c1', at: '1 s', by: '200 MB/s' },
  { kind: 'slow-disk', target: 'host-0', at: '500 ms', for: '3 s' },
  { kind: 'network-loss', target: 'host-0', at: '1 s', for: '2 s', by: '5 %' },
  { kind: 'network-latency', target: 'host-0', mtbf: '2 s', mttr: '500 ms', by: '20 ms' },
);

/** What sets off what; `c0-fn` and its kin are there where the application runs on a platform too. */
const traffic = fc.record({
  writes: fc.constantFrom<readonly unknown[]>(
    [],
    ['bucket'],
    [{ service: 'queue', fraction: 0.5, objects: 3 }],
    ['bucket', 'queue'],
  ),
  triggers: fc.subarray<object>([
    { id: 'on-put', on: { kind: 'object-store', service: 'bucket' }, function: 'c1-fn' },
    {
      id: 'on-message',
      on: { kind: 'queue', service: 'queue', batch: 5, window: '200 ms' },
      function: 'c2-fn',
    },
    { id: 'clock', on: { kind: 'schedule', every: '700 ms' }, function: 'c0-fn', retries: 2 },
    { id: 'called', on: { kind: 'component', component: 'c2', fraction: 0.3 }, function: 'c1-fn' },
  ]),
});

export interface Drawn {
  readonly components: readonly object[];
  readonly onHosts: readonly (typeof onHosts extends fc.Arbitrary<infer T> ? T : never)[];
  readonly onPlatform: readonly (typeof onPlatform extends fc.Arbitrary<infer T> ? T : never)[];
  readonly faults: readonly object[];
  readonly traffic: { readonly writes: readonly unknown[]; readonly triggers: readonly object[] };
  readonly route: number;
  readonly arrivals: readonly unknown[];
  readonly cores: number;
  readonly memoryGib: number;
  readonly transient: string;
  readonly seed: number;
}

export const drawnScenario: fc.Arbitrary<Drawn> = fc.record({
  components: fc.array(component, { minLength: 3, maxLength: 3 }),
  onHosts: fc.array(onHosts, { minLength: 1, maxLength: 2 }),
  onPlatform: fc.array(onPlatform, { maxLength: 1 }),
  faults: fc.array(fault, { maxLength: 2 }),
  traffic,
  route: fc.integer({ min: 0, max: 5 }),
  arrivals: fc.array(arrivals, { minLength: 1, maxLength: 2 }),
  cores: fc.constantFrom(1, 2, 16),
  memoryGib: fc.constantFrom(32, 256),
  transient: fc.constantFrom('0 s', '1 s'),
  seed: fc.integer({ min: 0, max: 1e9 }),
});

const ROUTES: readonly unknown[] = [
  ['c0'],
  ['c0', 'c1', 'c2'],
  ['c0', { all: ['c1', 'c2'] }],
  ['c0', { with: 0.4, step: 'c1' }],
  [{ all: ['c0', 'c0', { with: 0.5, step: 'c2' }] }],
  ['c0', 'c1', 'c0'],
];

/** A route that comes back to its first component does not hold it: that would be a cycle of calls. */
const isReentrant = (steps: unknown): boolean =>
  Array.isArray(steps) && steps.slice(1).some((step) => step === steps[0]);

/** The scenario file of what was drawn. Each kind of deployment runs the whole application. */
export function valueOf(drawn: Drawn): object {
  const names = drawn.components.map((_, i) => `c${i}`);
  const hosts = drawn.onHosts.map((_, d) => `host-${d}`);
  return {
    format: 'strata-scenario',
    version: 1,
    title: 'random',
    seed: drawn.seed,
    duration: '6 s',
    transient: drawn.transient,
    hosts: hosts.map((id) => ({ id, cores: drawn.cores, memory: `${drawn.memoryGib} GiB` })),
    components: drawn.components.map((settings, i) => ({
      id: names[i],
      ...settings,
      ...(i === 0 && { writesTo: drawn.traffic.writes }),
    })),
    services: [
      { id: 'bucket', kind: 'object-store', latency: 'exponential(20 ms)' },
      { id: 'queue', kind: 'queue', latency: '5 ms', throughput: '100/s' },
    ],
    triggers: drawn.onPlatform.length === 0 ? [] : drawn.traffic.triggers,
    faults: drawn.faults,
    functions: drawn.onPlatform.flatMap(({ technology: _technology, ...settings }) =>
      names.map((name) => ({ id: `${name}-fn`, component: name, ...settings })),
    ),
    deployments: [
      ...drawn.onHosts.map(({ replicas, loadBalancing, autoscaler: scaler, ...rest }, d) => ({
        id: `d${d}`,
        ...rest,
        hosts: [hosts[d]],
        place: names.map((name, i) => ({
          component: name,
          name: `${name}-d${d}`,
          replicas: replicas[i],
          loadBalancing,
          ...(scaler !== undefined && { autoscaler: scaler }),
        })),
      })),
      ...drawn.onPlatform.map(({ technology }) => ({
        id: 'platform',
        technology,
        place: names.map((name) => ({ function: `${name}-fn`, name: `${name}-fn` })),
      })),
    ],
    routes: [{ id: 'way', steps: ROUTES[drawn.route], holds: !isReentrant(ROUTES[drawn.route]) }],
    workloads: drawn.arrivals.map((process, i) => ({ id: `w${i}`, route: 'way', arrivals: process })),
  };
}

export const scenarioOf = (drawn: Drawn): Scenario => read(valueOf(drawn));

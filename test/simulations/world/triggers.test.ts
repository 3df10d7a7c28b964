import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lab, type Scenario } from '../../../simulations';
import { read, run } from '../../helpers/scenarios';

interface Settings {
  readonly triggers: readonly object[];
  readonly functions?: readonly object[];
  readonly services?: readonly object[];
  readonly components?: readonly object[];
  readonly deployment?: object;
  readonly arrivals?: unknown;
  readonly steps?: readonly unknown[];
  readonly duration?: string;
  readonly more?: object;
}

const store = { id: 'pictures', kind: 'object-store', latency: 'constant(50 ms)' };
const queue = { id: 'jobs', kind: 'queue', latency: 'constant(10 ms)' };
const resize = (more: object = {}): object => ({
  id: 'resize',
  serviceTime: 'constant(100 ms)',
  coldTime: 'constant(200 ms)',
  ...more,
});

/** A component `web` on a host and functions on a platform, in one deployment. */
function tandem(settings: Settings): Scenario {
  const { triggers, functions = [resize()], services = [store, queue] } = settings;
  return read({
    format: 'strata-scenario',
    version: 1,
    title: 'tandem',
    seed: 4,
    duration: settings.duration ?? '1 min',
    hosts: [{ id: 'host', memory: '64 GiB' }],
    components: settings.components ?? [{ id: 'web', serviceTime: 'constant(10 ms)', workers: 10 }],
    functions,
    services,
    triggers,
    deployments: [
      {
        id: 'one',
        technology: 'container',
        hosts: ['host'],
        place: [
          { component: 'web' },
          ...functions.map((f) => ({ function: (f as { id: string }).id, platform: 'cloud-function' })),
        ],
        ...settings.deployment,
      },
    ],
    routes: [{ id: 'page', steps: settings.steps ?? ['web'] }],
    workloads: [{ id: 'load', arrivals: settings.arrivals ?? { times: ['0 s'] } }],
    ...settings.more,
  });
}

const holds = (scenario: Scenario): void => {
  expect(run(scenario).checks.filter((check) => !check.ok)).toEqual([]);
};

describe('an object that is put', () => {
  const scenario = tandem({
    components: [{ id: 'web', serviceTime: 'constant(10 ms)', writesTo: ['pictures'] }],
    triggers: [{ id: 'on-upload', on: { kind: 'object-store', service: 'pictures' }, function: 'resize' }],
  });
  it('invokes the function, and nobody waits for it', () => {
    const lab = Lab.open(scenario);
    lab.runTo(10_000);
    expect(lab.result().routes.find(({ id }) => id === 'page')?.requests).toMatchObject({ completed: 1 });
    // Written at 10 ms, stored at 60 ms, a cold start of 200 ms in all.
    lab.runTo(259_999);
    expect(lab.result().routes.find(({ id }) => id === 'on-upload')?.requests).toMatchObject({
      completed: 0,
    });
    lab.runTo(260_000);
    const result = lab.result();
    expect(result.routes.find(({ id }) => id === 'on-upload')?.requests).toMatchObject({
      arrived: 1,
      completed: 1,
    });
    expect(result.triggers).toMatchObject([{ id: 'on-upload', events: 1, delivered: 1, invocations: 1 }]);
    expect(result.services[0]).toMatchObject({ id: 'pictures', requests: 1, answered: 1 });
    holds(scenario);
  });
  it('says why: the function starts cold because of the object, the object was put by web', () => {
    const lab = Lab.open(scenario);
    lab.runTo(1e6);
    const { log } = lab.frame();
    const chain: string[] = [];
    for (
      let line = log.find(({ caption }) => caption.startsWith('resize-1 starts cold'));
      line !== undefined;
      line = log.find(({ sequence }) => sequence === line?.causeSequence)
    )
      chain.push(line.caption);
    expect(chain).toEqual([
      'resize-1 starts cold: no instance exists when request 1 comes',
      'Request 1 arrives at resize',
      'A new object in pictures invokes resize',
      'web puts an object into pictures for request 1',
    ]);
  });
  it('is written by as many calls as the fraction says, the same in every deployment', () => {
    const both = read({
      ...(tandem({
        components: [
          {
            id: 'web',
            serviceTime: 'constant(10 ms)',
            workers: 99,
            writesTo: [{ service: 'pictures', fraction: 0.25 }],
          },
        ],
        triggers: [
          { id: 'on-upload', on: { kind: 'object-store', service: 'pictures' }, function: 'resize' },
        ],
        arrivals: 'poisson(20/s)',
        duration: '5 min',
      }).source as object),
      hosts: [
        { id: 'host', memory: '64 GiB' },
        { id: 'other', memory: '64 GiB' },
      ],
      deployments: ['host', 'other'].map((host) => ({
        id: `on-${host}`,
        technology: 'container',
        hosts: [host],
        place: [
          { component: 'web', name: `web-${host}` },
          { function: 'resize', name: `resize-${host}`, platform: 'cloud-function' },
        ],
      })),
    });
    const { triggers, requests } = run(both);
    expect(triggers[0]?.events).toBe(triggers[1]?.events);
    const web = requests.arrived - triggers.reduce((sum, { invocations }) => sum + invocations, 0);
    expect(Math.abs((triggers[0]?.events ?? 0) / (web / 2) - 0.25)).toBeLessThan(0.02);
  });
});

describe('a queue', () => {
  const sends = (times: readonly string[], on: object, fn: object = {}): Scenario =>
    tandem({
      components: [{ id: 'web', serviceTime: '0 s', workers: 99, writesTo: ['jobs'] }],
      functions: [resize(fn)],
      triggers: [{ id: 'worker', on: { kind: 'queue', service: 'jobs', ...on }, function: 'resize' }],
      arrivals: { times },
    });
  it('hands over a batch when it is full, and what is left when the window ends', () => {
    const lab = Lab.open(sends(['0 s', '1 s', '2 s', '3 s'], { batch: 3, window: '5 s' }));
    lab.runTo(2_010_000);
    expect(lab.result().triggers[0]).toMatchObject({ events: 3, delivered: 3, invocations: 1, waiting: 0 });
    lab.runTo(8_009_999);
    expect(lab.result().triggers[0]).toMatchObject({ events: 4, invocations: 1, waiting: 1 });
    lab.runTo(8_010_000);
    expect(lab.result().triggers[0]).toMatchObject({ events: 4, delivered: 4, invocations: 2, waiting: 0 });
  });
  it('a batch takes as long as its messages together', () => {
    const lab = Lab.open(
      sends(['0 s', '1 ms', '2 ms', '20 s', '20.001 s', '20.002 s'], { batch: 3, window: '1 s' }),
    );
    lab.runTo(60e6);
    // The second batch is served warm: three messages of 100 ms.
    expect(lab.result().routes.find(({ id }) => id === 'worker')?.requests.latencyMs.max).toBe(300);
  });
  it('messages of a batch that failed are seen again after their visibility, then given up', () => {
    const scenario = sends(['0 s'], { visibility: '2 s', attempts: 3 }, { maxInstances: 0 });
    const lab = Lab.open(scenario);
    lab.runTo(4_000_000);
    expect(lab.result().triggers[0]).toMatchObject({ invocations: 2, lost: 0 });
    lab.runTo(4_010_000);
    expect(lab.result().triggers[0]).toMatchObject({
      events: 1,
      delivered: 1,
      invocations: 3,
      retried: 2,
      lost: 1,
    });
    holds(scenario);
  });
});

describe('a schedule, HTTP, and another component', () => {
  it('a schedule fires every period, and nothing runs between', () => {
    const scenario = tandem({
      triggers: [{ id: 'nightly', on: { kind: 'schedule', every: '15 min' }, function: 'resize' }],
      duration: '2 h',
    });
    const { triggers, functions } = run(scenario);
    expect(triggers[0]).toMatchObject({ events: 8, invocations: 8 });
    // 10 minutes of keep-alive: every one is a cold start.
    expect(functions[0]).toMatchObject({ requests: 8, coldStarts: 8 });
  });
  it('HTTP is a door that a workload may use', () => {
    const scenario = tandem({
      triggers: [{ id: 'api', on: { kind: 'http' }, function: 'resize' }],
      more: { workloads: [{ id: 'load', route: 'api', arrivals: { times: ['0 s', '5 s'] } }] },
    });
    const { routes, requests } = run(scenario);
    expect(routes.map(({ id }) => id)).toEqual(['api']);
    expect(requests).toMatchObject({ completed: 2 });
    expect(requests.latencyMs.max).toBe(200);
  });
  it('a component invokes a function and goes on', () => {
    const scenario = tandem({
      triggers: [{ id: 'offload', on: { kind: 'component', component: 'web' }, function: 'resize' }],
      arrivals: { times: ['0 s', '10 s'] },
    });
    const { routes, triggers } = run(scenario);
    expect(routes.find(({ id }) => id === 'page')?.requests.latencyMs.max).toBe(10);
    expect(triggers[0]).toMatchObject({ events: 2, invocations: 2 });
  });
  it('a route may also call the function and wait for it, from a container', () => {
    const scenario = tandem({ triggers: [], steps: ['web', 'resize'], arrivals: { times: ['0 s', '10 s'] } });
    const { requests } = run(scenario);
    expect(requests.completed).toBe(2);
    expect(requests.latencyMs.max).toBeGreaterThanOrEqual(210);
    expect(requests.latencyMs.max).toBeLessThan(211);
  });
});

describe('a function that writes to its own bucket', () => {
  const loop = (objects: number, more: object = {}): Scenario =>
    tandem({
      functions: [resize({ maxInstances: 100_000, writesTo: [{ service: 'pictures', objects }] })],
      components: [{ id: 'web', serviceTime: '0 s', writesTo: ['pictures'] }],
      triggers: [{ id: 'on-upload', on: { kind: 'object-store', service: 'pictures' }, function: 'resize' }],
      ...more,
    });
  it('runs for ever with one object each: one invocation after the other', () => {
    const lab = Lab.open(loop(1));
    lab.runTo(60e6);
    const [trigger] = lab.result().triggers;
    // The first takes 200 ms cold, each other 100 ms; each object 50 ms.
    expect(trigger?.invocations).toBe(Math.floor((60_000 - 50 - 250) / 150) + 2);
  });
  it('runs away with two objects each: every generation is twice the one before', () => {
    // All of a generation are cold starts (their instances did not exist): 250 ms a generation at most.
    const invocations = [0, 1, 2, 3, 4, 5, 6].map((generation) => {
      const lab = Lab.open(
        loop(2, {
          functions: [
            resize({
              coldTime: 'constant(100 ms)',
              maxInstances: 100_000,
              writesTo: [{ service: 'pictures', objects: 2 }],
            }),
          ],
        }),
      );
      lab.runTo(50_000 + generation * 150_000);
      return lab.result().triggers[0]?.invocations;
    });
    expect(invocations).toEqual([1, 3, 7, 15, 31, 63, 127]);
  });
  it('is stopped by the budget of the run, with what it has and a word that it is partial', () => {
    const lab = Lab.open(loop(2, { more: { budget: { entities: 5000, events: 100_000 } } }));
    lab.runTo(60e6);
    expect(lab.finished).toBe(true);
    expect(lab.result().partial?.reason).toContain('more than');
    expect(lab.result().checks.every((check) => check.ok)).toBe(true);
    expect(lab.events).toBeLessThanOrEqual(100_000);
  });
});

describe('whatever is wired together', () => {
  const graphs = fc.record({
    fraction: fc.constantFrom(0, 0.3, 1),
    objects: fc.integer({ min: 1, max: 2 }),
    throughput: fc.constantFrom(undefined, '5/s'),
    whenBusy: fc.constantFrom('queued', 'throttled'),
    batch: fc.integer({ min: 1, max: 5 }),
    maxInstances: fc.constantFrom(0, 1, 50),
    retries: fc.constantFrom(0, 2, { count: 2, backoff: '300 ms', jitter: 0.5 }),
    timeout: fc.constantFrom(undefined, '150 ms'),
    users: fc.boolean(),
    seed: fc.integer({ min: 1, max: 1e6 }),
  });
  type Graph = typeof graphs extends fc.Arbitrary<infer T> ? T : never;
  const wired = (g: Graph): Scenario =>
    tandem({
      components: [
        {
          id: 'web',
          serviceTime: 'exponential(20 ms)',
          workers: 4,
          queueLimit: 10,
          retries: g.retries,
          ...(g.timeout !== undefined && { timeout: g.timeout }),
          writesTo: [{ service: 'jobs', fraction: g.fraction, objects: g.objects }],
        },
      ],
      functions: [
        resize({ maxInstances: g.maxInstances, writesTo: [{ service: 'pictures', fraction: g.fraction }] }),
        { id: 'index', serviceTime: 'exponential(50 ms)', coldTime: '100 ms', maxInstances: g.maxInstances },
      ],
      services: [
        { ...store, ...(g.throughput !== undefined && { throughput: g.throughput }), whenBusy: g.whenBusy },
        { ...queue, retries: g.retries },
        {
          id: 'db',
          kind: 'database',
          latency: 'exponential(30 ms)',
          retries: g.retries,
          ...(g.timeout !== undefined && { timeout: g.timeout }),
        },
      ],
      triggers: [
        {
          id: 'worker',
          on: { kind: 'queue', service: 'jobs', batch: g.batch, window: '500 ms', visibility: '2 s' },
          function: 'resize',
        },
        {
          id: 'indexer',
          on: { kind: 'object-store', service: 'pictures' },
          function: 'index',
          retries: g.retries,
        },
        { id: 'tick', on: { kind: 'schedule', every: '3 s' }, function: 'index' },
        {
          id: 'offload',
          on: { kind: 'component', component: 'web', fraction: g.fraction },
          function: 'index',
        },
      ],
      steps: ['web', { all: ['db', { with: 0.5, step: 'index' }] }],
      arrivals: g.users ? { 'closed-loop': { users: 20, think: 'exponential(1 s)' } } : 'poisson(15/s)',
    });
  it('nothing is lost, the digest is the same after going back, and the same as without stops', () => {
    fc.assert(
      fc.property(graphs, (g) => {
        const scenario = wired(g);
        const lab = Lab.open(scenario, { seed: g.seed });
        lab.runTo(8e6);
        lab.runTo(20e6);
        const { digest, checks } = lab.result();
        expect(checks.filter((check) => !check.ok)).toEqual([]);
        lab.seek(5e6);
        lab.seek(20e6);
        expect(lab.digest).toBe(digest);
        const straight = Lab.open(scenario, { seed: g.seed, keepsCheckpoints: false });
        straight.runTo(20e6);
        expect(straight.digest).toBe(digest);
      }),
      { numRuns: 30 },
    );
  });
  it('a change to one part leaves the arrivals and the demands of the others as they were', () => {
    fc.assert(
      fc.property(graphs, (g) => {
        const arrived = (graph: Graph): number[] => {
          const lab = Lab.open(wired({ ...graph, users: false }), { seed: g.seed });
          lab.runTo(10e6);
          return lab.frame().arrivals.counts.slice(0, 40);
        };
        expect(arrived({ ...g, batch: 1, maxInstances: 50, retries: 0 })).toEqual(arrived(g));
      }),
      { numRuns: 10 },
    );
  });
});

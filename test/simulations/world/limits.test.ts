import { describe, expect, it } from 'vitest';
import { Lab, parseScenario, type RunResult, type Scenario } from '../../../simulations';
import { limitsOf } from '../../../simulations/world/limits';
import { functionScenario, queueScenario, read, run } from '../../helpers/scenarios';

const scene = (fn: object, more: object = {}): Record<string, unknown> => ({
  format: 'strata-scenario',
  version: 1,
  title: 'limits',
  seed: 2,
  duration: '2 h',
  profiles: { limits: 'aws-lambda-2026-08' },
  functions: [{ id: 'job', serviceTime: 'constant(1 s)', coldTime: 'constant(2 s)', ...fn }],
  deployments: [{ id: 'faas', technology: 'cloud-function', place: [{ function: 'job' }] }],
  workloads: [{ id: 'load', arrivals: { times: ['0 s', '30 min'] } }],
  ...more,
});

const issuesOf = (
  value: unknown,
): readonly { path: string; message: string; expected?: string; nearest?: string }[] => {
  const parsed = parseScenario(JSON.stringify(value));
  return parsed.ok ? [] : parsed.error;
};

describe('refused at upload', () => {
  it.each([
    [{ package: '51 MB' }, 'functions.0.package', 'deployment package, zipped', 'at most 50 MB'],
    [
      { package: '40 MB', unpacked: '300 MB' },
      'functions.0.unpacked',
      'deployment package, unzipped',
      '250 MB',
    ],
    [{ packaging: 'image', package: '11 GB' }, 'functions.0.package', 'container image', '10 GB'],
    [{ memory: '12 GiB' }, 'functions.0.memory', 'function memory', 'at most 10 GiB'],
    [{ memory: '64 MiB' }, 'functions.0.memory', 'function memory, least', 'at least 128 MiB'],
    [{ timeout: '20 min' }, 'functions.0.timeout', 'function timeout', 'at most 15 min'],
    [{ runtime: 'cobol85' }, 'functions.0.runtime', 'runtimes', 'nodejs'],
    [{ storage: '20 GB' }, 'functions.0.storage', 'ephemeral storage', '10.24 GB'],
    [{ concurrency: 5 }, 'functions.0.concurrency', 'requests at once in an environment', 'at most 1'],
  ])('%j', (fn, path, limit, allowed) => {
    const [issue] = issuesOf(scene(fn));
    expect(issue?.path).toBe(path);
    expect(issue?.message).toContain(`refused at upload by AWS Lambda, August 2026: ${limit}`);
    expect(issue?.expected).toContain(allowed);
  });
  it('an image of the same size is taken, and brings its language along', () => {
    expect(issuesOf(scene({ packaging: 'image', package: '60 MB', runtime: 'cobol85' }))).toEqual([]);
  });
  it('another profile, another answer', () => {
    const google = { profiles: { limits: 'google-cloud-run-2025-08' } };
    expect(issuesOf(scene({ package: '60 MB', concurrency: 80, timeout: '20 min' }, google))).toEqual([]);
    expect(issuesOf(scene({ runtime: 'php83' }))[0]?.path).toBe('functions.0.runtime');
    expect(issuesOf(scene({ runtime: 'php83' }, google))).toEqual([]);
    expect(
      issuesOf(scene({ memory: '2 GiB' }, { profiles: { limits: 'azure-functions-2023-05' } }))[0]?.path,
    ).toBe('functions.0.memory');
    expect(issuesOf(scene({ package: '60 MB' }, { profiles: {} }))).toEqual([]);
  });
  it('a profile that does not exist is named, with the nearest', () => {
    const [issue] = issuesOf(
      scene({}, { profiles: { limits: 'aws-lambda-2026-8', prices: 'list-2024-12' } }),
    );
    expect(issue).toMatchObject({ path: 'profiles.limits', nearest: 'aws-lambda-2026-08' });
    const [other] = issuesOf(scene({}, { profiles: { prices: 'lsit-2024-12' } }));
    expect(other).toMatchObject({ path: 'profiles.prices', nearest: 'list-2024-12' });
  });
  it('a function that a command adds is refused with the limit, and changes nothing', () => {
    const value = scene({}) as { functions: object[]; deployments: object[] };
    value.functions.push({ id: 'big', serviceTime: '1 s', package: '90 MB' });
    const lab = Lab.open(read(value));
    lab.runTo(1e6);
    const { digest } = lab;
    const outcome = lab.execute({ name: 'add', args: { component: 'big' } });
    expect(!outcome.ok && outcome.error).toMatchObject({ code: 'limit' });
    expect(!outcome.ok && outcome.error.message).toContain('at most 50 MB, found 90 MB');
    expect(lab.digest).toBe(digest);
  });
});

describe('refused at the start, cut off in mid-run', () => {
  const captions = (scenario: Scenario): readonly string[] => {
    const lab = Lab.open(scenario);
    lab.runTo(scenario.duration);
    return lab.frame().log.map(({ caption }) => caption);
  };
  const outcome = (result: RunResult) => {
    expect(result.checks.filter((check) => !check.ok)).toEqual([]);
    return result.requests;
  };
  it('a payload that is too large is refused at every call', () => {
    const scenario = read(scene({ payload: '8 MB' }));
    expect(outcome(run(scenario))).toMatchObject({ arrived: 2, rejected: 2 });
    expect(captions(scenario)).toContain(
      'Request 1 is refused by AWS Lambda, August 2026: invocation payload, synchronous, at most 6 MB',
    );
    const lab = Lab.open(scenario);
    const refused = lab.execute({ name: 'invoke', args: { function: 'job' } });
    expect(!refused.ok && refused.error.message).toContain('at most 6 MB');
  });
  it('a video job of 20 minutes is cut off after 15, and is paid until then', () => {
    const scenario = read(
      scene(
        { serviceTime: 'constant(20 min)', coldTime: 'constant(20 min)', memory: '1 GiB' },
        {
          workloads: [{ id: 'load', arrivals: { times: ['0 s'] } }],
        },
      ),
    );
    const lab = Lab.open(scenario);
    lab.runTo(899_999_999);
    expect(lab.result().requests).toMatchObject({ inFlight: 1 });
    lab.runTo(900_000_000);
    expect(outcome(lab.result())).toMatchObject({ timedOut: 1, inFlight: 0 });
    const time = lab.result().cost.byItem.find(({ item }) => item === 'job: memory time');
    expect(time?.amount).toBeCloseTo(900 * 1.66667e-5, 9);
    expect(captions(scenario)).toContain(
      'Request 1 is cut off in job after 15 min: function timeout of AWS Lambda, August 2026',
    );
  });
  it('a memory spike ends the call half-way and takes the instance with it', () => {
    const scenario = read(scene({ memory: '256 MiB', peakMemory: '600 MiB' }));
    const lab = Lab.open(scenario);
    lab.runTo(999_999);
    expect(lab.result().functions[0]?.meanInstances).toBeGreaterThan(0.99);
    lab.runTo(1_000_000);
    expect(outcome(lab.result())).toMatchObject({ failed: 1 });
    expect(lab.frame().deployments[0]?.components[0]?.replicas).toBe(0);
    expect(captions(scenario)).toContain(
      'Request 1 runs out of memory in job, which has 256 MiB: its instance is gone',
    );
    // The next call finds no instance, though it comes within the keep-alive.
    const again = run(
      read(
        scene(
          { peakMemory: '600 MiB' },
          { workloads: [{ id: 'load', arrivals: { times: ['0 s', '1 min'] } }] },
        ),
      ),
    );
    expect(again.functions[0]).toMatchObject({ coldStarts: 2, broke: 2 });
  });
  it('only the stated fraction of calls has the spike', () => {
    const scenario = read(
      scene(
        { memory: '256 MiB', peakMemory: '600 MiB', peakFraction: 0.2 },
        {
          workloads: [{ id: 'load', arrivals: 'poisson(1/s)' }],
        },
      ),
    );
    const { failed, arrived } = outcome(run(scenario));
    expect(Math.abs(failed / arrived - 0.2)).toBeLessThan(0.02);
  });
  it('a local file of 2 GB finds no space in the storage of a function, unless it has more', () => {
    const scenario = read(scene({ localFiles: '2 GB' }));
    expect(outcome(run(scenario))).toMatchObject({ failed: 2 });
    expect(captions(scenario)).toContain(
      'Request 1 finds no space for its files in job: ephemeral storage, default, 512 MB',
    );
    expect(outcome(run(read(scene({ localFiles: '2 GB', storage: '4 GB' }))))).toMatchObject({
      completed: 2,
    });
  });
  it('without a profile nothing is enforced, and the results are the same as with one that is not reached', () => {
    const plain = functionScenario({ duration: '1 h' });
    const limited = read({ ...(plain.source as object), profiles: { limits: 'aws-lambda-2026-08' } });
    const { digest, functions } = run(plain);
    expect(run(limited).digest).toBe(digest);
    expect(run(limited).functions).toEqual(functions);
  });
});

describe('a loop through a bucket of one’s own', () => {
  const loop = (limits: string): Scenario =>
    read(
      scene(
        { serviceTime: '100 ms', coldTime: '200 ms', writesTo: ['box'] },
        {
          profiles: { limits },
          services: [{ id: 'box', kind: 'object-store', latency: '50 ms' }],
          triggers: [{ id: 'on-put', on: { kind: 'object-store', service: 'box' }, function: 'job' }],
          workloads: [{ id: 'load', arrivals: { times: ['0 s'] } }],
          duration: '10 min',
        },
      ),
    );
  it('is stopped by a provider that watches for it, with a word why', () => {
    const lab = Lab.open(loop('aws-lambda-2026-08'));
    lab.runTo(600e6);
    const result = lab.result();
    expect(result.triggers[0]).toMatchObject({ events: 17, delivered: 16, invocations: 16, stopped: 1 });
    const stop = lab.frame().log.find(({ caption }) => caption.includes('stops loops'));
    expect(stop?.caption).toBe(
      'job is not invoked: it would be invocation 17 of one chain, and the provider stops loops after 16',
    );
    expect(stop?.cause).toContain('job puts an object into box');
    expect(result.checks.every((check) => check.ok)).toBe(true);
  });
  it('goes on under one that does not', () => {
    expect(run(loop('knative-2026-08')).triggers[0]?.invocations).toBeGreaterThan(3000);
  });
});

describe('limits and prices of a deployment', () => {
  it('are its own where it names them, and can be asked for', () => {
    const value = scene({}) as { deployments: object[] };
    value.deployments.push({
      id: 'other',
      technology: 'cloud-function',
      place: [{ function: 'job', name: 'other-job' }],
      profiles: { limits: 'google-cloud-run-2025-08', prices: 'google-list-2024-12' },
    });
    const lab = Lab.open(read(value));
    lab.runTo(7200e6);
    expect(limitsOf(lab.world.model, 0)?.id).toBe('aws-lambda-2026-08');
    expect(limitsOf(lab.world.model, 1)?.id).toBe('google-cloud-run-2025-08');
    const items = lab.result().deployments.map(({ cost }) => cost.byItem.map(({ item }) => item));
    expect(items).toEqual([
      ['job: requests', 'job: memory time'],
      ['job: requests', 'job: memory time', 'job: CPU time'],
    ]);
  });
  it('list-2024-12 is what there is where nothing is named', () => {
    const plain = run(queueScenario({ duration: '1 h' }));
    const named = run(
      read({
        ...(queueScenario({ duration: '1 h' }).source as object),
        profiles: { prices: 'list-2024-12' },
      }),
    );
    expect(plain.cost).toEqual(named.cost);
    // A quarter vCPU at 0.04048 and its memory at 0.004445 USD an hour.
    expect(plain.cost.total).toBeGreaterThan(0.25 * 0.04048);
  });
  it('services, doors and the free tier are items of their own; the free tier is off by default', () => {
    const value = (profiles: object): unknown =>
      scene(
        { memory: '1 GiB' },
        {
          profiles,
          services: [
            { id: 'db', kind: 'database', latency: '5 ms' },
            { id: 'box', kind: 'object-store', latency: '5 ms' },
          ],
          routes: [{ id: 'page', steps: ['job', 'db', 'box'] }],
          triggers: [{ id: 'api', on: { kind: 'http' }, function: 'job' }],
          workloads: [
            { id: 'pages', route: 'page', arrivals: { times: ['0 s', '1 s', '2 s'] } },
            { id: 'calls', route: 'api', arrivals: { times: ['10 s'] } },
          ],
        },
      );
    const { byItem, total } = run(read(value({}))).cost;
    const amounts = Object.fromEntries(byItem.map(({ item, amount }) => [item, amount]));
    expect(amounts['db: hours']).toBeCloseTo(2 * 0.136, 9);
    expect(amounts['box: requests']).toBeCloseTo(3 * 0.000005, 12);
    expect(amounts['api: HTTP requests']).toBeCloseTo(1e-6, 12);
    expect(amounts['job: requests']).toBeCloseTo(4 * 0.2e-6, 12);
    expect(total).toBeCloseTo(
      byItem.reduce((sum, { amount }) => sum + amount, 0),
      12,
    );
    const free = run(read(value({ freeTier: true }))).cost;
    const off = free.byItem.find(({ item }) => item === 'functions: free tier');
    expect(off?.amount).toBeCloseTo(
      -(amounts['job: requests'] ?? 0) - (amounts['job: memory time'] ?? 0),
      12,
    );
  });
});

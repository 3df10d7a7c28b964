import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lab, traceRequest, type Scenario } from '../../../simulations';
import { retryDelay } from '../../../simulations/policies/retry';
import { openStream } from '../../../simulations/random/streams';
import { queueScenario, read, run } from '../../helpers/scenarios';

const at = (scenario: Scenario, micros: number): Lab => {
  const lab = Lab.open(scenario);
  lab.runTo(micros);
  return lab;
};

/** One worker, no queue, one second each: the second request has to try again. */
const twoAtOnce = (retries: unknown, more: object = {}) =>
  queueScenario({
    arrivals: { times: ['0 s', '100 ms'] },
    serviceTime: 'constant(1 s)',
    queueLimit: 0,
    duration: '1 min',
    extra: { retries, ...more },
  });

describe('retries with back-off', () => {
  it('a number alone tries again at once, which is of no use here', () => {
    const lab = at(twoAtOnce(3), 200_000);
    expect(lab.result().requests).toMatchObject({ rejected: 1, inFlight: 1 });
    expect(lab.result().components[0]).toMatchObject({ retried: 3 });
  });
  it('waits 100, 200, 400 and 800 ms: the attempt at 1.6 s finds the worker free', () => {
    const retries = { count: 4, backoff: '100 ms', factor: 2 };
    const { requests } = run(twoAtOnce(retries));
    expect(requests).toMatchObject({ completed: 2, rejected: 0 });
    expect(requests.latencyMs.max).toBe(2500);
    expect(run(twoAtOnce({ ...retries, count: 3 })).requests).toMatchObject({ completed: 1, rejected: 1 });
  });
  it('never waits longer than its maximum', () => {
    const { requests } = run(twoAtOnce({ count: 10, backoff: '100 ms', factor: 10, max: '450 ms' }));
    // 0.2, 0.65, 1.1 s: the third retry.
    expect(requests.latencyMs.max).toBe(2000);
  });
  it('jitter takes away at most its fraction, and nothing is drawn without it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 1, max: 10, noNaN: true }),
        fc.integer(),
        (attempt, jitter, factor, seed) => {
          const policy = { count: 10, backoffMicros: 1000, factor, jitter, maxMicros: 50_000 };
          const whole = Math.min(1000 * factor ** (attempt - 1), 50_000);
          const stream = openStream(seed, 'retry');
          const wait = retryDelay(policy, attempt, stream);
          expect(wait).toBeLessThanOrEqual(whole * (1 + 1e-12));
          expect(wait).toBeGreaterThanOrEqual(whole * (1 - jitter) * (1 - 1e-12));
          if (jitter === 0) expect(stream).toEqual(openStream(seed, 'retry'));
        },
      ),
    );
  });
  it('a request that tries again shows where its time went', () => {
    const lab = at(twoAtOnce({ count: 4, backoff: '100 ms' }), 10e6);
    const call = traceRequest(lab, 0, 2)?.deployments[0]?.calls[0];
    expect(
      call?.spans.map(({ kind, fromMicros, toMicros }) => [kind, (toMicros - fromMicros) / 1000]),
    ).toEqual([
      ['backing-off', 1500],
      ['serving', 1000],
    ]);
  });
});

describe('a retry storm', () => {
  /** 7 of 10 requests a second that one worker can do; for twenty seconds, thirty. */
  const storm = (retries: unknown) =>
    queueScenario({
      arrivals: 'spike(7/s, peak 30/s, at 1 min, hold 20 s)',
      serviceTime: 'exponential(100 ms)',
      duration: '10 min',
      extra: { timeout: '1 s', retries },
    });
  const lastMinutes = (retries: unknown): number => {
    const lab = at(storm(retries), 300e6);
    const before = lab.result().requests;
    lab.runTo(600e6);
    const after = lab.result().requests;
    expect(lab.result().checks.every((check) => check.ok)).toBe(true);
    return (after.completed - before.completed) / (after.arrived - before.arrived);
  };
  it('keeps a service down long after the spike; without retries, or with few after a growing wait, it recovers', () => {
    expect(lastMinutes(0)).toBeGreaterThan(0.9);
    expect(lastMinutes(8)).toBeLessThan(0.5);
    expect(lastMinutes({ count: 3, backoff: '2 s', factor: 4, jitter: 1 })).toBeGreaterThan(0.9);
  });
});

/** `web` calls `db` and holds its worker; each on a host of its own. */
function chain(settings: {
  web?: object;
  db?: object;
  route?: object;
  times?: string[];
  deployment?: object;
}): Scenario {
  return read({
    format: 'strata-scenario',
    version: 1,
    title: 'chain',
    seed: 3,
    duration: '2 min',
    hosts: ['a', 'b'].map((id, i) => ({
      id,
      memory: `${16 - i} GiB`,
      network: { latency: '100 us' },
    })),
    components: [
      { id: 'web', serviceTime: 'constant(100 ms)', memory: '12 GiB', ...settings.web },
      { id: 'db', serviceTime: 'constant(10 s)', memory: '12 GiB', ...settings.db },
    ],
    deployments: [
      {
        id: 'one',
        technology: 'bare-process',
        hosts: ['a', 'b'],
        place: [{ component: 'web' }, { component: 'db' }],
        ...settings.deployment,
      },
    ],
    routes: [{ id: 'page', steps: ['web', 'db'], ...settings.route }],
    workloads: [{ id: 'load', arrivals: { times: settings.times ?? ['0 s'] } }],
  });
}

describe('deadlines', () => {
  it('a request past its deadline has failed, and both its workers are free at that instant', () => {
    const scenario = chain({ route: { timeout: '1 s' }, times: ['0 s', '1 s'] });
    const lab = at(scenario, 999_999);
    expect(lab.frame().deployments[0]?.components.map(({ busy }) => busy)).toEqual([1, 1]);
    lab.runTo(1_000_000);
    expect(lab.result().requests).toMatchObject({ timedOut: 1, inFlight: 1 });
    expect(lab.frame().deployments[0]?.components.map(({ busy }) => busy)).toEqual([1, 0]);
    lab.runTo(3e6);
    expect(lab.result().requests).toMatchObject({ timedOut: 2, inFlight: 0 });
    expect(lab.result().checks.every((check) => check.ok)).toBe(true);
  });
  it('a caller that gives up takes back what it asked for, and tries again', () => {
    const lab = at(chain({ web: { timeout: '500 ms', retries: 1 } }), 600_000);
    expect(lab.frame().deployments[0]?.components.map(({ busy }) => busy)).toEqual([1, 1]);
    lab.runTo(1_000_000);
    expect(lab.result().requests).toMatchObject({ timedOut: 1, inFlight: 0 });
    expect(lab.result().components.map(({ id, retried, timedOut }) => [id, retried, timedOut])).toEqual([
      ['web', 1, 2],
      ['db', 0, 0],
    ]);
  });
  it('a deadline is kept by parallel calls, sequences and queues alike', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          ['web', 'db'],
          ['web', { all: ['db', 'db'] }],
          ['web', { all: ['db', { with: 0.5, step: 'db' }] }],
          [{ all: ['web', 'db'] }, 'web'],
        ),
        fc.boolean(),
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 1e6 }),
        (steps, holds, timeout, seed) => {
          const base = chain({
            web: { timeout: '700 ms', retries: { count: 2, backoff: '50 ms' }, queueLimit: 5 },
            db: { serviceTime: 'exponential(400 ms)', timeout: '900 ms', queueLimit: 3 },
            route: { timeout: `${timeout} ms`, steps, holds },
          });
          const scenario = read({
            ...(base.source as object),
            workloads: [{ id: 'load', arrivals: 'poisson(8/s)' }],
          });
          const lab = Lab.open(scenario, { seed });
          lab.runTo(20e6);
          const { requests, checks } = lab.result();
          expect(checks.filter((check) => !check.ok)).toEqual([]);
          expect(requests.latencyMs.max ?? 0).toBeLessThanOrEqual(timeout);
          // Whoever arrived more than a deadline ago has left.
          expect(requests.inFlight).toBeLessThanOrEqual(8 * (timeout / 1000) + 40);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('back-pressure', () => {
  it('a slow callee fills its queue, then the workers of its caller, then the caller’s queue, then refuses', () => {
    const base = chain({
      web: { workers: 4, queueLimit: 6 },
      db: { queueLimit: 'unlimited' },
    });
    const scenario = read({
      ...(base.source as object),
      workloads: [{ id: 'load', arrivals: 'constant(10/s)' }],
    });
    const lab = at(scenario, 30e6);
    const [web, db] = lab.frame().deployments[0]?.components ?? [];
    expect(web).toMatchObject({ busy: 4, waitingOnCall: 4, queued: 6 });
    // One of the four calls is served, three wait: no more than the caller has workers.
    expect(db).toMatchObject({ busy: 1, queued: 3 });
    expect(lab.result().requests.rejected).toBeGreaterThan(200);
  });
});

describe('the network between components', () => {
  const latency = (scenario: Scenario): number => run(scenario).requests.latencyMs.max ?? NaN;
  it('adds a round trip between hosts, and a span', () => {
    const scenario = chain({});
    expect(latency(scenario)).toBe(10_100.2);
    const calls = traceRequest(at(scenario, 20e6), 0, 1)?.deployments[0]?.calls;
    const [, db] = calls ?? [];
    expect(db?.spans.map(({ kind, fromMicros, toMicros }) => [kind, toMicros - fromMicros])).toEqual([
      ['serving', 10e6],
      ['network', 200],
    ]);
  });
  it('adds nothing on one host', () => {
    expect(
      latency(chain({ web: { memory: '1 GiB' }, db: { memory: '1 GiB' }, deployment: { hosts: ['a'] } })),
    ).toBe(10_100);
  });
  it('adds what the overlay costs where there is one', () => {
    expect(latency(chain({ deployment: { network: 'overlay' } }))).toBe(10_101.3);
  });
});

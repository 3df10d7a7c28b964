import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lab, traceRequest, type Scenario } from '../../../simulations';
import { read, run } from '../../helpers/scenarios';

interface Settings {
  readonly services: readonly object[];
  readonly steps?: readonly unknown[];
  readonly arrivals?: unknown;
  readonly web?: object;
  readonly route?: object;
  readonly duration?: string;
  readonly more?: object;
}

/** One component `web` that calls managed services. */
function site({ services, steps, arrivals, web, route, duration = '1 min', more }: Settings): Scenario {
  return read({
    format: 'strata-scenario',
    version: 1,
    title: 'managed',
    seed: 4,
    duration,
    hosts: [{ id: 'host', memory: '64 GiB' }],
    components: [{ id: 'web', serviceTime: 'constant(10 ms)', ...web }],
    services,
    deployments: [{ id: 'one', technology: 'bare-process', hosts: ['host'], place: [{ component: 'web' }] }],
    routes: [{ id: 'page', steps: steps ?? ['web', 'db'], ...route }],
    workloads: [{ id: 'load', arrivals: arrivals ?? { times: ['0 s'] } }],
    ...more,
  });
}

const db = (more: object = {}): object => ({
  id: 'db',
  kind: 'database',
  latency: 'constant(100 ms)',
  ...more,
});

describe('a managed service', () => {
  it('answers after its latency while the worker of the caller waits, and shows as a span of its own', () => {
    const lab = Lab.open(site({ services: [db()] }));
    lab.runTo(50_000);
    expect(lab.frame().deployments[0]?.components[0]).toMatchObject({ busy: 1, waitingOnCall: 1 });
    lab.runTo(60e6);
    const { requests, services } = lab.result();
    expect(requests.latencyMs.max).toBe(110);
    expect(services).toMatchObject([{ id: 'db', deployment: 'one', requests: 1, answered: 1, throttled: 0 }]);
    expect(services[0]?.latencyMs.max).toBe(100);
    const calls = traceRequest(lab, 0, 1)?.deployments[0]?.calls;
    expect(calls?.map(({ component, spans }) => [component, ...spans.map(({ kind }) => kind)])).toEqual([
      ['web', 'serving', 'waiting'],
      ['db', 'managed'],
    ]);
  });
  it('makes requests wait their turn beyond its throughput', () => {
    const times = Array.from({ length: 5 }, () => '0 s');
    const { requests } = run(
      site({
        services: [db({ throughput: '10/s' })],
        arrivals: { times },
        web: { workers: 5, serviceTime: '0 s' },
      }),
    );
    // They begin at 0, 100, 200, 300 and 400 ms.
    expect(requests.latencyMs).toMatchObject({ max: 500, mean: 300 });
  });
  it('refuses beyond its throughput and burst where it throttles; a retry with back-off gets through', () => {
    const times = Array.from({ length: 5 }, () => '0 s');
    const scenario = (retries: unknown) =>
      site({
        services: [db({ throughput: '10/s', whenBusy: 'throttled', burst: 2, retries })],
        arrivals: { times },
        web: { workers: 5, serviceTime: '0 s' },
      });
    expect(run(scenario(0)).services[0]).toMatchObject({ requests: 5, answered: 2, throttled: 3 });
    expect(run(scenario(0)).requests).toMatchObject({ completed: 2, rejected: 3 });
    const patient = run(scenario({ count: 3, backoff: '200 ms' }));
    expect(patient.requests).toMatchObject({ completed: 5, rejected: 0 });
    expect(patient.services[0]).toMatchObject({ answered: 5, retried: patient.services[0]?.throttled });
  });
  it('lets no more through than its throughput, over any time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.constantFrom('queued', 'throttled'),
        fc.integer({ min: 1, max: 1e6 }),
        (throughput, whenBusy, seed) => {
          const scenario = site({
            services: [db({ throughput: `${throughput}/s`, whenBusy, latency: 'exponential(20 ms)' })],
            arrivals: 'poisson(30/s)',
            web: { workers: 1000, serviceTime: '0 s' },
            duration: '30 s',
          });
          const lab = Lab.open(scenario, { seed });
          lab.runTo(30e6);
          const { services, checks } = lab.result();
          expect(checks.filter((check) => !check.ok)).toEqual([]);
          expect(services[0]?.answered).toBeLessThanOrEqual(throughput * 30 + throughput);
          if (whenBusy === 'queued') expect(services[0]?.throttled).toBe(0);
        },
      ),
      { numRuns: 25 },
    );
  });
  it('is left when its time-out or the deadline of the route passes', () => {
    const slow = db({ latency: 'constant(10 s)' });
    expect(
      run(site({ services: [db({ latency: 'constant(10 s)', timeout: '1 s', retries: 1 })] })).services[0],
    ).toMatchObject({ requests: 2, abandoned: 2, answered: 0 });
    const { requests, services, checks } = run(site({ services: [slow], route: { timeout: '2 s' } }));
    expect(requests).toMatchObject({ timedOut: 1, inFlight: 0 });
    expect(services[0]).toMatchObject({ abandoned: 1, inFlight: 0 });
    expect(checks.every((check) => check.ok)).toBe(true);
  });
  it('may stand first in a route, in parallel, and with a probability', () => {
    const services = [db(), db({ id: 'auth', kind: 'auth', latency: 'constant(50 ms)' })];
    expect(run(site({ services, steps: ['auth', 'web', 'db'] })).requests.latencyMs.max).toBe(160);
    expect(run(site({ services, steps: ['web', { all: ['auth', 'db'] }] })).requests.latencyMs.max).toBe(110);
    const some = run(
      site({
        services,
        steps: ['web', { with: 0.3, step: 'db' }],
        arrivals: 'poisson(20/s)',
        duration: '10 min',
      }),
    );
    const share = (some.services[0]?.requests ?? 0) / some.requests.arrived;
    expect(Math.abs(share - 0.3)).toBeLessThan(0.02);
  });
  it('leaves every other draw as it was: the same scenario without it has the same arrivals and demands', () => {
    const arrivals = 'poisson(5/s)';
    const web = { serviceTime: 'exponential(50 ms)', workers: 50 };
    const plain = run(site({ services: [], steps: ['web'], arrivals, web }));
    const managed = run(site({ services: [db({ latency: 'constant(0 s)' })], arrivals, web }));
    expect(managed.requests.latencyMs).toEqual(plain.requests.latencyMs);
    expect(managed.requests.arrived).toBe(plain.requests.arrived);
  });
});

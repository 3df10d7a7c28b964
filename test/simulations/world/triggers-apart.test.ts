import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../simulations';
import { read, run, shipped } from '../../helpers/scenarios';

const holds = (scenario: Scenario): void =>
  expect(run(scenario).checks.filter((check) => !check.ok)).toEqual([]);

/** A component in containers that puts pictures, and whatever else runs the function. */
const apart = (place: readonly object[], others: readonly object[]): Scenario =>
  read({
    format: 'strata-scenario',
    version: 1,
    title: 'apart',
    seed: 4,
    duration: '1 min',
    hosts: [{ id: 'host', memory: '64 GiB' }],
    components: [{ id: 'web', serviceTime: 'constant(10 ms)', workers: 10, writesTo: ['pictures'] }],
    functions: [{ id: 'resize', serviceTime: 'constant(100 ms)', coldTime: 'constant(200 ms)' }],
    services: [{ id: 'pictures', kind: 'object-store', latency: 'constant(50 ms)' }],
    triggers: [{ id: 'on-put', on: { kind: 'object-store', service: 'pictures' }, function: 'resize' }],
    deployments: [{ id: 'one', technology: 'container', hosts: ['host'], place }, ...others],
    routes: [{ id: 'page', steps: ['web'] }],
    workloads: [{ id: 'load', arrivals: { times: ['0 s', '1 s', '2 s'] } }],
  });

describe('an event of a deployment without the function', () => {
  const platform = (id: string): object => ({
    id,
    technology: 'cloud-function',
    place: [{ function: 'resize', name: id }],
  });
  const invoked = (scenario: Scenario): readonly (readonly [string, number])[] =>
    run(scenario).functions.map(({ deployment, requests }) => [deployment, requests]);

  it('goes to the first one that runs it, once', () => {
    const scenario = apart([{ component: 'web' }], [platform('cloud'), platform('other-cloud')]);
    expect(invoked(scenario)).toEqual([
      ['cloud', 3],
      ['other-cloud', 0],
    ]);
    holds(scenario);
  });

  it('stays where it came from, if the function runs there', () => {
    const own = [{ component: 'web' }, { function: 'resize', platform: 'cloud-function' }];
    const scenario = apart(own, [platform('cloud')]);
    expect(invoked(scenario)).toEqual([
      ['one', 3],
      ['cloud', 0],
    ]);
    holds(scenario);
  });

  it('frees the app: the shipped album answers at once and every picture gets its thumbnail', () => {
    const scenario = shipped('tandem');
    const { deployments, services, functions } = run(scenario);
    const p95 = (id: string): number =>
      deployments.find((one) => one.id === id)?.requests.latencyMs.p95 ?? Number.NaN;
    expect(p95('alone')).toBeGreaterThan(20 * p95('tandem'));
    const stored = services.find(({ id, deployment }) => id === 'pictures' && deployment === 'tandem');
    const made = functions.find(({ id }) => id === 'thumbnail')?.requests ?? 0;
    expect(made).toBe(stored?.answered);
    expect(functions.every(({ requests }) => requests > 0)).toBe(true);
    holds(scenario);
  });
});

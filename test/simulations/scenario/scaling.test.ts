import { describe, expect, it } from 'vitest';
import { parseScenario, type Issue } from '../../../simulations';

const issuesOf = (change: { fn?: object; place?: object; deployment?: object }): readonly Issue[] => {
  const parsed = parseScenario(
    JSON.stringify({
      format: 'strata-scenario',
      version: 1,
      title: 'scaling',
      duration: '1 min',
      hosts: [{ id: 'h' }],
      components: [{ id: 'api', serviceTime: '1 s' }],
      functions: [{ id: 'fn', serviceTime: '1 s', ...change.fn }],
      deployments: [
        { id: 'c', technology: 'container', hosts: ['h'], place: [{ component: 'api', ...change.place }] },
        { id: 'f', technology: 'cloud-function', place: [{ function: 'fn' }], ...change.deployment },
      ],
      routes: [{ id: 'r', steps: ['api'] }],
      workloads: [{ id: 'load', route: 'r', arrivals: 'poisson(1/s)' }],
    }),
  );
  return parsed.ok ? [] : parsed.error;
};

describe('settings of scaling that contradict each other', () => {
  it('are refused with their place, and the plain ones are not', () => {
    expect(issuesOf({})).toEqual([]);
    expect(
      [
        issuesOf({ place: { autoscaler: { policy: 'knative', min: 5, max: 3 } } }),
        issuesOf({ fn: { reserved: 10 }, deployment: { accountConcurrency: 9 } }),
        issuesOf({ fn: { provisioned: 10, maxInstances: 9 } }),
        issuesOf({ fn: { keepAlive: { policy: 'hybrid-histogram', head: '60 %', tail: '50 %' } } }),
        issuesOf({ fn: { keepAlive: { policy: 'hybrid-histogram', bin: '2 h', range: '1 h' } } }),
        issuesOf({ fn: { keepAlive: { policy: 'hybrid-histogramm' } } }),
        issuesOf({ fn: { keepAlive: '10 parsecs' } }),
        issuesOf({ place: { update: { maxSurge: 'a quarter' } } }),
      ].map(([first]) => first?.path),
    ).toEqual([
      'deployments.0.place.0.autoscaler.min',
      'deployments.1.accountConcurrency',
      'functions.0.provisioned',
      'functions.0.keepAlive.head',
      'functions.0.keepAlive.bin',
      'functions.0.keepAlive.policy',
      'functions.0.keepAlive',
      'deployments.0.place.0.update.maxSurge',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { Lab, parseScenario } from '../../../simulations';
import { read } from '../../helpers/scenarios';

interface Way {
  readonly id: string;
  readonly steps: readonly unknown[];
  readonly holds?: boolean;
}

const withRoutes = (routes: readonly Way[], more: object = {}): object => ({
  format: 'strata-scenario',
  version: 1,
  title: 'calls',
  duration: '1 min',
  hosts: [{ id: 'host' }],
  components: ['a', 'b', 'c'].map((id) => ({ id, serviceTime: '10 ms' })),
  deployments: [
    {
      id: 'one',
      technology: 'bare-process',
      hosts: ['host'],
      place: ['a', 'b', 'c'].map((component) => ({ component })),
    },
  ],
  routes,
  workloads: [{ id: 'load', route: routes[0]?.id, arrivals: 'poisson(5/s)' }],
  ...more,
});

const issueOf = (routes: readonly Way[], more?: object) => {
  const parsed = parseScenario(JSON.stringify(withRoutes(routes, more)));
  return parsed.ok ? undefined : parsed.error[0];
};

describe('a cycle in the service graph', () => {
  it.each<[string, readonly Way[], string, string]>([
    ['of one', [{ id: 'r', steps: ['a', 'b', 'a'] }], 'routes.0.steps.2', 'a calls a'],
    [
      'within a parallel step',
      [{ id: 'r', steps: ['a', { all: ['b', { with: 0.1, step: 'a' }] }] }],
      'routes.0.steps.1.all.1.step',
      'a calls a',
    ],
    [
      'over three routes',
      [
        { id: 'r', steps: ['a', 'b'] },
        { id: 's', steps: ['b', 'c'] },
        { id: 't', steps: ['c', 'a'] },
      ],
      'routes.2.steps.1',
      'a calls b calls c calls a',
    ],
  ])('%s is refused with its path and its reason', (_name, routes, path, reason) => {
    const issue = issueOf(routes);
    expect(issue?.path).toBe(path);
    expect(issue?.message).toContain(`a cycle in the service graph: ${reason}`);
    expect(issue?.line).toBeGreaterThan(0);
  });

  it('is seen where a function stands for the component', () => {
    const issue = issueOf(
      [
        { id: 'r', steps: ['a', 'b'] },
        { id: 's', steps: ['b-fn', 'a'] },
      ],
      { functions: [{ id: 'b-fn', component: 'b' }] },
    );
    expect(issue?.message).toContain('a calls b calls a');
  });

  it('is none where nobody holds a worker: a request may come back', () => {
    const lab = Lab.open(read(withRoutes([{ id: 'r', steps: ['a', 'b', 'a'], holds: false }])));
    lab.runTo(60e6);
    expect(lab.result().requests.completed).toBeGreaterThan(100);
  });

  it('is none where two ways lead to one component', () => {
    expect(
      issueOf([
        { id: 'r', steps: ['a', { all: ['b', 'c'] }, 'c'] },
        { id: 's', steps: ['b', 'c'] },
      ]),
    ).toBeUndefined();
  });
});

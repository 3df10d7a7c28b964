/** What a schema cannot see: references, duplicate ids, and sizes that cannot be. */
import { nearestName } from '../base/catalogue';
import type { Issue } from '../base/errors';
import { formatBytes } from '../base/quantity';
import { checkCalls } from './check-calls';
import { checkLimits } from './check-limits';
import { checkTraffic } from './check-traffic';
import { technologyOf } from '../technologies/catalogue';
import { checkHardware } from './check-hardware';
import { checkFaults } from './check-faults';
import { checkScaling } from './check-scaling';
import type { ScenarioFields, Step } from './schema';

export type Report = (path: readonly (string | number)[], issue: Omit<Issue, 'path'>) => void;

export type Dangling = (
  path: readonly (string | number)[],
  what: string,
  found: string,
  known: Iterable<string>,
) => void;

const LISTS = [
  'hosts',
  'components',
  'functions',
  'services',
  'deployments',
  'routes',
  'triggers',
  'workloads',
] as const;

export function checkReferences(scenario: ScenarioFields, report: Report): void {
  const doors = scenario.triggers.filter(({ on }) => on.kind === 'http');
  const routeIds = new Set([...scenario.routes, ...doors].map((r) => r.id));
  const callable = new Set(
    [...scenario.components, ...scenario.functions, ...scenario.services].map(({ id }) => id),
  );
  for (const list of LISTS) {
    checkUnique(
      scenario[list].map((entry) => entry.id),
      list,
      report,
    );
  }
  const dangling: Dangling = (path, what, found, known) => {
    const names = [...known];
    const nearest = nearestName(found, names);
    const expected =
      names.length === 0 ? `a ${what} of this scenario` : `one of ${names.slice(0, 20).join(', ')}`;
    report(path, {
      message: `no ${what} "${found}"`,
      expected,
      found,
      ...(nearest !== undefined && { nearest }),
    });
  };
  checkFunctions(scenario, report, dangling);
  checkScaling(scenario, report);
  scenario.deployments.forEach((_, i) => {
    checkDeployment(scenario, i, report, dangling);
    checkMemory(scenario, i, report);
  });
  checkHardware(scenario, report);
  checkSandboxNames(scenario, report);
  checkTraffic(scenario, report, dangling);
  checkLimits(scenario, report);
  scenario.routes.forEach((r, i) => checkSteps(r.steps, ['routes', i, 'steps'], callable, dangling));
  checkCalls(scenario, report);
  scenario.workloads.forEach((w, i) => {
    const path = ['workloads', i, 'route'];
    if (w.route !== undefined && !routeIds.has(w.route)) dangling(path, 'route', w.route, routeIds);
    if (w.route === undefined && routeIds.size > 1)
      report(path, { message: 'missing', expected: `one of ${[...routeIds].join(', ')}` });
  });
  checkFaults(scenario, report, dangling);
  if (scenario.transient >= scenario.duration) {
    report(['transient'], {
      message: 'the transient takes the whole run',
      expected: 'a time below the duration',
    });
  }
}

function checkFunctions(scenario: ScenarioFields, report: Report, dangling: Dangling): void {
  const componentIds = new Set(scenario.components.map((c) => c.id));
  scenario.functions.forEach((f, i) => {
    if (f.component !== undefined && !componentIds.has(f.component))
      dangling(['functions', i, 'component'], 'component', f.component, componentIds);
    if (f.component === undefined && f.serviceTime === undefined) {
      report(['functions', i], {
        message: 'a function needs a service time',
        expected: '"component" or "serviceTime"',
      });
    }
    if (f.component === undefined && componentIds.has(f.id)) {
      report(['functions', i, 'id'], {
        message: `"${f.id}" is the id of a component too`,
        expected: 'an id of its own, or "component"',
      });
    }
  });
}

function checkDeployment(scenario: ScenarioFields, i: number, report: Report, dangling: Dangling): void {
  const d = scenario.deployments[i];
  if (d === undefined) return;
  const ids = (list: readonly { readonly id: string }[]): Set<string> =>
    new Set(list.map((entry) => entry.id));
  const [hosts, components, functions] = [
    ids(scenario.hosts),
    ids(scenario.components),
    ids(scenario.functions),
  ];
  const platform = technologyOf(d.technology).perRequest;
  d.hosts.forEach((h, j) => hosts.has(h) || dangling(['deployments', i, 'hosts', j], 'host', h, hosts));
  if (!platform && d.hosts.length === 0)
    report(['deployments', i, 'hosts'], {
      message: 'a deployment needs a host',
      expected: 'at least one host id',
    });
  d.place.forEach((p, j) => {
    const at = ['deployments', i, 'place', j] as const;
    if ((p.component === undefined) === (p.function === undefined))
      report(at, { message: 'places one thing', expected: '"component" or "function", not both' });
    if (p.component !== undefined && !components.has(p.component))
      dangling([...at, 'component'], 'component', p.component, components);
    if (p.function !== undefined && !functions.has(p.function))
      dangling([...at, 'function'], 'function', p.function, functions);
    if (p.platform !== undefined && (p.function === undefined || platform))
      report([...at, 'platform'], {
        message: 'only a function among components names its platform',
        expected: '"function", in a deployment of another technology',
      });
    if (p.function !== undefined && !platform && p.platform === undefined)
      report([...at, 'function'], {
        message: 'a function runs on a function platform',
        expected: 'technology "cloud-function" or "isolate", or one of them as the "platform" of the place',
      });
    if (p.component !== undefined && platform)
      report([...at, 'component'], {
        message: 'a function platform runs functions',
        expected: '"function": the id of one',
      });
  });
}

function checkUnique(ids: readonly string[], list: string, report: Report): void {
  const seen = new Set<string>();
  ids.forEach((id, i) => {
    if (seen.has(id))
      report([list, i, 'id'], { message: `the id "${id}" stands twice`, expected: 'an id of its own' });
    seen.add(id);
  });
}

/** Sandboxes are named across the whole scenario: two places of one name would give two sandboxes of one name. */
function checkSandboxNames(scenario: ScenarioFields, report: Report): void {
  const seen = new Map<string, string>();
  scenario.deployments.forEach((d, i) =>
    d.place.forEach((p, j) => {
      const name = p.name ?? p.function ?? p.component ?? '';
      const other = seen.get(name);
      if (other !== undefined)
        report(['deployments', i, 'place', j, 'name'], {
          message: `the sandboxes of ${other} are called "${name}" already`,
          expected: 'a name of its own',
        });
      seen.set(name, d.id);
    }),
  );
}

function checkSteps(
  steps: readonly Step[],
  path: readonly (string | number)[],
  names: ReadonlySet<string>,
  dangling: (
    path: readonly (string | number)[],
    what: string,
    found: string,
    known: Iterable<string>,
  ) => void,
): void {
  steps.forEach((step, i) => {
    if (typeof step === 'string') {
      if (!names.has(step)) dangling([...path, i], 'component, function or service', step, names);
    } else if ('all' in step) checkSteps(step.all, [...path, i, 'all'], names, dangling);
    else checkSteps([step.step], [...path, i, 'step'], names, dangling);
  });
}

/** What is placed at the start must fit the hosts, sandbox by sandbox. */
function checkMemory(scenario: ScenarioFields, index: number, report: Report): void {
  const deployment = scenario.deployments[index];
  if (deployment === undefined || technologyOf(deployment.technology).perRequest) return;
  const hosts = new Map(scenario.hosts.map((host) => [host.id, host]));
  const components = new Map(scenario.components.map((component) => [component.id, component]));
  const capacity = deployment.hosts.reduce((sum, h) => {
    const host = hosts.get(h);
    return sum + (host?.memory ?? 0) * (host?.overcommit.memory ?? 1);
  }, 0);
  const placed = deployment.place.filter((p) => p.function === undefined);
  const replicas = placed.reduce((sum, p) => sum + p.replicas, 0);
  const need = placed.reduce((sum, p) => {
    const own = components.get(p.component ?? '')?.memory ?? 0;
    return sum + p.replicas * (p.memory ?? own);
  }, 0);
  if (replicas > 100_000)
    report(['deployments', index, 'place'], {
      message: 'too many sandboxes',
      expected: 'at most 100,000 in a deployment',
      found: String(replicas),
    });
  if (need > capacity && capacity > 0) {
    report(['deployments', index, 'place'], {
      message: 'does not fit its hosts',
      expected: `at most ${formatBytes(capacity)} of memory`,
      found: formatBytes(need),
    });
  }
}

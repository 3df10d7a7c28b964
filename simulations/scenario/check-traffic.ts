/** What a schema cannot see about managed services, what is written to them, and triggers. */
import type { Dangling, Report } from './check-references';
import type { ScenarioFields } from './schema';

/** Events say in one number which deployment and which write they are of. */
const MOST_WRITES = 500_000;
const MOST_TRIGGERS = 60_000;

export function checkTraffic(scenario: ScenarioFields, report: Report, dangling: Dangling): void {
  checkServices(scenario, report);
  checkWrites(scenario, report, dangling);
  checkTriggers(scenario, report, dangling);
}

function checkServices(scenario: ScenarioFields, report: Report): void {
  const others = new Set([...scenario.components, ...scenario.functions].map(({ id }) => id));
  scenario.services.forEach(({ id, throughput, whenBusy, burst }, i) => {
    if (others.has(id))
      report(['services', i, 'id'], {
        message: `"${id}" is the id of a component or function too`,
        expected: 'an id of its own',
      });
    if (burst !== undefined && (throughput === undefined || whenBusy === 'queued'))
      report(['services', i, 'burst'], {
        message: 'a burst is of a service that refuses beyond its throughput',
        expected: '"throughput" and "whenBusy": "throttled"',
      });
  });
}

function checkWrites(scenario: ScenarioFields, report: Report, dangling: Dangling): void {
  const stores = scenario.services.filter(({ kind }) => kind === 'object-store' || kind === 'queue');
  const names = stores.map(({ id }) => id);
  const all = new Set(scenario.services.map(({ id }) => id));
  let writes = 0;
  for (const list of ['components', 'functions'] as const)
    scenario[list].forEach(({ writesTo }, i) =>
      writesTo.forEach(({ service }, j) => {
        writes++;
        const path = [list, i, 'writesTo', j, 'service'];
        if (!all.has(service)) dangling(path, 'object store or queue', service, names);
        else if (!names.includes(service))
          report(path, {
            message: `"${service}" takes neither objects nor messages`,
            expected: 'a service of kind "object-store" or "queue"',
          });
      }),
    );
  if (writes * scenario.deployments.length > MOST_WRITES)
    report(['deployments'], {
      message: 'too many writes',
      expected: `at most ${MOST_WRITES} writes times deployments`,
    });
}

function checkTriggers(scenario: ScenarioFields, report: Report, dangling: Dangling): void {
  const functions = scenario.functions.map(({ id }) => id);
  const components = scenario.components.map(({ id }) => id);
  const routes = new Set(scenario.routes.map(({ id }) => id));
  scenario.triggers.forEach((trigger, i) => {
    const { on } = trigger;
    if (!functions.includes(trigger.function))
      dangling(['triggers', i, 'function'], 'function', trigger.function, functions);
    if (routes.has(trigger.id))
      report(['triggers', i, 'id'], {
        message: `"${trigger.id}" is the id of a route too`,
        expected: 'an id of its own',
      });
    if (on.kind === 'component' && !components.includes(on.component))
      dangling(['triggers', i, 'on', 'component'], 'component', on.component, components);
    if (on.kind === 'object-store' || on.kind === 'queue') {
      const fitting = scenario.services.filter(({ kind }) => kind === on.kind).map(({ id }) => id);
      if (!fitting.includes(on.service))
        dangling(['triggers', i, 'on', 'service'], on.kind.replace('-', ' '), on.service, fitting);
    }
    if (on.kind === 'queue' && on.batch > 1 && on.window === 0)
      report(['triggers', i, 'on', 'window'], {
        message: 'a batch of several needs time to gather',
        expected: 'a duration above 0',
      });
  });
  if (scenario.triggers.length * scenario.deployments.length > MOST_TRIGGERS)
    report(['triggers'], {
      message: 'too many triggers',
      expected: `at most ${MOST_TRIGGERS} triggers times deployments`,
    });
}

import { describe, expect, it } from 'vitest';
import {
  addDeployment,
  addHost,
  addManagedService,
  addService,
  addTrigger,
  addWorkload,
  checkScenario,
  connect,
  connectToService,
  emptySource,
  entriesOf,
  issuesOf,
  Lab,
  removePart,
  renamePart,
  setValue,
  TECHNOLOGY_IDS,
  valueAt,
  type Source,
} from '../../../simulations';

const runs = (source: Source): ReturnType<Lab['result']> => {
  const checked = checkScenario(source);
  if (!checked.ok) throw new Error(JSON.stringify(checked.error));
  const lab = Lab.open(checked.value, { keepsCheckpoints: false });
  lab.runTo(20e6);
  return lab.result();
};

describe('a scenario built from nothing', () => {
  it('says where it is not yet one, and changes nothing of what it was made from', () => {
    const source = emptySource('Mine');
    expect(issuesOf(source).map(({ path }) => path)).toContain('deployments');
    addHost(source);
    expect(source['hosts']).toBeUndefined();
  });

  for (const technology of TECHNOLOGY_IDS)
    it(`runs with one click: ${technology}`, () => {
      const { source, path } = addDeployment(emptySource('Mine'), technology);
      expect(issuesOf(source)).toEqual([]);
      expect(valueAt(source, `${path}.technology`)).toBe(technology);
      const result = runs(source);
      expect(result.requests.completed).toBeGreaterThan(0);
      expect(result.checks.every((check) => check.ok)).toBe(true);
    });

  it('runs the same service three ways, each on a host of its own', () => {
    let { source } = addDeployment(emptySource('Mine'), 'full-vm-type-1');
    source = addDeployment(source, 'container').source;
    source = addDeployment(source, 'cloud-function').source;
    source = addService(source).source;
    expect(issuesOf(source)).toEqual([]);
    expect(entriesOf(source, 'hosts')).toHaveLength(3);
    expect(runs(source).deployments.every((d) => d.requests.completed > 0)).toBe(true);
  });

  it('connects services: a route goes on, or a new one begins with traffic', () => {
    let { source } = addDeployment(emptySource('Mine'), 'container');
    source = renamePart(source, 'components', 'service', 'web');
    for (const id of ['renderer', 'database', 'media'])
      source = renamePart(addService(source, 'part').source, 'components', 'part', id);
    source = connect(source, 'web', 'renderer').source;
    source = connect(source, 'renderer', 'database').source;
    source = connect(source, 'web', 'media').source;
    expect(entriesOf(source, 'routes').map((route) => route['steps'])).toEqual([
      ['web', 'renderer', 'database'],
      ['web', 'media'],
    ]);
    expect(entriesOf(source, 'workloads')).toHaveLength(2);
    expect(connect(source, 'web', 'media').source).toBe(source);
    expect(runs(source).components.every((component) => component.utilization > 0)).toBe(true);
  });
});

describe('edits', () => {
  const built = addDeployment(
    addDeployment(emptySource('Mine'), 'container').source,
    'cloud-function',
  ).source;

  it('rename a part wherever it is meant', () => {
    const source = renamePart(built, 'components', 'service', 'shop');
    expect(issuesOf(source)).toEqual([]);
    expect(JSON.stringify(source)).not.toContain('"service"');
    expect(renamePart(source, 'hosts', 'host', 'host-2')).toBe(source);
    expect(issuesOf(renamePart(source, 'hosts', 'host', 'iron'))).toEqual([]);
    expect(issuesOf(renamePart(source, 'routes', 'visit', 'buy'))).toEqual([]);
  });

  it('remove a part with what would dangle', () => {
    const two = addService(built, 'other').source;
    expect(issuesOf(removePart(two, 'components.other'))).toEqual([]);
    expect(removePart(two, 'components.other')).toEqual(
      removePart(removePart(two, 'components.other'), 'functions.other'),
    );
    const without = removePart(built, 'hosts.host');
    expect(entriesOf(without, 'deployments')).toHaveLength(1);
    expect(issuesOf(without)).toEqual([]);
    expect(issuesOf(removePart(built, 'components.service')).map(({ path }) => path)).toContain(
      'deployments',
    );
    const traffic = addWorkload(built);
    expect(issuesOf(removePart(traffic.source, traffic.path))).toEqual([]);
  });

  it('set and take away values, with issues where they do not fit', () => {
    const source = setValue(built, 'components.service.serviceTime', 'exponential(soon)');
    expect(issuesOf(source)[0]).toMatchObject({ path: 'components.0.serviceTime' });
    expect(valueAt(setValue(built, 'hosts.host.cores', 4), 'hosts.host.cores')).toBe(4);
    expect(valueAt(setValue(built, 'hosts.host.cores', undefined), 'hosts.host.cores')).toBeUndefined();
    expect(
      valueAt(
        setValue(built, 'deployments.containers.place.0.replicas', 3),
        'deployments.containers.place.0.replicas',
      ),
    ).toBe(3);
    expect(setValue(built, 'hosts.nowhere.cores', 4)).toEqual(built);
  });
});

describe('what a provider runs', () => {
  for (const kind of ['database', 'auth', 'object-store', 'queue'] as const)
    it(`runs with one click and is used at once: ${kind}`, () => {
      const based = addDeployment(emptySource('Mine'), 'container').source;
      const { source, path } = addManagedService(based, kind);
      expect(issuesOf(source)).toEqual([]);
      const result = runs(source);
      const service = result.services.find(({ id }) => `services.${id}` === path)!;
      expect(service.requests).toBeGreaterThan(0);
      expect(result.checks.every((check) => check.ok)).toBe(true);
    });

  it('invokes a function by the clock, or by the queue that is there', () => {
    const clock = addTrigger(emptySource('Mine'));
    expect(issuesOf(clock.source)).toEqual([]);
    expect(valueAt(clock.source, `${clock.path}.on.kind`)).toBe('schedule');
    expect(runs(clock.source).triggers[0]!.invocations).toBeGreaterThan(0);

    const functions = addDeployment(emptySource('Mine'), 'cloud-function').source;
    let { source } = addManagedService(functions, 'queue');
    source = connectToService(source, 'service', 'queue').source;
    const trigger = addTrigger(source);
    expect(issuesOf(trigger.source)).toEqual([]);
    expect(valueAt(trigger.source, `${trigger.path}.on`)).toEqual({ kind: 'queue', service: 'queue' });
  });

  it('is renamed wherever it is meant, and leaves nothing dangling when it is taken out', () => {
    let { source } = addDeployment(emptySource('Mine'), 'cloud-function');
    source = addManagedService(source, 'database').source;
    source = addManagedService(source, 'queue').source;
    source = addTrigger(source).source;
    source = renamePart(source, 'services', 'queue', 'jobs');
    source = renamePart(source, 'services', 'database', 'store');
    source = renamePart(source, 'components', 'service', 'web');
    expect(issuesOf(source)).toEqual([]);
    expect(valueAt(source, 'routes.visit.steps')).toEqual(['web', 'store']);
    expect(valueAt(source, 'components.web.writesTo')).toEqual(['jobs']);
    expect(valueAt(source, 'triggers.trigger')).toMatchObject({ function: 'web', on: { service: 'jobs' } });
    source = removePart(source, 'services.jobs');
    expect(issuesOf(source)).toEqual([]);
    expect(entriesOf(source, 'triggers')).toEqual([]);
    source = removePart(source, 'services.store');
    expect(issuesOf(source)).toEqual([]);
    expect(runs(source).requests.completed).toBeGreaterThan(0);
  });
});

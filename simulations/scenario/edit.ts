/**
 * Edits of a scenario as written: pure functions from one source to the next. Nothing is refused here; what is wrong
 * with the outcome, `issuesOf` says, located. Every part comes with what it needs to run: containers bring a host,
 * a service is placed where services run, traffic brings its route.
 */
import type { Issue } from '../base/errors';
import { technologyOf, type TechnologyId } from '../technologies/catalogue';
import { checkScenario } from './parse';
import { FORMAT, VERSION } from './schema';

export type Source = Readonly<Record<string, unknown>>;
export type Entry = Readonly<Record<string, unknown>>;

export const SECTIONS = [
  'hosts',
  'components',
  'functions',
  'deployments',
  'services',
  'routes',
  'triggers',
  'workloads',
] as const;
export type Section = (typeof SECTIONS)[number];

export interface Edited {
  readonly source: Source;
  /** Path of what was added or changed: `components.web`. */
  readonly path: string;
}

/** A scenario with nothing in it yet. */
export function emptySource(title: string): Source {
  return { format: FORMAT, version: VERSION, title, seed: 1, duration: '2 min' };
}

/** All that keeps the source from running, located; none = it runs. */
export function issuesOf(source: Source): readonly Issue[] {
  const checked = checkScenario(source);
  return checked.ok ? [] : checked.error.map(({ line: _line, column: _column, ...issue }) => issue);
}

export function entriesOf(source: Source, section: Section): readonly Entry[] {
  const list = source[section];
  return Array.isArray(list) ? list.filter(isEntry) : [];
}

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const idOf = (entry: Entry): string => String(entry['id'] ?? '');

/** The entry at `components.web`, or undefined. */
export function entryAt(source: Source, path: string): Entry | undefined {
  const [section, id] = splitPath(path);
  return section === undefined ? undefined : entriesOf(source, section).find((entry) => idOf(entry) === id);
}

function splitPath(path: string): readonly [Section | undefined, string] {
  const at = path.indexOf('.');
  const section = SECTIONS.find((name) => name === (at < 0 ? path : path.slice(0, at)));
  return [section, at < 0 ? '' : path.slice(at + 1)];
}

export const withList = (source: Source, section: Section, list: readonly unknown[]): Source => ({
  ...source,
  [section]: list,
});

export function append(source: Source, section: Section, entry: Entry): Edited {
  return {
    source: withList(source, section, [...entriesOf(source, section), entry]),
    path: `${section}.${idOf(entry)}`,
  };
}

/** `host`, `host-2`, `host-3`: the first that is free among all ids and sandbox names. */
export function freshId(source: Source, stem: string): string {
  const taken = new Set(SECTIONS.flatMap((section) => entriesOf(source, section).map(idOf)));
  for (const place of placesOf(source)) taken.add(nameOfPlace(place));
  if (!taken.has(stem)) return stem;
  for (let n = 2; ; n++) if (!taken.has(`${stem}-${n}`)) return `${stem}-${n}`;
}

const placesOf = (source: Source): readonly Entry[] =>
  entriesOf(source, 'deployments').flatMap((deployment) => listOf(deployment, 'place').filter(isEntry));

const nameOfPlace = (place: Entry): string =>
  String(place['name'] ?? place['function'] ?? place['component'] ?? '');

export const listOf = (entry: Entry, key: string): readonly unknown[] => {
  const list = entry[key];
  return Array.isArray(list) ? list : [];
};

export function addHost(source: Source, hypervisor: 'type-1' | 'type-2' | null = null): Edited {
  const id = freshId(source, hypervisor === null ? 'host' : 'vm-host');
  return append(source, 'hosts', {
    id,
    cores: 8,
    memory: '16 GiB',
    ...(hypervisor !== null && { hypervisor }),
  });
}

/** A service: placed wherever services run already; the first one gets traffic. */
export function addService(source: Source, label = 'service'): Edited {
  const id = freshId(source, label);
  const added = append(source, 'components', {
    id,
    workers: 4,
    serviceTime: 'exponential(20 ms)',
    memory: '128 MiB',
  });
  const placed = entriesOf(added.source, 'deployments').reduce(
    (next, deployment) => placeService(next, deployment, id),
    added.source,
  );
  return { source: withTraffic(placed), path: added.path };
}

function placeService(source: Source, deployment: Entry, component: string): Source {
  const technology = technologyOf(String(deployment['technology']) as TechnologyId);
  const others = entriesOf(source, 'deployments').filter(
    (other) => other !== deployment && idOf(other) !== idOf(deployment),
  );
  const names = new Set(others.flatMap((other) => listOf(other, 'place').filter(isEntry).map(nameOfPlace)));
  const name = names.has(component) ? { name: freshId(source, `${component}-${idOf(deployment)}`) } : {};
  if (!technology.perRequest)
    return changePlaces(source, idOf(deployment), (places) => [
      ...places,
      { component, ...name, ...(technology.memoryIsReserved && { memory: '1 GiB' }) },
    ]);
  const fn = functionFor(source, component);
  const withFunction =
    entryAt(source, `functions.${fn}`) === undefined ? addFunctionEntry(source, fn, component) : source;
  return changePlaces(withFunction, idOf(deployment), (places) => [...places, { function: fn, ...name }]);
}

/** A function of a component has the component's own id: routes name both by it. */
const functionFor = (_source: Source, component: string): string => component;

const addFunctionEntry = (source: Source, id: string, component: string): Source =>
  append(source, 'functions', { id, component, memory: '256 MiB', keepAlive: '10 min' }).source;

function changePlaces(
  source: Source,
  deployment: string,
  change: (places: readonly unknown[]) => readonly unknown[],
): Source {
  return withList(
    source,
    'deployments',
    entriesOf(source, 'deployments').map((entry) =>
      idOf(entry) === deployment ? { ...entry, place: change(listOf(entry, 'place')) } : entry,
    ),
  );
}

const STEMS: ReadonlyMap<string, string> = new Map([
  ['full-vm-type-1', 'vms'],
  ['full-vm-type-2', 'vms'],
  ['container', 'containers'],
  ['cloud-function', 'functions'],
]);

/** All services once more, run by a technology on a host of its own; a first service comes with it where there is none. */
export function addDeployment(source: Source, technology: TechnologyId, host?: string): Edited {
  const based = entriesOf(source, 'components').length === 0 ? addService(source).source : source;
  const how = technologyOf(technology);
  const used = new Set(
    entriesOf(based, 'deployments').flatMap((entry) => listOf(entry, 'hosts').map(String)),
  );
  const free = entriesOf(based, 'hosts')
    .map(idOf)
    .filter((id) => !used.has(id));
  const wanted = host !== undefined && free.includes(host) ? host : free[0];
  const housed = wanted === undefined ? addHost(based) : { source: based, path: `hosts.${wanted}` };
  const hostId = housed.path.slice('hosts.'.length);
  const fitted = fitHost(housed.source, hostId, technology);
  const id = freshId(fitted, STEMS.get(technology) ?? technology);
  const added = append(fitted, 'deployments', {
    id,
    technology,
    hosts: [hostId],
    ...(how.tool === 'docker' && { orchestrator: 'kubernetes' }),
    place: [],
  });
  const placed = entriesOf(added.source, 'components').reduce((next, component) => {
    const deployment = entryAt(next, added.path);
    return deployment === undefined ? next : placeService(next, deployment, idOf(component));
  }, added.source);
  return { source: withTraffic(placed), path: added.path };
}

/** The host gets what the technology needs of it: a hypervisor, an engine, a platform. */
function fitHost(source: Source, host: string, technology: TechnologyId): Source {
  const { tool, perRequest } = technologyOf(technology);
  const needs = perRequest
    ? { platform: 'functions' }
    : tool === 'virsh'
      ? { hypervisor: technology === 'full-vm-type-2' ? 'type-2' : 'type-1' }
      : tool === 'docker'
        ? { engine: 'docker' }
        : {};
  return withList(
    source,
    'hosts',
    entriesOf(source, 'hosts').map((entry) => (idOf(entry) === host ? { ...entry, ...needs } : entry)),
  );
}

/** Traffic to the first service where nothing arrives yet. */
function withTraffic(source: Source): Source {
  const [first] = entriesOf(source, 'components');
  if (first === undefined || entriesOf(source, 'workloads').length > 0) return source;
  return addWorkload(source).source;
}

/** Visitors on a route that has none yet, or on the first. */
export function addWorkload(source: Source): Edited {
  const [first] = entriesOf(source, 'components');
  const routed =
    entriesOf(source, 'routes').length > 0 || first === undefined
      ? source
      : append(source, 'routes', { id: freshId(source, 'visit'), steps: [idOf(first)] }).source;
  const busy = new Set(entriesOf(routed, 'workloads').map((entry) => String(entry['route'])));
  const routes = entriesOf(routed, 'routes').map(idOf);
  const route = routes.find((id) => !busy.has(id)) ?? routes[0];
  return append(routed, 'workloads', {
    id: freshId(routed, 'visitors'),
    ...(route !== undefined && { route }),
    arrivals: 'poisson(10/s)',
  });
}

/**
 * One service calls another: routes that end at the caller go on to the callee; where none does, a route of its own with
 * traffic of its own begins at the caller.
 */
export function connect(source: Source, from: string, to: string): Edited {
  const routes = entriesOf(source, 'routes');
  const isEnd = (entry: Entry): boolean => listOf(entry, 'steps').at(-1) === from;
  const ending = routes.filter(isEnd);
  const known = routes.some((entry) => {
    const steps = listOf(entry, 'steps');
    return steps.some((step, i) => step === from && steps[i + 1] === to);
  });
  if (known) return { source, path: `components.${from}` };
  if (ending.length > 0)
    return {
      source: withList(
        source,
        'routes',
        routes.map((entry) => (isEnd(entry) ? { ...entry, steps: [...listOf(entry, 'steps'), to] } : entry)),
      ),
      path: `routes.${idOf(ending[0] ?? {})}`,
    };
  const added = append(source, 'routes', { id: freshId(source, `${from}-${to}`), steps: [from, to] });
  return { source: addWorkload(added.source).source, path: added.path };
}

/** Takes a part out, with what would dangle without it. */
export function removePart(source: Source, path: string): Source {
  const [section, id] = splitPath(path);
  if (section === undefined) return source;
  const rest = withList(
    source,
    section,
    entriesOf(source, section).filter((entry) => idOf(entry) !== id),
  );
  switch (section) {
    case 'components':
    case 'functions':
      return withoutCallee(rest, section, id);
    case 'hosts':
      return dropEmpty(
        withList(
          rest,
          'deployments',
          entriesOf(rest, 'deployments').map((entry) => ({
            ...entry,
            hosts: listOf(entry, 'hosts').filter((host) => host !== id),
          })),
        ),
        (entry) => listOf(entry, 'hosts').length > 0,
      );
    case 'routes':
      return withList(
        rest,
        'workloads',
        entriesOf(rest, 'workloads').filter((entry) => entry['route'] !== id),
      );
    case 'services':
      return withoutService(rest, id);
    case 'deployments':
    case 'triggers':
    case 'workloads':
      return rest;
  }
}

const dropEmpty = (source: Source, keeps: (deployment: Entry) => boolean): Source =>
  withList(source, 'deployments', entriesOf(source, 'deployments').filter(keeps));

function withoutCallee(source: Source, section: 'components' | 'functions', id: string): Source {
  const key = section === 'components' ? 'component' : 'function';
  const gone =
    section === 'components' ? entriesOf(source, 'functions').filter((f) => f['component'] === id) : [];
  const unplaced = withList(
    source,
    'deployments',
    entriesOf(source, 'deployments').map((entry) => ({
      ...entry,
      place: listOf(entry, 'place').filter((place) => !isEntry(place) || place[key] !== id),
    })),
  );
  const emptied = dropEmpty(unplaced, (entry) => listOf(entry, 'place').length > 0);
  const cleared = gone.reduce((next, entry) => removePart(next, `functions.${idOf(entry)}`), emptied);
  const stays = entriesOf(cleared, 'components').some((entry) => idOf(entry) === id);
  const untriggered = withoutTriggers(
    cleared,
    (entry) => entry[key] === id || (isEntry(entry['on']) && entry['on'][key] === id),
  );
  return stays ? untriggered : withoutSteps(untriggered, id);
}

const withoutTriggers = (source: Source, isGone: (trigger: Entry) => boolean): Source =>
  source['triggers'] === undefined
    ? source
    : withList(
        source,
        'triggers',
        entriesOf(source, 'triggers').filter((entry) => !isGone(entry)),
      );

/** A managed service goes with its place in routes, what is written to it, and what it triggers. */
function withoutService(source: Source, id: string): Source {
  const isMeant = (write: unknown): boolean => (isEntry(write) ? write['service'] : write) === id;
  const unwritten = (['components', 'functions'] as const).reduce(
    (next, section) =>
      next[section] === undefined
        ? next
        : withList(
            next,
            section,
            entriesOf(next, section).map((entry) =>
              listOf(entry, 'writesTo').some(isMeant)
                ? { ...entry, writesTo: listOf(entry, 'writesTo').filter((write) => !isMeant(write)) }
                : entry,
            ),
          ),
    source,
  );
  const untriggered = withoutTriggers(unwritten, ({ on }) => isEntry(on) && on['service'] === id);
  return withoutSteps(untriggered, id);
}

/** Routes without what is gone; those that led nowhere else go, with their traffic. */
function withoutSteps(cleared: Source, id: string): Source {
  const routes = entriesOf(cleared, 'routes').map((entry) => ({
    ...entry,
    steps: listOf(entry, 'steps').filter((step) => step !== id),
  }));
  const kept = routes.filter((entry) => entry.steps.length > 0);
  const dead = routes.filter((entry) => entry.steps.length === 0).map(idOf);
  return withList(
    withList(cleared, 'routes', kept),
    'workloads',
    entriesOf(cleared, 'workloads').filter((entry) => !dead.includes(String(entry['route']))),
  );
}

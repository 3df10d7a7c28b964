/** Edits of single values and names. A name that changes is changed wherever it is meant. */
import { entriesOf, idOf, SECTIONS, type Section, type Source } from './edit';

type Key = string | number;

/** Sets one value, or takes it away with `undefined`. The path names entries of lists by id: `hosts.web-host.cores`. */
export function setValue(source: Source, path: string, value: unknown): Source {
  const keys = path.split('.');
  const changed = setAt(source, keys, value);
  return isRecord(changed) ? changed : source;
}

const isRecord = (value: unknown): value is Source =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function setAt(holder: unknown, keys: readonly string[], value: unknown): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (Array.isArray(holder)) {
    const index = indexOf(holder, key);
    return index < 0 ? holder : holder.map((inner, i) => (i === index ? setAt(inner, rest, value) : inner));
  }
  const record = isRecord(holder) ? holder : {};
  if (rest.length === 0 && value === undefined) {
    const { [key]: _gone, ...others } = record;
    return others;
  }
  return { ...record, [key]: setAt(record[key], rest, value) };
}

function indexOf(list: readonly unknown[], key: string): number {
  const byId = list.findIndex((entry) => isRecord(entry) && entry['id'] === key);
  return byId >= 0 ? byId : /^\d+$/.test(key) ? Number(key) : -1;
}

/** The value at a path, or undefined. */
export function valueAt(source: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((holder, key) => {
    if (Array.isArray(holder)) return holder[indexOf(holder, key)];
    return isRecord(holder) ? holder[key] : undefined;
  }, source);
}

/** Gives a part another id, and everything that names it the same. */
export function renamePart(source: Source, section: Section, from: string, to: string): Source {
  const taken = SECTIONS.some(
    (other) => other === section && entriesOf(source, other).some((entry) => idOf(entry) === to),
  );
  if (from === to || to === '' || taken) return source;
  const own = {
    ...source,
    [section]: entriesOf(source, section).map((entry) =>
      idOf(entry) === from ? { ...entry, id: to } : entry,
    ),
  };
  const swap = (value: unknown): unknown => (value === from ? to : value);
  switch (section) {
    case 'hosts':
      return mapEntries(own, 'deployments', (entry) => ({ ...entry, hosts: mapList(entry['hosts'], swap) }));
    case 'components': {
      const functions = mapEntries(own, 'functions', (entry) => swapKey(entry, 'component', swap));
      const same = entriesOf(functions, 'functions').some((entry) => idOf(entry) === from);
      const renamed = same ? renamePart(functions, 'functions', from, to) : functions;
      return renameTriggers(renameCalls(renamed, 'component', swap), 'component', swap);
    }
    case 'functions':
      return mapEntries(renameCalls(own, 'function', swap), 'triggers', (entry) =>
        swapKey(entry, 'function', swap),
      );
    case 'services':
      return renameTriggers(renameCalls(renameWrites(own, swap), 'service', swap), 'service', swap);
    case 'routes':
      return mapEntries(own, 'workloads', (entry) => swapKey(entry, 'route', swap));
    case 'deployments':
    case 'triggers':
    case 'workloads':
      return own;
  }
}

/** What triggers a function, where that has another name now. */
const renameTriggers = (source: Source, key: string, swap: (value: unknown) => unknown): Source =>
  mapEntries(source, 'triggers', (entry) => ({
    ...entry,
    ...(isRecord(entry['on']) && { on: swapKey(entry['on'], key, swap) }),
  }));

const renameWrites = (source: Source, swap: (value: unknown) => unknown): Source =>
  (['components', 'functions'] as const).reduce(
    (next, section) =>
      mapEntries(next, section, (entry) =>
        entry['writesTo'] === undefined
          ? entry
          : {
              ...entry,
              writesTo: mapList(entry['writesTo'], (write) =>
                isRecord(write) ? swapKey(write, 'service', swap) : swap(write),
              ),
            },
      ),
    source,
  );

function renameCalls(source: Source, key: string, swap: (value: unknown) => unknown): Source {
  const placed = mapEntries(source, 'deployments', (entry) => ({
    ...entry,
    place: mapList(entry['place'], (place) => (isRecord(place) ? swapKey(place, key, swap) : place)),
  }));
  return mapEntries(placed, 'routes', (entry) => ({
    ...entry,
    steps: mapList(entry['steps'], (step) => swapStep(step, swap)),
  }));
}

function swapStep(step: unknown, swap: (value: unknown) => unknown): unknown {
  if (!isRecord(step)) return swap(step);
  if ('all' in step) return { ...step, all: mapList(step['all'], (inner) => swapStep(inner, swap)) };
  return { ...step, step: swapStep(step['step'], swap) };
}

const swapKey = (entry: Source, key: Key, swap: (value: unknown) => unknown): Source =>
  entry[key] === undefined ? entry : { ...entry, [key]: swap(entry[key]) };

const mapList = (list: unknown, change: (value: unknown) => unknown): unknown =>
  Array.isArray(list) ? list.map(change) : list;

const mapEntries = (source: Source, section: Section, change: (entry: Source) => Source): Source =>
  source[section] === undefined ? source : { ...source, [section]: entriesOf(source, section).map(change) };

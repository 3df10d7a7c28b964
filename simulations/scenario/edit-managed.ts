/**
 * Edits for what a provider runs: managed services and triggers. Each comes with what it needs to be used at once: a caller
 * or a writer for a service, a function for a trigger.
 */
import {
  addDeployment,
  addService,
  append,
  connect,
  entriesOf,
  freshId,
  idOf,
  listOf,
  withList,
  type Edited,
  type Entry,
  type Source,
} from './edit';
import type { SERVICE_KINDS } from './schema/service';

export type ServiceKind = (typeof SERVICE_KINDS)[number];

/** How long each takes where nothing else is said: of the usual order, to be replaced by what is known. */
const LATENCY: Readonly<Record<ServiceKind, string>> = {
  database: 'exponential(5 ms)',
  auth: 'exponential(10 ms)',
  'object-store': 'exponential(20 ms)',
  queue: 'exponential(5 ms)',
};

/** A managed service that the first service of the application calls or writes to; without one, that comes first. */
export function addManagedService(source: Source, kind: ServiceKind): Edited {
  const based = entriesOf(source, 'components').length === 0 ? addService(source).source : source;
  const [first] = entriesOf(based, 'components');
  const id = freshId(based, kind);
  const added = append(based, 'services', { id, kind, latency: LATENCY[kind] });
  const used = first === undefined ? added : connectToService(added.source, idOf(first), id);
  return { source: used.source, path: added.path };
}

/** Objects and messages are written when the caller's own work is done; a database or a check of who asks is waited for. */
export function connectToService(source: Source, from: string, service: string): Edited {
  const kind = entriesOf(source, 'services').find((entry) => idOf(entry) === service)?.['kind'];
  if (kind !== 'object-store' && kind !== 'queue') return connect(source, from, service);
  const write = (entry: Entry): Entry => {
    const writes = listOf(entry, 'writesTo');
    return idOf(entry) !== from || writes.some((one) => nameOfWrite(one) === service)
      ? entry
      : { ...entry, writesTo: [...writes, service] };
  };
  return {
    source: withList(source, 'components', entriesOf(source, 'components').map(write)),
    path: `components.${from}`,
  };
}

export const nameOfWrite = (write: unknown): unknown =>
  typeof write === 'object' && write !== null ? (write as Entry)['service'] : write;

/** A function that is invoked by the queue or the objects that are there, else by the clock. */
export function addTrigger(source: Source): Edited {
  const based =
    entriesOf(source, 'functions').length === 0 ? addDeployment(source, 'cloud-function').source : source;
  const fn = entriesOf(based, 'functions').at(-1);
  const store = entriesOf(based, 'services').findLast(
    ({ kind }) => kind === 'queue' || kind === 'object-store',
  );
  return append(based, 'triggers', {
    id: freshId(based, 'trigger'),
    on: triggerOn(store === undefined ? 'schedule' : String(store['kind']), based),
    ...(fn !== undefined && { function: idOf(fn) }),
  });
}

/** What a trigger of a kind needs, taken from what is there. */
export function triggerOn(kind: string, source: Source): Entry {
  const service = entriesOf(source, 'services').findLast((entry) => entry['kind'] === kind);
  const [component] = entriesOf(source, 'components');
  switch (kind) {
    case 'queue':
    case 'object-store':
      return { kind, ...(service !== undefined && { service: idOf(service) }) };
    case 'component':
      return { kind, ...(component !== undefined && { component: idOf(component) }) };
    case 'http':
      return { kind };
    default:
      return { kind: 'schedule', every: '10 s' };
  }
}

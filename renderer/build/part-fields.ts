/** The parameters of each kind of part: where they stand in the source, how they are written, what they may be. */
import {
  entriesOf,
  setValue,
  triggerOn,
  idOf,
  SECTIONS,
  TECHNOLOGIES,
  valueAt,
  type QuantityKind,
  type Section,
  type Source,
} from '../../simulations';
import { text } from '../text/en';

export interface PartField {
  readonly path: string;
  readonly label: string;
  readonly kind: QuantityKind | 'name' | 'text' | 'distribution' | 'arrivals' | 'steps' | 'choice' | 'hosts';
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** Where a choice changes more than one value. */
  readonly write?: (source: Source, written: string) => Source;
  /** An example, shown while the field is empty. */
  readonly example?: string;
}

const plain = (...values: readonly string[]): PartField['options'] =>
  values.map((value) => ({ value, label: value }));

const t = text.build.fields;

export const SCENARIO_FIELDS: readonly PartField[] = [
  { path: 'title', label: t.title, kind: 'text' },
  { path: 'duration', label: t.duration, kind: 'duration', example: '2 min' },
  { path: 'startsAt', label: t.startsAt, kind: 'text', example: '00:00:00' },
  { path: 'transient', label: t.transient, kind: 'duration', example: '0 s' },
  { path: 'seed', label: t.seed, kind: 'count' },
];

const TRIGGER_KINDS = ['schedule', 'queue', 'object-store', 'http', 'component'] as const;
const SERVICE_KIND_OPTIONS = (['database', 'auth', 'object-store', 'queue'] as const).map((kind) => ({
  value: kind,
  label: t.kinds[kind],
}));

const idsOf = (source: Source, section: Section): PartField['options'] =>
  plain(...entriesOf(source, section).map(idOf));

/** What is to be said of a trigger depends on what it is. */
function triggerFields(at: (key: string) => string, source: Source, kind: string): readonly PartField[] {
  switch (kind) {
    case 'schedule':
      return [{ path: at('on.every'), label: t.every, kind: 'duration', example: '10 s' }];
    case 'component':
      return [
        { path: at('on.component'), label: t.from, kind: 'choice', options: idsOf(source, 'components') },
      ];
    case 'queue':
    case 'object-store': {
      const fitting = entriesOf(source, 'services').filter((entry) => entry['kind'] === kind);
      const from: PartField = {
        path: at('on.service'),
        label: t.from,
        kind: 'choice',
        options: plain(...fitting.map(idOf)),
      };
      return kind === 'queue'
        ? [
            from,
            { path: at('on.batch'), label: t.batch, kind: 'count', example: '1' },
            { path: at('on.window'), label: t.gather, kind: 'duration', example: '0 s' },
          ]
        : [from];
    }
    default:
      return [];
  }
}

type Fields = (at: (key: string) => string, source: Source, path: string) => readonly PartField[];

const FIELDS: Readonly<Record<Section, Fields>> = {
  hosts: (at) => [
    { path: at('id'), label: t.id, kind: 'name' },
    { path: at('cores'), label: t.cores, kind: 'count' },
    { path: at('memory'), label: t.memory, kind: 'memory', example: '16 GiB' },
    {
      path: at('hypervisor'),
      label: t.hypervisor,
      kind: 'choice',
      options: plain('', 'type-1', 'type-2'),
    },
    {
      path: at('engine'),
      label: t.engine,
      kind: 'choice',
      options: plain('', 'docker', 'containerd', 'podman'),
    },
  ],
  components: (at) => [
    { path: at('id'), label: t.id, kind: 'name' },
    { path: at('label'), label: t.label, kind: 'text' },
    { path: at('workers'), label: t.workers, kind: 'count' },
    {
      path: at('serviceTime'),
      label: t.serviceTime,
      kind: 'distribution',
      example: 'exponential(20 ms)',
    },
    { path: at('memory'), label: t.memory, kind: 'memory', example: '128 MiB' },
    { path: at('queueLimit'), label: t.queueLimit, kind: 'text', example: 'unlimited' },
    { path: at('timeout'), label: t.timeout, kind: 'duration', example: '5 s' },
    { path: at('retries'), label: t.retries, kind: 'count', example: '0' },
    { path: at('writesTo'), label: t.writesTo, kind: 'steps', example: 'queue' },
  ],
  functions: (at) => [
    { path: at('memory'), label: t.memory, kind: 'memory', example: '256 MiB' },
    { path: at('concurrency'), label: t.concurrency, kind: 'count', example: '1' },
    { path: at('maxInstances'), label: t.maxInstances, kind: 'count', example: '1000' },
    { path: at('keepAlive'), label: t.keepAlive, kind: 'duration', example: '10 min' },
    { path: at('runtime'), label: t.runtime, kind: 'text', example: 'nodejs22.x' },
  ],
  deployments: (at, source, path) => [
    { path: at('id'), label: t.id, kind: 'name' },
    {
      path: at('technology'),
      label: t.technology,
      kind: 'choice',
      options: TECHNOLOGIES.map(({ id, label }) => ({ value: id, label })),
    },
    { path: at('hosts'), label: t.hosts, kind: 'hosts' },
    ...placeFields(source, path),
  ],
  services: (at) => [
    { path: at('id'), label: t.id, kind: 'name' },
    { path: at('label'), label: t.label, kind: 'text' },
    { path: at('kind'), label: t.kind, kind: 'choice', options: SERVICE_KIND_OPTIONS },
    { path: at('latency'), label: t.latency, kind: 'distribution', example: 'exponential(5 ms)' },
    { path: at('throughput'), label: t.throughput, kind: 'rate', example: '100/s' },
    {
      path: at('whenBusy'),
      label: t.whenBusy,
      kind: 'choice',
      options: [
        { value: '', label: t.queued },
        { value: 'throttled', label: t.throttled },
      ],
    },
    { path: at('queueLimit'), label: t.queueLimit, kind: 'text', example: 'unlimited' },
    { path: at('timeout'), label: t.timeout, kind: 'duration', example: '5 s' },
  ],
  triggers: (at, source, path) => [
    { path: at('id'), label: t.id, kind: 'name' },
    { path: at('function'), label: t.invokes, kind: 'choice', options: idsOf(source, 'functions') },
    {
      path: at('on.kind'),
      label: t.trigger,
      kind: 'choice',
      options: TRIGGER_KINDS.map((kind) => ({ value: kind, label: t.kinds[kind] })),
      write: (before, kind) => setValue(before, at('on'), triggerOn(kind, before)),
    },
    ...triggerFields(at, source, String(valueAt(source, `${path}.on.kind`))),
  ],
  routes: (at) => [
    { path: at('id'), label: t.id, kind: 'name' },
    { path: at('steps'), label: t.steps, kind: 'steps', example: 'web, database' },
  ],
  workloads: (at, source) => [
    { path: at('id'), label: t.id, kind: 'name' },
    {
      path: at('route'),
      label: t.route,
      kind: 'choice',
      options: idsOf(source, 'routes'),
    },
    { path: at('arrivals'), label: t.arrivals, kind: 'arrivals', example: 'poisson(10/s)' },
    { path: at('intensity'), label: t.intensity, kind: 'fraction', example: '100 %' },
  ],
};

export function fieldsOf(source: Source, path: string): readonly PartField[] {
  const [section] = path.split('.');
  const own = SECTIONS.find((name) => name === section);
  return own === undefined ? [] : FIELDS[own]((key) => `${path}.${key}`, source, path);
}

/** Of every sandbox kind that a deployment places: how many, and how large. */
function placeFields(source: Source, path: string): readonly PartField[] {
  const places = valueAt(source, `${path}.place`);
  if (!Array.isArray(places)) return [];
  return places.flatMap((place: unknown, i): readonly PartField[] => {
    const component = valueAt(place, 'component');
    if (typeof component !== 'string') return [];
    const at = `${path}.place.${i}`;
    return [
      { path: `${at}.replicas`, label: t.replicas.replace('{0}', component), kind: 'count', example: '1' },
      { path: `${at}.memory`, label: t.sandboxMemory.replace('{0}', component), kind: 'memory' },
    ];
  });
}

/** As it stands in a field. */
export function shownValue(source: Source, field: PartField): string {
  const value = valueAt(source, field.path);
  if (value === undefined || value === null) return '';
  if (field.kind === 'steps' && Array.isArray(value) && value.every((step) => typeof step === 'string'))
    return value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** As it goes into the source; an empty field takes an optional value away. */
export function readField(field: PartField, written: string): unknown {
  const trimmed = written.trim();
  if (trimmed === '') return undefined;
  const looksLikeJson = trimmed.startsWith('{') || trimmed.startsWith('[');
  switch (field.kind) {
    case 'count':
      return /^-?[\d.]+$/.test(trimmed) ? Number(trimmed) : trimmed;
    case 'steps':
      return looksLikeJson
        ? readJson(trimmed)
        : trimmed
            .split(',')
            .map((step) => step.trim())
            .filter((step) => step !== '');
    case 'arrivals':
      return looksLikeJson ? readJson(trimmed) : trimmed;
    case 'text':
      return field.path.endsWith('.queueLimit') && /^\d+$/.test(trimmed) ? Number(trimmed) : written;
    default:
      return trimmed;
  }
}

function readJson(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return written;
  }
}

/** Issues name entries of lists by number, fields by id. */
export function issuePath(source: Source, path: string): string {
  const [section, first = '', ...rest] = path.split('.');
  if (!/^\d+$/.test(first) || section === undefined) return path;
  const entry = entriesOf(source, section as Section)[Number(first)];
  return entry === undefined ? path : [section, idOf(entry), ...rest].join('.');
}

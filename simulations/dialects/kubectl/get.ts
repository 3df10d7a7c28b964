import { printable } from '../../base/errors';
import type { Frame } from '../../lab/frame';
import {
  defineSubcommand,
  error,
  flag,
  ignored,
  type Arguments,
  type Context,
  type Followed,
  type Intent,
  type Plain,
} from '../dialect';
import { columns, KUBECTL_TABS } from '../output/columns';
import { jsonPath } from '../output/json-path';
import { jsonLines, sorted, yamlLines, type Json } from '../output/yaml';
import { eventsOf, type KubeEvent } from './events';
import { kindOf, matches, namespaceOf, notFound, wantedOf, type Kind, type Wanted } from './kinds';
import { operandsOf } from './operands';
import { objectsOf, type Named } from './manifests';
import { labelText, tableOf, type Row, type Table } from './tables';

const NEEDED = [
  'You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.',
  '',
  'error: Required resource not specified.',
  'Use "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).',
  "See 'kubectl get -h' for help and examples",
];

/** `kubectl get TYPE [NAME…]` */
export const kubectlGet = defineSubcommand({
  id: 'kubectl get',
  words: ['kubectl', 'get'],
  usage:
    'kubectl get [(-o|--output=)json|yaml|name|wide|jsonpath=...] (TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE[.VERSION][.GROUP]/NAME ...) [flags] [options]',
  summary: 'Display one or many resources.',
  flags: [
    flag('output', 'Output format', {
      short: 'o',
      value: 'string',
      values: ['wide', 'json', 'yaml', 'name', 'jsonpath='],
    }),
    flag('watch', 'After listing/getting the requested object, watch for changes.', { short: 'w' }),
    flag('watch-only', 'Watch for changes to the requested object(s), without listing/getting first.'),
    flag('all-namespaces', 'If present, list the requested object(s) across all namespaces.', { short: 'A' }),
    flag('selector', 'Selector (label query) to filter on', { short: 'l', value: 'string' }),
    flag('show-labels', 'When printing, show all labels as the last column'),
    flag('no-headers', "When using the default or custom-column output format, don't print headers"),
    flag('field-selector', 'Selector (field query) to filter on', { value: 'string' }),
    ignored('ignore-not-found', 'If set to true, suppresses NotFound error'),
    ignored('sort-by', 'sort list types using this field specification', { value: 'string' }),
  ],
  leavesOut: {
    filename: 'reads from a file which resource to get.',
    'label-columns': 'shows the values of labels as columns; use --show-labels.',
    template: 'formats by a Go template; use -o jsonpath.',
    'output-watch-events': 'shows whether a watched thing was added, changed or deleted.',
  },
  examples: [
    'kubectl get pods',
    'kubectl get pods -o wide',
    'kubectl get deploy,hpa',
    'kubectl get deploy thumb -o yaml',
    "kubectl get pods -o jsonpath='{.items[*].metadata.name}'",
    'kubectl get events',
    'kubectl get all -A',
  ],
  operands: (frame, position) => operandsOf(frame, position, true),
  models:
    'Each component of a deployment of containers is a Deployment, a ReplicaSet and a Service of its name; its sandboxes are pods, hosts are nodes.',
  differs:
    'Pods have the names of the picture (api-1) instead of generated ones. --sort-by changes nothing: events come by time, all else by name. A second deployment of containers is a namespace of its own name.',
  run(args, context) {
    const [first] = args.rest;
    if (first === undefined) return error(1, ...NEEDED);
    const wanted = wantedOf(args.rest);
    if (!Array.isArray(wanted)) return wanted as Intent;
    const list = wanted as readonly Wanted[];
    const output = args.value('output') ?? '';
    const shape = shapeOf(output);
    if (shape === null)
      return error(
        1,
        `error: unable to match a printer suitable for the output format "${printable(output, 40)}", allowed formats are: json,jsonpath,name,wide,yaml`,
      );
    const watches = args.has('watch') || args.has('watch-only');
    if (watches && list.length > 1) return error(1, 'error: you may only specify a single resource type');
    const shown = shape === 'table' ? listed(args, context, list) : objects(args, context, list, shape);
    if (!watches || shape !== 'table' || shown.exitCode !== undefined) return shown;
    return { ...(args.has('watch-only') ? {} : shown), follow: watchState(args, context, list[0] as Wanted) };
  },
  follow: (state, frame) => watched(state as unknown as Watched, frame),
});

type Shape = 'table' | 'json' | 'yaml' | 'name' | 'jsonpath';
function shapeOf(output: string): Shape | null {
  if (output === '' || output === 'wide') return 'table';
  if (output === 'json' || output === 'yaml' || output === 'name') return output;
  return /^jsonpath(-as-json)?=/.test(output) ? 'jsonpath' : null;
}

interface Scope {
  readonly namespace: string | null;
  readonly selector: string | undefined;
  readonly fields: string | undefined;
  readonly names: readonly string[] | null;
}

const scopeOf = (args: Arguments, { names }: Wanted): Scope => ({
  namespace: namespaceOf(args),
  selector: args.value('selector'),
  fields: args.value('field-selector'),
  names,
});

/** Rows that are wanted, in the order in which their names were given. */
function chosen(kind: Kind, { rows }: Table, scope: Scope): readonly Row[] {
  const inSpace = rows.filter(
    (row) => row.namespace === null || scope.namespace === null || row.namespace === scope.namespace,
  );
  const kept = inSpace.filter(
    (row) => matches(row.labels, scope.selector) && hasFields(kind, row, scope.fields),
  );
  return scope.names === null
    ? kept
    : scope.names.flatMap((name) => kept.find((row) => row.name === name) ?? []);
}

/** `status.phase=Running`, `metadata.name=api-1`, `involvedObject.name=api-1`. */
function hasFields(kind: Kind, row: Row, fields: string | undefined): boolean {
  if (fields === undefined) return true;
  return fields.split(',').every((part) => {
    const [, key = '', sign, value] = /^([\w.]+)(!=|==?)(.*)$/.exec(part) ?? [];
    const is = fieldOf(kind, row, key) === value;
    return sign === '!=' ? !is : is;
  });
}

function fieldOf(kind: Kind, row: Row, key: string): string | undefined {
  switch (key) {
    case 'metadata.name':
      return row.name;
    case 'metadata.namespace':
      return row.namespace ?? '';
    case 'status.phase':
      return row.cells[1] === 'ContainerCreating' || row.cells[1] === 'Pending' ? 'Pending' : 'Running';
    case 'spec.nodeName':
      return row.wide[1];
    case 'type':
      return row.cells[0];
    case 'reason':
      return row.cells[1];
    case 'involvedObject.name':
      return kind === 'events' ? row.cells[2]?.split('/')[1] : undefined;
    default:
      return undefined;
  }
}

const missingOf = (
  kind: Kind,
  scope: Scope,
  found: readonly { readonly name: string }[],
): readonly string[] =>
  (scope.names ?? [])
    .filter((name) => !found.some((one) => one.name === name))
    .map((name) => notFound(kind, name));

function listed(args: Arguments, context: Context, wanted: readonly Wanted[]): Intent {
  const events = eventsOf(context);
  const prefixes = wanted.length > 1;
  const tables = wanted.map((want) => {
    const scope = scopeOf(args, want);
    const table = tableOf(want.kind, context.frame, events);
    const rows = chosen(want.kind, table, scope);
    return { want, table, rows, missing: missingOf(want.kind, scope, rows) };
  });
  const err = tables.flatMap(({ missing }) => missing);
  const full = tables.filter(({ rows }) => rows.length > 0);
  const named = wanted.some(({ names }) => names !== null);
  if (full.length === 0 && !named) return { err: [nothing(args, wanted)] };
  const merged = joinSameKinds(full);
  const out = merged.flatMap(({ want, table, rows }, i) => [
    ...(i > 0 ? [''] : []),
    ...tableLines(args, want.kind, table, rows, prefixes),
  ]);
  return { out, err, ...(err.length > 0 && { exitCode: 1 }) };
}

interface Listed {
  readonly want: Wanted;
  readonly table: Table;
  readonly rows: readonly Row[];
}

/** `pod/api-1 pod/api-2` come in one table. */
const joinSameKinds = (tables: readonly Listed[]): readonly Listed[] =>
  tables.reduce<readonly Listed[]>((done, next) => {
    const last = done.at(-1);
    return last?.want.kind === next.want.kind
      ? [...done.slice(0, -1), { ...last, rows: [...last.rows, ...next.rows] }]
      : [...done, next];
  }, []);

function nothing(args: Arguments, wanted: readonly Wanted[]): string {
  const namespace = namespaceOf(args);
  const isNamespaced = wanted.some(({ kind }) => kindOf(kind).namespaced);
  return isNamespaced && namespace !== null
    ? `No resources found in ${printable(namespace, 60)} namespace.`
    : 'No resources found';
}

interface Look {
  readonly wide: boolean;
  readonly allNamespaces: boolean;
  readonly labels: boolean;
  readonly headers: boolean;
  readonly prefix: string;
}

const lookOf = (args: Arguments, kind: Kind, prefixes: boolean): Look => ({
  wide: args.value('output') === 'wide',
  allNamespaces: args.has('all-namespaces') && kindOf(kind).namespaced,
  labels: args.has('show-labels'),
  headers: !args.has('no-headers'),
  prefix: prefixes && kind !== 'events' ? `${kindOf(kind).prefix}/` : '',
});

function tableLines(
  args: Arguments,
  kind: Kind,
  table: Table,
  rows: readonly Row[],
  prefixes: boolean,
): readonly string[] {
  const look = lookOf(args, kind, prefixes);
  const heading = headingOf(table, look);
  return columns(
    [...(look.headers ? [heading] : []), ...rows.map((row) => cellsOf(row, look))],
    KUBECTL_TABS,
  );
}

const headingOf = (table: Table, look: Look): readonly string[] => [
  ...(look.allNamespaces ? ['NAMESPACE'] : []),
  ...table.heading,
  ...(look.wide ? table.wideHeading : []),
  ...(look.labels ? ['LABELS'] : []),
];

const cellsOf = (row: Row, look: Look): readonly string[] => [
  ...(look.allNamespaces ? [row.namespace ?? ''] : []),
  `${look.prefix}${row.name}`,
  ...row.cells,
  ...(look.wide ? row.wide : []),
  ...(look.labels ? [labelText(row.labels)] : []),
];

function objects(args: Arguments, context: Context, wanted: readonly Wanted[], shape: Shape): Intent {
  const events: readonly KubeEvent[] = eventsOf(context);
  const parts = wanted.map((want) => {
    const scope = scopeOf(args, want);
    const rows = chosen(want.kind, tableOf(want.kind, context.frame, events), scope);
    const all = objectsOf(want.kind, context, events);
    const isWanted = (object: Named): boolean =>
      want.kind === 'events' || rows.some((r) => r.name === object.name && r.namespace === object.namespace);
    const found = all.filter(isWanted);
    return { want, found, missing: want.kind === 'events' ? [] : missingOf(want.kind, scope, rows) };
  });
  const err = parts.flatMap(({ missing }) => missing);
  const found = parts.flatMap((part) => part.found.map((one) => ({ ...one, kind: part.want.kind })));
  const isOne = parts.length === 1 && parts[0]?.want.names?.length === 1;
  const root: Json =
    isOne && found[0] !== undefined
      ? found[0].object
      : {
          apiVersion: 'v1',
          items: found.map(({ object }) => object),
          kind: 'List',
          metadata: { resourceVersion: '' },
        };
  const failed = { err, ...(err.length > 0 && { exitCode: 1 }) };
  if (isOne && found.length === 0) return failed;
  switch (shape) {
    case 'json':
      return { ...failed, out: jsonLines(sorted(root)) };
    case 'yaml':
      return { ...failed, out: yamlLines(root) };
    case 'name':
      return { ...failed, out: found.map(({ kind, name }) => `${kindOf(kind).prefix}/${name}`) };
    case 'jsonpath': {
      const text = jsonPath(root, (args.value('output') ?? '').replace(/^jsonpath(-as-json)?=/, ''));
      return text.ok
        ? { ...failed, out: text.value === '' ? [] : text.value.replace(/\n$/, '').split('\n') }
        : error(
            1,
            `error: error parsing jsonpath ${printable(args.value('output') ?? '', 80)}, ${text.error}`,
          );
    }
    case 'table':
      return failed;
  }
}

/** What `-w` remembers: the rows as they were shown last, without their ages. */
interface Watched {
  readonly kind: Kind;
  readonly scope: Scope;
  readonly look: Look;
  readonly widths: readonly number[];
  readonly shown: { readonly [name: string]: string };
}

function watchState(args: Arguments, context: Context, want: Wanted): Plain {
  const table = tableOf(want.kind, context.frame, eventsOf(context));
  const look = lookOf(args, want.kind, false);
  const scope = scopeOf(args, want);
  const rows = chosen(want.kind, table, scope);
  const widths = columnWidths([headingOf(table, look), ...rows.map((row) => cellsOf(row, look))]);
  const state = {
    kind: want.kind,
    scope: { ...scope, selector: scope.selector ?? null, fields: scope.fields ?? null },
    look: { ...look },
    widths: [...widths],
    shown: Object.fromEntries(rows.map((row) => [row.name, markOf(row, want.kind)])),
  };
  return state as unknown as Plain;
}

/** kubectl keeps the widths of the first table for the lines that follow. */
const columnWidths = (rows: readonly (readonly string[])[]): readonly number[] =>
  (rows[0] ?? []).map((_, i) =>
    Math.max(KUBECTL_TABS.minWidth, ...rows.map((row) => (row[i] ?? '').length + 3)),
  );

/** A row without its age, which changes all the time. */
const markOf = (row: Row, kind: Kind): string =>
  (kind === 'nodes'
    ? [row.cells[0]]
    : kind === 'events'
      ? [row.name, ...row.cells]
      : row.cells.slice(0, -1)
  ).join(' ');

function watched(state: Watched, frame: Frame): Followed {
  const { kind, look, widths } = state;
  const scope = {
    ...state.scope,
    selector: state.scope.selector ?? undefined,
    fields: state.scope.fields ?? undefined,
  };
  const rows = chosen(kind, tableOf(kind, frame, []), scope);
  const changed = rows.filter((row) => state.shown[row.name] !== markOf(row, kind));
  if (changed.length === 0) return { next: state as unknown as Plain };
  const shown = {
    ...state.shown,
    ...Object.fromEntries(changed.map((row) => [row.name, markOf(row, kind)])),
  };
  const cells = changed.map((row) => cellsOf(row, look));
  // The tool's table writer remembers how wide its columns were, and widens them where it must.
  const wider = widths.map((width, i) => Math.max(width, ...cells.map((row) => (row[i] ?? '').length + 3)));
  const out = cells.map((row) =>
    row.map((cell, i, all) => (i === all.length - 1 ? cell : cell.padEnd(wider[i] ?? 0))).join(''),
  );
  return { out, next: { ...state, shown, widths: wider } as unknown as Plain };
}

/** Kinds of things by the names that kubectl takes for them, and how commands name the things themselves. */
import { printable } from '../../base/errors';
import type { Frame } from '../../lab/frame';
import { error, type Arguments, type Intent } from '../dialect';
import { DEFAULT_NAMESPACE, namespacesOf } from './cluster';

export type Kind =
  | 'pods'
  | 'services'
  | 'deployments.apps'
  | 'replicasets.apps'
  | 'horizontalpodautoscalers.autoscaling'
  | 'nodes'
  | 'namespaces'
  | 'events';

interface KindNames {
  readonly kind: Kind;
  readonly title: string;
  /** `deployment.apps/thumb` begins so. */
  readonly prefix: string;
  readonly names: readonly string[];
  readonly namespaced: boolean;
}

export const KINDS: readonly KindNames[] = [
  named('pods', 'Pod', 'pod', ['po', 'pod', 'pods']),
  named('services', 'Service', 'service', ['svc', 'service', 'services']),
  named('deployments.apps', 'Deployment', 'deployment.apps', [
    'deploy',
    'deployment',
    'deployments',
    'deployment.apps',
    'deployments.apps',
  ]),
  named('replicasets.apps', 'ReplicaSet', 'replicaset.apps', [
    'rs',
    'replicaset',
    'replicasets',
    'replicaset.apps',
    'replicasets.apps',
  ]),
  named(
    'horizontalpodautoscalers.autoscaling',
    'HorizontalPodAutoscaler',
    'horizontalpodautoscaler.autoscaling',
    [
      'hpa',
      'horizontalpodautoscaler',
      'horizontalpodautoscalers',
      'horizontalpodautoscaler.autoscaling',
      'horizontalpodautoscalers.autoscaling',
    ],
  ),
  { ...named('nodes', 'Node', 'node', ['no', 'node', 'nodes']), namespaced: false },
  { ...named('namespaces', 'Namespace', 'namespace', ['ns', 'namespace', 'namespaces']), namespaced: false },
  named('events', 'Event', 'event', ['ev', 'event', 'events']),
];

function named(kind: Kind, title: string, prefix: string, names: readonly string[]): KindNames {
  return { kind, title, prefix, names, namespaced: true };
}

/** What `kubectl get all` shows. */
export const ALL: readonly Kind[] = [
  'pods',
  'services',
  'deployments.apps',
  'replicasets.apps',
  'horizontalpodautoscalers.autoscaling',
];

/** Real kinds that the model leaves out, and what they are. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  statefulsets: 'keep replicas with names and disks of their own',
  daemonsets: 'put one pod on every node',
  jobs: 'run pods to their end',
  cronjobs: 'run jobs by the clock',
  configmaps: 'hold settings for pods',
  secrets: 'hold what pods are to keep to themselves',
  ingresses: 'lead requests from outside to services',
  persistentvolumes: 'are disks of the cluster',
  persistentvolumeclaims: 'ask for disks',
  serviceaccounts: 'are identities of pods',
  endpoints: 'are the addresses behind a service',
  resourcequotas: 'limit what a namespace takes',
  networkpolicies: 'say which pods may speak to which',
};
const SHORT: Readonly<Record<string, string>> = {
  sts: 'statefulsets',
  ds: 'daemonsets',
  cj: 'cronjobs',
  cm: 'configmaps',
  ing: 'ingresses',
  pv: 'persistentvolumes',
  pvc: 'persistentvolumeclaims',
  sa: 'serviceaccounts',
  ep: 'endpoints',
  quota: 'resourcequotas',
  netpol: 'networkpolicies',
};

export const kindNamed = (word: string): KindNames | undefined =>
  KINDS.find(({ names }) => names.includes(word.toLowerCase()));

export const kindOf = (kind: Kind): KindNames => KINDS.find((k) => k.kind === kind) as KindNames;

/** One kind, and the names that are wanted of it; null = all. */
export interface Wanted {
  readonly kind: Kind;
  readonly names: readonly string[] | null;
}

/** `pods`, `pod api-1 api-2`, `pod/api-1 deploy/thumb`, `pods,svc`, `all`. */
export function wantedOf(words: readonly string[]): readonly Wanted[] | Intent {
  const [first = ''] = words;
  if (words.some((word) => word.includes('/'))) {
    const slashed = words.map((word) => word.split('/'));
    const wrong = slashed.find(([kind = '', name = '']) => kind === '' || name === '');
    if (wrong !== undefined)
      return error(
        1,
        "error: there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'",
      );
    const list = slashed.map(([kind = '', name = '']) => ({ kind: kindNamed(kind), word: kind, name }));
    const unknown = list.find(({ kind }) => kind === undefined);
    if (unknown !== undefined) return noSuchKind(unknown.word);
    return list.flatMap(({ kind, name }) => (kind === undefined ? [] : [{ kind: kind.kind, names: [name] }]));
  }
  const kinds = first.split(',').flatMap((word): readonly (Kind | Intent)[] => {
    if (word.toLowerCase() === 'all') return ALL;
    return [kindNamed(word)?.kind ?? noSuchKind(word)];
  });
  const refused = kinds.find((kind): kind is Intent => typeof kind !== 'string');
  if (refused !== undefined) return refused;
  const names = words.length > 1 ? words.slice(1) : null;
  return (kinds as readonly Kind[]).map((kind) => ({ kind, names }));
}

function noSuchKind(word: string): Intent {
  const name = word.toLowerCase().split('.')[0] ?? '';
  const real = [SHORT[name] ?? '', name, `${name}s`, `${name}es`, name.replace(/y$/, 'ies')].find((n) =>
    Object.hasOwn(LEFT_OUT, n),
  );
  if (real !== undefined) return error(1, `${real}: not in this model. The real ones ${LEFT_OUT[real]}.`);
  return error(1, `error: the server doesn't have a resource type "${printable(word, 60)}"`);
}

export const notFound = (kind: Kind, name: string): string =>
  `Error from server (NotFound): ${kind} "${printable(name, 80)}" not found`;

/** The namespace that is spoken of; null = all of them. */
export const namespaceOf = (args: Arguments): string | null =>
  args.has('all-namespaces') ? null : (args.value('namespace') ?? DEFAULT_NAMESPACE);

export const namespaceNames = (frame: Frame): readonly string[] => [...namespacesOf(frame).values()];

/** `app=thumb`, `app==thumb`, `app!=thumb`, `app in (a,b)`, `app`; all of them joined by commas. */
export function matches(labels: Readonly<Record<string, string>>, selector: string | undefined): boolean {
  if (selector === undefined || selector.trim() === '') return true;
  return selector.split(/,(?![^(]*\))/).every((part) => {
    const set = /^\s*([\w./-]+)\s+(in|notin)\s+\(([^)]*)\)\s*$/.exec(part);
    if (set !== null) {
      const among = (set[3] ?? '').split(',').map((v) => v.trim());
      return among.includes(labels[set[1] ?? ''] ?? '') === (set[2] === 'in');
    }
    const [, key = '', sign, value] = /^\s*!?([\w./-]+)\s*(?:(!=|==|=)\s*(.*?))?\s*$/.exec(part) ?? [];
    if (sign === undefined) return Object.hasOwn(labels, key) !== part.trim().startsWith('!');
    return (labels[key] === value) === (sign !== '!=');
  });
}

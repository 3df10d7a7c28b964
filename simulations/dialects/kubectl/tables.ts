/** The columns in which kubectl lists each kind: the short ones and those of `-o wide`. */
import type { Frame, HostFrame } from '../../lab/frame';
import { hostAddress, hostKernel } from '../../lab/machines';
import { ageOf } from '../output/age';
import {
  autoscalerCreatedAt,
  autoscalersOf,
  CLUSTER_CREATED,
  KUBERNETES_VERSION,
  namespacesOf,
  nodesOf,
  serviceAddress,
  totalOf,
  updatedOf,
  workloadsOf,
  type Pod,
} from './cluster';
import type { KubeEvent } from './events';
import { lostHosts } from './pending';
import type { Kind } from './kinds';

/** One thing in a list. */
export interface Row {
  readonly name: string;
  readonly namespace: string | null;
  readonly labels: Readonly<Record<string, string>>;
  /** Its cells behind the name. */
  readonly cells: readonly string[];
  readonly wide: readonly string[];
}

export interface Table {
  readonly heading: readonly string[];
  readonly wideHeading: readonly string[];
  readonly rows: readonly Row[];
}

export const labelText = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`)
    .join(',') || '<none>';

export const podLabels = ({
  workload,
  replicaSet,
}: {
  workload: string;
  replicaSet: string;
}): Record<string, string> => ({
  app: workload,
  'pod-template-hash': replicaSet.slice(workload.length + 1),
});

export const nodeLabels = (name: string): Record<string, string> => ({
  'beta.kubernetes.io/arch': 'amd64',
  'kubernetes.io/arch': 'amd64',
  'kubernetes.io/hostname': name,
  'kubernetes.io/os': 'linux',
});

export const percent = (fraction: number): string => `${Math.round(fraction * 100)}%`;

/** What kubectl shows as `cpu: 34%/50%`; unknown until it has looked for the first time. */
export const targetsOf = (measured: number | null, target: number): string =>
  `cpu: ${measured === null ? '<unknown>' : percent(measured)}/${percent(target)}`;

const table = (heading: readonly string[], wideHeading: readonly string[], rows: readonly Row[]): Table => ({
  heading,
  wideHeading,
  rows: rows.toSorted((a, b) => order(`${a.namespace ?? ''}/${a.name}`, `${b.namespace ?? ''}/${b.name}`)),
});
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function tableOf(kind: Kind, frame: Frame, events: readonly KubeEvent[]): Table {
  const age = (since: number): string => ageOf(frame.nowMicros - since);
  switch (kind) {
    case 'pods':
      return pods(frame, age);
    case 'services':
      return services(frame, age);
    case 'deployments.apps':
      return deployments(frame, age);
    case 'replicasets.apps':
      return replicaSets(frame, age);
    case 'horizontalpodautoscalers.autoscaling':
      return autoscalers(frame, age);
    case 'nodes':
      return nodes(frame, age);
    case 'namespaces':
      return table(['NAME', 'STATUS', 'AGE'], [], namespaceRows(frame, age));
    case 'events':
      return eventTable(events, age);
  }
}

type Age = (sinceMicros: number) => string;

/** Before its sandbox is there, a pod has no address. */
const hasAddress = ({ status }: Pod): boolean => status !== 'ContainerCreating' && status !== 'Pending';

function pods(frame: Frame, age: Age): Table {
  const rows = workloadsOf(frame).flatMap((workload) =>
    workload.pods.map((pod): Row => ({
      name: pod.name,
      namespace: pod.namespace,
      labels: podLabels(pod),
      cells: [pod.ready ? '1/1' : '0/1', pod.status, String(pod.restarts), age(pod.createdAtMicros)],
      wide: [
        hasAddress(pod) ? pod.sandbox.address : '<none>',
        pod.node === '' ? '<none>' : pod.node,
        '<none>',
        '<none>',
      ],
    })),
  );
  return table(
    ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'],
    ['IP', 'NODE', 'NOMINATED NODE', 'READINESS GATES'],
    rows,
  );
}

function deployments(frame: Frame, age: Age): Table {
  const rows = workloadsOf(frame).map(({ name, namespace, component, image }): Row => ({
    name,
    namespace,
    labels: { app: name },
    cells: [
      `${component.replicas}/${component.desired}`,
      String(updatedOf(component)),
      String(component.available),
      age(CLUSTER_CREATED),
    ],
    wide: [name, image, `app=${name}`],
  }));
  return table(
    ['NAME', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'AGE'],
    ['CONTAINERS', 'IMAGES', 'SELECTOR'],
    rows,
  );
}

function replicaSets(frame: Frame, age: Age): Table {
  const rows = workloadsOf(frame).map(({ name, namespace, component, image, replicaSet }): Row => {
    const labels = podLabels({ workload: name, replicaSet });
    return {
      name: replicaSet,
      namespace,
      labels,
      cells: [
        String(component.desired),
        String(totalOf(component)),
        String(component.replicas),
        age(CLUSTER_CREATED),
      ],
      wide: [name, image, labelText(labels)],
    };
  });
  return table(['NAME', 'DESIRED', 'CURRENT', 'READY', 'AGE'], ['CONTAINERS', 'IMAGES', 'SELECTOR'], rows);
}

function services(frame: Frame, age: Age): Table {
  const own = workloadsOf(frame).map(({ name, namespace }): Row => ({
    name,
    namespace,
    labels: { app: name },
    cells: ['ClusterIP', serviceAddress(name, namespace), '<none>', '80/TCP', age(CLUSTER_CREATED)],
    wide: [`app=${name}`],
  }));
  const api: Row = {
    name: 'kubernetes',
    namespace: 'default',
    labels: { component: 'apiserver', provider: 'kubernetes' },
    cells: ['ClusterIP', '10.96.0.1', '<none>', '443/TCP', age(CLUSTER_CREATED)],
    wide: ['<none>'],
  };
  return table(['NAME', 'TYPE', 'CLUSTER-IP', 'EXTERNAL-IP', 'PORT(S)', 'AGE'], ['SELECTOR'], [api, ...own]);
}

function autoscalers(frame: Frame, age: Age): Table {
  const rows = autoscalersOf(frame).map(({ name, namespace, workload, target, min, max }): Row => {
    const { component } = workload;
    return {
      name,
      namespace,
      labels: {},
      cells: [
        `Deployment/${name}`,
        targetsOf(component.hpa?.measured ?? null, target),
        String(min),
        String(max),
        String(component.desired),
        age(autoscalerCreatedAt(workload, frame)),
      ],
      wide: [],
    };
  });
  return table(['NAME', 'REFERENCE', 'TARGETS', 'MINPODS', 'MAXPODS', 'REPLICAS', 'AGE'], [], rows);
}

function nodes(frame: Frame, age: Age): Table {
  const lost = lostHosts(frame);
  const rows = nodesOf(frame).map(({ name, host }): Row => ({
    name,
    namespace: null,
    labels: nodeLabels(name),
    cells: [nodeStatus(host, lost.has(name)), '<none>', age(CLUSTER_CREATED), KUBERNETES_VERSION],
    wide: nodeSystem(frame, host),
  }));
  return table(
    ['NAME', 'STATUS', 'ROLES', 'AGE', 'VERSION'],
    ['INTERNAL-IP', 'EXTERNAL-IP', 'OS-IMAGE', 'KERNEL-VERSION', 'CONTAINER-RUNTIME'],
    rows,
  );
}

const nodeStatus = ({ cordoned }: HostFrame, isLost: boolean): string =>
  `${isLost ? 'NotReady' : 'Ready'}${cordoned === true ? ',SchedulingDisabled' : ''}`;

export const RUNTIME = 'containerd://1.7.22';

const nodeSystem = (frame: Frame, host: HostFrame): readonly string[] => [
  hostAddress(host, frame),
  '<none>',
  hostKernel(host).distribution,
  hostKernel(host).release,
  RUNTIME,
];

const namespaceRows = (frame: Frame, age: Age): readonly Row[] =>
  [...new Set(['default', ...namespacesOf(frame).values()])].map((name) => ({
    name,
    namespace: null,
    labels: { 'kubernetes.io/metadata.name': name },
    cells: ['Active', age(CLUSTER_CREATED)],
    wide: [],
  }));

/** Events have no name in front; they come in the order of their time. */
function eventTable(events: readonly KubeEvent[], age: Age): Table {
  return {
    heading: ['LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'],
    wideHeading: [],
    rows: events.map((event) => ({
      name: age(event.atMicros),
      namespace: event.namespace,
      labels: {},
      cells: [event.type, event.reason, event.object, event.message],
      wide: [],
    })),
  };
}

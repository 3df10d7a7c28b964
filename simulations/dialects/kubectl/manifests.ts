/** Things of the cluster as the API describes them: what `-o yaml` and `-o json` print, and `apply` reads back. */
import type { Frame } from '../../lab/frame';
import { hostAddress, isoOf, hostKernel, startedAt } from '../../lab/machines';
import { longId, poolOf } from '../objects';
import type { Context } from '../dialect';
import type { Json, JsonObject } from '../output/yaml';
import {
  autoscalersOf,
  CLUSTER_CREATED,
  KUBERNETES_VERSION,
  nodesOf,
  revisionOf,
  serviceAddress,
  totalOf,
  updatedOf,
  workloadsOf,
  type Autoscaler,
  type Node,
  type Pod,
  type Workload,
} from './cluster';
import type { KubeEvent } from './events';
import type { Kind } from './kinds';
import { whyPending } from './pending';
import { nodeLabels, podLabels } from './tables';

export const uidOf = (name: string): string => {
  const hex = longId(`uid/${name}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

export const kiloBytes = (bytes: number): string => `${Math.round(bytes / 1024)}Ki`;
export const mebiBytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2)}Mi`;

type View = Pick<Context, 'frame' | 'world' | 'scenario'>;

/** Processor time and memory that one pod is sure of: its workers, and what it touches. */
export function requestsOf(
  workload: Workload,
  view: View,
): { readonly milli: number; readonly bytes: number } {
  const pool = poolOf(view, { deployment: workload.deployment.id, component: workload.name });
  return {
    milli: Math.max(1, Math.round((pool?.workers ?? 1) * (pool?.cpuFraction ?? 1) * 1000)),
    bytes: pool?.takenBytes ?? 0,
  };
}

const metadata = (
  frame: Frame,
  kind: string,
  name: string,
  namespace: string | null,
  labels: Readonly<Record<string, string>>,
  createdAtMicros = CLUSTER_CREATED,
): JsonObject => ({
  creationTimestamp: isoOf(frame, createdAtMicros, 0),
  ...(Object.keys(labels).length > 0 && { labels }),
  name,
  ...(namespace !== null && { namespace }),
  uid: uidOf(`${kind}/${namespace ?? ''}/${name}`),
});

const template = (workload: Workload, view: View): JsonObject => {
  const { milli, bytes } = requestsOf(workload, view);
  return {
    metadata: { labels: { app: workload.name } },
    spec: {
      containers: [
        {
          name: workload.name,
          image: workload.image,
          ports: [{ containerPort: 80, protocol: 'TCP' }],
          resources: { requests: { cpu: `${milli}m`, memory: mebiBytes(bytes) } },
        },
      ],
      restartPolicy: 'Always',
    },
  };
};

export function deploymentObject(workload: Workload, view: View): JsonObject {
  const { component, name, namespace } = workload;
  const { desired, replicas } = component;
  const made = metadata(view.frame, 'Deployment', name, namespace, { app: name });
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { ...made, annotations: { 'deployment.kubernetes.io/revision': String(revisionOf(workload)) } },
    spec: {
      replicas: desired,
      selector: { matchLabels: { app: name } },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      template: template(workload, view),
    },
    status: {
      availableReplicas: component.available,
      readyReplicas: replicas,
      replicas: totalOf(component),
      updatedReplicas: updatedOf(component),
      ...(desired > replicas && { unavailableReplicas: desired - replicas }),
    },
  };
}

function replicaSetObject(workload: Workload, view: View): JsonObject {
  const { component, name, namespace, replicaSet } = workload;
  const labels = podLabels({ workload: name, replicaSet });
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: metadata(view.frame, 'ReplicaSet', replicaSet, namespace, labels),
    spec: {
      replicas: component.desired,
      selector: { matchLabels: labels },
      template: template(workload, view),
    },
    status: {
      availableReplicas: component.replicas,
      readyReplicas: component.replicas,
      replicas: totalOf(component),
    },
  };
}

/** `Pending`, `Running`: coarser than what the list shows. */
export const phaseOf = ({ status }: Pod): string =>
  status === 'ContainerCreating' || status === 'Pending' ? 'Pending' : 'Running';

function podObject(pod: Pod, workload: Workload, view: View): JsonObject {
  const { frame } = view;
  const { sandbox } = pod;
  if (pod.status === 'Pending') return unplaced(pod, workload, view);
  const state: JsonObject =
    pod.status === 'Running' || pod.status === 'Terminating'
      ? { running: { startedAt: isoOf(frame, startedAt(sandbox), 0) } }
      : { waiting: { reason: pod.status } };
  const made = metadata(frame, 'Pod', pod.name, pod.namespace, podLabels(pod), pod.createdAtMicros);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: made,
    spec: { ...(template(workload, view)['spec'] as JsonObject), nodeName: pod.node },
    status: {
      conditions: [
        { type: 'Ready', status: pod.ready ? 'True' : 'False' },
        { type: 'PodScheduled', status: 'True' },
      ],
      containerStatuses: [
        {
          name: pod.workload,
          image: pod.image,
          ready: pod.ready,
          restartCount: pod.restarts,
          state,
        },
      ],
      hostIP: hostAddressOf(frame, pod.node),
      phase: phaseOf(pod),
      ...(pod.status !== 'ContainerCreating' && { podIP: sandbox.address }),
      qosClass: 'Burstable',
      startTime: isoOf(frame, pod.createdAtMicros, 0),
    },
  };
}

/** A pod that has no node yet. */
function unplaced(pod: Pod, workload: Workload, view: View): JsonObject {
  const { frame } = view;
  const message = whyPending(workload.deployment, frame);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadata(frame, 'Pod', pod.name, pod.namespace, podLabels(pod), pod.createdAtMicros),
    spec: template(workload, view)['spec'] as JsonObject,
    status: {
      conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
      phase: 'Pending',
      qosClass: 'Burstable',
    },
  };
}

export const hostAddressOf = (frame: Frame, name: string): string => {
  const host = frame.hosts.find(({ id }) => id === name);
  return host === undefined ? '' : hostAddress(host, frame);
};

function serviceObject(workload: Workload, frame: Frame): JsonObject {
  const { name, namespace } = workload;
  const address = serviceAddress(name, namespace);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(frame, 'Service', name, namespace, { app: name }),
    spec: {
      clusterIP: address,
      ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
      selector: { app: name },
      type: 'ClusterIP',
    },
    status: { loadBalancer: {} },
  };
}

export function autoscalerObject(autoscaler: Autoscaler, frame: Frame): JsonObject {
  const { name, namespace, min, max, target, workload } = autoscaler;
  const { component } = workload;
  const resource = (value: JsonObject): Json => [{ type: 'Resource', resource: { name: 'cpu', ...value } }];
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadata(frame, 'HorizontalPodAutoscaler', name, namespace, {}),
    spec: {
      maxReplicas: max,
      metrics: resource({ target: { type: 'Utilization', averageUtilization: Math.round(target * 100) } }),
      minReplicas: min,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
    },
    status: {
      currentMetrics: resource({
        current: { averageUtilization: Math.round((component.hpa?.measured ?? 0) * 100) },
      }),
      currentReplicas: totalOf(component),
      desiredReplicas: component.desired,
    },
  };
}

function nodeObject({ name, host }: Node, frame: Frame): JsonObject {
  const room = { cpu: String(host.cores), memory: kiloBytes(host.memoryBytes), pods: '110' };
  const kernel = hostKernel(host);
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: metadata(frame, 'Node', name, null, nodeLabels(name)),
    spec: host.cordoned === true ? { unschedulable: true } : {},
    status: {
      addresses: [
        { type: 'InternalIP', address: hostAddress(host, frame) },
        { type: 'Hostname', address: name },
      ],
      allocatable: room,
      capacity: room,
      conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }],
      nodeInfo: {
        architecture: 'amd64',
        kernelVersion: kernel.release,
        kubeletVersion: KUBERNETES_VERSION,
        osImage: kernel.distribution,
      },
    },
  };
}

/** The objects of a kind, by namespace and name. */
export interface Named {
  readonly name: string;
  readonly namespace: string | null;
  readonly object: JsonObject;
}

export function objectsOf(kind: Kind, view: View, events: readonly KubeEvent[]): readonly Named[] {
  const { frame } = view;
  const workloads = workloadsOf(frame);
  switch (kind) {
    case 'pods':
      return workloads.flatMap((w) =>
        w.pods.map((pod) => ({ name: pod.name, namespace: w.namespace, object: podObject(pod, w, view) })),
      );
    case 'deployments.apps':
      return workloads.map((w) => ({ ...w, object: deploymentObject(w, view) }));
    case 'replicasets.apps':
      return workloads.map((w) => ({
        name: w.replicaSet,
        namespace: w.namespace,
        object: replicaSetObject(w, view),
      }));
    case 'services':
      return workloads.map((w) => ({ ...w, object: serviceObject(w, frame) }));
    case 'horizontalpodautoscalers.autoscaling':
      return autoscalersOf(frame).map((a) => ({ ...a, object: autoscalerObject(a, frame) }));
    case 'nodes':
      return nodesOf(frame).map((node) => ({
        name: node.name,
        namespace: null,
        object: nodeObject(node, frame),
      }));
    case 'namespaces':
      return [...new Set(workloads.map((w) => w.namespace))].map((name) => ({
        name,
        namespace: null,
        object: {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: metadata(frame, 'Namespace', name, null, { 'kubernetes.io/metadata.name': name }),
          status: { phase: 'Active' },
        },
      }));
    case 'events':
      return events.map((event, i) => eventObject(event, i, frame));
  }
}

function eventObject(event: KubeEvent, i: number, frame: Frame): Named {
  const [kind = '', object = ''] = event.object.split('/');
  const name = `${object}.${longId(`event/${i}/${event.atMicros}`).slice(0, 16)}`;
  const involvedObject = { kind, name: object, namespace: event.namespace };
  return {
    name,
    namespace: event.namespace,
    object: {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: metadata(frame, 'Event', name, event.namespace, {}, event.atMicros),
      involvedObject,
      lastTimestamp: isoOf(frame, event.atMicros, 0),
      message: event.message,
      reason: event.reason,
      source: { component: event.from },
      type: event.type,
    },
  };
}

/** What `kubectl describe` says of each kind, line by line with tabs; `tabbed` sets them. */
import { hostAddress, hostKernel, instantOf, MONTH_NAMES, startedAt, WEEKDAYS } from '../../lab/machines';
import type { ComponentFrame, Frame } from '../../lab/frame';
import { longId } from '../objects';
import type { Context } from '../dialect';
import { ageOf } from '../output/age';
import {
  CLUSTER_CREATED,
  KUBERNETES_VERSION,
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
import { eventsOf } from './events';
import { hostAddressOf, kiloBytes, mebiBytes, phaseOf, requestsOf } from './manifests';
import { nodeLabels, percent, podLabels, RUNTIME } from './tables';

const two = (n: number): string => String(n).padStart(2, '0');

/** `Mon, 02 Mar 2026 09:00:00 +0000`: RFC 1123 with the zone as a number. */
export function longTime(frame: Frame, atMicros: number): string {
  const at = instantOf(frame, atMicros);
  const clock = `${two(at.hour)}:${two(at.minute)}:${two(at.second)}`;
  return `${WEEKDAYS[at.weekday] ?? ''}, ${two(at.day)} ${MONTH_NAMES[at.month - 1] ?? ''} ${at.year} ${clock} +0000`;
}

const labelLines = (heading: string, labels: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(labels)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value], i) => `${i === 0 ? heading : ''}\t${key}=${value}`);

function eventLines(
  objects: readonly string[],
  namespace: string | null,
  context: Context,
): readonly string[] {
  const events = eventsOf(context).filter(
    (event) => objects.includes(event.object) && (namespace === null || event.namespace === namespace),
  );
  if (events.length === 0) return ['Events:\t<none>'];
  const { nowMicros } = context.frame;
  return [
    'Events:',
    '  Type\tReason\tAge\tFrom\tMessage',
    '  ----\t------\t----\t----\t-------',
    ...events
      .slice(-20)
      .map((e) => `  ${e.type}\t${e.reason}\t${ageOf(nowMicros - e.atMicros)}\t${e.from}\t${e.message}`),
  ];
}

function templateLines(workload: Workload, context: Context): readonly string[] {
  const { milli, bytes } = requestsOf(workload, context);
  return [
    'Pod Template:',
    `  Labels:\tapp=${workload.name}`,
    '  Containers:',
    `   ${workload.name}:`,
    `    Image:\t${workload.image}`,
    '    Port:\t80/TCP',
    '    Host Port:\t0/TCP',
    '    Requests:',
    `      cpu:\t${milli}m`,
    `      memory:\t${mebiBytes(bytes)}`,
    '    Environment:\t<none>',
    '    Mounts:\t<none>',
    '  Volumes:\t<none>',
  ];
}

/** Status and reason of the condition that tells of the rollout. */
function progressOf({ replicas, updating, rolloutPaused }: ComponentFrame, total: number): string {
  if (rolloutPaused === true) return 'Unknown\tDeploymentPaused';
  return `True\t${total === replicas && !updating ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated'}`;
}

export function describeDeployment(workload: Workload, context: Context): readonly string[] {
  const { name, namespace, component, replicaSet } = workload;
  const { desired, replicas } = component;
  const [total, updated] = [totalOf(component), updatedOf(component)];
  const available = replicas >= Math.ceil(desired * 0.75);
  return [
    `Name:\t${name}`,
    `Namespace:\t${namespace}`,
    `CreationTimestamp:\t${longTime(context.frame, CLUSTER_CREATED)}`,
    ...labelLines('Labels:', { app: name }),
    `Annotations:\tdeployment.kubernetes.io/revision: ${revisionOf(workload)}`,
    `Selector:\tapp=${name}`,
    `Replicas:\t${desired} desired | ${updated} updated | ${total} total | ${component.available} available | ${Math.max(0, total - component.available)} unavailable`,
    'StrategyType:\tRollingUpdate',
    'MinReadySeconds:\t0',
    'RollingUpdateStrategy:\t25% max unavailable, 25% max surge',
    ...templateLines(workload, context),
    'Conditions:',
    '  Type\tStatus\tReason',
    '  ----\t------\t------',
    `  Available\t${available ? 'True' : 'False'}\t${available ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable'}`,
    `  Progressing\t${progressOf(component, total)}`,
    'OldReplicaSets:\t<none>',
    `NewReplicaSet:\t${replicaSet} (${updated}/${desired} replicas created)`,
    ...eventLines([`deployment/${name}`], namespace, context),
  ];
}

/** What the kubelet says of the container; nothing where no kubelet has it yet. */
function stateLines(pod: Pod, running: boolean, frame: Frame): readonly string[] {
  if (pod.status === 'Pending') return [];
  return [
    ...(running
      ? ['    State:\tRunning', `      Started:\t${longTime(frame, startedAt(pod.sandbox))}`]
      : ['    State:\tWaiting', `      Reason:\t${pod.status}`]),
    `    Ready:\t${pod.ready ? 'True' : 'False'}`,
    `    Restart Count:\t${pod.restarts}`,
  ];
}

export function describePod(pod: Pod, workload: Workload, context: Context): readonly string[] {
  const { frame } = context;
  const { milli, bytes } = requestsOf(workload, context);
  const { sandbox, namespace } = pod;
  const placed = pod.status !== 'Pending';
  const running = pod.status === 'Running' || pod.status === 'Terminating';
  const address = running ? sandbox.address : '';
  const flag = (value: boolean): string => (value ? 'True' : 'False');
  return [
    `Name:\t${pod.name}`,
    `Namespace:\t${namespace}`,
    'Priority:\t0',
    'Service Account:\tdefault',
    ...(placed
      ? [
          `Node:\t${pod.node}/${hostAddressOf(frame, pod.node)}`,
          `Start Time:\t${longTime(frame, pod.createdAtMicros)}`,
        ]
      : ['Node:\t<none>']),
    ...labelLines('Labels:', podLabels(pod)),
    'Annotations:\t<none>',
    `Status:\t${pod.status === 'Terminating' ? 'Terminating' : phaseOf(pod)}`,
    `IP:\t${address}`,
    ...(placed ? ['IPs:', `  IP:\t${address}`] : ['IPs:\t<none>']),
    `Controlled By:\tReplicaSet/${pod.replicaSet}`,
    'Containers:',
    `  ${pod.workload}:`,
    ...(placed ? [`    Container ID:\tcontainerd://${longId(sandbox.id)}`] : []),
    `    Image:\t${pod.image}`,
    '    Port:\t80/TCP',
    '    Host Port:\t0/TCP',
    ...stateLines(pod, running, frame),
    '    Requests:',
    `      cpu:\t${milli}m`,
    `      memory:\t${mebiBytes(bytes)}`,
    '    Environment:\t<none>',
    '    Mounts:\t<none>',
    'Conditions:',
    '  Type\tStatus',
    ...(placed
      ? [
          `  PodReadyToStartContainers \t${flag(running)} `,
          '  Initialized \tTrue ',
          `  Ready \t${flag(pod.ready)} `,
          `  ContainersReady \t${flag(pod.ready)} `,
        ]
      : []),
    `  PodScheduled \t${flag(placed)} `,
    'QoS Class:\tBurstable',
    'Node-Selectors:\t<none>',
    ...eventLines([`pod/${pod.name}`], namespace, context),
  ];
}

export function describeService({ name, namespace, pods }: Workload): readonly string[] {
  const address = serviceAddress(name, namespace);
  const ready = pods.filter((pod) => pod.ready).map((pod) => `${pod.sandbox.address}:80`);
  const more = ready.length > 3 ? ` + ${ready.length - 3} more...` : '';
  return [
    `Name:\t${name}`,
    `Namespace:\t${namespace}`,
    ...labelLines('Labels:', { app: name }),
    'Annotations:\t<none>',
    `Selector:\tapp=${name}`,
    'Type:\tClusterIP',
    'IP Family Policy:\tSingleStack',
    'IP Families:\tIPv4',
    `IP:\t${address}`,
    `IPs:\t${address}`,
    'Port:\t<unset>  80/TCP',
    'TargetPort:\t80/TCP',
    `Endpoints:\t${ready.slice(0, 3).join(',')}${more}`,
    'Session Affinity:\tNone',
    'Events:\t<none>',
  ];
}

export function describeAutoscaler(autoscaler: Autoscaler, context: Context): readonly string[] {
  const { name, namespace, workload, min, max, target } = autoscaler;
  const { component } = workload;
  const { milli } = requestsOf(workload, context);
  const measured = component.hpa?.measured ?? null;
  const known = measured !== null;
  const now = known ? `${percent(measured)} (${Math.round(measured * milli)}m)` : '<unknown>';
  const atMax = component.desired >= max;
  const atMin = component.desired <= min;
  const limited = atMax
    ? ['True', 'TooManyReplicas', 'the desired replica count is more than the maximum replica count']
    : atMin
      ? ['True', 'TooFewReplicas', 'the desired replica count is less than the minimum replica count']
      : ['False', 'DesiredWithinRange', 'the desired count is within the acceptable range'];
  return [
    `Name:\t${name}`,
    `Namespace:\t${namespace}`,
    'Labels:\t<none>',
    'Annotations:\t<none>',
    `CreationTimestamp:\t${longTime(context.frame, CLUSTER_CREATED)}`,
    `Reference:\tDeployment/${name}`,
    'Metrics:\t( current / target )',
    `  resource cpu on pods  (as a percentage of request):\t${now} / ${percent(target)}`,
    `Min replicas:\t${min}`,
    `Max replicas:\t${max}`,
    `Deployment pods:\t${totalOf(component)} current / ${component.desired} desired`,
    'Conditions:',
    '  Type\tStatus\tReason\tMessage',
    '  ----\t------\t------\t-------',
    '  AbleToScale\tTrue\tReadyForNewScale\trecommended size matches current size',
    `  ScalingActive\t${known ? 'True' : 'False'}\t${known ? 'ValidMetricFound' : 'FailedGetResourceMetric'}\tthe HPA was ${known ? 'able' : 'unable'} to successfully calculate a replica count from cpu resource utilization (percentage of request)`,
    `  ScalingLimited\t${limited.join('\t')}`,
    ...eventLines([`horizontalpodautoscaler/${name}`], namespace, context),
  ];
}

export function describeNode({ name, host, pods }: Node, context: Context): readonly string[] {
  const { frame } = context;
  const kernel = hostKernel(host);
  const workloads = workloadsOf(frame);
  const own = pods.map((pod) => {
    const workload = workloads.find((w) => w.name === pod.workload && w.namespace === pod.namespace);
    return { pod, ...(workload === undefined ? { milli: 0, bytes: 0 } : requestsOf(workload, context)) };
  });
  const milli = own.reduce((sum, one) => sum + one.milli, 0);
  const bytes = own.reduce((sum, one) => sum + one.bytes, 0);
  const share = (part: number, whole: number): string => `(${Math.floor((part / whole) * 100)}%)`;
  const room = [`  cpu:\t${host.cores}`, `  memory:\t${kiloBytes(host.memoryBytes)}`, '  pods:\t110'];
  return [
    `Name:\t${name}`,
    'Roles:\t<none>',
    ...labelLines('Labels:', nodeLabels(name)),
    'Annotations:\t<none>',
    `CreationTimestamp:\t${longTime(frame, CLUSTER_CREATED)}`,
    `Taints:\t${host.cordoned === true ? 'node.kubernetes.io/unschedulable:NoSchedule' : '<none>'}`,
    `Unschedulable:\t${host.cordoned === true}`,
    'Conditions:',
    '  Type\tStatus\tReason\tMessage',
    '  ----\t------\t------\t-------',
    '  MemoryPressure\tFalse\tKubeletHasSufficientMemory\tkubelet has sufficient memory available',
    '  DiskPressure\tFalse\tKubeletHasNoDiskPressure\tkubelet has no disk pressure',
    '  PIDPressure\tFalse\tKubeletHasSufficientPID\tkubelet has sufficient PID available',
    '  Ready\tTrue\tKubeletReady\tkubelet is posting ready status',
    'Addresses:',
    `  InternalIP:\t${hostAddress(host, frame)}`,
    `  Hostname:\t${name}`,
    'Capacity:',
    ...room,
    'Allocatable:',
    ...room,
    'System Info:',
    `  Kernel Version:\t${kernel.release}`,
    `  OS Image:\t${kernel.distribution}`,
    '  Operating System:\tlinux',
    '  Architecture:\tamd64',
    `  Container Runtime Version:\t${RUNTIME}`,
    `  Kubelet Version:\t${KUBERNETES_VERSION}`,
    `Non-terminated Pods:\t(${pods.length} in total)`,
    '  Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge',
    '  ---------\t----\t\t------------\t----------\t---------------\t-------------\t---',
    ...own.map(
      (one) =>
        `  ${one.pod.namespace}\t${one.pod.name}\t\t${one.milli}m ${share(one.milli, host.cores * 1000)}\t0 (0%)\t${mebiBytes(one.bytes)} ${share(one.bytes, host.memoryBytes)}\t0 (0%)\t${ageOf(frame.nowMicros - one.pod.createdAtMicros)}`,
    ),
    'Allocated resources:',
    '  (Total limits may be over 100 percent, i.e., overcommitted.)',
    '  Resource\tRequests\tLimits',
    '  --------\t--------\t------',
    `  cpu\t${milli}m ${share(milli, host.cores * 1000)}\t0 (0%)`,
    `  memory\t${mebiBytes(bytes)} ${share(bytes, host.memoryBytes)}\t0 (0%)`,
    'Events:\t<none>',
  ];
}

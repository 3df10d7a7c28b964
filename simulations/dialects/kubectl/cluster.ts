/**
 * The scenario as a Kubernetes cluster: a component of a deployment of containers is a Deployment with its ReplicaSet and
 * its Service, a sandbox a pod, a host a node, an autoscaler a HorizontalPodAutoscaler. All of it follows from a frame.
 */
import type { ComponentFrame, DeploymentFrame, Frame, HostFrame, SandboxFrame } from '../../lab/frame';
import type { Scenario } from '../../scenario/schema';
import { beganBefore, isBeingCreated, startedAt } from '../../lab/machines';
import { pendingPods } from './pending';
import { componentImage, deploymentsOf, dockerHosts, longId } from '../objects';

export interface Workload {
  readonly name: string;
  readonly namespace: string;
  readonly deployment: DeploymentFrame;
  readonly component: ComponentFrame;
  readonly pods: readonly Pod[];
  readonly image: string;
  readonly replicaSet: string;
}

/** What the ReplicaSets of a deployment have made: pods that are ready, that start, and that wait for a node. */
export const totalOf = ({ replicas, starting, pending }: ComponentFrame): number =>
  replicas + starting + (pending?.count ?? 0);

/** Of those the ones of the newest version: what waits for a node is of no other. */
export const updatedOf = ({ updated, pending }: ComponentFrame): number => updated + (pending?.count ?? 0);

export interface Pod {
  readonly name: string;
  readonly namespace: string;
  readonly workload: string;
  readonly replicaSet: string;
  readonly image: string;
  readonly sandbox: SandboxFrame;
  readonly node: string;
  readonly status: string;
  readonly ready: boolean;
  readonly restarts: number;
  readonly createdAtMicros: number;
}

export interface Node {
  readonly name: string;
  readonly host: HostFrame;
  readonly pods: readonly Pod[];
}

export const DEFAULT_NAMESPACE = 'default';
/** Since when the cluster and what stands in it exist: before anything that runs there (assumed). */
export const CLUSTER_CREATED = -5 * 86_400_000_000;
export const KUBERNETES_VERSION = 'v1.33.1';

/** The first deployment is the namespace `default`; further ones have namespaces of their own names. */
export function namespacesOf(frame: Frame): ReadonlyMap<string, string> {
  return new Map(deploymentsOf(frame, 'docker').map((d, i) => [d.id, i === 0 ? DEFAULT_NAMESPACE : d.id]));
}

/** Letters that Kubernetes takes for generated names: no vowels, nothing that looks like another. */
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';
export const generated = (name: string, length: number): string =>
  (longId(name).match(/../g) ?? [])
    .slice(0, length)
    .map((byte) => LETTERS[Number.parseInt(byte, 16) % LETTERS.length])
    .join('');

export const hashOf = (component: string, image: string): string => generated(`${component}/${image}`, 10);

export function workloadsOf(frame: Frame): readonly Workload[] {
  const spaces = namespacesOf(frame);
  const sandboxes = dockerHosts(frame).flatMap((host) => host.sandboxes);
  return deploymentsOf(frame, 'docker').flatMap((deployment) =>
    deployment.components.filter(isThere).map((component) => {
      const namespace = spaces.get(deployment.id) ?? DEFAULT_NAMESPACE;
      const own = sandboxes.filter((s) => s.deployment === deployment.id && s.component === component.id);
      const image = componentImage(component.id, component.image ?? own[0]?.image);
      const replicaSet = `${component.id}-${hashOf(component.id, image)}`;
      const names = { workload: component.id, namespace, replicaSet, image };
      const pods = own
        .filter(({ state }) => state !== 'stopped')
        .map((sandbox) => podOf(sandbox, deployment, ofVersion(names, sandbox), frame))
        .concat(pendingPods(component, deployment, names));
      return { name: component.id, namespace, deployment, component, pods, image, replicaSet };
    }),
  );
}

/** A component that was removed has neither sandboxes nor a wish for any. */
const isThere = ({ removed }: ComponentFrame): boolean => removed !== true;

/** During an update pods of an older image belong to their own ReplicaSet. */
function ofVersion(
  names: Pick<Pod, 'workload' | 'namespace' | 'replicaSet' | 'image'>,
  sandbox: SandboxFrame,
): Pick<Pod, 'workload' | 'namespace' | 'replicaSet' | 'image'> {
  const image = componentImage(names.workload, sandbox.image ?? names.image);
  return { ...names, image, replicaSet: `${names.workload}-${hashOf(names.workload, image)}` };
}

/** The number of the newest version, from 1. */
export const revisionOf = ({ component }: Workload): number => (component.earlierImages?.length ?? 0) + 1;

function podOf(
  sandbox: SandboxFrame,
  deployment: DeploymentFrame,
  names: Pick<Pod, 'workload' | 'namespace' | 'replicaSet' | 'image'>,
  frame: Frame,
): Pod {
  const { restarts } = sandbox;
  const starts = deployment.starts.filter((start) => start.sandbox === sandbox.id);
  // A restart in place leaves the pod as old as it is. What was there at the start of the run has no first start.
  const first = starts.length > restarts ? (starts[0]?.fromMicros ?? 0) : beganBefore(sandbox.id);
  return {
    ...names,
    name: sandbox.id,
    sandbox,
    node: sandbox.host,
    ...conditionOf(sandbox, frame.nowMicros),
    restarts,
    createdAtMicros: restarts > 0 ? first : startedAt(sandbox),
  };
}

/** What `kubectl get pods` says of it. */
function conditionOf(sandbox: SandboxFrame, now: number): Pick<Pod, 'status' | 'ready'> {
  switch (sandbox.state) {
    case 'starting':
      return { status: isBeingCreated(sandbox, now) ? 'ContainerCreating' : 'Running', ready: false };
    case 'running':
    case 'idle':
      return { status: 'Running', ready: true };
    case 'paused':
      return { status: 'Running', ready: false };
    case 'stopping':
      return { status: 'Terminating', ready: true };
    case 'failed':
      return { status: sandbox.restarts > 0 ? 'CrashLoopBackOff' : 'Error', ready: false };
    case 'stopped':
      return { status: 'Completed', ready: false };
  }
}

export function nodesOf(frame: Frame): readonly Node[] {
  const pods = workloadsOf(frame).flatMap((workload) => workload.pods);
  return dockerHosts(frame).map((host) => ({
    name: host.id,
    host,
    pods: pods.filter((pod) => pod.node === host.id),
  }));
}

export interface Autoscaler {
  readonly name: string;
  readonly namespace: string;
  readonly workload: Workload;
  readonly target: number;
  readonly min: number;
  readonly max: number;
}

export const autoscalersOf = (frame: Frame): readonly Autoscaler[] =>
  workloadsOf(frame).flatMap((workload) => {
    const { name, namespace, component } = workload;
    return component.hpa === undefined ? [] : [{ name, namespace, workload, ...component.hpa }];
  });

/** Since when an autoscaler is there: since a command brought it, or as long as its deployment. */
export function autoscalerCreatedAt({ name, deployment }: Workload, frame: Frame): number {
  const given = frame.commands.findLast(
    ({ atMicros, text }) =>
      atMicros <= frame.nowMicros &&
      text.startsWith(`autoscale ${name} `) &&
      (!text.includes(' --in ') || text.endsWith(` --in ${deployment.id}`)),
  );
  return given?.atMicros ?? CLUSTER_CREATED;
}

/** Where its rule stands in the scenario: `deployments.containers.place.0.autoscaler`; null = it has none. */
export function autoscalerPath({ name, deployment }: Workload, scenario: Scenario): string | null {
  const places = scenario.deployments.find((d) => d.id === deployment.id)?.place ?? [];
  const index = places.findIndex((place) => place.component === name);
  return places[index]?.autoscaler?.policy === 'hpa'
    ? `deployments.${deployment.id}.place.${index}.autoscaler`
    : null;
}

export const serviceAddress = (name: string, namespace: string): string => {
  const bytes = (longId(`service/${namespace}/${name}`).match(/../g) ?? []).map((b) =>
    Number.parseInt(b, 16),
  );
  return `10.96.${bytes[0] ?? 0}.${1 + ((bytes[1] ?? 0) % 254)}`;
};

/** Processor time that a pod takes at this instant, in thousandths of a core. */
export const milliCpu = (pod: Pod, cpuFraction: number): number =>
  Math.round(Math.max(0, pod.sandbox.busy - pod.sandbox.waitingOnCall) * cpuFraction * 1000);

export const residentBytes = (pod: Pod): number =>
  pod.sandbox.memory.reduce((sum, { bytes }) => sum + bytes, 0);

/** Pods that the scheduler has found no node for: there is no sandbox yet, only the wish for one. */
import type { ComponentFrame, DeploymentFrame, Frame, SandboxFrame } from '../../lab/frame';
import type { Pod } from './cluster';

/** Faults after which nothing is heard from a host. */
const LOSSES: ReadonlySet<string> = new Set(['host-loss', 'host-kernel-panic']);
/** More than anybody lists. */
const MOST = 1000;

/** What there will be: nothing runs, no node, no address. */
const wish = (id: string, component: ComponentFrame, deployment: DeploymentFrame): SandboxFrame => ({
  id,
  deployment: deployment.id,
  host: '',
  slot: 0,
  component: component.id,
  technology: deployment.technology,
  state: 'starting',
  createdAtMicros: component.pending?.sinceMicros ?? 0,
  readyAtMicros: Infinity,
  phases: [],
  workers: 0,
  busy: 0,
  waitingOnCall: 0,
  queued: 0,
  served: 0,
  restarts: 0,
  requests: [],
  memory: [],
  balloonedBytes: 0,
  swappedBytes: 0,
  writtenBytes: 0,
  reservedBytes: 0,
  address: '',
});

/** The pods that wait for room. */
export function pendingPods(
  component: ComponentFrame,
  deployment: DeploymentFrame,
  names: Pick<Pod, 'workload' | 'namespace' | 'replicaSet' | 'image'>,
): readonly Pod[] {
  const { pending } = component;
  if (pending === undefined) return [];
  return Array.from({ length: Math.min(MOST, pending.count) }, (_, i): Pod => {
    const name = `${pending.name}-${pending.firstSerial + i}`;
    return {
      ...names,
      name,
      sandbox: wish(name, component, deployment),
      node: '',
      status: 'Pending',
      ready: false,
      restarts: 0,
      createdAtMicros: pending.sinceMicros,
    };
  });
}

/** Hosts from which nothing is heard, by name. */
export const lostHosts = ({ faults }: Frame): ReadonlySet<string> =>
  new Set(faults.filter(({ kind }) => LOSSES.has(kind)).map(({ target }) => target));

/** `0/2 nodes are available: 1 node(s) were unschedulable, 1 Insufficient memory. …`, as the scheduler says it. */
export function whyPending(deployment: DeploymentFrame, frame: Frame): string {
  const nodes = frame.hosts.filter(({ deployment: of }) => of === deployment.id);
  const lost = lostHosts(frame);
  const reasons = new Map<string, number>();
  for (const node of nodes) {
    const reason =
      node.cordoned === true
        ? 'node(s) were unschedulable'
        : lost.has(node.id)
          ? 'node(s) had untolerated taint {node.kubernetes.io/unreachable: }'
          : node.noRoom !== undefined && node.noRoom.freeBytes >= node.noRoom.neededBytes
            ? 'Insufficient cpu'
            : 'Insufficient memory';
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const list = [...reasons]
    .map(([reason, count]) => `${count} ${reason}`)
    .toSorted()
    .join(', ');
  const none = `0/${nodes.length} nodes are available`;
  const helpless =
    nodes.length - (reasons.get('Insufficient memory') ?? 0) - (reasons.get('Insufficient cpu') ?? 0);
  const preemption = [
    ...(helpless < nodes.length
      ? [`${nodes.length - helpless} No preemption victims found for incoming pod`]
      : []),
    ...(helpless > 0 ? [`${helpless} Preemption is not helpful for scheduling`] : []),
  ];
  return `${none}: ${list}. preemption: ${none}: ${preemption.join(', ')}.`;
}

/** What happened, as the events that Kubernetes keeps: from the notices of the engine, which follow one another in time. */
import type { World } from '../../world/world';
import { keptNotices, noticeAt, NOTICE_KINDS, type Notice } from '../../world/notices';
import type { Context } from '../dialect';
import type { Frame } from '../../lab/frame';
import { workloadsOf, type Workload } from './cluster';
import { whyPending } from './pending';

export interface KubeEvent {
  readonly atMicros: number;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly from: string;
  /** `pod/api-1` */
  readonly object: string;
  readonly namespace: string;
  readonly message: string;
}

type Words = readonly [
  type: KubeEvent['type'],
  reason: string,
  from: string,
  object: string,
  message: string,
];

/** Oldest first. */
export function eventsOf({ frame, world }: Pick<Context, 'frame' | 'world'>): readonly KubeEvent[] {
  const workloads = workloadsOf(frame);
  const pending = workloads.flatMap((workload) => failedScheduling(workload, frame));
  const kept = noticed(workloads, world);
  return pending.length === 0 ? kept : [...kept, ...pending].toSorted((a, b) => a.atMicros - b.atMicros);
}

/** Each pod that waits for a node has been tried in vain. */
const failedScheduling = ({ deployment, namespace, pods }: Workload, frame: Frame): readonly KubeEvent[] => {
  const message = whyPending(deployment, frame);
  return pods
    .filter(({ status }) => status === 'Pending')
    .map(({ name, createdAtMicros }) => ({
      atMicros: createdAtMicros,
      type: 'Warning',
      reason: 'FailedScheduling',
      from: 'default-scheduler',
      object: `pod/${name}`,
      namespace,
      message,
    }));
};

function noticed(workloads: readonly Workload[], world: Readonly<World>): readonly KubeEvent[] {
  return keptNotices(world.notices)
    .toReversed()
    .flatMap((notice): readonly KubeEvent[] => {
      const pool = world.model.pools[notice.pool];
      const deployment = world.model.deployments[pool?.deployment ?? -1]?.id;
      const workload = workloads.find((w) => w.deployment.id === deployment && w.name === pool?.component);
      if (pool === undefined || workload === undefined) return [];
      const name = `${pool.sandboxName}-${notice.serial}`;
      const { namespace } = workload;
      return worded(notice, name, workload, world).map(([type, reason, from, object, message]) => ({
        atMicros: notice.atMicros,
        type,
        reason,
        from,
        object,
        namespace,
        message,
      }));
    });
}

/** Other than the kinds that are listed, nothing that happens in the engine is an event of Kubernetes. */
function worded(notice: Notice, name: string, workload: Workload, world: World): readonly Words[] {
  const { namespace, replicaSet, image } = workload;
  const pod = `pod/${name}`;
  const set = `replicaset/${replicaSet}`;
  const container = workload.name;
  switch (notice.kind) {
    case NOTICE_KINDS.sandboxCreated.code: {
      const node = workload.pods.find((p) => p.name === name)?.node ?? 'its node';
      const began = workload.pods.find((p) => p.name === name)?.status !== 'ContainerCreating';
      return [
        ['Normal', 'SuccessfulCreate', 'replicaset-controller', set, `Created pod: ${name}`],
        [
          'Normal',
          'Scheduled',
          'default-scheduler',
          pod,
          `Successfully assigned ${namespace}/${name} to ${node}`,
        ],
        ['Normal', 'Pulled', 'kubelet', pod, `Container image "${image}" already present on machine`],
        ...(began
          ? ([
              ['Normal', 'Created', 'kubelet', pod, `Created container: ${container}`],
              ['Normal', 'Started', 'kubelet', pod, `Started container ${container}`],
            ] as const)
          : []),
      ];
    }
    case NOTICE_KINDS.sandboxStopping.code:
      return [
        ['Normal', 'Killing', 'kubelet', pod, `Stopping container ${container}`],
        ['Normal', 'SuccessfulDelete', 'replicaset-controller', set, `Deleted pod: ${name}`],
      ];
    case NOTICE_KINDS.sandboxRestarts.code:
      return [
        [
          'Warning',
          'BackOff',
          'kubelet',
          pod,
          `Back-off restarting failed container ${container} in pod ${name}`,
        ],
      ];
    case NOTICE_KINDS.noRoom.code:
      // One that still waits is told of with the reason of this instant.
      if (workload.pods.some((p) => p.name === name && p.status === 'Pending')) return [];
      return [
        [
          'Warning',
          'FailedScheduling',
          'default-scheduler',
          pod,
          `0/${workload.deployment.hosts.length} nodes are available: ${workload.deployment.hosts.length} Insufficient memory.`,
        ],
      ];
    case NOTICE_KINDS.scaledOut.code:
    case NOTICE_KINDS.scaledIn.code:
      return scaled(notice, workload, world);
    default:
      return [];
  }
}

function scaled(notice: Notice, workload: Workload, { notices }: World): readonly Words[] {
  const up = notice.kind === NOTICE_KINDS.scaledOut.code;
  const kept = keptNotices(notices).find(({ sequence }) => sequence === notice.cause);
  const cause = kept ?? noticeAt(notices, notice.cause);
  const byRule = cause?.kind === NOTICE_KINDS.busyShare.code;
  const reason = up
    ? 'cpu resource utilization (percentage of request) above target'
    : 'All metrics below target';
  return [
    ...(byRule
      ? ([
          [
            'Normal',
            'SuccessfulRescale',
            'horizontal-pod-autoscaler',
            `horizontalpodautoscaler/${workload.name}`,
            `New size: ${notice.value}; reason: ${reason}`,
          ],
        ] as const)
      : []),
    [
      'Normal',
      'ScalingReplicaSet',
      'deployment-controller',
      `deployment/${workload.name}`,
      `Scaled ${up ? 'up' : 'down'} replica set ${workload.replicaSet} from ${notice.extra} to ${notice.value}`,
    ],
  ];
}

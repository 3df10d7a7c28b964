/** Autoscalers, orchestrators and platform limits in whole worlds, against their documented rules. */
import type { Scenario } from '../../../simulations';
import { runWorld } from '../../../simulations/world/events';
import { hostLost, sandboxDied } from '../../../simulations/world/orchestration';
import { setDesired } from '../../../simulations/world/scaling';
import { DEAD, type World } from '../../../simulations/world/world';
import { quantile } from '../../../simulations/statistics/histogram';
import { read } from '../../helpers/scenarios';
import { open, rowsOf, until } from '../../helpers/worlds';
import { seedOf, type ValidityCase } from '../case';

const GROUP = 'Autoscalers and orchestration';
const KUBERNETES = 'Kubernetes documentation';

interface Cluster {
  readonly orchestrator?: string;
  readonly replicas?: number;
  readonly arrivals?: string;
  readonly place?: object;
}

/** Containers of ten workers on two hosts; a request takes 1 s of waiting, so cores never matter. */
function cluster({
  orchestrator = 'kubernetes',
  replicas = 1,
  arrivals = 'poisson(1/s)',
  place,
}: Cluster): Scenario {
  return read({
    format: 'strata-scenario',
    version: 1,
    title: 'orchestration',
    duration: '4 h',
    hosts: ['a', 'b'].map((id) => ({ id, cores: 1024, memory: '512 GiB' })),
    components: [{ id: 'api', workers: 10, serviceTime: 'exponential(0.75 s)', mix: { network: 1 } }],
    deployments: [
      {
        id: 'd',
        technology: 'container',
        hosts: ['a', 'b'],
        orchestrator,
        maxPerHost: 100_000,
        place: [{ component: 'api', replicas, ...place }],
      },
    ],
    workloads: [{ id: 'load', arrivals }],
  });
}

/** Seconds until the only replica starts again after its `crashes`-th crash in a row. */
function restartDelay(crashes: number): number {
  const world = until(open(cluster({})), 60);
  let delay = 0;
  for (let i = 0; i < crashes; i++) {
    const [row = -1] = rowsOf(world);
    const diedAt = world.simulation.nowMicros;
    sandboxDied(world, row, -1);
    while (world.sandboxes.state[row] === DEAD) runWorld(world, Infinity, 1);
    delay = (world.simulation.nowMicros - diedAt) / 1e6;
  }
  return delay;
}

/** Seconds from the loss of a host to the first replacement of what stood on it. */
function replacedAfter(orchestrator: string): number {
  const world = until(open(cluster({ orchestrator, replicas: 4 })), 60);
  hostLost(world, 0, -1);
  const { starting } = world.pools[0] as World['pools'][number];
  const state = world.pools[0] as World['pools'][number];
  while (state.starting === starting) runWorld(world, Infinity, 1);
  return world.simulation.nowMicros / 1e6 - 60;
}

/** Mean replicas over 20 min, looked at every 20 s, once it has settled. */
function meanReplicas(id: string, k: number, autoscaler: object): number {
  const world = open(cluster({ arrivals: 'poisson(70/s)', place: { autoscaler } }), seedOf(id, k));
  let sum = 0;
  for (let i = 0; i < 60; i++) sum += (until(world, 900 + i * 20).pools[0] as World['pools'][number]).ready;
  return sum / 60;
}

/** New instances of a function that is called far more often than it may grow. */
function started(seconds: number): number {
  const world = open(
    read({
      format: 'strata-scenario',
      version: 1,
      title: 'scaling rate',
      duration: '1 min',
      functions: [{ id: 'fn', serviceTime: '100 s', coldTime: '100 s', maxInstances: 100_000, scaling: {} }],
      deployments: [{ id: 'faas', technology: 'cloud-function', place: [{ function: 'fn' }] }],
      workloads: [{ id: 'load', arrivals: 'constant(500/s)' }],
    }),
  );
  return (until(world, seconds).pools[0] as World['pools'][number]).coldStarts;
}

/** Median start from a snapshot in milliseconds, its placement (50 ms) taken off. */
function snapshotStart(): number {
  const world = open(
    read({
      format: 'strata-scenario',
      version: 1,
      title: 'snapshot',
      duration: '2 h',
      hosts: [{ id: 'h', memory: '64 GiB', platform: 'functions', disk: { read: '850 MB/s' } }],
      functions: [
        {
          id: 'fn',
          serviceTime: '1 ms',
          keepAlive: { policy: 'none' },
          start: 'snapshot',
          workingSet: '8 MB',
        },
      ],
      deployments: [{ id: 'faas', technology: 'cloud-function', hosts: ['h'], place: [{ function: 'fn' }] }],
      workloads: [{ id: 'load', arrivals: 'constant(0.2/s)' }],
    }),
  );
  return quantile((until(world, 7200).pools[0] as World['pools'][number]).starts, 0.5) / 1000 - 50;
}

/** Containers whose start-up has begun a second after 200 more are desired. */
function placedInASecond(): number {
  const world = until(open(cluster({})), 1);
  setDesired(world, 0, 201, -1);
  until(world, 1.995);
  return rowsOf(world).filter((row) => (world.sandboxes.phase[row] as number) >= 0).length - 1;
}

interface Rule {
  readonly id: string;
  readonly model: string;
  readonly reference: string;
  readonly source: string;
  readonly unit: string;
  readonly expected: ValidityCase['expected'];
  readonly tolerance?: number;
  readonly replications?: number;
  readonly measure: (replication: number) => number;
}

const rules: readonly Rule[] = [
  ...[
    [2, 10],
    [4, 40],
    [8, 300],
  ].map(([crashes = 0, seconds = 0]): Rule => ({
    id: `restart-${crashes}`,
    model: `Kubernetes, restart after crash ${crashes} in a row`,
    reference: 'at once, then 10 s doubling to 300 s',
    source: `${KUBERNETES}, Pod Lifecycle (k8s.restart.backoff)`,
    unit: 's',
    expected: seconds,
    measure: () => restartDelay(crashes),
  })),
  {
    id: 'host-lost-kubernetes',
    model: 'Kubernetes, pods of a lost host placed elsewhere',
    reference: '40 s until not ready and 300 s until evicted',
    source: `${KUBERNETES}, Nodes (k8s.node.grace)`,
    unit: 's',
    expected: 340,
    measure: () => replacedAfter('kubernetes'),
  },
  {
    id: 'host-lost-swarm',
    model: 'Swarm, tasks of a lost host placed elsewhere',
    reference: 'three heartbeats of 5 s',
    source: 'SwarmKit, dispatcher (swarm.heartbeat)',
    unit: 's',
    expected: 15,
    measure: () => replacedAfter('swarm'),
  },
  {
    id: 'scheduler',
    model: 'Kubernetes, pods placed in a second',
    reference: '100 a second, a goal of the scheduler',
    source: 'Kubernetes scalability goals (k8s.scheduler)',
    unit: 'pods',
    expected: 100,
    measure: placedInASecond,
  },
  {
    id: 'knative-replicas',
    model: 'Knative, replicas for 70 requests at once of 10 a replica',
    reference: 'between 70 / 7 and that rounded up with its swings',
    source: 'Knative Serving defaults (knative.kpa)',
    unit: 'replicas',
    expected: { low: 10, high: 11 },
    replications: 3,
    tolerance: 0.02,
    measure: (k) => meanReplicas('knative-replicas', k, { policy: 'knative' }),
  },
  {
    id: 'hpa-replicas',
    model: 'HPA, replicas for 70 requests at once of 10 a replica at 70 %',
    reference: 'within its tolerance of 10 % and what its window keeps above',
    source: `${KUBERNETES}, Horizontal Pod Autoscaling (k8s.hpa.formula)`,
    unit: 'replicas',
    expected: { low: 70 / 7 / 1.1, high: 70 / 7 / 0.9 + 1 },
    replications: 3,
    measure: (k) => meanReplicas('hpa-replicas', k, { policy: 'hpa', target: '70 %' }),
  },
  {
    id: 'lambda-scaling',
    model: 'Function platform, instances 12 s into a flood',
    reference: '1,000 at once and 100 a second from then on',
    source: 'AWS Lambda scaling behavior (faas.lambda.scaling)',
    unit: 'instances',
    expected: 2200,
    tolerance: 0.001,
    measure: () => started(12),
  },
  {
    id: 'snapshot-start',
    model: 'Function from a snapshot with prefetch, hello world, median start',
    reference: '60 to 70 ms',
    source: 'Ustiugov et al., ASPLOS 2021 (faas.snapshot.reap)',
    unit: 'ms',
    expected: { low: 60, high: 70 },
    tolerance: 0.05,
    measure: snapshotStart,
  },
];

export const orchestration: readonly ValidityCase[] = rules.map((rule) => ({
  group: GROUP,
  tolerance: 0,
  replications: 1,
  ...rule,
}));

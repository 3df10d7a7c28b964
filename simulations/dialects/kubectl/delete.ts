import type { Frame } from '../../lab/frame';
import {
  defineSubcommand,
  error,
  flag,
  ignored,
  type Act,
  type Context,
  type Followed,
  type Intent,
  type Plain,
} from '../dialect';
import { autoscalersOf, workloadsOf, type Pod, type Workload } from './cluster';
import { kindOf, matches, namespaceOf, notFound, wantedOf, type Wanted } from './kinds';
import { operandsOf } from './operands';
import { podLabels } from './tables';
import { noRoomHint } from './target';

/** `kubectl delete pod NAME`, `kubectl delete deployment NAME` */
export const kubectlDelete = defineSubcommand({
  id: 'kubectl delete',
  words: ['kubectl', 'delete'],
  usage: 'kubectl delete ([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)]) [options]',
  summary: 'Delete resources by file names, stdin, resources and names, or by resources and label selector.',
  flags: [
    flag('all', 'Delete all resources, in the namespace of the specified resource types.'),
    flag('selector', 'Selector (label query) to filter on', { short: 'l', value: 'string' }),
    flag('force', 'If true, immediately remove resources from API and bypass graceful deletion.'),
    flag('grace-period', 'Period of time in seconds given to the resource to terminate gracefully.', {
      value: 'int',
    }),
    flag('now', 'If true, resources are signaled for immediate shutdown (same as --grace-period=1).'),
    flag('wait', 'If true, wait for resources to be gone before returning.', { value: 'bool' }),
    ignored('ignore-not-found', 'Treat "resource not found" as a successful delete.'),
    ignored('timeout', 'The length of time to wait before giving up on a delete', { value: 'duration' }),
  ],
  leavesOut: {
    filename: 'reads from a file what to delete.',
    cascade: 'says what becomes of what belongs to it.',
    'dry-run': 'says what would happen without doing it.',
  },
  examples: ['kubectl delete pod api-1'],
  operands: (frame, position) => operandsOf(frame, position, true),
  models:
    'A pod finishes what it has begun and goes; its ReplicaSet starts another at once. With --force what it serves fails. A deployment goes with its pods: requests to it fail from then on. Without its autoscaler a deployment keeps the replicas that it has.',
  run(args, context) {
    if (args.rest.length === 0)
      return error(1, 'error: You must provide one or more resources by argument or filename.');
    const wanted = wantedOf(args.rest);
    if (!Array.isArray(wanted)) return wanted as Intent;
    const selects = args.has('all') || args.has('selector');
    const list = wanted as readonly Wanted[];
    if (!selects && list.some(({ names }) => names === null))
      return error(1, 'error: resource(s) were provided, but no name was specified');
    const scope = { namespace: namespaceOf(args), selector: args.value('selector') };
    const immediate = args.has('force') || args.has('now') || args.value('grace-period') === '0';
    const parts = list.map((want) => deletion(want, scope, immediate, context));
    const warning = args.has('force')
      ? [
          'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.',
        ]
      : [];
    const gone = parts.flatMap(({ pods }) => pods);
    const err = [...warning, ...parts.flatMap((part) => part.err)];
    const failed = parts.some((part) => part.err.length > 0);
    const waits = args.value('wait') !== 'false' && gone.length > 0 && !immediate;
    return {
      err,
      ...(failed && { exitCode: 1 }),
      acts: parts.flatMap(({ acts }) => acts),
      ...(waits && { follow: gone }),
    };
  },
  /** Waits until the pods are gone. */
  follow(state: Plain, frame: Frame): Followed {
    const there = workloadsOf(frame).flatMap((w) => w.pods.map(({ name }) => name));
    const left = (state as readonly string[]).filter((name) => there.includes(name));
    return { next: left.length === 0 ? null : left };
  },
});

interface Deletion {
  readonly err: readonly string[];
  readonly acts: readonly Act[];
  /** Pods whose end is waited for. */
  readonly pods: readonly string[];
}

interface Scope {
  readonly namespace: string | null;
  readonly selector: string | undefined;
}

function deletion(want: Wanted, scope: Scope, immediate: boolean, { frame }: Context): Deletion {
  const workloads = workloadsOf(frame).filter(
    (w) => scope.namespace === null || w.namespace === scope.namespace,
  );
  if (want.kind === 'pods') {
    const pods = workloads.flatMap((w) => w.pods.map((pod) => ({ pod, workload: w })));
    const picked = pick(
      want,
      pods.map((p) => ({ ...p, name: p.pod.name, labels: podLabels(p.pod) })),
      scope,
    );
    return {
      err: picked.missing,
      acts: picked.found.flatMap(({ pod, workload }) => podActs(pod, workload, immediate)),
      pods: picked.found.map(({ name }) => name),
    };
  }
  if (want.kind === 'deployments.apps') {
    const picked = pick(
      want,
      workloads.map((w) => ({ w, name: w.name, labels: { app: w.name } })),
      scope,
    );
    return { err: picked.missing, acts: picked.found.map(({ w }) => deploymentAct(w)), pods: [] };
  }
  if (want.kind === 'horizontalpodautoscalers.autoscaling') {
    const scalers = autoscalersOf(frame).filter((a) => workloads.some((w) => w.name === a.name));
    const picked = pick(
      want,
      scalers.map((a) => ({ w: a.workload, name: a.name, labels: {} })),
      scope,
    );
    return { err: picked.missing, acts: picked.found.map(({ w }) => autoscalerAct(w)), pods: [] };
  }
  const { title } = kindOf(want.kind);
  return {
    err: [`kubectl delete ${title}: not in this model. ${WHY[want.kind] ?? ''}`.trim()],
    acts: [],
    pods: [],
  };
}

const WHY: Partial<Readonly<Record<Wanted['kind'], string>>> = {
  nodes: 'The real one would forget the node, and its pods would be placed elsewhere.',
  services: 'The real one would take the name and address away by which other pods reach it.',
  'replicasets.apps': 'The real one would make the deployment start a new one at once.',
};

interface Pickable {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

function pick<T extends Pickable>(
  { kind, names }: Wanted,
  all: readonly T[],
  { selector }: Scope,
): { readonly found: readonly T[]; readonly missing: readonly string[] } {
  if (names === null) return { found: all.filter(({ labels }) => matches(labels, selector)), missing: [] };
  return {
    found: names.flatMap((name) => all.find((one) => one.name === name) ?? []),
    missing: names
      .filter((name) => !all.some((one) => one.name === name))
      .map((name) => notFound(kind, name)),
  };
}

/** The pod goes; the number of replicas that are desired stays, so another one comes. */
function podActs(pod: Pod, workload: Workload, immediate: boolean): readonly Act[] {
  const { name } = pod;
  const words = immediate ? `pod "${name}" force deleted` : `pod "${name}" deleted`;
  const again: Act['call'] = {
    name: 'scale',
    args: {
      component: workload.name,
      replicas: workload.component.desired,
      deployment: workload.deployment.id,
      rest: 'pending',
    },
  };
  // What waits for a node is nothing but a wish, and the wish stays.
  if (pod.status === 'Pending') return [{ call: again, done: () => ({ out: [words] }) }];
  const going = pod.status === 'Terminating' || pod.sandbox.state === 'failed';
  const call: Act['call'] =
    immediate || going
      ? { name: 'remove', args: { target: name } }
      : { name: 'stop', args: { sandbox: name, afterwards: 'gone' } };
  return [
    { call, done: () => ({ out: [words] }) },
    {
      call: again,
      done: () => ({}),
      refused: ({ message }) => ({ err: noRoomHint(message) }),
    },
  ];
}

const deploymentAct = ({ name, deployment }: Workload): Act => ({
  call: { name: 'remove', args: { target: name, deployment: deployment.id } },
  done: () => ({ out: [`deployment.apps "${name}" deleted`] }),
});

/** The deployment keeps the replicas that it has. */
const autoscalerAct = ({ name, deployment }: Workload): Act => ({
  call: { name: 'autoscale', args: { component: name, target: 'off', deployment: deployment.id } },
  done: () => ({ out: [`horizontalpodautoscaler.autoscaling "${name}" deleted`] }),
});

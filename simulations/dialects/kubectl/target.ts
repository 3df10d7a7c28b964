/** A Deployment that a command names: `deploy/thumb`, `deployment thumb`; in kubectl's words, why there is none. */
import type { Frame } from '../../lab/frame';
import { error, type Act, type Arguments, type Context, type Intent } from '../dialect';
import { workloadsOf, type Workload } from './cluster';
import { kindOf, namespaceOf, notFound, wantedOf, type Wanted } from './kinds';

/** The lab's own message when a host is full, and that Kubernetes would have said yes. */
export const noRoomHint = (message: string): readonly string[] => [
  `not in this model: ${message}`,
  'The real one would accept it and leave the rest Pending (FailedScheduling: Insufficient memory) until there is room.',
];

export function deploymentsNamed(args: Arguments, context: Context): readonly Workload[] | Intent {
  return deploymentsIn(args.rest, namespaceOf(args), context.frame);
}

export function deploymentsIn(
  words: readonly string[],
  namespace: string | null,
  frame: Frame,
): readonly Workload[] | Intent {
  if (words.length === 0) return error(1, 'error: resource(s) were provided, but no name was specified');
  const wanted = wantedOf(words);
  if (!Array.isArray(wanted)) return wanted as Intent;
  const list = wanted as readonly Wanted[];
  const all = workloadsOf(frame).filter((w) => namespace === null || w.namespace === namespace);
  const found: Workload[] = [];
  for (const { kind, names } of list) {
    if (names === null) return error(1, 'error: resource(s) were provided, but no name was specified');
    if (kind !== 'deployments.apps' && kind !== 'replicasets.apps')
      return error(1, `error: cannot scale or roll out ${kindOf(kind).title}: not in this model`);
    for (const name of names) {
      const workload = all.find((w) => (kind === 'deployments.apps' ? w.name : w.replicaSet) === name);
      if (workload === undefined) return error(1, notFound(kind, name));
      found.push(workload);
    }
  }
  return found;
}

export const isRefusal = (value: readonly Workload[] | Intent): value is Intent => !Array.isArray(value);

/** The pods are replaced a few at a time by such of an image. */
export const updateAct = ({ name, deployment }: Workload, image: string, done: string): Act => ({
  call: { name: 'update', args: { component: name, image, deployment: deployment.id } },
  done: () => ({ out: [done] }),
});

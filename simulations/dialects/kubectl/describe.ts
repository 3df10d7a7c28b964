import { defineSubcommand, error, flag, type Context, type Intent } from '../dialect';
import { tabbed } from '../output/tabwriter';
import {
  describeAutoscaler,
  describeDeployment,
  describeNode,
  describePod,
  describeService,
} from './description';
import { kindOf, matches, namespaceOf, notFound, wantedOf, type Kind, type Wanted } from './kinds';
import { operandsOf } from './operands';
import { autoscalersOf, nodesOf, workloadsOf } from './cluster';
import { nodeLabels, podLabels } from './tables';

/** `kubectl describe TYPE [NAME]` */
export const kubectlDescribe = defineSubcommand({
  id: 'kubectl describe',
  words: ['kubectl', 'describe'],
  usage: 'kubectl describe (-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME) [options]',
  summary: 'Show details of a specific resource or group of resources.',
  flags: [
    flag('selector', 'Selector (label query) to filter on', { short: 'l', value: 'string' }),
    flag('all-namespaces', 'If present, list the requested object(s) across all namespaces.', { short: 'A' }),
    flag('show-events', 'If true, display events related to the described object.', { without: 'effect' }),
  ],
  leavesOut: { filename: 'reads from a file what to describe.' },
  examples: [
    'kubectl describe pod api-1',
    'kubectl describe deployment thumb',
    'kubectl describe node ct-host',
    'kubectl describe hpa',
  ],
  operands: (frame, position) => operandsOf(frame, position, true),
  models:
    'Requests of processor time stand for all workers of a pod; they may add up to more than the node has, as the model places by memory alone.',
  differs: 'Events of the beginning of the run are gone once a few hundred others have happened.',
  run(args, context) {
    if (args.rest.length === 0)
      return error(
        1,
        'error: You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.',
      );
    const wanted = wantedOf(args.rest);
    if (!Array.isArray(wanted)) return wanted as Intent;
    const parts = (wanted as readonly Wanted[]).map((want) =>
      described(want, namespaceOf(args), args.value('selector'), context),
    );
    const texts = parts.flatMap(({ texts: own }) => own);
    const err = parts.flatMap(({ missing }) => missing);
    const out = texts.flatMap((text, i) => [...(i > 0 ? ['', ''] : []), ...tabbed(text)]);
    if (out.length === 0 && err.length === 0) return { err: ['No resources found in default namespace.'] };
    return { out, err, ...(err.length > 0 && { exitCode: 1 }) };
  },
});

interface Described {
  readonly name: string;
  readonly namespace: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly text: () => readonly string[];
}

interface Parts {
  readonly texts: readonly (readonly string[])[];
  readonly missing: readonly string[];
}

/** A name that nothing has may be the beginning of several. */
function described(
  want: Wanted,
  namespace: string | null,
  selector: string | undefined,
  context: Context,
): Parts {
  const list = allOf(want.kind, context);
  if (list === null)
    return {
      texts: [],
      missing: [
        `kubectl describe ${kindOf(want.kind).title.toLowerCase()}: not in this model. The real one shows it at length; use kubectl get -o yaml.`,
      ],
    };
  const here = list.filter(
    (one) =>
      (namespace === null || one.namespace === null || one.namespace === namespace) &&
      matches(one.labels, selector),
  );
  if (want.names === null) return { texts: here.map((one) => one.text()), missing: [] };
  const parts = want.names.map((name): Parts => {
    const exact = here.filter((one) => one.name === name);
    const found = exact.length > 0 ? exact : here.filter((one) => one.name.startsWith(name));
    return found.length > 0
      ? { texts: found.map((one) => one.text()), missing: [] }
      : { texts: [], missing: [notFound(want.kind, name)] };
  });
  return { texts: parts.flatMap((p) => p.texts), missing: parts.flatMap((p) => p.missing) };
}

function allOf(kind: Kind, context: Context): readonly Described[] | null {
  const { frame } = context;
  const workloads = workloadsOf(frame);
  switch (kind) {
    case 'pods':
      return workloads.flatMap((w) =>
        w.pods.map((pod) => ({
          name: pod.name,
          namespace: w.namespace,
          labels: podLabels(pod),
          text: () => describePod(pod, w, context),
        })),
      );
    case 'deployments.apps':
      return workloads.map((w) => ({
        name: w.name,
        namespace: w.namespace,
        labels: { app: w.name },
        text: () => describeDeployment(w, context),
      }));
    case 'services':
      return workloads.map((w) => ({
        name: w.name,
        namespace: w.namespace,
        labels: { app: w.name },
        text: () => describeService(w),
      }));
    case 'horizontalpodautoscalers.autoscaling':
      return autoscalersOf(frame).map((a) => ({
        name: a.name,
        namespace: a.namespace,
        labels: {},
        text: () => describeAutoscaler(a, context),
      }));
    case 'nodes':
      return nodesOf(frame).map((node) => ({
        name: node.name,
        namespace: null,
        labels: nodeLabels(node.name),
        text: () => describeNode(node, context),
      }));
    case 'replicasets.apps':
    case 'namespaces':
    case 'events':
      return null;
  }
}

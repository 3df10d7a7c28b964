import { defineSubcommand, error, flag, ignored, type Context } from '../dialect';
import { poolOf } from '../objects';
import { columns, KUBECTL_TABS } from '../output/columns';
import { milliCpu, nodesOf, residentBytes, workloadsOf, type Pod } from './cluster';
import { matches, namespaceOf, notFound } from './kinds';
import { mebiBytes } from './manifests';
import { podNames } from './operands';
import { podLabels } from './tables';

/** Processor time of a pod at this instant, in thousandths of a core. */
const cpuOf = (pod: Pod, context: Context): number =>
  milliCpu(pod, poolOf(context, pod.sandbox)?.cpuFraction ?? 1);

const isMeasured = (pod: Pod): boolean => pod.status === 'Running' || pod.status === 'Terminating';

/** `kubectl top pods` */
export const kubectlTopPod = defineSubcommand({
  id: 'kubectl top pod',
  words: ['kubectl', 'top', 'pod'],
  aliases: [
    ['kubectl', 'top', 'pods'],
    ['kubectl', 'top', 'po'],
  ],
  usage: 'kubectl top pod [NAME | -l label] [options]',
  summary: 'Display resource (CPU/memory) usage of pods.',
  flags: [
    flag('all-namespaces', 'If present, list the requested object(s) across all namespaces.', { short: 'A' }),
    flag('selector', 'Selector (label query) to filter on', { short: 'l', value: 'string' }),
    flag(
      'sort-by',
      "If non-empty, sort pods list using specified field. The field can be either 'cpu' or 'memory'.",
      {
        value: 'string',
        values: ['cpu', 'memory'],
      },
    ),
    flag('no-headers', 'If present, print output without headers'),
    flag('sum', 'Print the sum of the resource usage'),
    flag('containers', 'If present, print usage of containers within a pod.'),
  ],
  examples: ['kubectl top pods', 'kubectl top pod --sort-by=cpu'],
  operands: (frame) => podNames(frame),
  models:
    'Workers that compute at this instant, by how much of a core they keep busy; memory that is touched.',
  differs: 'The real one shows the mean of the last 15 s or so, and nothing at all without a metrics server.',
  run(args, context) {
    const namespace = namespaceOf(args);
    const all = workloadsOf(context.frame)
      .flatMap((w) => w.pods)
      .filter((pod) => namespace === null || pod.namespace === namespace)
      .filter((pod) => isMeasured(pod) && matches(podLabels(pod), args.value('selector')));
    const [name] = args.rest;
    const pods = name === undefined ? all : all.filter((pod) => pod.name === name);
    if (name !== undefined && pods.length === 0) return error(1, notFound('pods', name));
    if (pods.length === 0) return { err: [`No resources found in ${namespace ?? 'any'} namespace.`] };
    const by = args.value('sort-by');
    if (by !== undefined && by !== 'cpu' && by !== 'memory')
      return error(1, 'error: --sort-by accepts only cpu or memory');
    const sorted = pods.toSorted((a, b) => {
      if (by === 'cpu') return cpuOf(b, context) - cpuOf(a, context);
      if (by === 'memory') return residentBytes(b) - residentBytes(a);
      return a.name < b.name ? -1 : 1;
    });
    const space = args.has('all-namespaces');
    const rows = sorted.map((pod) => [
      ...(space ? [pod.namespace] : []),
      ...(args.has('containers') ? [pod.name, pod.workload] : [pod.name]),
      `${cpuOf(pod, context)}m`,
      mebiBytes(residentBytes(pod)),
    ]);
    const heading = [
      ...(space ? ['NAMESPACE'] : []),
      ...(args.has('containers') ? ['POD', 'NAME'] : ['NAME']),
      'CPU(cores)',
      'MEMORY(bytes)',
    ];
    const blank = heading.slice(0, -2).map(() => '');
    const sum = (of: (pod: Pod) => number): number => pods.reduce((total, pod) => total + of(pod), 0);
    const total = [
      [...blank, '________', '________'],
      [...blank, `${sum((pod) => cpuOf(pod, context))}m`, mebiBytes(sum(residentBytes))],
    ];
    return {
      out: columns(
        [...(args.has('no-headers') ? [] : [heading]), ...rows, ...(args.has('sum') ? total : [])],
        KUBECTL_TABS,
      ),
    };
  },
});

/** `kubectl top nodes` */
export const kubectlTopNode = defineSubcommand({
  id: 'kubectl top node',
  words: ['kubectl', 'top', 'node'],
  aliases: [
    ['kubectl', 'top', 'nodes'],
    ['kubectl', 'top', 'no'],
  ],
  usage: 'kubectl top node [NAME | -l label] [options]',
  summary: 'Display resource (CPU/memory) usage of nodes.',
  flags: [
    flag('no-headers', 'If present, print output without headers'),
    ignored('sort-by', 'If non-empty, sort nodes list using specified field.', { value: 'string' }),
  ],
  examples: ['kubectl top nodes'],
  operands: (frame) => nodesOf(frame).map(({ name }) => name),
  models: 'The pods of each node at this instant, and all memory of the node that is taken.',
  run(args, context) {
    const [name] = args.rest;
    const nodes = nodesOf(context.frame).filter((node) => name === undefined || node.name === name);
    if (name !== undefined && nodes.length === 0) return error(1, notFound('nodes', name));
    const rows = nodes.map((node) => {
      const milli = node.pods.filter(isMeasured).reduce((sum, pod) => sum + cpuOf(pod, context), 0);
      const free = node.host.memoryByOwner.find(({ owner }) => owner === 'free')?.bytes ?? 0;
      const taken = node.host.memoryBytes - free;
      return [
        node.name,
        `${milli}m`,
        `${Math.floor(milli / (node.host.cores * 10))}%`,
        mebiBytes(taken),
        `${Math.floor((taken / node.host.memoryBytes) * 100)}%`,
      ];
    });
    const heading = ['NAME', 'CPU(cores)', 'CPU(%)', 'MEMORY(bytes)', 'MEMORY(%)'];
    return { out: columns([...(args.has('no-headers') ? [] : [heading]), ...rows], KUBECTL_TABS) };
  },
});

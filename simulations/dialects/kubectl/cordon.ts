import type { Frame } from '../../lab/frame';
import {
  defineSubcommand,
  error,
  flag,
  ignored,
  type Act,
  type Arguments,
  type Context,
  type Followed,
  type Intent,
  type Plain,
  type Subcommand,
} from '../dialect';
import { nodesOf, workloadsOf, type Node } from './cluster';
import { notFound } from './kinds';

const nodeNames = (frame: Frame): readonly string[] => nodesOf(frame).map(({ name }) => name);

/** The nodes that a command names; otherwise what kubectl says. */
function wantedNodes(args: Arguments, { frame }: Context, word: string): readonly Node[] | Intent {
  if (args.rest.length === 0)
    return error(
      1,
      `error: USAGE: ${word} NODE [flags]`,
      `See 'kubectl ${word.split(' ')[0] ?? ''} -h' for help and examples`,
    );
  const names = args.rest.map((name) => name.replace(/^nodes?\//, ''));
  const nodes = nodesOf(frame);
  const missing = names.find((name) => !nodes.some((node) => node.name === name));
  if (missing !== undefined) return error(1, notFound('nodes', missing));
  return nodes.filter(({ name }) => names.includes(name));
}

const isIntent = (value: readonly Node[] | Intent): value is Intent => !Array.isArray(value);

/** Marks nodes, or takes the mark away; those that are so already are left as they are. */
function mark(nodes: readonly Node[], name: 'cordon' | 'uncordon'): Intent {
  const isSo = ({ host }: Node): boolean => (host.cordoned === true) === (name === 'cordon');
  return {
    out: nodes.filter(isSo).map((node) => `node/${node.name} already ${name}ed`),
    acts: nodes
      .filter((node) => !isSo(node))
      .map((node): Act => ({
        call: { name, args: { host: node.name } },
        done: () => ({ out: [`node/${node.name} ${name}ed`] }),
      })),
  };
}

/** `kubectl cordon NODE` and `kubectl uncordon NODE` differ by what they leave behind. */
const marking = (word: 'cordon' | 'uncordon', summary: string, models: string): Subcommand =>
  defineSubcommand({
    id: `kubectl ${word}`,
    words: ['kubectl', word],
    usage: `kubectl ${word} NODE [options]`,
    summary,
    flags: [],
    leavesOut: { selector: 'marks nodes by their labels.', 'dry-run': 'says what would happen.' },
    examples: [`kubectl ${word} ct-host`],
    operands: nodeNames,
    models,
    run(args, context) {
      const nodes = wantedNodes(args, context, word);
      return isIntent(nodes) ? nodes : mark(nodes, word);
    },
  });

export const kubectlCordon = marking(
  'cordon',
  'Mark node as unschedulable.',
  'Nothing new is placed on the node; its pods stay, and are started again there after a crash.',
);

export const kubectlUncordon = marking(
  'uncordon',
  'Mark node as schedulable.',
  'Pods that waited for room are placed there at the scheduler’s next try.',
);

interface Draining {
  readonly node: string;
  readonly pods: readonly string[];
}

/** `kubectl drain NODE --ignore-daemonsets` */
export const kubectlDrain = defineSubcommand({
  id: 'kubectl drain',
  words: ['kubectl', 'drain'],
  usage: 'kubectl drain NODE [options]',
  summary: 'Drain node in preparation for maintenance.',
  flags: [
    ignored('ignore-daemonsets', 'Ignore DaemonSet-managed pods.'),
    ignored('delete-emptydir-data', 'Continue even if there are pods using emptyDir.'),
    ignored('force', 'Continue even if there are pods that do not declare a controller.'),
    ignored('grace-period', 'Period of time in seconds given to each pod to terminate gracefully.', {
      value: 'int',
    }),
    flag('timeout', 'The length of time to wait before giving up, zero means infinite', {
      value: 'duration',
      without: 'effect',
    }),
  ],
  leavesOut: {
    'pod-selector': 'evicts only pods with these labels.',
    'disable-eviction': 'deletes pods without asking their disruption budgets.',
    'dry-run': 'says what would happen.',
  },
  examples: ['kubectl drain ct-host --ignore-daemonsets'],
  operands: nodeNames,
  models:
    'The node is cordoned; its pods finish what they have begun and are replaced on other nodes at once, where there is room. The command waits until they are gone.',
  differs: 'There are no disruption budgets: all pods are evicted at once.',
  run(args, context) {
    const nodes = wantedNodes(args, context, 'drain NODE');
    if (isIntent(nodes)) return nodes;
    const [node, second] = nodes;
    if (node === undefined) return {};
    if (second !== undefined)
      return error(
        1,
        'kubectl drain: several nodes: not in this model. The real one drains one after another.',
      );
    const pods = node.pods.filter(({ status }) => status !== 'Terminating');
    const first = node.host.cordoned === true ? 'already cordoned' : 'cordoned';
    return {
      acts: [
        {
          call: { name: 'drain', args: { host: node.name } },
          done: () => ({
            out: [
              `node/${node.name} ${first}`,
              ...pods.map((pod) => `evicting pod ${pod.namespace}/${pod.name}`),
            ],
            follow: { node: node.name, pods: pods.map(({ name }) => name) },
          }),
          refused: ({ message, hint }) => ({
            err: [
              `error: unable to drain node "${node.name}" due to error: ${message}`,
              ...(hint === undefined ? [] : [hint]),
            ],
            exitCode: 1,
          }),
        },
      ],
    };
  },
  follow(state: Plain, frame: Frame): Followed {
    const { node, pods } = state as unknown as Draining;
    const there = workloadsOf(frame).flatMap((w) => w.pods.filter((pod) => pod.node === node));
    const left = pods.filter((name) => there.some((pod) => pod.name === name));
    const gone = pods.filter((name) => !left.includes(name)).map((name) => `pod/${name} evicted`);
    return left.length === 0
      ? { out: [...gone, `node/${node} drained`], next: null }
      : { out: gone, next: { node, pods: left } };
  },
});

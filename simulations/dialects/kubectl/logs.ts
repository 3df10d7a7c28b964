import { isoOf } from '../../lab/machines';
import type { Frame } from '../../lab/frame';
import { lastSequence, logOfSandboxes, newLines, type LogLine } from '../app-log';
import {
  defineSubcommand,
  error,
  flag,
  ignored,
  type Arguments,
  type Context,
  type Followed,
  type Intent,
  type Plain,
} from '../dialect';
import { goDuration } from '../output/age';
import { workloadsOf, type Pod } from './cluster';
import { matches, namespaceOf, notFound } from './kinds';
import { podNames } from './operands';
import { podLabels } from './tables';
import { deploymentsIn, isRefusal } from './target';

interface Look {
  readonly stamps: boolean;
  readonly prefix: boolean;
}

/** `kubectl logs [-f] [--tail N] POD` */
export const kubectlLogs = defineSubcommand({
  id: 'kubectl logs',
  words: ['kubectl', 'logs'],
  aliases: [['kubectl', 'log']],
  usage: 'kubectl logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER] [options]',
  summary: 'Print the logs for a container in a pod or specified resource.',
  flags: [
    flag('follow', 'Specify if the logs should be streamed.', { short: 'f' }),
    flag('tail', 'Lines of recent log file to display.', { value: 'int' }),
    flag('since', 'Only return logs newer than a relative duration like 5s, 2m, or 3h.', {
      value: 'duration',
    }),
    flag('timestamps', 'Include timestamps on each line in the log output'),
    flag('prefix', 'Prefix each log line with the log source (pod name and container name)'),
    flag(
      'previous',
      'If true, print the logs for the previous instance of the container in a pod if it exists.',
      {
        short: 'p',
      },
    ),
    flag('selector', 'Selector (label query) to filter on', { short: 'l', value: 'string' }),
    flag('container', 'Print the logs of this container', { short: 'c', value: 'string' }),
    ignored('all-containers', "Get all containers' logs in the pod(s)."),
    ignored('all-pods', 'Get logs from all pod(s).'),
  ],
  leavesOut: {
    'since-time': 'shows what is newer than a date; use --since.',
    'limit-bytes': 'ends after so many bytes; use --tail.',
  },
  examples: [
    'kubectl logs api-1 --tail=3',
    'kubectl logs deploy/thumb --since=10s',
    'kubectl logs -l app=thumb',
  ],
  operands: (frame, position) => (position === 0 ? podNames(frame) : []),
  models:
    'A line when the program listens, and an access line for each request that it has answered: the same as those of docker logs.',
  differs:
    'Of all components together the last few hundred answers are kept. Where lines come faster than they can be shown, -f leaves some out. A request that no pod has taken leaves no line in any.',
  run(args, context) {
    const chosen = podsOf(args, context);
    if (!Array.isArray(chosen)) return chosen as Intent;
    const pods = chosen as readonly Pod[];
    // No kubelet has it yet: the real one answers with nothing.
    if (pods.length === 1 && pods[0]?.status === 'Pending') return {};
    const creating = pods.find((pod) => pod.status === 'ContainerCreating');
    if (creating !== undefined && pods.length === 1)
      return error(
        1,
        `Error from server (BadRequest): container "${creating.workload}" in pod "${creating.name}" is waiting to start: ContainerCreating`,
      );
    const found = linesOf(args, pods, context);
    if (typeof found === 'string') return error(1, found);
    const look: Look = { stamps: args.has('timestamps'), prefix: args.has('prefix') };
    const source = sourceOf(pods);
    const out = found.map((line) => written(line, look, source, context.frame));
    const note = args.rest[0]?.includes('/') === true ? foundMany(args.rest[0], context) : [];
    if (!args.has('follow')) return { out, err: note };
    return {
      out,
      err: note,
      follow: {
        pods: pods.map(({ name }) => name),
        look: { ...look },
        seen: lastSequence(context.frame),
        source,
      },
    };
  },
  follow(state: Plain, frame: Frame): Followed {
    const { pods, look, seen, source } = state as unknown as Following;
    const fresh = newLines(frame, pods, seen);
    const there = workloadsOf(frame).flatMap((w) => w.pods.map(({ name }) => name));
    const left = pods.some((name) => there.includes(name));
    return {
      out: fresh.lines.map((line) => written(line, look, source, frame)),
      next: left ? { pods, look: { ...look }, seen: fresh.seen, source } : null,
    };
  },
});

interface Following {
  readonly pods: readonly string[];
  readonly look: Look;
  readonly seen: number;
  /** The container of each pod. */
  readonly source: { readonly [pod: string]: string };
}

const sourceOf = (pods: readonly Pod[]): Following['source'] =>
  Object.fromEntries(pods.map((pod) => [pod.name, pod.workload]));

function podsOf(args: Arguments, { frame }: Context): readonly Pod[] | Intent {
  const namespace = namespaceOf(args);
  const workloads = workloadsOf(frame).filter((w) => w.namespace === namespace);
  const pods = workloads.flatMap((w) => w.pods);
  const selector = args.value('selector');
  const [target, container = args.value('container')] = args.rest;
  if (selector !== undefined) {
    const found = pods.filter((pod) => matches(podLabels(pod), selector));
    return found.length > 0 ? found : { err: [`No resources found in ${namespace ?? ''} namespace.`] };
  }
  if (target === undefined)
    return error(
      1,
      "error: expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.",
      'POD or TYPE/NAME is a required argument for the logs command',
      "See 'kubectl logs -h' for help and examples",
    );
  const isPod = !target.includes('/') || /^(po|pods?)\//.test(target);
  const name = target.replace(/^(po|pods?)\//, '');
  const of = isPod ? [] : deploymentsIn([target], namespace, frame);
  if (isRefusal(of)) return of;
  const all = of[0]?.pods ?? [];
  const pod = isPod ? pods.find((p) => p.name === name) : all[0];
  if (pod === undefined)
    return isPod ? error(1, notFound('pods', name)) : error(1, 'error: timed out waiting for the condition');
  if (container !== undefined && container !== pod.workload)
    return error(1, `error: container ${container} is not valid for pod ${pod.name}`);
  if (args.has('previous'))
    return error(
      1,
      pod.restarts === 0
        ? `Error from server (BadRequest): previous terminated container "${pod.workload}" in pod "${pod.name}" not found`
        : 'kubectl logs --previous: not in this model. The real one prints what the container wrote before it was restarted.',
    );
  return args.has('all-pods') ? all : [pod];
}

/** A deployment has several pods: kubectl takes one, and says so. */
function foundMany(target: string, { frame }: Context): readonly string[] {
  const found = deploymentsIn([target], null, frame);
  const pods = isRefusal(found) ? [] : (found[0]?.pods ?? []);
  return pods.length > 1 ? [`Found ${pods.length} pods, using pod/${pods[0]?.name ?? ''}`] : [];
}

function linesOf(
  args: Arguments,
  pods: readonly Pod[],
  { frame, world }: Context,
): readonly LogLine[] | string {
  const since = args.value('since');
  const span = since === undefined ? Infinity : goDuration(since);
  if (span === null)
    return `error: invalid argument "${since}" for "--since" flag: time: invalid duration "${since}"`;
  const written = logOfSandboxes(
    world,
    pods.map(({ sandbox }) => sandbox),
    frame,
  );
  const kept = written.filter(({ atMicros }) => frame.nowMicros - atMicros <= span);
  // With a selector, kubectl shows the last ten lines of each pod.
  const tail = args.value('tail') ?? (args.has('selector') ? '10' : '-1');
  if (!/^-?\d{1,9}$/.test(tail)) return `error: invalid argument "${tail}" for "--tail" flag`;
  const count = Number(tail);
  if (count < 0) return kept;
  const names = pods.map(({ name }) => name);
  const last = names.flatMap((name) => {
    const own = kept.filter((line) => line.sandbox === name);
    return own.slice(own.length - Math.min(own.length, count));
  });
  return last;
}

const written = (line: LogLine, look: Look, source: Following['source'], frame: Frame): string =>
  [
    ...(look.prefix ? [`[pod/${line.sandbox}/${source[line.sandbox] ?? ''}]`] : []),
    ...(look.stamps ? [isoOf(frame, line.atMicros)] : []),
    line.text,
  ].join(' ');

import type { Frame } from '../../lab/frame';
import { defineSubcommand, error, flag, ignored, type Followed, type Plain } from '../dialect';
import { goDuration } from '../output/age';
import { columns, KUBECTL_TABS } from '../output/columns';
import { workloadsOf, type Workload } from './cluster';
import { deploymentPaths } from './operands';
import { deploymentsNamed, isRefusal } from './target';

const named = (workload: Workload): string => `deployment "${workload.name}"`;

/** What the status says; null = it is rolled out. */
function progressOf(workload: Workload): string | null {
  const { desired, replicas, starting } = workload.component;
  const updated = replicas + starting;
  const waiting = `Waiting for ${named(workload)} rollout to finish: `;
  if (updated < desired) return `${waiting}${updated} out of ${desired} new replicas have been updated...`;
  if (replicas < desired) return `${waiting}${replicas} of ${desired} updated replicas are available...`;
  return null;
}

interface Waiting {
  readonly name: string;
  readonly namespace: string;
  readonly said: string;
  readonly untilMicros: number | null;
}

/** `kubectl rollout status deploy/NAME` */
export const kubectlRolloutStatus = defineSubcommand({
  id: 'kubectl rollout status',
  words: ['kubectl', 'rollout', 'status'],
  usage: 'kubectl rollout status (TYPE NAME | TYPE/NAME) [flags] [options]',
  summary: 'Show the status of the rollout.',
  flags: [
    flag('watch', 'Watch the status of the rollout until it\u2019s done.', { short: 'w', value: 'bool' }),
    flag('timeout', 'The length of time to wait before ending watch, zero means never.', {
      value: 'duration',
    }),
    ignored('revision', 'Pin to a specific revision for showing its status.', { value: 'int' }),
  ],
  examples: ['kubectl rollout status deployment/thumb'],
  operands: (frame, position) => (position === 0 ? deploymentPaths(frame) : []),
  models: 'How many of the desired replicas are there, and how many are ready.',
  run(args, context) {
    const found = deploymentsNamed(args, context);
    if (isRefusal(found)) return found;
    const [workload] = found;
    if (workload === undefined) return error(1, 'error: required resource not specified');
    const timeout = goDuration(args.value('timeout') ?? '0');
    if (timeout === null)
      return error(1, `error: invalid argument "${args.value('timeout')}" for "--timeout" flag`);
    const progress = progressOf(workload);
    if (progress === null) return { out: [`${named(workload)} successfully rolled out`] };
    if (args.value('watch') === 'false') return { out: [progress] };
    const { name, namespace } = workload;
    const untilMicros = timeout === 0 ? null : context.frame.nowMicros + timeout;
    return { out: [progress], follow: { name, namespace, said: progress, untilMicros } };
  },
  follow(state: Plain, frame: Frame): Followed {
    const waiting = state as unknown as Waiting;
    const workload = workloadsOf(frame).find(
      (w) => w.name === waiting.name && w.namespace === waiting.namespace,
    );
    if (workload === undefined) return { err: ['error: object has been deleted'], exitCode: 1, next: null };
    const progress = progressOf(workload);
    if (progress === null) return { out: [`${named(workload)} successfully rolled out`], next: null };
    if (waiting.untilMicros !== null && frame.nowMicros >= waiting.untilMicros)
      return { err: ['error: timed out waiting for the condition'], exitCode: 1, next: null };
    if (progress === waiting.said) return { next: state };
    return { out: [progress], next: { ...waiting, said: progress } };
  },
});

/** `kubectl rollout history deploy/NAME` */
export const kubectlRolloutHistory = defineSubcommand({
  id: 'kubectl rollout history',
  words: ['kubectl', 'rollout', 'history'],
  usage: 'kubectl rollout history (TYPE NAME | TYPE/NAME) [flags] [options]',
  summary: 'View previous rollout revisions and configurations.',
  flags: [
    ignored('revision', 'See the details, including podTemplate of the revision specified', { value: 'int' }),
  ],
  examples: ['kubectl rollout history deployment/thumb'],
  operands: (frame, position) => (position === 0 ? deploymentPaths(frame) : []),
  differs: 'There is one revision: the scenario’s.',
  run(args, context) {
    const found = deploymentsNamed(args, context);
    if (isRefusal(found)) return found;
    return {
      out: found.flatMap(({ name }) => [
        `deployment.apps/${name} `,
        ...columns(
          [
            ['REVISION', 'CHANGE-CAUSE'],
            ['1', '<none>'],
          ],
          { ...KUBECTL_TABS, padding: 2 },
        ),
        '',
      ]),
    };
  },
});

/** `kubectl rollout undo deploy/NAME` */
export const kubectlRolloutUndo = defineSubcommand({
  id: 'kubectl rollout undo',
  words: ['kubectl', 'rollout', 'undo'],
  usage: 'kubectl rollout undo (TYPE NAME | TYPE/NAME) [flags] [options]',
  summary: 'Roll back to a previous rollout.',
  flags: [
    flag('to-revision', 'The revision to rollback to. Default to 0 (last revision).', { value: 'int' }),
  ],
  operands: (frame, position) => (position === 0 ? deploymentPaths(frame) : []),
  differs: 'There is one revision, the scenario’s, and so nothing to roll back to.',
  run(args, context) {
    const found = deploymentsNamed(args, context);
    if (isRefusal(found)) return found;
    const revision = args.value('to-revision') ?? '0';
    if (revision === '1')
      return {
        out: found.map(
          ({ name }) =>
            `deployment.apps/${name} skipped rollback (current template already matches revision 1)`,
        ),
      };
    if (revision !== '0') return error(1, `error: unable to find specified revision ${revision} in history`);
    return error(1, ...found.map(({ name }) => `error: no rollout history found for deployment "${name}"`));
  },
});

import type { Frame } from '../../lab/frame';
import {
  defineSubcommand,
  error,
  flag,
  ignored,
  type Act,
  type Followed,
  type Intent,
  type Plain,
  type Subcommand,
} from '../dialect';
import { goDuration } from '../output/age';
import { columns, KUBECTL_TABS } from '../output/columns';
import { revisionOf, updatedOf, workloadsOf, type Workload } from './cluster';
import { deploymentPaths } from './operands';
import { deploymentsNamed, isRefusal, updateAct } from './target';

const isPaused = ({ component }: Workload): boolean => component.rolloutPaused === true;

const named = (workload: Workload): string => `deployment "${workload.name}"`;

/** What the status says; null = it is rolled out. */
function progressOf({ name, component }: Workload): string | null {
  const { desired, available, replicas, starting, heldImage } = component;
  const updated = updatedOf(component);
  const waiting = `Waiting for deployment "${name}" rollout to finish: `;
  if (heldImage !== undefined) return `${waiting}0 out of ${desired} new replicas have been updated...`;
  if (updated < desired) return `${waiting}${updated} out of ${desired} new replicas have been updated...`;
  const old = replicas + starting - component.updated;
  if (component.updating && old > 0) return `${waiting}${old} old replicas are pending termination...`;
  if (available < updated) return `${waiting}${available} of ${updated} updated replicas are available...`;
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
  models: 'One revision for the scenario’s image and one for each update since.',
  run(args, context) {
    const found = deploymentsNamed(args, context);
    if (isRefusal(found)) return found;
    return {
      out: found.flatMap((workload) => [
        `deployment.apps/${workload.name} `,
        ...columns(
          [
            ['REVISION', 'CHANGE-CAUSE'],
            ...Array.from({ length: revisionOf(workload) }, (_, i) => [String(i + 1), '<none>']),
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
  models:
    'An update to the image before the present one, or to that of --to-revision, as a revision of its own.',
  run(args, context) {
    const found = deploymentsNamed(args, context);
    if (isRefusal(found)) return found;
    const revision = args.value('to-revision') ?? '0';
    const acts: Act[] = [];
    if (found.some(isPaused))
      return error(
        1,
        "error: cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
      );
    for (const workload of found) {
      const earlier = workload.component.earlierImages ?? [];
      const image = revision === '0' ? earlier.at(-1) : [...earlier, workload.image][Number(revision) - 1];
      if (image === undefined)
        return error(
          1,
          revision === '0'
            ? `error: no rollout history found for deployment "${workload.name}"`
            : `error: unable to find specified revision ${revision.slice(0, 20)} in history`,
        );
      acts.push(
        image === workload.image
          ? scaleNothing(workload, revision)
          : updateAct(workload, image, `deployment.apps/${workload.name} rolled back`),
      );
    }
    return { acts };
  },
});

/** The template is that of the revision already: nothing is to be done. */
const scaleNothing = ({ name, deployment, component }: Workload, revision: string): Act => ({
  call: { name: 'scale', args: { component: name, replicas: component.desired, deployment: deployment.id } },
  done: () => ({
    out: [`deployment.apps/${name} skipped rollback (current template already matches revision ${revision})`],
  }),
});

/** `kubectl rollout restart deploy/NAME` */
export const kubectlRolloutRestart = defineSubcommand({
  id: 'kubectl rollout restart',
  words: ['kubectl', 'rollout', 'restart'],
  usage: 'kubectl rollout restart RESOURCE [options]',
  summary: 'Restart a resource.',
  flags: [],
  leavesOut: { selector: 'restarts what has these labels.', filename: 'reads from a file what to restart.' },
  examples: ['kubectl rollout restart deployment/thumb'],
  operands: (frame, position) => (position === 0 ? deploymentPaths(frame) : []),
  models: 'All pods are replaced a few at a time by such of the same image.',
  run(args, context) {
    const found = deploymentsNamed(args, context);
    if (isRefusal(found)) return found;
    const held = found.find(isPaused);
    if (held !== undefined)
      return error(
        1,
        `error: deployments.apps "${held.name}" can't restart paused deployment (run rollout resume first)`,
      );
    return { acts: found.map((w) => updateAct(w, w.image, `deployment.apps/${w.name} restarted`)) };
  },
});

/** Each deployment that is named is paused, or goes on; one that is so already is said. */
const holds =
  (name: 'pause-rollout' | 'resume-rollout', done: string, already: string): Subcommand['run'] =>
  (args, context): Intent => {
    const found = deploymentsNamed(args, context);
    if (isRefusal(found)) return found;
    const isSo = (workload: Workload): boolean => isPaused(workload) === (name === 'pause-rollout');
    const err = found.filter(isSo).map((w) => `error: deployments.apps "${w.name}" ${already}`);
    return {
      err,
      ...(err.length > 0 && { exitCode: 1 }),
      acts: found
        .filter((workload) => !isSo(workload))
        .map((w): Act => ({
          call: { name, args: { component: w.name, deployment: w.deployment.id } },
          done: () => ({ out: [`deployment.apps/${w.name} ${done}`] }),
        })),
    };
  };

/** `kubectl rollout pause deploy/NAME` */
export const kubectlRolloutPause = defineSubcommand({
  id: 'kubectl rollout pause',
  words: ['kubectl', 'rollout', 'pause'],
  usage: 'kubectl rollout pause RESOURCE [options]',
  summary: 'Mark the provided resource as paused.',
  flags: [],
  leavesOut: { selector: 'pauses what has these labels.', filename: 'reads from a file what to pause.' },
  examples: ['kubectl rollout pause deployment/thumb'],
  operands: (frame, position) => (position === 0 ? deploymentPaths(frame) : []),
  models:
    'Pods of the old and of the new image stay as many as they are; another image that is set meanwhile waits for the resume.',
  run: holds('pause-rollout', 'paused', 'is already paused'),
});

/** `kubectl rollout resume deploy/NAME` */
export const kubectlRolloutResume = defineSubcommand({
  id: 'kubectl rollout resume',
  words: ['kubectl', 'rollout', 'resume'],
  usage: 'kubectl rollout resume RESOURCE [options]',
  summary: 'Resume a paused resource.',
  flags: [],
  leavesOut: { selector: 'resumes what has these labels.', filename: 'reads from a file what to resume.' },
  examples: ['kubectl rollout pause deployment/thumb; kubectl rollout resume deployment/thumb'],
  operands: (frame, position) => (position === 0 ? deploymentPaths(frame) : []),
  run: holds('resume-rollout', 'resumed', 'is not paused'),
});

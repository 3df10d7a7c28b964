import { defineSubcommand, error, flag, ignored, type Act, type Intent } from '../dialect';
import type { Workload } from './cluster';
import { deploymentPaths } from './operands';
import { deploymentsNamed, isRefusal, noRoomHint } from './target';

/** `kubectl scale deploy/NAME --replicas=N` */
export const kubectlScale = defineSubcommand({
  id: 'kubectl scale',
  words: ['kubectl', 'scale'],
  usage:
    'kubectl scale [--resource-version=version] [--current-replicas=count] --replicas=COUNT (-f FILENAME | TYPE NAME) [options]',
  summary: 'Set a new size for a deployment, replica set, replication controller, or stateful set.',
  flags: [
    flag('replicas', 'The new desired number of replicas. Required.', { value: 'int' }),
    flag('current-replicas', 'Precondition for current size.', { value: 'int' }),
    ignored('timeout', 'The length of time to wait before giving up on a scale operation', {
      value: 'duration',
    }),
  ],
  leavesOut: {
    filename: 'reads from a file what to scale.',
    'resource-version': 'scales only if the object is at that version.',
    'dry-run': 'says what would happen without doing it.',
  },
  examples: ['kubectl scale deploy/thumb --replicas=6'],
  operands: (frame, position) => (position === 0 ? deploymentPaths(frame) : []),
  models: 'The desired number of replicas; an autoscaler sets its own at its next look.',
  differs:
    'Where no orchestrator looks after the deployment, what finds no room is refused: nobody would place it later.',
  run(args, context) {
    const found = deploymentsNamed(args, context);
    if (isRefusal(found)) return found;
    const replicas = args.value('replicas');
    const wrong = wrongCount(replicas);
    if (wrong !== null) return wrong;
    const current = args.value('current-replicas');
    const other = found.find(
      ({ component }) => current !== undefined && String(component.desired) !== current,
    );
    if (other !== undefined)
      return error(1, `error: Expected replicas to be ${current}, was ${other.component.desired}`);
    return { acts: found.map((workload) => scaleAct(workload, Number(replicas))) };
  },
});

function wrongCount(replicas: string | undefined): Intent | null {
  if (replicas === undefined) return error(1, 'error: required flag(s) "replicas" not set');
  if (!/^-?\d{1,6}$/.test(replicas))
    return error(
      1,
      `error: invalid argument "${replicas.slice(0, 20)}" for "--replicas" flag: strconv.ParseInt: parsing "${replicas.slice(0, 20)}": invalid syntax`,
      "See 'kubectl scale --help' for usage.",
    );
  if (replicas.startsWith('-'))
    return error(
      1,
      'error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0',
    );
  return null;
}

const scaleAct = ({ name, deployment }: Workload, replicas: number): Act => ({
  call: { name: 'scale', args: { component: name, replicas, deployment: deployment.id, rest: 'pending' } },
  done: () => ({ out: [`deployment.apps/${name} scaled`] }),
  refused: ({ message }) => ({ err: noRoomHint(message), exitCode: 1 }),
});

import { printable } from '../../base/errors';
import { defineSubcommand, error, flag, ignored } from '../dialect';
import { createDeployment } from './apply';
import { workloadsOf } from './cluster';
import { namespaceOf } from './kinds';

/** `kubectl create deployment NAME --image=IMAGE` */
export const kubectlCreateDeployment = defineSubcommand({
  id: 'kubectl create deployment',
  words: ['kubectl', 'create', 'deployment'],
  aliases: [['kubectl', 'create', 'deploy']],
  usage: 'kubectl create deployment NAME --image=image [--replicas=1] [options]',
  summary: 'Create a deployment with the specified name.',
  flags: [
    flag('image', 'Image names to run.', { value: 'strings' }),
    flag('replicas', 'Number of replicas to create. Default is 1.', { short: 'r', value: 'int' }),
    ignored('port', 'The containerPort that this deployment exposes.', { value: 'int' }),
  ],
  leavesOut: { 'dry-run': 'prints the object that would be sent, without sending it.' },
  examples: ['kubectl delete deployment thumb; kubectl create deployment thumb --image=thumb:1 --replicas=2'],
  models: 'A component of the scenario that was removed comes back, with so many replicas.',
  differs: 'The name is that of a component, which decides on the image and what it does.',
  run(args, context) {
    const [name] = args.rest;
    if (name === undefined || args.rest.length > 1)
      return error(1, `error: exactly one NAME is required, got ${args.rest.length}`);
    if (args.value('image') === undefined) return error(1, 'error: required flag(s) "image" not set');
    const namespace = namespaceOf(args) ?? 'default';
    if (workloadsOf(context.frame).some((w) => w.name === name && w.namespace === namespace))
      return error(
        1,
        `error: failed to create deployment: deployments.apps "${printable(name, 60)}" already exists`,
      );
    const replicas = args.value('replicas') ?? '1';
    if (!/^\d{1,5}$/.test(replicas))
      return error(
        1,
        `error: invalid argument "${printable(replicas, 20)}" for "-r, --replicas" flag: strconv.ParseInt: parsing "${printable(replicas, 20)}": invalid syntax`,
      );
    return createDeployment(name, namespace, Number(replicas), context);
  },
});

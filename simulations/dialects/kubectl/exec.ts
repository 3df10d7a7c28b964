import { defineSubcommand, error, flag, ignored } from '../dialect';
import { deploymentsIn, isRefusal } from './target';
import { workloadsOf } from './cluster';
import { namespaceOf, notFound } from './kinds';
import { podNames } from './operands';
import type { Place } from '../shell/place';

const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', '/bin/sh', '/bin/bash', '/bin/ash']);

/** `kubectl exec -it POD -- sh` */
export const kubectlExec = defineSubcommand({
  id: 'kubectl exec',
  words: ['kubectl', 'exec'],
  usage: 'kubectl exec (POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...] [options]',
  summary: 'Execute a command in a container.',
  flags: [
    flag('stdin', 'Pass stdin to the container', { short: 'i' }),
    flag('tty', 'Stdin is a TTY', { short: 't' }),
    ignored('container', 'Container name', { short: 'c', value: 'string' }),
    ignored('quiet', 'Only print output from the remote session', { short: 'q' }),
  ],
  stopsAtOperand: true,
  examples: ['kubectl exec -it api-1 -- sh', 'kubectl exec api-1 -- ps'],
  operands: (frame, position) => (position === 0 ? podNames(frame) : []),
  models: 'The way into the namespaces of the container: what one sees there is its own.',
  run(args, context) {
    const [target, ...rest] = args.rest;
    if (target === undefined) return error(1, 'error: pod, type/name or --filename must be specified');
    const words = rest[0] === '--' ? rest.slice(1) : rest;
    if (words.length === 0) return error(1, 'error: you must specify at least one command for the container');
    const namespace = namespaceOf(args);
    const pods = workloadsOf(context.frame).flatMap((w) => w.pods);
    const workload = target.includes('/') && !/^(po|pods?)\//.test(target);
    const found = workload ? deploymentsIn([target], namespace, context.frame) : [];
    if (isRefusal(found)) return found;
    const name = target.replace(/^(po|pods?)\//, '');
    const pod = workload
      ? found[0]?.pods.find(({ ready }) => ready)
      : pods.find((p) => p.name === name && p.namespace === (namespace ?? p.namespace));
    if (pod === undefined) return error(1, notFound('pods', name));
    if (pod.status === 'Pending')
      return error(1, `Error from server (BadRequest): pod ${pod.name} does not have a host assigned`);
    if (pod.status !== 'Running')
      return error(1, `error: unable to upgrade connection: container not found ("${pod.workload}")`);
    const place: Place = { kind: 'container', id: pod.sandbox.id };
    const [command = ''] = words;
    if (!SHELLS.has(command)) return { runs: { words, place, direct: true } };
    if (words[1] === '-c' && words[2] !== undefined)
      return { runs: { words: words[2].trim().split(/\s+/), place } };
    if (!args.has('stdin')) return {};
    return { enter: place };
  },
});

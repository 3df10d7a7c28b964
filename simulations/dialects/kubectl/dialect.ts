import { catalogue } from '../../base/catalogue';
import { defineDialect, flag, ignored, type Dialect, type Subcommand } from '../dialect';
import { pflag, pflagHelp } from '../grammars/pflag';
import { dockerHosts } from '../objects';
import { namespaceNames } from './kinds';
import * as entries from './index';

/** `kubectl scale` and its kin. */
export const kubectl: Dialect = defineDialect({
  id: 'kubectl',
  order: 20,
  command: 'kubectl',
  summary: 'kubectl controls the Kubernetes cluster manager.',
  grammar: pflag({
    mistake: (message, subcommand) => ({
      err: [`error: ${message}`, `See '${subcommand.words.join(' ')} --help' for usage.`],
      exitCode: 1,
    }),
    unknownCommand: (_dialect, word) => ({
      err: [`error: unknown command "${word}" for "kubectl"`],
      exitCode: 1,
    }),
    helpText: (subcommand) => [
      subcommand.summary,
      '',
      ...(subcommand.flags.length === 0 ? [] : ['Options:', ...pflagHelp(subcommand.flags), '']),
      'Usage:',
      `  ${subcommand.usage}`,
    ],
  }),
  flags: [
    flag('namespace', 'If present, the namespace scope for this CLI request', {
      short: 'n',
      value: 'string',
      names: namespaceNames,
    }),
    ignored('context', 'The name of the kubeconfig context to use', { value: 'string' }),
  ],
  leavesOut: {
    create: 'makes a resource of any kind; here kubectl create deployment brings a component back.',
    run: 'starts a single pod that no deployment looks after.',
    expose: 'makes a service for a deployment; here each has one of its name.',
    edit: 'opens the description of a resource in an editor; use kubectl apply.',
    patch: 'changes a few fields of a resource; use kubectl apply.',
    attach: 'joins the terminal to the main process of a container.',
    'port-forward': 'leads a port of your desk to a pod.',
    cp: 'copies files to and from containers; files are not in this model.',
    debug: 'puts a container with tools beside those of a pod.',
    diff: 'shows what apply would change.',
    explain: 'describes the fields of a kind.',
    label: 'changes labels.',
    annotate: 'changes annotations.',
    wait: 'waits for a condition; use kubectl rollout status.',
    config: 'manages clusters and contexts.',
    'api-resources':
      'lists the kinds that the cluster knows; here pods, deployments, replicasets, services, hpa, nodes, namespaces and events.',
    'api-versions': 'lists the versions of the API.',
    replace: 'puts another description in the place of a resource; use kubectl apply.',
    auth: 'tells who may do what.',
    taint: 'keeps pods off a node.',
    proxy: 'leads the API to a port of your desk.',
  },
  subcommands: catalogue<Subcommand>(entries),
  missingAt: (place, frame) => {
    if (place.kind === 'container') return 'sh: kubectl: not found';
    if (place.kind === 'vm') return 'bash: kubectl: command not found';
    return dockerHosts(frame).length > 0
      ? null
      : 'The connection to the server localhost:8080 was refused - did you specify the right host or port? (no host of this scenario runs containers)';
  },
});

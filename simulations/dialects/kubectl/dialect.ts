import { catalogue } from '../../base/catalogue';
import { defineDialect, ignored, type Dialect, type Subcommand } from '../dialect';
import { pflag, pflagHelp } from '../grammars/pflag';
import { dockerHosts } from '../objects';
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
    ignored('namespace', 'If present, the namespace scope for this CLI request', {
      short: 'n',
      value: 'string',
    }),
    ignored('context', 'The name of the kubeconfig context to use', { value: 'string' }),
  ],
  leavesOut: {},
  subcommands: catalogue<Subcommand>(entries),
  missingAt: (place, frame) => {
    if (place.kind === 'container') return 'sh: kubectl: not found';
    if (place.kind === 'vm') return 'bash: kubectl: command not found';
    return dockerHosts(frame).length > 0
      ? null
      : 'The connection to the server localhost:8080 was refused - did you specify the right host or port? (no host of this scenario runs containers)';
  },
});

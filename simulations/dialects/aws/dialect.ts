import { catalogue } from '../../base/catalogue';
import { defineDialect, flag, ignored, type Dialect, type Subcommand } from '../dialect';
import { argparse } from '../grammars/argparse';
import * as entries from './index';

/** `aws lambda invoke` and its kin. */
export const aws: Dialect = defineDialect({
  id: 'aws',
  order: 40,
  command: 'aws',
  summary: 'The AWS Command Line Interface is a unified tool to manage your AWS services.',
  grammar: argparse,
  flags: [
    flag('region', 'the region to use', { value: 'string' }),
    flag('output', 'the formatting style for command output', {
      value: 'string',
      values: ['json', 'text', 'table', 'yaml'],
    }),
    flag('query', 'a JMESPath query to use in filtering the response data', { value: 'string' }),
    ignored('no-cli-pager', 'disable the pager for output'),
    ignored('profile', 'use a specific profile from your credential file', { value: 'string' }),
  ],
  leavesOut: {
    'lambda update-function-code': 'uploads other code; functions of this model have none.',
    'lambda publish-version': 'makes a version that does not change any more.',
    'lambda create-alias': 'gives a version a name.',
    'lambda create-function-url-config': 'gives the function an address of its own.',
    'lambda create-event-source-mapping': 'lets a queue or stream call the function.',
    'lambda add-permission': 'lets others call the function.',
    'lambda wait': 'waits until a function is active.',
    'logs describe-log-groups': 'lists groups of logs.',
    'logs filter-log-events': 'searches a group of logs; use aws logs tail.',
    'logs get-log-events': 'reads one stream of a log; use aws logs tail.',
    cloudwatch: 'shows metrics and alarms; here the Results pane does.',
    ec2: 'manages rented VMs; the VMs of this model are managed by virsh.',
    s3: 'stores objects.',
    ecs: 'runs containers; here kubectl and docker do.',
    iam: 'says who may do what.',
    sts: 'tells and changes who you are.',
    configure: 'stores region and credentials; none are needed here.',
  },
  subcommands: catalogue<Subcommand>(entries),
  missingAt: (place) =>
    place.kind === 'desk'
      ? null
      : `${place.kind === 'container' ? 'sh: aws: not found' : 'bash: aws: command not found'}`,
});

import { catalogue } from '../../base/catalogue';
import { defineDialect, ignored, type Dialect, type Subcommand } from '../dialect';
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
    ignored('region', 'the region to use', { value: 'string' }),
    ignored('profile', 'use a specific profile from your credential file', { value: 'string' }),
  ],
  leavesOut: {},
  subcommands: catalogue<Subcommand>(entries),
  missingAt: (place) =>
    place.kind === 'desk'
      ? null
      : `${place.kind === 'container' ? 'sh: aws: not found' : 'bash: aws: command not found'}`,
});

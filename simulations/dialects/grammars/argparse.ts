/** The AWS command line: Python's argparse, with the wording of the AWS CLI version 2. Usage errors end with 252. */
import type { Mistake } from '../flags';
import type { Grammar } from './grammar';
import { pflagHelp } from './pflag';

const USAGE = [
  '',
  'usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]',
  'To see help text, you can run:',
  '',
  '  aws help',
  '  aws <command> help',
  '  aws <command> <subcommand> help',
  '',
];

function message(mistake: Mistake): string {
  switch (mistake.kind) {
    case 'unknown':
      return `Unknown options: ${mistake.shown}`;
    case 'ambiguous':
      return `ambiguous option: ${mistake.shown} could match ${mistake.could.join(', ')}`;
    case 'needs-value':
      return `aws: error: argument ${mistake.shown}: expected one argument`;
    case 'takes-no-value':
      return `aws: error: argument ${mistake.shown}: ignored explicit argument '${mistake.value}'`;
  }
}

export const argparse: Grammar = {
  rules: { abbreviates: true },
  help: ['help', '--help'],
  helpText: (subcommand) => [
    'NAME',
    `       ${subcommand.words.at(-1)} - ${subcommand.summary}`,
    '',
    'SYNOPSIS',
    `       ${subcommand.usage}`,
    '',
    'OPTIONS',
    ...pflagHelp(subcommand.flags),
  ],
  mistake: (mistake) => ({ err: [...USAGE, message(mistake)], exitCode: 252 }),
  unknownCommand: (_dialect, word, { length }) => ({
    err: [
      ...USAGE,
      word === ''
        ? `aws: error: the following arguments are required: ${length === 0 ? 'command' : 'operation'}`
        : `aws: error: argument ${length === 0 ? 'command' : 'operation'}: Found invalid choice '${word}'`,
    ],
    exitCode: 252,
  }),
};

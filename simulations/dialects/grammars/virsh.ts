/** virsh, the shell of libvirt: options of a command may be named or stand in order. */
import type { Mistake } from '../flags';
import type { Grammar } from './grammar';
import { pflagHelp } from './pflag';

function message(mistake: Mistake, command: string): string {
  switch (mistake.kind) {
    case 'unknown':
    case 'ambiguous':
      return `error: command '${command}' doesn't support option ${mistake.shown}`;
    case 'needs-value':
      return `error: expected syntax: ${mistake.shown} <${mistake.flag.value ?? 'string'}>`;
    case 'takes-no-value':
      return `error: invalid '=' after option ${mistake.shown}`;
  }
}

export const virshGrammar: Grammar = {
  rules: {},
  help: ['--help'],
  helpText: (subcommand) => [
    '  NAME',
    `    ${subcommand.words.slice(1).join(' ')} - ${subcommand.summary}`,
    '',
    '  SYNOPSIS',
    `    ${subcommand.usage.replace(/^virsh /, '')}`,
    ...(subcommand.flags.length === 0 ? [] : ['', '  OPTIONS', ...pflagHelp(subcommand.flags)]),
  ],
  mistake: (mistake, subcommand) => ({
    err: [message(mistake, subcommand.words.slice(1).join(' '))],
    exitCode: 1,
  }),
  unknownCommand: (_dialect, word) => ({
    err: [
      word === '' ? "error: no command was given: try 'virsh help'" : `error: unknown command: '${word}'`,
    ],
    exitCode: 1,
  }),
};

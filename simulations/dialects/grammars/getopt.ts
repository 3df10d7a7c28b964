/** The shell's own tools: GNU getopt_long. Exit code 1, or 2 for the few that keep 1 for another meaning. */
import type { Subcommand } from '../dialect';
import { shortOf, type Mistake } from '../flags';
import { pflagHelp } from './pflag';
import type { Grammar } from './grammar';

function getoptMessage(mistake: Mistake): string {
  switch (mistake.kind) {
    case 'unknown':
      return mistake.shown.startsWith('--')
        ? `unrecognized option '${mistake.shown}'`
        : `invalid option -- '${mistake.shown.slice(1)}'`;
    case 'ambiguous':
      return `option '${mistake.shown}' is ambiguous; possibilities: ${mistake.could.map((c) => `'${c}'`).join(' ')}`;
    case 'needs-value':
      return mistake.shown.startsWith('--')
        ? `option '${mistake.shown}' requires an argument`
        : `option requires an argument -- '${mistake.shown.slice(1)}'`;
    case 'takes-no-value':
      return `option '${mistake.shown}' doesn't allow an argument`;
  }
}

/** Tools whose exit code 1 means "nothing found" or the like. */
const TWO: ReadonlySet<string> = new Set(['grep', 'ls', 'sort']);
const nameOf = (subcommand: Subcommand): string => subcommand.words.join(' ');

export const getopt: Grammar = {
  rules: { abbreviates: true },
  help: ['--help'],
  helpText: (subcommand) => [
    `Usage: ${subcommand.usage}`,
    subcommand.summary,
    ...(subcommand.flags.some((f) => shortOf(f) !== undefined || f.name.length > 1) ? [''] : []),
    ...pflagHelp(subcommand.flags),
  ],
  mistake: (mistake, subcommand) => ({
    err: [
      `${nameOf(subcommand)}: ${getoptMessage(mistake)}`,
      `Try '${nameOf(subcommand)} --help' for more information.`,
    ],
    exitCode: TWO.has(nameOf(subcommand)) ? 2 : 1,
  }),
  unknownCommand: (_dialect, word) => ({ err: [`bash: ${word}: command not found`], exitCode: 127 }),
};

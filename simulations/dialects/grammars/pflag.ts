/** Docker and kubectl: Go's pflag library under cobra. https://github.com/spf13/pflag */
import type { Dialect, Flag, Subcommand } from '../dialect';
import { shortOf, type Mistake } from '../flags';
import type { Complaint, Grammar } from './grammar';

/** `unknown flag: --foo`, `unknown shorthand flag: 'z' in -az`, `flag needs an argument: 'm' in -m`. */
export function pflagMessage(mistake: Mistake): string {
  switch (mistake.kind) {
    case 'unknown':
      return mistake.shown.startsWith('--')
        ? `unknown flag: ${mistake.shown}`
        : `unknown shorthand flag: '${mistake.shown.slice(1)}' in ${mistake.word === '' ? mistake.shown : mistake.word}`;
    case 'needs-value':
      return mistake.shown.startsWith('--')
        ? `flag needs an argument: ${mistake.shown}`
        : `flag needs an argument: '${mistake.shown.slice(1)}' in ${mistake.shown}`;
    case 'takes-no-value': {
      const short = shortOf(mistake.flag);
      const both = short === undefined ? '' : `-${short}, `;
      return `invalid argument "${mistake.value}" for "${both}--${mistake.flag.name}" flag: strconv.ParseBool: parsing "${mistake.value}": invalid syntax`;
    }
    case 'ambiguous':
      return `unknown flag: ${mistake.shown}`;
  }
}

/** `  -d, --detach             Run container in background`, as pflag sets its columns. */
export function pflagHelp(flags: readonly Flag[]): readonly string[] {
  const rows = flags.map((f) => {
    const short = shortOf(f);
    const long = f.name.length > 1 ? `--${f.name}` : '';
    const head = short === undefined ? `      ${long}` : `  -${short}${long === '' ? '' : `, ${long}`}`;
    return [f.value === undefined ? head : `${head} ${f.value}`, f.summary] as const;
  });
  const width = Math.max(0, ...rows.map(([head]) => head.length)) + 3;
  return rows.map(([head, summary]) => `${head.padEnd(width)}${summary}`);
}

interface PflagTool {
  /** What a mistake in the flags of a subcommand looks like. */
  readonly mistake: (message: string, subcommand: Subcommand) => Complaint;
  readonly unknownCommand: Grammar['unknownCommand'];
  readonly helpText: (subcommand: Subcommand, dialect: Dialect) => readonly string[];
}

export const pflag = (tool: PflagTool): Grammar => ({
  rules: { switchesTakeBooleans: true },
  help: ['--help', '-h'],
  helpText: tool.helpText,
  mistake: (mistake, subcommand) => tool.mistake(pflagMessage(mistake), subcommand),
  unknownCommand: tool.unknownCommand,
});

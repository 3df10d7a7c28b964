/** How a family of tools words help and mistakes; a dialect names one. */
import type { Dialect, Subcommand } from '../dialect';
import type { FlagRules, Mistake } from '../flags';

export interface Complaint {
  readonly err: readonly string[];
  readonly exitCode: number;
}

export interface Grammar {
  readonly rules: FlagRules;
  /** Words that ask for help; a subcommand's own flag of the same name goes before. */
  readonly help: readonly string[];
  readonly helpText: (subcommand: Subcommand, dialect: Dialect) => readonly string[];
  readonly mistake: (mistake: Mistake, subcommand: Subcommand) => Complaint;
  /**
   * The tool without a subcommand that it knows; `word` is '' where there was none, `group` the words before it that
   * are known: `docker image` of `docker image prune`.
   */
  readonly unknownCommand: (dialect: Dialect, word: string, group: readonly string[]) => Complaint;
}

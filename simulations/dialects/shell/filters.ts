/** What the filters of a pipe share: reading from the pipe or from files that the place has, and patterns of grep. */
import { fail, ok, printable, type Outcome } from '../../base/errors';
import {
  defineSubcommand,
  error,
  type Arguments,
  type Context,
  type Said,
  type Subcommand,
} from '../dialect';
import { readFile } from './files';

/** The input of a filter: the files that are named, else the pipe. In words, why there is none. */
export function inputOf(
  tool: string,
  files: readonly string[],
  context: Context,
): Outcome<readonly string[], string> {
  if (files.length === 0)
    return context.input === null
      ? fail(`${tool}: nothing to read: it stands behind a pipe (|) or names a file`)
      : ok(context.input);
  const lines: string[] = [];
  for (const file of files) {
    if (file === '-') lines.push(...(context.input ?? []));
    else {
      const read = readFile(file, context);
      if (!read.ok) return fail(`${tool}: ${printable(file, 200)}: ${read.error}`);
      lines.push(...read.value);
    }
  }
  return ok(lines);
}

interface Filter extends Omit<Subcommand, 'id' | 'words' | 'run' | 'filter'> {
  readonly name: string;
  /** How many operands come before the files. */
  readonly before?: (args: Arguments) => number;
  readonly filter: (args: Arguments, input: readonly string[]) => Said;
}

export function defineFilter({ name, before, ...rest }: Filter): Subcommand {
  return defineSubcommand({
    ...rest,
    id: name,
    words: [name],
    run(args, context) {
      const input = inputOf(name, args.rest.slice(before?.(args) ?? 0), context);
      return input.ok ? rest.filter(args, input.value) : error(name === 'grep' ? 2 : 1, input.error);
    },
  });
}

const LONGEST_PATTERN = 200;

/**
 * A pattern of grep as a regular expression. Basic ones have `\|`, `\(`, `\+` for what extended ones write without the
 * backslash. Patterns whose search could take for ever are refused.
 */
export function patternOf(
  text: string,
  rules: {
    readonly extended: boolean;
    readonly fixed: boolean;
    readonly ignoreCase: boolean;
    readonly word: boolean;
    readonly line: boolean;
  },
): Outcome<RegExp, string> {
  if (text.length > LONGEST_PATTERN) return fail('the pattern is too long');
  const escaped = rules.fixed ? text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&') : text;
  const body = rules.fixed || rules.extended ? escaped : swapBasic(escaped);
  const named = body
    .replaceAll('[[:space:]]', '\\s')
    .replaceAll('[[:digit:]]', '\\d')
    .replaceAll(/\[:digit:\]/g, '0-9')
    .replaceAll(/\[:alpha:\]/g, 'A-Za-z')
    .replaceAll(/\[:alnum:\]/g, 'A-Za-z0-9');
  if (/\([^()]*[*+{][^()]*\)\s*[*+{]/.test(named) || /[*+}][*+{]/.test(named))
    return fail('this pattern could search for ever');
  const bounded = rules.line ? `^(?:${named})$` : rules.word ? `\\b(?:${named})\\b` : named;
  try {
    return ok(new RegExp(bounded, rules.ignoreCase ? 'gi' : 'g'));
  } catch {
    return fail(`Invalid regular expression`);
  }
}

/** Basic to extended: `\+` becomes `+`, and `+` becomes `\+`. */
const swapBasic = (text: string): string =>
  text.replaceAll(/\\?[+?|(){}]|\\./gs, (match) => {
    if (match.length === 1) return `\\${match}`;
    return '+?|(){}'.includes(match[1] as string) ? (match[1] as string) : match;
  });

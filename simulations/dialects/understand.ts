/** Words of one command: which tool they call, by whose rules they are read, and what they ask for. */
import { catalogue, nearestName } from '../base/catalogue';
import { printable } from '../base/errors';
import { commandNamed, COMMANDS } from '../commands/catalogue';
import { parseLine } from '../commands/parse-line';
import * as dialects from './catalogue';
import { error, type Arguments, type Context, type Dialect, type Intent, type Subcommand } from './dialect';
import { readFlags, shownFlag, type Mistake } from './flags';
import { REAL_TOOLS } from './real-tools';

export const DIALECTS: readonly Dialect[] = catalogue<Dialect>(dialects);
export const SUBCOMMANDS: readonly Subcommand[] = DIALECTS.flatMap((dialect) => dialect.subcommands);

/** What the words ask for, and the id of the subcommand that a `follow` belongs to. */
export interface Understood {
  readonly intent: Intent;
  readonly subcommand: string | null;
}

const only = (intent: Intent): Understood => ({ intent, subcommand: null });

export function understand(words: readonly string[], context: Context): Understood {
  const [tool] = words;
  if (tool === undefined) return only({});
  if (tool === 'help') return only(help(words.slice(1), context));
  const found = findTool(tool);
  // `kill` and its kin are words of the shell and of the lab: at the desk, which has no processes, they are the lab's.
  const ofLab = found?.command === null && context.place.kind === 'desk' && commandNamed(tool) !== undefined;
  if (found !== null && !ofLab) {
    const missing = found.missingAt(context.place, context.frame);
    if (missing === null) return useTool(found, words, context);
    return commandNamed(tool) === undefined ? only(error(127, missing)) : only(neutral(words));
  }
  return only(commandNamed(tool) === undefined ? unknownTool(tool) : neutral(words));
}

/** Whether a text reads as a line for the terminal: its first word is a tool, and there is something for it to do. */
export function isCommandLine(text: string): boolean {
  const [tool = '', ...words] = text.trim().split(/\s+/);
  const found = findTool(tool);
  if (found === null) return commandNamed(tool) !== undefined && words.length > 0;
  return found.command === null ? words.length > 0 || text === tool : words.length > 0;
}

function findTool(tool: string): Dialect | null {
  return (
    DIALECTS.find((dialect) => dialect.command === tool) ??
    DIALECTS.find((d) => d.command === null && d.subcommands.some((s) => s.words[0] === tool)) ??
    null
  );
}

function useTool(dialect: Dialect, words: readonly string[], context: Context): Understood {
  const { grammar } = dialect;
  const plain =
    dialect.command === null ? words : [words[0] as string, ...withoutLeadingFlags(dialect, words.slice(1))];
  const named = withoutGroupFlags(dialect, plain);
  const match = bestMatch(dialect, named);
  if (match === null) return only(unknownSubcommand(dialect, named.slice(1)));
  const { subcommand, length } = match;
  // Flags that stood before the subcommand are read with those after it.
  const leading = words.slice(1, 1 + words.length - plain.length);
  const after = named.slice(length);
  const rest = [...leading, ...(subcommand.older?.(after) ?? after)];
  const flags = [
    ...subcommand.flags,
    ...dialect.flags.filter((f) => !subcommand.flags.some((own) => own.name === f.name)),
  ];
  if (asksForHelp(dialect, subcommand, rest)) return only({ out: grammar.helpText(subcommand, dialect) });
  const args = readFlags(flags, rest, {
    ...grammar.rules,
    ...(subcommand.stopsAtOperand === true && { stopsAtOperand: true }),
  });
  if ('kind' in args) return only(complain(dialect, subcommand, args));
  return { intent: subcommand.run(args, context), subcommand: subcommand.id };
}

/** A filter of a pipe with its arguments; null for what is no filter, or is not called as one. */
function filterOf(
  words: readonly string[],
): { readonly subcommand: Subcommand; readonly args: Arguments } | null {
  const subcommand = SUBCOMMANDS.find((s) => s.filter !== undefined && s.words[0] === words[0]);
  const dialect = DIALECTS.find((d) => subcommand !== undefined && d.subcommands.includes(subcommand));
  if (subcommand === undefined || dialect === undefined) return null;
  const after = words.slice(1);
  const args = readFlags(subcommand.flags, subcommand.older?.(after) ?? after, dialect.grammar.rules);
  return 'kind' in args ? null : { subcommand, args };
}

/** Lines through a filter of a pipe: `grep` and its kin. What is no filter lets nothing through. */
export function filterLines(words: readonly string[], lines: readonly string[]): readonly string[] {
  const found = filterOf(words);
  return found === null ? [] : (found.subcommand.filter?.(found.args, lines).out ?? []);
}

/** How many lines it needs at once: 0 where it takes them as they come. */
export function gatheredBy(words: readonly string[]): number {
  const found = filterOf(words);
  return found?.subcommand.gathers?.(found.args) ?? 0;
}

/** `docker --context x ps`: the tool's own flags may stand before the subcommand. */
function withoutLeadingFlags(dialect: Dialect, words: readonly string[]): readonly string[] {
  if (words[0]?.startsWith('-') !== true) return words;
  const args = readFlags(dialect.flags, words, { ...dialect.grammar.rules, stopsAtOperand: true });
  return 'kind' in args ? words : args.rest;
}

/** `docker compose -f FILE ps` is `docker compose ps`. */
function withoutGroupFlags(dialect: Dialect, words: readonly string[]): readonly string[] {
  const flags = dialect.groupFlags?.[words[1] ?? ''];
  if (flags === undefined || words[2]?.startsWith('-') !== true) return words;
  const args = readFlags(flags, words.slice(2), { ...dialect.grammar.rules, stopsAtOperand: true });
  return 'kind' in args ? words : [...words.slice(0, 2), ...args.rest];
}

/** The subcommand with the most words in common: `docker service ls` before `docker service`. */
function bestMatch(
  dialect: Dialect,
  words: readonly string[],
): { readonly subcommand: Subcommand; readonly length: number } | null {
  const candidates = dialect.subcommands.flatMap((subcommand) =>
    [subcommand.words, ...(subcommand.aliases ?? [])]
      .filter((form) => form.every((word, i) => words[i] === word))
      .map((form) => ({ subcommand, length: form.length })),
  );
  return candidates.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

function asksForHelp(dialect: Dialect, subcommand: Subcommand, rest: readonly string[]): boolean {
  const own = (word: string): boolean =>
    subcommand.flags.some(
      (f) => shownFlag(f.name) === word || (f.short !== undefined && `-${f.short}` === word),
    );
  const ends = subcommand.stopsAtOperand === true ? rest.findIndex((word) => !word.startsWith('-')) : -1;
  const seen = ends < 0 ? rest : rest.slice(0, ends);
  return dialect.grammar.help.some((word) => !own(word) && seen.includes(word));
}

/** The tool's own words for the mistake; for a real flag that is left out, that it is, and what it would do. */
function complain(dialect: Dialect, subcommand: Subcommand, mistake: Mistake): Intent {
  const { err, exitCode } = dialect.grammar.mistake(mistake, subcommand);
  if (mistake.kind !== 'unknown') return { err, exitCode };
  const name = mistake.shown.replace(/^-+/, '');
  const real = subcommand.leavesOut?.[name];
  if (real !== undefined)
    return { err: [`${subcommand.id} ${mistake.shown}: not in this model. ${sentence(real)}`], exitCode };
  const near = mistake.nearest === undefined ? [] : [`(nearest: ${mistake.nearest})`];
  return { err: [...err, ...near], exitCode };
}

const sentence = (text: string): string => `The real one ${text}`;

function unknownSubcommand(dialect: Dialect, words: readonly string[]): Intent {
  const tool = dialect.command ?? '';
  if (words.length === 0) return { out: toolHelp(dialect, []) };
  if (dialect.grammar.help.some((word) => words[0] === word) || words[0] === 'help')
    return { out: toolHelp(dialect, words.slice(1)) };
  const left = [2, 1]
    .map((n) => words.slice(0, n).join(' '))
    .find((name) => Object.hasOwn(dialect.leavesOut, name));
  if (left !== undefined)
    return error(1, `${tool} ${left}: not in this model. ${sentence(dialect.leavesOut[left] ?? '')}`);
  const group = isGroup(dialect, words[0] ?? '') ? words.slice(0, 1) : [];
  const word = printable(words[group.length] ?? '', 60);
  const { err, exitCode } = dialect.grammar.unknownCommand(dialect, word, group);
  const typed = [tool, ...words.slice(0, 2)].join(' ');
  const names = dialect.subcommands.map((s) => s.words.join(' '));
  const nearest = nearestName(typed, names) ?? nearestName(`${tool} ${word}`, names);
  const hint =
    nearest === undefined
      ? `not in this model: of ${[tool, ...group].join(' ')} there is ${thereIs(names, [tool, ...group].join(' '))}`
      : `not in this model; did you mean: ${nearest}`;
  return { err: [...err, hint], exitCode };
}

const thereIs = (names: readonly string[], group: string): string =>
  names
    .filter((name) => name.startsWith(`${group} `))
    .map((name) => name.slice(group.length + 1))
    .join(', ');

/** A word that is followed by one of several others: `image`, `lambda`, `rollout`. */
const isGroup = ({ command, subcommands }: Dialect, word: string): boolean =>
  subcommands.some(({ words, aliases = [] }) =>
    [words, ...aliases].some((form) => form.length > 2 && form[0] === command && form[1] === word),
  );

/** `docker help`, `docker help run`. */
function toolHelp(dialect: Dialect, words: readonly string[]): readonly string[] {
  const wanted = bestMatch(dialect, dialect.command === null ? words : [dialect.command, ...words]);
  if (words.length > 0 && wanted !== null) return dialect.grammar.helpText(wanted.subcommand, dialect);
  const width = Math.max(...dialect.subcommands.map((s) => s.words.join(' ').length)) + 3;
  return [
    dialect.summary,
    '',
    ...dialect.subcommands.map((s) => `  ${s.words.join(' ').padEnd(width)}${s.summary}`),
    '',
    `Left out of this model: ${Object.keys(dialect.leavesOut).join(', ') || 'see docs/terminal.md'}`,
  ];
}

/** What there is at this place, by tool; or one tool of it, or one of its subcommands. */
function help([tool, ...words]: readonly string[], { place, frame }: Context): Intent {
  const there = DIALECTS.filter((dialect) => dialect.missingAt(place, frame) === null);
  if (tool !== undefined) {
    const found = findTool(tool);
    if (found === null) {
      const command = commandNamed(tool);
      return command === undefined ? unknownTool(tool) : { out: [command.summary, `  ${command.example}`] };
    }
    return { out: toolHelp(found, found.command === null ? [tool] : words) };
  }
  return {
    out: [
      'A simulated shell: what you type acts on the model and on nothing else.',
      '',
      ...there.flatMap((dialect) => [
        `${dialect.command ?? 'shell'}: ${dialect.summary}`,
        ...wrapped(
          dialect.subcommands.map((s) => (dialect.command === null ? s.words : s.words.slice(1)).join(' ')),
        ),
      ]),
      'lab: the same without a tool’s wording, and what no tool can do',
      ...wrapped(COMMANDS.map((command) => command.id)),
      '',
      'TOOL help, or COMMAND --help, says more. Pipes (|), lists (; && ||), $? and $(…) work; Ctrl-C ends what goes on.',
    ],
  };
}

/** Names side by side, as many as fit. */
function wrapped(names: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last === undefined || last.length + name.length > 90) lines.push(`  ${name}`);
    else lines[lines.length - 1] = `${last}, ${name}`;
  }
  return lines;
}

/** The neutral spelling of a typed command: the same under every orchestrator. */
function neutral(words: readonly string[]): Intent {
  const asked = commandNamed(words[0] ?? '');
  if (asked !== undefined && words[1] === '--help') return { out: [asked.summary, `  ${asked.example}`] };
  const call = parseLine(
    words.map((word) => (/[\s"']/.test(word) || word === '' ? JSON.stringify(word) : word)).join(' '),
  );
  if (call.ok) return { acts: [{ call: call.value }] };
  const { message, hint } = call.error;
  return error(2, message, ...(hint === undefined ? [] : [`example: ${hint}`]));
}

function unknownTool(tool: string): Intent {
  const names = [
    ...DIALECTS.flatMap((d) =>
      d.command === null ? d.subcommands.map((s) => s.words[0] ?? '') : [d.command],
    ),
    ...COMMANDS.map((command) => command.id),
  ];
  const real = Object.hasOwn(REAL_TOOLS, tool) ? REAL_TOOLS[tool] : undefined;
  const shown = printable(tool, 60);
  if (real !== undefined) return error(127, `${shown}: not in this model. ${sentence(real)}`);
  const nearest = nearestName(tool, names);
  return error(
    127,
    `bash: ${shown}: command not found (not in this model)`,
    nearest === undefined ? 'type help for what there is' : `did you mean: ${nearest}`,
  );
}

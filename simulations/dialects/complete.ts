/** What could stand where the cursor is: tools, subcommands, flags, their values, names of things. Pure, from a frame. */
import { COMMANDS, commandNamed } from '../commands/catalogue';
import type { Frame } from '../lab/frame';
import type { Dialect, Flag, Subcommand } from './dialect';
import { shortOf, shownFlag } from './flags';
import { sandboxesOf, type Place } from './shell/place';
import { plainWord } from './shell/parse';
import { cutLine } from './shell/words';
import { DIALECTS } from './understand';

export interface Candidate {
  readonly text: string;
  /** What it is, in a few words. */
  readonly hint: string;
}

export interface Completion {
  /** Where the word begins that a candidate takes the place of. */
  readonly from: number;
  readonly candidates: readonly Candidate[];
}

const MOST = 200;
const candidate = (text: string, hint = ''): Candidate => ({ text, hint });
const named = (names: readonly string[]): readonly Candidate[] => names.map((name) => candidate(name));

export function complete(line: string, cursor: number, place: Place, frame: Frame): Completion {
  const { words, partial, from } = before(line.slice(0, cursor));
  const fitting = candidatesFor(words, partial, place, frame)
    .filter(({ text }) => text.startsWith(partial))
    .toSorted((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  const once = fitting.filter(({ text }, i) => text !== fitting[i - 1]?.text);
  return { from, candidates: once.slice(0, MOST) };
}

/** The command in which the cursor stands: its words, and the one that is being typed. */
function before(head: string): {
  readonly words: readonly string[];
  readonly partial: string;
  readonly from: number;
} {
  const { tokens } = cutLine(head);
  const last = tokens.findLastIndex((token) => token.kind === 'operator');
  const own = tokens.slice(last + 1).flatMap((token) => (token.kind === 'word' ? [token] : []));
  const current = own.at(-1);
  const typing = current !== undefined && current.end >= head.length;
  const words = (typing ? own.slice(0, -1) : own).map((token) => plainWord(token.parts));
  return typing
    ? { words, partial: plainWord(current.parts), from: current.start }
    : { words, partial: '', from: head.length };
}

function candidatesFor(
  words: readonly string[],
  partial: string,
  place: Place,
  frame: Frame,
): readonly Candidate[] {
  const [tool] = words;
  const there = DIALECTS.filter((dialect) => dialect.missingAt(place, frame) === null);
  if (tool === undefined) return tools(there);
  // `watch docker p…`: the command within is completed.
  if (['watch', 'time', 'sudo', 'xargs'].includes(tool)) {
    const inner = words.slice(1).findIndex((word) => !/^-|^\d/.test(word));
    const rest = inner < 0 ? [] : words.slice(1 + inner);
    if (!partial.startsWith('-')) return candidatesFor(rest, partial, place, frame);
  }
  const dialect = there.find(
    (d) => d.command === tool || (d.command === null && d.subcommands.some((s) => s.words[0] === tool)),
  );
  if (tool === 'help') return tools(there);
  if (dialect === undefined) return commandNamed(tool) === undefined ? [] : ofLab(words, frame);
  return ofTool(dialect, words, partial, frame);
}

const tools = (there: readonly Dialect[]): readonly Candidate[] => [
  ...there.flatMap((d) =>
    d.command === null
      ? d.subcommands.map((s) => candidate(s.words[0] ?? '', s.summary))
      : [candidate(d.command, d.summary)],
  ),
  ...COMMANDS.map((command) => candidate(command.id, command.summary)),
  candidate('help', 'What there is'),
];

function ofTool(
  dialect: Dialect,
  words: readonly string[],
  partial: string,
  frame: Frame,
): readonly Candidate[] {
  const forms = dialect.subcommands.flatMap((subcommand) =>
    [subcommand.words, ...(subcommand.aliases ?? [])].map((form) => ({ form, subcommand })),
  );
  const chosen = forms
    .filter(({ form }) => form.every((word, i) => words[i] === word))
    .toSorted((a, b) => b.form.length - a.form.length)[0];
  const longer = forms.filter(
    ({ form }) => form.length > words.length && words.every((word, i) => form[i] === word),
  );
  const next = longer.map(({ form, subcommand }) =>
    candidate(form[words.length] ?? '', form.length === words.length + 1 ? subcommand.summary : ''),
  );
  if (chosen === undefined) return next;
  return [
    ...next,
    ...ofSubcommand(chosen.subcommand, dialect, words.slice(chosen.form.length), partial, frame),
  ];
}

function ofSubcommand(
  subcommand: Subcommand,
  dialect: Dialect,
  words: readonly string[],
  partial: string,
  frame: Frame,
): readonly Candidate[] {
  const flags = [...subcommand.flags, ...dialect.flags];
  const valued = flagOf(flags, words.at(-1) ?? '');
  if (valued?.value !== undefined) return named([...(valued.values ?? []), ...(valued.names?.(frame) ?? [])]);
  const inline = /^(--[^=]+)=/.exec(partial);
  if (inline !== null) {
    const flag = flagOf(flags, inline[1] ?? '');
    return named(
      [...(flag?.values ?? []), ...(flag?.names?.(frame) ?? [])].map((value) => `${inline[1]}=${value}`),
    );
  }
  if (partial.startsWith('-')) return flags.map((f) => candidate(shownFlag(f.name), f.summary));
  return named(subcommand.operands?.(frame, operandsIn(words, flags)) ?? []);
}

const flagOf = (flags: readonly Flag[], word: string): Flag | undefined =>
  flags.find((f) => word === shownFlag(f.name) || (shortOf(f) !== undefined && word === `-${shortOf(f)}`));

/** How many operands the words hold: flags and their values are none. */
const operandsIn = (words: readonly string[], flags: readonly Flag[]): number =>
  words.filter((word, i) => !word.startsWith('-') && flagOf(flags, words[i - 1] ?? '')?.value === undefined)
    .length;

/** Words of the lab's own commands, by the names of their arguments. */
function ofLab(words: readonly string[], frame: Frame): readonly Candidate[] {
  if (words.at(-1) === '--in') return named(frame.deployments.map((d) => d.id));
  const argument = commandNamed(words[0] ?? '')?.positional[words.length - 1];
  const components = frame.deployments.flatMap((d) => d.components.map((c) => c.id));
  const sandboxes = sandboxesOf(frame).map((s) => s.id);
  switch (argument) {
    case 'component':
      return named(components);
    case 'function':
      return named(
        sandboxesOf(frame)
          .flatMap((s) => s.functionId ?? [])
          .concat(components),
      );
    case 'sandbox':
      return named(sandboxes);
    case 'target':
      return named([...sandboxes, ...components]);
    case 'path':
      return named(frame.knobs.map((knob) => knob.path));
    default:
      return argument === undefined ? named(['--in']) : [];
  }
}

/** What all candidates begin with. */
export function commonStart(candidates: readonly Candidate[]): string {
  const [first] = candidates;
  if (first === undefined) return '';
  let length = first.text.length;
  for (const { text } of candidates) while (!text.startsWith(first.text.slice(0, length))) length--;
  return first.text.slice(0, length);
}

/**
 * A line typed at a terminal: cut into pipelines by the shell's rules, each command read by its tool's rules, carried out
 * as the same typed commands that buttons issue.
 */
import type { Outcome } from '../base/errors';
import { formatClock } from '../base/quantity';
import type { CommandCall } from '../commands/catalogue';
import type { Frame } from '../lab/frame';
import type { Lab } from '../lab/lab';
import type { Act, Context, Followed, Intent, Plain, Said } from './dialect';
import { filterLines, gatheredBy, SUBCOMMANDS, understand, type Understood } from './understand';
import { capped, outputOf, type Follow, type OutputLine, type TerminalReply } from './reply';
import { parseShell, type Pipeline, type SimpleCommand } from './shell/parse';
import { lostPlace, newShell, placeOf, type Shell } from './shell/place';
import { expandWords } from './shell/expand';

/** Substitutions within substitutions, and lists from a paste: more is a slip or a trick. */
const DEEPEST = 4;
/** More than that nobody sorts or counts at a terminal. */
const MOST_GATHERED = 10_000;
const MOST_PIPELINES = 500;
/** The exit code of `timeout` for what it ended. */
const TIMED_OUT = 124;

/** What is gathered while a line is carried out. */
interface Progress {
  readonly lab: Lab;
  readonly output: OutputLine[];
  readonly commands: CommandCall[];
  shell: Shell;
  follow: Follow | null;
  clear: boolean;
  readonly depth: number;
}

/** Never throws; what is printed holds no control characters, whatever names a file gave. */
export function interpretLine(lab: Lab, line: string, shell: Shell = newShell()): TerminalReply {
  const progress: Progress = {
    lab,
    output: [],
    commands: [],
    shell: stillThere(lab, shell),
    follow: null,
    clear: false,
    depth: 0,
  };
  runLine(progress, line);
  const output = capped(progress.output);
  const { joins: _, ...after } = progress.shell;
  return {
    output,
    lines: output.map(({ text }) => text),
    commands: progress.commands,
    exitCode: progress.shell.status,
    shell: after,
    follow: progress.follow,
    asOf: { nowMicros: lab.nowMicros, commands: lab.log.length },
    clear: progress.clear,
  };
}

/** Places that are gone are left, and the one behind them is where the line is typed. */
function stillThere(lab: Lab, shell: Shell): Shell {
  const frame = lab.frame();
  const places = shell.places.filter((place) => lostPlace(place, frame) === null);
  return { ...shell, places: places.length === 0 ? newShell().places : places };
}

function runLine(progress: Progress, line: string): void {
  const parsed: Outcome<readonly Pipeline[], string> = parseShell(line);
  if (!parsed.ok) {
    say(progress, { err: [parsed.error], exitCode: 2 });
    return;
  }
  for (const [i, pipeline] of parsed.value.slice(0, MOST_PIPELINES).entries()) {
    const joins = i === 0 ? (progress.shell.joins ?? ';') : pipeline.joins;
    if ((joins === '&&' && progress.shell.status !== 0) || (joins === '||' && progress.shell.status === 0))
      continue;
    runPipeline(progress, pipeline);
    const next = parsed.value[i + 1];
    if (progress.follow === null || next === undefined) {
      if (progress.follow !== null) return;
      continue;
    }
    const rest = line.slice(pipeline.end).replace(/^\s*(&&|\|\||;|\n)/, '');
    progress.follow = { ...progress.follow, rest: { line: rest, joins: next.joins } };
    return;
  }
}

function say(progress: Progress, said: Said): void {
  progress.output.push(...outputOf('out', said.out), ...outputOf('err', said.err));
  progress.shell = { ...progress.shell, status: said.exitCode ?? 0 };
}

/** A line before it is made printable. */
interface Printed {
  readonly stream: OutputLine['stream'];
  readonly text: string;
}

const printed = ({ out = [], err = [] }: Said): readonly Printed[] => [
  ...err.map((text) => ({ stream: 'err' as const, text })),
  ...out.map((text) => ({ stream: 'out' as const, text })),
];

/** What one command of a pipeline gives to the next. */
interface Stage {
  /** What it printed, in order, without what was thrown away. */
  readonly output: readonly Printed[];
  readonly exitCode: number;
  readonly follow: Follow | null;
}

function runPipeline(progress: Progress, { commands }: Pipeline): void {
  let input: readonly string[] | null = null;
  let follow = null as Follow | null;
  for (const [i, command] of commands.entries()) {
    const last = i === commands.length - 1;
    const words = wordsOf(progress, command);
    const stage = runCommand(progress, words, command, input, last);
    // What goes on keeps its filters: each line that comes later runs through them.
    if (follow !== null) follow = behind(follow, words, input ?? []);
    else if (stage.follow !== null) follow = stage.follow;
    const isLate = follow?.gathered !== undefined;
    input = stage.output.filter(({ stream }) => stream === 'out').map(({ text }) => text);
    const shown = last && !isLate ? stage.output : stage.output.filter(({ stream }) => stream === 'err');
    progress.output.push(...shown.flatMap(({ stream, text }) => outputOf(stream, [text])));
    progress.shell = { ...progress.shell, status: stage.exitCode };
  }
  progress.follow = follow;
}

/** What goes on, with one more filter behind it; over where that has read enough already, as `head` has. */
function behind(follow: Follow, words: readonly string[], lines: readonly string[]): Follow | null {
  const through = [...follow.through, words];
  const enough = follow.gathered === undefined ? gatheredBy(words) : 0;
  if (enough === 0) return { ...follow, through };
  if (lines.length >= enough) return null;
  return { ...follow, through, gathered: { from: follow.through.length, lines, enough } };
}

/** The words of a command with variables and `$(…)` filled in. */
function wordsOf(progress: Progress, command: SimpleCommand): readonly string[] {
  const { shell } = progress;
  return expandWords(command.words, {
    variable: (name) => variableOf(name, shell),
    output: (line) => {
      if (progress.depth >= DEEPEST) return [];
      const inner: Progress = { ...progress, output: [], depth: progress.depth + 1 };
      runLine(inner, line);
      progress.output.push(...inner.output.filter(({ stream }) => stream === 'err'));
      if (inner.follow !== null)
        progress.output.push(
          ...outputOf('err', [`bash: $(${line}) takes time: it is not waited for in this model`]),
        );
      return inner.output.filter(({ stream }) => stream === 'out').map(({ text }) => text);
    },
  });
}

function variableOf(name: string, shell: Shell): string {
  const place = placeOf(shell);
  switch (name) {
    case '?':
      return String(shell.status);
    case 'HOSTNAME':
      return place.id === '' ? 'desk' : place.id;
    case 'USER':
      return place.kind === 'container' ? 'root' : 'learner';
    case 'HOME':
      return place.kind === 'container' ? '/root' : '/home/learner';
    case 'SHELL':
      return place.kind === 'container' ? '/bin/sh' : '/bin/bash';
    default:
      return '';
  }
}

function runCommand(
  progress: Progress,
  words: readonly string[],
  command: SimpleCommand,
  piped: readonly string[] | null,
  last: boolean,
): Stage {
  const context = contextOf(progress, command, piped, last);
  const { intent, subcommand, limits } = understandAll(words, context);
  const done = carryOut(progress, intent);
  const output = done.output
    .filter(({ stream }) => !command.drops.includes(stream))
    .map((line) => (command.errToOut ? { ...line, stream: 'out' as const } : line));
  const follow =
    done.follow === undefined || subcommand === null
      ? null
      : { subcommand, state: done.follow, through: [], drops: command.drops, rest: null, ...limits };
  // What is over at once took no simulated time.
  const times = follow === null && limits.timedFrom !== undefined ? printed({ err: timesOf(0) }) : [];
  return { output: [...output, ...times], exitCode: done.exitCode, follow };
}

function contextOf(
  { lab, shell, depth }: Progress,
  command: SimpleCommand,
  piped: readonly string[] | null,
  last: boolean,
): Context {
  return {
    frame: lab.frame(),
    world: lab.world,
    scenario: lab.world.model.scenario,
    place: placeOf(shell),
    input: command.input ?? piped,
    toTerminal: last && command.drops.length === 0 && depth === 0,
  };
}

interface Limits {
  readonly timedFrom?: number;
  readonly untilMicros?: number;
}

/** A command, or the one within it that it carries out. */
function understandAll(words: readonly string[], context: Context): Understood & { readonly limits: Limits } {
  let inner = context;
  let limits: Limits = {};
  let understood = understand(words, context);
  for (let depth = 0; understood.intent.runs !== undefined && depth < DEEPEST; depth++) {
    const { runs } = understood.intent;
    const now = context.frame.nowMicros;
    limits = {
      ...limits,
      ...(runs.timed === true && { timedFrom: now }),
      ...(runs.limitMicros !== undefined && { untilMicros: now + runs.limitMicros }),
    };
    inner = {
      ...inner,
      place: runs.place ?? inner.place,
      ...(runs.direct === true && { direct: true }),
      input: runs.input === undefined ? inner.input : runs.input,
    };
    understood = understand(runs.words, inner);
  }
  return { ...understood, limits };
}

/** What `time` prints: simulated time, all of it waited for. */
function timesOf(micros: number): readonly string[] {
  const written = `${Math.floor(micros / 60e6)}m${((micros % 60e6) / 1e6).toFixed(3)}s`;
  return ['', `real\t${written}`, 'user\t0m0.000s', 'sys\t0m0.000s'];
}

/** Text, then commands in order, then where one is. The exit code is that of what went wrong last. */
function carryOut(
  progress: Progress,
  intent: Intent,
): { readonly output: readonly Printed[]; readonly exitCode: number; readonly follow?: Plain } {
  const parts: Said[] = [
    intent,
    ...(intent.acts ?? []).map((act) => carryOutAct(progress, act)),
    ...(intent.history === undefined ? [] : [takeBack(progress, intent.history)]),
  ];
  const { shell } = progress;
  if (intent.clear === true) progress.clear = true;
  if (intent.enter !== undefined) progress.shell = { ...shell, places: [...shell.places, intent.enter] };
  if (intent.leave === true) progress.shell = { ...shell, places: shell.places.slice(0, -1) };
  const follow = parts.findLast((part) => part.follow !== undefined)?.follow;
  return {
    output: parts.flatMap(printed),
    exitCode: parts.findLast((part) => (part.exitCode ?? 0) !== 0)?.exitCode ?? 0,
    ...(follow !== undefined && { follow }),
  };
}

/** Undoing is no command of the lab: it changes the log of them. */
function takeBack({ lab }: Progress, which: 'undo' | 'redo'): Said {
  const line = which === 'undo' ? lab.undo() : lab.redo();
  if (line === null) return { err: [`there is nothing to ${which}`], exitCode: 1 };
  const at = formatClock(lab.frame().startsAtMicros + line.atMicros, false);
  return { out: [`${which === 'undo' ? 'taken back' : 'given again'}: ${line.text} (of ${at})`] };
}

function carryOutAct(progress: Progress, act: Act): Said {
  const { lab } = progress;
  const outcome = lab.execute(act.call);
  if (outcome.ok) {
    progress.commands.push(act.call);
    return act.done?.(outcome.value, lab.frame()) ?? { out: [outcome.value.text] };
  }
  const { error } = outcome;
  return (
    act.refused?.(error, lab.frame()) ?? {
      err: [`error: ${error.message}`, ...(error.hint === undefined ? [] : [error.hint])],
      exitCode: 1,
    }
  );
}

/** What the next frame brings to something that goes on. */
export interface FollowStep {
  readonly output: readonly OutputLine[];
  /** Null = over, with this exit code. */
  readonly follow: Follow | null;
  readonly exitCode: number;
  /** A line to type anew in place of what stands on the screen. */
  readonly again: string | null;
}

export function followFrame(follow: Follow, frame: Frame): FollowStep {
  const subcommand = SUBCOMMANDS.find(({ id }) => id === follow.subcommand);
  if (subcommand?.follow === undefined) return { output: [], follow: null, exitCode: 0, again: null };
  const step: Followed = subcommand.follow(follow.state, frame);
  const come = passed(follow, step.out ?? []);
  const stopped =
    follow.untilMicros !== undefined && frame.nowMicros >= follow.untilMicros && step.next !== null;
  const isRead = come.length >= (follow.gathered?.enough ?? Infinity);
  const next = stopped || isRead ? null : step.next;
  const times =
    next === null && follow.timedFrom !== undefined ? timesOf(frame.nowMicros - follow.timedFrom) : [];
  const { gathered, through } = follow;
  const out =
    gathered === undefined ? come : next === null ? filtered(through.slice(gathered.from), come) : [];
  const output = [...outputOf('err', step.err), ...outputOf('out', out), ...outputOf('err', times)];
  return {
    output: output.filter(({ stream }) => !follow.drops.includes(stream)),
    follow:
      next === null
        ? null
        : { ...follow, state: next, ...(gathered && { gathered: { ...gathered, lines: come } }) },
    exitCode: stopped ? TIMED_OUT : (step.exitCode ?? 0),
    again: step.again ?? null,
  };
}

const filtered = (through: Follow['through'], lines: readonly string[]): readonly string[] =>
  through.reduce((left, words) => filterLines(words, left), lines);

/** New lines through the filters that take them one by one; where one needs them all, behind those before. */
function passed({ through, gathered }: Follow, lines: readonly string[]): readonly string[] {
  if (gathered === undefined) return filtered(through, lines);
  return [...gathered.lines, ...filtered(through.slice(0, gathered.from), lines)].slice(0, MOST_GATHERED);
}

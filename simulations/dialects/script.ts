/**
 * A file of terminal lines, typed one after another: what tests, lessons and the command line use. Simulated time
 * passes where a line says so (`wait 30s`, `run --for 30s`) and while something goes on (`docker run`, `sleep 30`).
 */
import { finish, type Steps } from '../base/steps';
import type { CommandCall } from '../commands/catalogue';
import { waitOf } from '../commands/wait';
import type { Lab } from '../lab/lab';
import { followFrame, interpretLine } from './interpret';
import type { Follow, OutputLine } from './reply';
import { newShell, placeOf, promptOf, type Shell } from './shell/place';
import { isWhole } from './shell/words';

/** How often something that goes on is looked at, and how long it may take before it is ended as by Ctrl-C. */
const LOOK_MICROS = 50_000;
const PATIENCE_MICROS = 600_000_000;
const INTERRUPTED = 130;
/** So many events are processed in one step. */
const EVENTS_AT_ONCE = 1000;

export interface TypedLine {
  /** As it was typed, without its prompt. */
  readonly line: string;
  /** `desk $`, `ct-host $`, `api-1 #`. */
  readonly prompt: string;
  readonly output: readonly OutputLine[];
  readonly commands: readonly CommandCall[];
  readonly exitCode: number;
}

/** Lines of a script; a quote, a here-document or a backslash at the end makes several lines one. */
export function linesOf(script: string): readonly string[] {
  const lines: string[] = [];
  let open = '';
  for (const line of script.split(/\r?\n/)) {
    const whole = open === '' ? line : `${open}\n${line}`;
    if (isWhole(whole)) lines.push(whole);
    open = isWhole(whole) ? '' : whole;
  }
  return open === '' ? lines : [...lines, open];
}

/** A terminal that types to a lab and lets its time pass. */
export class ScriptTerminal {
  readonly #lab: Lab;
  #shell: Shell;

  constructor(lab: Lab, shell: Shell = newShell()) {
    this.#lab = lab;
    this.#shell = shell;
  }

  get shell(): Shell {
    return this.#shell;
  }

  /** Types a line and waits until it is over. Null for an empty line or a comment. */
  type(line: string): TypedLine | null {
    return finish(this.typing(line));
  }

  /** The same in steps, so that whoever waits for it may stop. */
  *typing(line: string): Steps<TypedLine | null> {
    if (line.trim() === '' || line.trim().startsWith('#')) return null;
    const { name, sign } = promptOf(placeOf(this.#shell), this.#lab.frame());
    const typed = { line, prompt: `${name} ${sign}` };
    const wait = waitOf(line);
    if (wait !== undefined) {
      yield* this.#pass(wait);
      return { ...typed, output: [], commands: [], exitCode: 0 };
    }
    const output: OutputLine[] = [];
    const commands: CommandCall[] = [];
    let rest: string | null = line;
    while (rest !== null) {
      const reply = interpretLine(this.#lab, rest, this.#shell);
      output.push(...reply.output);
      commands.push(...reply.commands);
      this.#shell = reply.shell;
      const ended: Ended | null = reply.follow === null ? null : yield* this.#follow(reply.follow, output);
      rest = ended === null ? null : this.#goOn(ended, reply.follow);
    }
    return { ...typed, output, commands, exitCode: this.#shell.status };
  }

  /** What of the line is still to come; null where nothing is. */
  #goOn({ exitCode }: Ended, follow: Follow | null): string | null {
    const rest = follow?.rest ?? null;
    const joins = rest === null || exitCode === INTERRUPTED ? {} : { joins: rest.joins };
    this.#shell = { ...this.#shell, status: exitCode, ...joins };
    return exitCode === INTERRUPTED ? null : (rest?.line ?? null);
  }

  *#follow(begun: Follow, output: OutputLine[]): Steps<Ended> {
    const lab = this.#lab;
    const until = lab.nowMicros + PATIENCE_MICROS;
    let follow = begun;
    for (;;) {
      const step = followFrame(follow, lab.frame());
      output.push(...step.output);
      if (step.again !== null) output.push(...interpretLine(lab, step.again, this.#shell).output);
      if (step.follow === null) return { exitCode: step.exitCode };
      follow = step.follow;
      if (lab.finished || lab.nowMicros >= until) return { exitCode: INTERRUPTED };
      yield* this.#pass(LOOK_MICROS);
    }
  }

  *#pass(micros: number): Steps<void> {
    const until = this.#lab.nowMicros + micros;
    while (this.#lab.runTo(until, EVENTS_AT_ONCE) === 'budget') yield;
  }
}

interface Ended {
  readonly exitCode: number;
}

export const typeScript = (lab: Lab, script: string, shell: Shell = newShell()): readonly TypedLine[] =>
  finish(typeInSteps(lab, script, shell));

export function* typeInSteps(
  lab: Lab,
  script: string,
  shell: Shell = newShell(),
): Steps<readonly TypedLine[]> {
  const terminal = new ScriptTerminal(lab, shell);
  const typed: TypedLine[] = [];
  for (const line of linesOf(script)) {
    const one = yield* terminal.typing(line);
    if (one !== null) typed.push(one);
    yield;
  }
  return typed;
}

/** The transcript as it would stand on the screen. */
export const transcriptOf = (lines: readonly TypedLine[]): string =>
  lines
    .flatMap(({ prompt, line, output }) => [`${prompt} ${line}`, ...output.map(({ text }) => text)])
    .join('\n');

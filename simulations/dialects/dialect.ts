/**
 * How a tool that is typed at the terminal is defined: a `Dialect` is the tool, a `Subcommand` one thing that it does.
 * One file a subcommand, one line in its tool's `index.ts`; parsing, help, completion, messages for mistakes and the
 * reference page follow from what the file declares. Nothing here changes a world: a subcommand that wants to change
 * one answers with typed commands of the lab.
 */
import type { Entry } from '../base/catalogue';
import type { LabError } from '../base/errors';
import type { CommandCall } from '../commands/catalogue';
import type { Frame } from '../lab/frame';
import type { CommandReply } from '../lab/lab';
import type { Scenario } from '../scenario/schema';
import type { World } from '../world/world';
import type { Grammar } from './grammars/grammar';
import type { Place } from './shell/place';

/** A flag of a tool. Without `value` it is a switch. */
export interface Flag {
  /** The long name without hyphens; for a flag that is only short, the letter itself. */
  readonly name: string;
  readonly short?: string;
  /** What stands for its value in help: `string`, `int`, `list`. */
  readonly value?: string;
  readonly summary: string;
  /** The values that there are, for completion. */
  readonly values?: readonly string[];
  /** Names of things that fit, for completion. */
  readonly names?: (frame: Frame) => readonly string[];
  /** It is accepted, as the tool accepts it, and changes nothing in this model. */
  readonly without?: 'effect';
}

/** The words after a subcommand, sorted by its flags. */
export interface Arguments {
  readonly has: (flag: string) => boolean;
  /** The last value of a flag that was given. */
  readonly value: (flag: string) => string | undefined;
  /** All values of a flag that may be repeated, in order. */
  readonly all: (flag: string) => readonly string[];
  readonly rest: readonly string[];
}

/** What a subcommand may look at. */
export interface Context {
  readonly frame: Frame;
  /** For lookups that the frame does not answer; never to be changed. */
  readonly world: Readonly<World>;
  readonly scenario: Scenario;
  /** Where the line was typed. */
  readonly place: Place;
  /** No shell is there between the command and whoever started it. */
  readonly direct?: true;
  /** Lines that a pipe or a here-document brings; null where the terminal itself is the input. */
  readonly input: readonly string[] | null;
  /** Standard output goes to the terminal, not into a pipe. */
  readonly toTerminal: boolean;
}

/** Anything that survives being copied between worker and window. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** Text by stream, and how it ended: 0 is well. */
export interface Said {
  readonly out?: readonly string[];
  readonly err?: readonly string[];
  readonly exitCode?: number;
  /** What goes on after this text: the state that the subcommand's `follow` is asked with, frame by frame. */
  readonly follow?: Plain;
}

/** A typed command of the lab, and how the tool words its outcome. */
export interface Act {
  readonly call: CommandCall;
  readonly done?: (reply: CommandReply, after: Frame) => Said;
  /** By default the lab's own words, exit code 1. */
  readonly refused?: (error: LabError, frame: Frame) => Said;
}

/** A command within a command. */
export interface Runs {
  readonly words: readonly string[];
  /** Where it runs; by default where the line was typed. */
  readonly place?: Place;
  /** It is started there without a shell, as `docker exec` does. */
  readonly direct?: true;
  /** Lines that it reads, where they are not those of the pipe. */
  readonly input?: readonly string[] | null;
  /** It is ended after so much simulated time, with exit code 124. */
  readonly limitMicros?: number;
  /** How long it took is said when it is over. */
  readonly timed?: true;
}

/** What a subcommand wants. Text comes first, then its commands in order: one that is refused does not stop the others. */
export interface Intent extends Said {
  readonly acts?: readonly Act[];
  /** Goes to another place, or back to the one before. */
  readonly enter?: Place;
  readonly leave?: true;
  /** Another command that is carried out in its stead: `time`, `docker exec`, `nsenter`, `xargs`. */
  readonly runs?: Runs;
  /** Empties the screen. */
  readonly clear?: true;
  /** Takes the last command of the lab back, or gives it again. */
  readonly history?: 'undo' | 'redo';
}

/** What a look at the next frame brings: text, and the state for the one after; null = it is over. */
export interface Followed extends Said {
  readonly next: Plain | null;
  /** A line to type anew in place of what stands there, as `watch` does. */
  readonly again?: string;
}

export interface Subcommand extends Entry {
  /** The words that select it: `['docker', 'run']`, `['grep']`. */
  readonly words: readonly string[];
  /** Other words for the same: `[['docker', 'container', 'ls']]`. */
  readonly aliases?: readonly (readonly string[])[];
  /** As the tool writes it. */
  readonly usage: string;
  /** The tool's own sentence for it. */
  readonly summary: string;
  readonly flags: readonly Flag[];
  /** Lines that end well in the scenario “Burst at 09:02, three ways” after a minute: tested, and shown in the reference. */
  readonly examples?: readonly string[];
  /** What follows the first operand belongs to it, flags included: `docker run IMAGE COMMAND`. */
  readonly stopsAtOperand?: true;
  /** Words in an older form of the tool put into the present one: `head -5` is `head -n 5`. */
  readonly older?: (words: readonly string[]) => readonly string[];
  /** Real flags that this model leaves out, by name (`privileged`, `c`), and what the real one would do. */
  readonly leavesOut?: Readonly<Record<string, string>>;
  /** For the reference: what is modelled where that is not plain, and where the answer differs from the real one's. */
  readonly models?: string;
  readonly differs?: string;
  /** Operands that fit at a position from 0, for completion. */
  readonly operands?: (frame: Frame, position: number) => readonly string[];
  /** For what only looks at its input: the same for lines that come later, from something that goes on. */
  readonly filter?: (args: Arguments, input: readonly string[]) => Said;
  /** How many lines a filter needs before it can say anything: 0 = it takes them one by one, Infinity = all. */
  readonly gathers?: (args: Arguments) => number;
  readonly run: (args: Arguments, context: Context) => Intent;
  readonly follow?: (state: Plain, frame: Frame) => Followed;
}

export interface Dialect extends Entry {
  /** The word that calls the tool; null for the shell, whose subcommands are words of their own. */
  readonly command: string | null;
  readonly summary: string;
  readonly grammar: Grammar;
  /** Flags that every subcommand takes, and that may stand before it. */
  readonly flags: readonly Flag[];
  /** Flags that may stand behind the word of a group, without effect: `docker compose -f FILE ps`. */
  readonly groupFlags?: Readonly<Record<string, readonly Flag[]>>;
  /** Real subcommands that this model leaves out, by their words (`system prune`), and what the real one would do. */
  readonly leavesOut: Readonly<Record<string, string>>;
  readonly subcommands: readonly Subcommand[];
  /** Null where it can be typed at this place; otherwise why it cannot, as the place would say it. */
  readonly missingAt: (place: Place, frame: Frame) => string | null;
}

export const defineSubcommand = (subcommand: Subcommand): Subcommand => subcommand;
export const defineDialect = (dialect: Dialect): Dialect => dialect;

export const print = (...out: readonly string[]): Intent => ({ out });
export const error = (exitCode: number, ...err: readonly string[]): Intent => ({ err, exitCode });

type FlagExtras = Omit<Flag, 'name' | 'summary'>;
export const flag = (name: string, summary: string, extras: FlagExtras = {}): Flag => ({
  name,
  summary,
  ...extras,
});
/** A flag that is accepted and changes nothing in this model. */
export const ignored = (name: string, summary: string, extras: FlagExtras = {}): Flag => ({
  ...flag(name, summary, extras),
  without: 'effect',
});

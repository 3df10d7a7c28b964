/** What a typed line brings: text by stream, the typed commands that it stood for, and where the terminal is after it. */
import { printable } from '../base/errors';
import type { CommandCall } from '../commands/catalogue';
import type { Plain } from './dialect';
import type { Joint, Shell } from './shell/place';

export interface OutputLine {
  readonly stream: 'out' | 'err';
  /** Holds no control characters, whatever names a file gave. */
  readonly text: string;
}

/** Something that goes on while simulated time passes; plain data. Whoever drives it asks `followFrame` frame by frame. */
export interface Follow {
  readonly subcommand: string;
  readonly state: Plain;
  /** Filters that its lines go through: words of `grep` and its kin. */
  readonly through: readonly (readonly string[])[];
  /** From which of them on all lines are needed at once: those that have come, and how many are enough. */
  readonly gathered?: { readonly from: number; readonly lines: readonly string[]; readonly enough: number };
  /** Streams that are thrown away. */
  readonly drops: readonly OutputLine['stream'][];
  /** From when its time is counted, and when it is ended: `time` and `timeout`. */
  readonly timedFrom?: number;
  readonly untilMicros?: number;
  /** What of the line is still to come when it is over. */
  readonly rest: { readonly line: string; readonly joins: Joint } | null;
}

export interface TerminalReply {
  readonly output: readonly OutputLine[];
  /** The same without its streams. */
  readonly lines: readonly string[];
  /** The typed commands that the line stands for, where it changes the world. */
  readonly commands: readonly CommandCall[];
  readonly exitCode: number;
  /** The terminal after the line. */
  readonly shell: Shell;
  readonly follow: Follow | null;
  /** The state of the lab after the line: frames before it know nothing of what the line did. */
  readonly asOf: { readonly nowMicros: number; readonly commands: number };
  /** The screen is to be emptied first. */
  readonly clear: boolean;
}

/** More than anybody reads, and less than would fill the memory. */
const MOST_LINES = 5000;
const LONGEST_LINE = 4000;

/** Tabs become spaces up to the next stop, control characters become visible. */
export function clean(text: string): string {
  const spaced = text.includes('\t')
    ? text
        .split('\t')
        .reduce(
          (done, piece, i) =>
            i === 0 ? piece : `${done.padEnd(8 * (Math.floor(done.length / 8) + 1))}${piece}`,
          '',
        )
    : text;
  return printable(spaced, LONGEST_LINE);
}

export function outputOf(stream: OutputLine['stream'], lines: readonly string[] = []): readonly OutputLine[] {
  return lines.map((line) => ({ stream, text: clean(line) }));
}

export function capped(output: readonly OutputLine[]): readonly OutputLine[] {
  if (output.length <= MOST_LINES) return output;
  const more = output.length - MOST_LINES;
  return [...output.slice(0, MOST_LINES), { stream: 'err', text: `… ${more} lines more are not shown` }];
}

/**
 * What the window and the engine's worker say to each other. A message is a member of a union by `type`; every request
 * names its lab, so several labs can live side by side in one worker.
 */
import type {
  CommandCall,
  CommandReply,
  FirstDifference,
  Frame,
  Issue,
  LabError,
  Outcome,
  RequestTrace,
  RunResult,
  RunSeries,
  Shell,
  TerminalReply,
} from '../../simulations';

import type { SweepSpec, SweptRun } from './sweep-job';

export type StepSize = 'event' | 'interesting' | 'fixed';

export type ToWorker =
  /** `text` is a scenario file; `overrides` are `--set` pairs that apply to it before it is read. */
  | {
      readonly type: 'open';
      readonly lab: string;
      readonly request: number;
      readonly name: string;
      readonly text: string;
      readonly overrides: readonly (readonly [path: string, value: string])[];
      readonly seed?: number;
      /** Goes to where the lab that it replaces is, or is on its way to. */
      readonly goesOn?: boolean;
      /** Runs on to this instant before the first frame, as people write it: `2 min`. */
      readonly startAt?: string;
    }
  | { readonly type: 'close'; readonly lab: string }
  /** `speed` = simulated time over wall time. */
  | {
      readonly type: 'play';
      readonly lab: string;
      readonly speed: number;
      readonly untilMicros?: number;
      /** Lowers the speed for a moment at every event that stands out. */
      readonly slowAtEvents?: boolean;
    }
  | { readonly type: 'pause'; readonly lab: string }
  | { readonly type: 'step'; readonly lab: string; readonly size: StepSize; readonly direction: 1 | -1 }
  | { readonly type: 'seek'; readonly lab: string; readonly toMicros: number }
  | {
      readonly type: 'execute';
      readonly lab: string;
      readonly request: number;
      readonly command: CommandCall;
    }
  /** A line typed at a terminal; `shell` is what that terminal remembers: where it is, and how the line before ended. */
  | {
      readonly type: 'type';
      readonly lab: string;
      readonly request: number;
      readonly shell: Shell;
      readonly line: string;
    }
  | { readonly type: 'result'; readonly lab: string; readonly request: number }
  /** The last command is taken back: a run in which it never happened; the run with it is kept. */
  | { readonly type: 'take-back'; readonly lab: string; readonly request: number }
  /** A lab of its own with the same past, under the id `as`. */
  | { readonly type: 'fork'; readonly lab: string; readonly request: number; readonly as: string }
  /** Two labs change places: each goes on under the id of the other, at rest. */
  | { readonly type: 'swap'; readonly lab: string; readonly request: number; readonly with: string }
  /** The frame at another instant; the lab stays where it is. */
  | { readonly type: 'peek'; readonly lab: string; readonly request: number; readonly atMicros: number }
  | {
      readonly type: 'trace';
      readonly lab: string;
      readonly request: number;
      readonly workload: number;
      readonly number: number;
    }
  /** Figures at `points` + 1 instants from the start to now. */
  | { readonly type: 'series'; readonly lab: string; readonly request: number; readonly points: number }
  | { readonly type: 'difference'; readonly lab: string; readonly request: number; readonly other: string }
  /** Runs of a scenario with one value varied; `lab` is the name of the sweep, and closing it cancels. */
  | ({ readonly type: 'sweep'; readonly lab: string; readonly request: number } & SweepSpec);

export type FromWorker =
  | { readonly type: 'ready' }
  | {
      readonly type: 'opened';
      readonly lab: string;
      readonly request: number;
      readonly outcome: Outcome<null, readonly Issue[]>;
    }
  | {
      readonly type: 'frame';
      readonly lab: string;
      readonly frame: Frame;
      readonly playing: boolean;
      readonly speed: number;
      /** Simulated over wall time of the last second: less than `speed` where the engine cannot keep up; null at rest. */
      readonly achieved: number | null;
    }
  | {
      readonly type: 'executed';
      readonly lab: string;
      readonly request: number;
      readonly outcome: Outcome<CommandReply, LabError>;
    }
  | { readonly type: 'typed'; readonly lab: string; readonly request: number; readonly reply: TerminalReply }
  | { readonly type: 'result'; readonly lab: string; readonly request: number; readonly result: RunResult }
  | { readonly type: 'forked'; readonly lab: string; readonly request: number; readonly atMicros: number }
  /** `kept` = the run with the command; null where there was no command. */
  | {
      readonly type: 'taken-back';
      readonly lab: string;
      readonly request: number;
      readonly kept: string | null;
    }
  | { readonly type: 'swapped'; readonly lab: string; readonly request: number }
  | { readonly type: 'peeked'; readonly lab: string; readonly request: number; readonly frame: Frame }
  | {
      readonly type: 'traced';
      readonly lab: string;
      readonly request: number;
      readonly trace: RequestTrace | null;
    }
  | { readonly type: 'series'; readonly lab: string; readonly request: number; readonly series: RunSeries }
  | {
      readonly type: 'difference';
      readonly lab: string;
      readonly request: number;
      readonly difference: FirstDifference | null;
    }
  | {
      readonly type: 'sweeping';
      readonly lab: string;
      readonly request: number;
      readonly outcome: Outcome<null, readonly Issue[]>;
    }
  /** A run of a sweep is done; null where the sweep had nothing to do. */
  | { readonly type: 'swept'; readonly lab: string; readonly run: SweptRun | null; readonly done: boolean }
  /** A command changed the past of this lab: what was goes on living under the id `kept`. */
  | {
      readonly type: 'branched';
      readonly lab: string;
      readonly kept: string;
      readonly atMicros: number;
      readonly command: string;
      /** The other way round: it was taken back. */
      readonly takenBack?: boolean;
      /** How many commands the run without it has. */
      readonly commands?: number;
    }
  /** A request that nobody can answer: malformed, to a lab that is not open, or to one whose run is broken. */
  | { readonly type: 'refused'; readonly lab: string; readonly request: number; readonly message: string }
  /** A promise of the program is broken: the run of this lab stops; the message goes to the person. */
  | { readonly type: 'broken'; readonly lab: string; readonly message: string };

/** What a tab of the terminal needs of the window around it, so that a test can stand in for both. */
import type { Frame, Shell, TerminalReply } from '../../simulations';

export interface Screen {
  readonly write: (text: string) => void;
  readonly columns: () => number;
  readonly clear: () => void;
}

/** What the terminal types to, and what it watches. */
export interface Host {
  readonly frame: () => Frame | null;
  readonly isPlaying: () => boolean;
  readonly type: (shell: Shell, line: string) => Promise<TerminalReply>;
  /** Lines that were typed, to be kept for the next start. */
  readonly remember: (history: readonly string[]) => void;
  /** The place or what goes on has changed: tabs show it. */
  readonly changed: () => void;
}

/** What a command of the window is, and how one is written down. */
import { text } from '../text/en';
import type { Bound } from './chords';
import { selectedSandbox } from './levels';
import type { Session } from './session';

export type CommandGroup = keyof typeof text.groups;

export interface WindowCommand extends Bound {
  readonly id: string;
  readonly title: string;
  readonly group: CommandGroup;
  readonly run: (session: Session) => void;
  /** Why it cannot run now; null when it can. */
  readonly blocked?: (session: Session) => string | null;
}

export const needsRun = ({ lab }: Session): string | null =>
  lab.store.getState().frame === null ? text.blocked.noRun : null;

export const needsSandbox = (session: Session): string | null =>
  selectedSandbox(session) === null ? text.blocked.noSandbox : null;

export const command = (
  id: keyof typeof text.commands,
  group: CommandGroup,
  chord: string | undefined,
  run: (session: Session) => void,
  blocked?: (session: Session) => string | null,
): WindowCommand => ({
  id,
  title: text.commands[id],
  group,
  run,
  ...(chord !== undefined && { chord }),
  ...(blocked !== undefined && { blocked }),
});

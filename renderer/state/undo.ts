/**
 * One undo for the whole window. An edit of the scenario is undone in place, and the run goes on where it is. A command
 * that was given inside the run is another matter: without it the run is another one, so a fork is offered. `undo` and
 * `redo` of the terminal do the same without asking; what either takes back, the other gives again.
 */
import { formatClock } from '../../simulations';
import { text } from '../text/en';
import type { Session } from './session';

/** A command was given since the scenario was last opened or edited: it is what comes to be undone first. */
const lastCommand = ({ lab, edit }: Session) =>
  edit.isAhead ? undefined : lab.store.getState().frame?.commands.at(-1);

export const canUndo = (session: Session): boolean =>
  lastCommand(session) !== undefined || session.edit.depth > 0;

export function undo(session: Session): void {
  const { lab, edit, view } = session;
  edit.takeUp();
  const command = lastCommand(session);
  if (command === undefined) {
    edit.undo();
    return;
  }
  const at = formatClock((lab.store.getState().frame?.startsAtMicros ?? 0) + command.atMicros);
  view.setState({
    notice: {
      words: text.undo.inRun.replace('{0}', command.text).replace('{1}', at),
      action: { label: text.undo.fork, run: () => void lab.takeBack() },
    },
  });
}

/** The branch to which redoing leads: the run that still has the command, while nothing else was done since. */
function branchToRedo({ lab, edit }: Session): string | null {
  const { frame, parked, takenBack } = lab.store.getState();
  const last = takenBack.at(-1);
  if (last === undefined || edit.isAhead || frame?.commands.length !== last.commands) return null;
  return parked.some(({ id }) => id === last.branch) ? last.branch : null;
}

export function canRedo(session: Session): boolean {
  const { at, history } = session.edit.store.getState();
  return branchToRedo(session) !== null || at < history.length - 1;
}

export function redo(session: Session): void {
  const branch = branchToRedo(session);
  if (branch === null) {
    session.edit.redo();
    return;
  }
  session.lab.store.setState(({ takenBack }) => ({ takenBack: takenBack.slice(0, -1) }));
  void session.lab.switchTo(branch);
}

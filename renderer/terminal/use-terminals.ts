/** The terminals of a window: made when a terminal is first shown, and kept for as long as the window is. */
import { changeSettings, select, useSession, type Session } from '../state/session';
import { Terminals } from './terminals';

const OF = new WeakMap<Session, Terminals>();

export function useTerminals(): Terminals {
  const session = useSession();
  const known = OF.get(session);
  if (known !== undefined) return known;
  const made = new Terminals(
    session.lab,
    session.view,
    (change) => changeSettings(session, change),
    (name) => select(session, name),
  );
  OF.set(session, made);
  return made;
}

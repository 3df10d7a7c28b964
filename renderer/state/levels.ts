/** Semantic zoom: from the data centre to the hosts, a sandbox and the process in it; the selection stays. */
import type { SandboxFrame, Way } from '../../simulations';
import type { Session } from './session';
import { LEVELS, type Level } from './view-store';

export function selectedSandbox({ lab, view }: Session): SandboxFrame | null {
  const { selection } = view.getState();
  const sandboxes = lab.store.getState().frame?.hosts.flatMap((host) => host.sandboxes) ?? [];
  return sandboxes.find(({ id }) => id === selection) ?? null;
}

/** Nearer needs something to go into: without a selected sandbox the first one is taken. */
export function showLevel(session: Session, level: Level): void {
  const near = level === 'sandbox' || level === 'process';
  if (near && selectedSandbox(session) === null) {
    const { frame } = session.lab.store.getState();
    const { selection } = session.view.getState();
    const at = selection?.split('/')[0];
    const host = frame?.hosts.find(({ id }) => id === at) ?? frame?.hosts[0];
    const [first] = host?.sandboxes ?? [];
    if (first === undefined) return;
    session.view.setState({ selection: first.id });
  }
  session.view.setState({ level, mode: 'explore' });
}

export function zoom(session: Session, direction: 1 | -1): void {
  const at = LEVELS.indexOf(session.view.getState().level);
  const next = LEVELS[at + direction];
  if (next !== undefined) showLevel(session, next);
}

export function followWay(session: Session, way: Way): void {
  session.view.setState({ way });
  showLevel(session, 'process');
}

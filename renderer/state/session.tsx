/** What the whole window shares: the bridge, the engine, the labs and the view. Handed down once, by context. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Bridge, Settings } from '../../main/bridge';
import type { EngineClient } from '../engine/engine-client';
import type { Comparison } from './comparison';
import type { EditSession } from './edit-session';
import type { LabSession, LabState } from './lab-session';
import { readShipped, type ShippedScenario } from './shipped';
import type { SweepSession } from './sweep-session';
import type { ViewState, ViewStore } from './view-store';

export interface Session {
  readonly bridge: Bridge;
  readonly client: EngineClient;
  /** The lab of the Explore workspace; lessons have labs of their own. */
  readonly lab: LabSession;
  /** Runs beside that one, under its clock. */
  readonly comparison: Comparison;
  readonly sweep: SweepSession;
  readonly edit: EditSession;
  readonly view: ViewStore;
  readonly scenarios: readonly ShippedScenario[];
}

const SessionContext = createContext<Session | null>(null);
export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('the window has no session');
  return session;
}

export function useLab<T>(select: (state: LabState) => T, lab?: LabSession): T {
  const session = useSession();
  return useStore((lab ?? session.lab).store, select);
}
export const useView = <T,>(select: (state: ViewState) => T): T => useStore(useSession().view, select);

/** A person selects something: the inspector comes out where it is a drawer. */
export function select({ view }: Session, selection: string | null): void {
  view.setState(selection === null ? { selection, supposed: null } : { selection, inspectorOpen: true });
}

/** Changes preferences and keeps them. */
export function changeSettings({ view, bridge }: Session, change: Partial<Settings>): void {
  const settings = { ...view.getState().settings, ...change };
  view.setState({ settings });
  void bridge.setSettings(settings);
}

/** Another scenario begins as every scenario does: nothing selected, all layers, the hosts, at the pace of the clock. */
export function beginAfresh({ lab, view }: Pick<Session, 'lab' | 'view'>): void {
  view.setState({ selection: null, supposed: null, peeled: null, level: 'hosts', curtainUp: false });
  lab.store.setState({ speed: 1 });
}

/** `overtaken` says whether something else has been asked for meanwhile; `read` = its text, where it is on its way. */
export async function openShipped(
  session: Session,
  scenario: ShippedScenario,
  overtaken = (): boolean => false,
  read: Promise<string> = readShipped(scenario.file),
): Promise<void> {
  const text = await read;
  if (overtaken()) return;
  const opened = await session.lab.open({ name: scenario.file, text, startAt: scenario.openAt });
  if (!opened || overtaken()) return;
  // Only now: until it is open, what is selected belongs to what was.
  beginAfresh(session);
  await session.lab.nextFrame();
  if (!overtaken()) session.view.setState({ selection: startingInstance(session) });
}

/** What just happens is the best beginning: the newest function instance that starts cold, if there is one. */
function startingInstance({ lab }: Session): string | null {
  const sandboxes = lab.store.getState().frame?.hosts.flatMap((host) => host.sandboxes) ?? [];
  return sandboxes.findLast((sandbox) => sandbox.state === 'starting')?.id ?? null;
}

import { useEffect, type ReactNode } from 'react';
import { PatternDefs } from './parts/layers';
import { ExploreMode, PoppedOut } from './panes/ExploreMode';
import { later } from './parts/later';
import { useKeptFocus } from './parts/use-kept-focus';
import { KeysDialog } from './panes/KeysDialog';
import { LiveRegion } from './panes/LiveRegion';
import { Notice } from './panes/Notice';
import { PointerAid } from './panes/PointerAid';
import { SettingsDialog } from './panes/SettingsDialog';
import { StatusBar } from './panes/StatusBar';
import { TitleBar } from './panes/TitleBar';
import { readFile } from './bridge-browser';
import { CommandPalette } from './palette/CommandPalette';
import { carryOut } from './state/commands';
import { commandOfKey } from './state/keys';
import { StartMode } from './views/StartMode';
import type { Mode } from './state/view-store';
import { openText } from './state/documents';
import { SessionProvider, useView, type Session } from './state/session';
import { text } from './text/en';

const TimelineMode = later(async () => (await import('./views/TimelineMode')).TimelineMode);
const CompareMode = later(async () => (await import('./views/CompareMode')).CompareMode);
const BuildMode = later(async () => (await import('./build/BuildMode')).BuildMode);
const LessonPane = later(async () => (await import('./panes/LessonPane')).LessonPane);
const ExportDialog = later(async () => (await import('./panes/ExportDialog')).ExportDialog);

export function App({ session }: { readonly session: Session }): ReactNode {
  useGlobalInput(session);
  useKeptFocus(session);
  return (
    <SessionProvider value={session}>
      <PatternDefs />
      <Window />
    </SessionProvider>
  );
}

function Window(): ReactNode {
  const mode = useView((view) => view.mode);
  return (
    <div className="window">
      <TitleBar />
      {/* The workspace stays as it is while another view is shown: its terminal, its panes, its scroll. */}
      {mode !== 'lessons' && (
        <div className="view" hidden={mode !== 'explore'}>
          <ExploreMode />
        </div>
      )}
      {mode !== 'explore' && (
        <div className="view">
          <OtherView mode={mode} />
        </div>
      )}
      <PoppedOut />
      <StatusBar />
      <ExportDialog />
      <KeysDialog />
      <CommandPalette />
      <SettingsDialog />
      <LiveRegion />
      <Spoken />
      <Notice />
      <PointerAid />
    </div>
  );
}

function OtherView({ mode }: { readonly mode: Exclude<Mode, 'explore'> }): ReactNode {
  switch (mode) {
    case 'start':
      return <StartMode />;
    case 'timeline':
      return <TimelineMode />;
    case 'compare':
      return <CompareMode />;
    case 'build':
      return <BuildMode />;
    case 'lessons':
      return <LessonPane />;
  }
}

/** What was asked to be said: read by a screen reader, and shown for a moment to everybody. */
function Spoken(): ReactNode {
  const spoken = useView((view) => view.spoken);
  return (
    <div className={spoken === '' ? 'spoken' : 'spoken is-shown'} role="status" aria-live="polite">
      {spoken}
    </div>
  );
}

/** Keys, menu items and dropped files, for the whole window. */
function useGlobalInput(session: Session): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && session.view.getState().spoken !== '')
        session.view.setState({ spoken: '' });
      const command = commandOfKey(event, session.view.getState().settings);
      if (command === undefined) return;
      event.preventDefault();
      carryOut(session, command);
    };
    const onDrag = (event: DragEvent): void => event.preventDefault();
    const onDrop = (event: DragEvent): void => {
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (file === undefined) return;
      if (file.type.startsWith('image/'))
        session.lab.refuse(file.name, [{ path: '', message: text.notice.picture }]);
      else void readFile(file).then((opened) => openText(session, opened));
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('dragover', onDrag);
    window.addEventListener('drop', onDrop);
    const stopMenu = session.bridge.onMenu((command) => carryOut(session, command));
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('dragover', onDrag);
      window.removeEventListener('drop', onDrop);
      stopMenu();
    };
  }, [session]);
}

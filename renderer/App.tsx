import { useEffect, type ReactNode } from 'react';
import { PatternDefs } from './parts/layers';
import { BottomPane } from './panes/BottomPane';
import { ExportDialog } from './panes/ExportDialog';
import { FailureBar } from './panes/FailureBar';
import { InspectorPane } from './panes/InspectorPane';
import { IssuesPanel } from './panes/IssuesPanel';
import { KeysDialog } from './panes/KeysDialog';
import { LayersPane } from './panes/LayersPane';
import { LessonPane } from './panes/LessonPane';
import { ResultsPane } from './panes/ResultsPane';
import { StatusBar } from './panes/StatusBar';
import { TimeBar } from './panes/TimeBar';
import { TitleBar } from './panes/TitleBar';
import { ExploreStage } from './panes/ExploreStage';
import { Panes } from './parts/Panes';
import { readFile } from './bridge-browser';
import { carryOut, commandOfKey } from './state/keys';
import { SessionProvider, useView, type Session } from './state/session';

export function App({ session }: { readonly session: Session }): ReactNode {
  useGlobalInput(session);
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
      {mode === 'explore' ? <Explore /> : <LessonPane />}
      <StatusBar />
      <ExportDialog />
      <KeysDialog />
      <Spoken />
    </div>
  );
}

function Explore(): ReactNode {
  return (
    <main className="explore">
      <Panes
        name="explore-columns"
        direction="horizontal"
        items={[
          {
            id: 'work',
            size: 78,
            min: 55,
            content: (
              <div className="work">
                <FailureBar />
                <Panes
                  name="explore-rows"
                  direction="vertical"
                  items={[
                    {
                      id: 'top',
                      size: 75,
                      min: 40,
                      content: (
                        <div className="top-row">
                          <LayersPane />
                          <div className="stage-column">
                            <ExploreStage />
                            <TimeBar />
                          </div>
                        </div>
                      ),
                    },
                    {
                      id: 'bottom',
                      size: 25,
                      min: 15,
                      content: (
                        <Panes
                          name="explore-bottom"
                          direction="horizontal"
                          items={[
                            { id: 'results', size: 61, min: 35, content: <ResultsPane /> },
                            { id: 'terminal', size: 39, min: 25, content: <BottomPane /> },
                          ]}
                        />
                      ),
                    },
                  ]}
                />
              </div>
            ),
          },
          { id: 'inspector', size: 22, min: 16, content: <InspectorPane /> },
        ]}
      />
      <IssuesPanel />
    </main>
  );
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
      const command = commandOfKey(event);
      if (command === undefined) return;
      event.preventDefault();
      carryOut(session, command);
    };
    const onDrag = (event: DragEvent): void => event.preventDefault();
    const onDrop = (event: DragEvent): void => {
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (file !== undefined) void openDropped(session, file);
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

async function openDropped(session: Session, file: File): Promise<void> {
  const opened = await readFile(file);
  if (opened.kind === 'opened') await session.lab.open({ name: opened.name, text: opened.text });
  if (opened.kind === 'error') session.lab.store.setState({ issues: [{ path: '', message: `${opened.name}: ${opened.message}` }] });
}

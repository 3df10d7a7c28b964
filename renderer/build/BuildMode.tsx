/** Building a scenario: parts, their tree, a live picture, parameters with units, what is wrong, and every step so far. */
import { FilePlus2, Redo2, Save, Undo2 } from 'lucide-react';
import { useEffect, useState, type DragEvent, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { TimeBar } from '../panes/TimeBar';
import type { Source } from '../../simulations';
import { StagePane } from '../stage/StagePane';
import { carryOut } from '../state/commands';
import { changeSettings, select, useLab, useSession, useView } from '../state/session';
import { themeOf } from '../state/view-store';
import { text } from '../text/en';
import { addPart, BUILD_PARTS } from './actions';
import { BuildIssues } from './BuildIssues';
import { HistoryPane } from './HistoryPane';
import { PartForm } from './PartForm';
import { PartsPane } from './PartsPane';
import { PartsTree } from './PartsTree';

export function BuildMode(): ReactNode {
  const session = useSession();
  const { edit } = session;
  const title = useLab((state) => state.frame?.title ?? '');
  useEffect(() => edit.takeUp(), [edit, title]);
  const { history, at } = useStore(edit.store);
  const begun = hasParts(edit.source);
  return (
    <main className="view-mode">
      <div className="build-columns">
        <aside className="build-side panel" aria-label={text.build.partsHeading} tabIndex={0}>
          <PartsPane />
          <PartsTree />
        </aside>
        <div className="build-middle">
          <section className="view-main panel" aria-label={text.modes.build}>
            <div className="view-bar" data-pane>
              <button type="button" className="button" onClick={() => carryOut(session, 'new')}>
                <FilePlus2 size={14} aria-hidden="true" /> {text.build.new}
              </button>
              <button
                type="button"
                className="button"
                aria-disabled={at === 0}
                onClick={() => carryOut(session, 'undo')}
              >
                <Undo2 size={14} aria-hidden="true" /> {text.build.undo}
              </button>
              <button
                type="button"
                className="button"
                aria-disabled={at >= history.length - 1}
                onClick={() => carryOut(session, 'redo')}
              >
                <Redo2 size={14} aria-hidden="true" /> {text.build.redo}
              </button>
              <button type="button" className="button" onClick={() => carryOut(session, 'save')}>
                <Save size={14} aria-hidden="true" /> {text.build.save}
              </button>
            </div>
            <BuildStage />
            <BuildIssues />
          </section>
          {begun && <TimeBar />}
        </div>
        <aside className="build-side panel" aria-label={text.build.parameters} tabIndex={0}>
          <PartForm />
          <HistoryPane />
        </aside>
      </div>
    </main>
  );
}

const hasParts = (source: Source): boolean => Object.values(source).some(Array.isArray);

/** What runs, as it runs; parts can be dropped on it. */
function BuildStage(): ReactNode {
  const session = useSession();
  const [over, setOver] = useState(false);
  const issues = useStore(session.edit.store, (state) => state.issues);
  const scene = useLab((state) => state.scene);
  const settings = useView((view) => view.settings);
  const selection = useView((view) => view.selection);
  const theme = useView(themeOf);
  const drop = (event: DragEvent): void => {
    setOver(false);
    const part = BUILD_PARTS.find(({ id }) => id === event.dataTransfer.getData('application/x-strata-part'));
    if (part === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    addPart(session.edit, part);
  };
  const begun = hasParts(session.edit.source);
  return (
    <div
      className={over ? 'build-stage is-over' : 'build-stage'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {begun ? (
        <StagePane
          scene={scene}
          selection={selection}
          onSelect={(id) => select(session, id)}
          rendering={settings.rendering}
          onRenderingChange={(rendering) => changeSettings(session, { rendering })}
          labels={settings.labels}
          onLabelsChange={(labels) => changeSettings(session, { labels })}
          patterns={settings.patterns}
          onPatternsChange={(patterns) => changeSettings(session, { patterns })}
          peeled={null}
          theme={theme}
          empty={null}
        />
      ) : (
        <p className="build-empty para">{text.build.empty}</p>
      )}
      {begun && issues.length > 0 && <p className="build-stale">{text.build.stale}</p>}
    </div>
  );
}

import type { ReactNode } from 'react';
import { FlatStage } from '../stage/FlatStage';
import { Breadcrumb, StageLevel } from '../stage/StageLevel';
import { StagePane } from '../stage/StagePane';
import { openFile } from '../state/documents';
import { changeSettings, openShipped, select, useSession, useView } from '../state/session';
import { showLevel } from '../state/levels';
import { useSceneShown } from '../state/supposed';
import { themeOf } from '../state/view-store';
import { text } from '../text/en';

/** The stage of the Explore workspace, wired to its lab. */
export function ExploreStage(): ReactNode {
  const session = useSession();
  const scene = useSceneShown();
  const selection = useView((view) => view.selection);
  const settings = useView((view) => view.settings);
  const peeled = useView((view) => view.peeled);
  const theme = useView(themeOf);
  const level = useView((view) => view.level);
  return (
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
      peeled={peeled}
      theme={theme}
      plain={settings.projector}
      flat={<FlatStage />}
      breadcrumb={<Breadcrumb />}
      onOpen={(id) => {
        select(session, id);
        showLevel(session, 'sandbox');
      }}
      {...(level !== 'hosts' && { level: <StageLevel level={level} /> })}
      empty={
        <>
          <p>{text.stage.empty}</p>
          <div className="row">
            <button type="button" className="button" onClick={() => void openFile(session)}>
              {text.title.open}
            </button>
            {session.scenarios[0] !== undefined && (
              <button
                type="button"
                className="button"
                onClick={() =>
                  session.scenarios[0] !== undefined && void openShipped(session, session.scenarios[0])
                }
              >
                {session.scenarios[0].title}
              </button>
            )}
          </div>
        </>
      }
    />
  );
}

import { useState, type ReactNode } from 'react';
import { StagePane } from '../../stage/StagePane';
import type { LabSession } from '../../state/lab-session';
import { changeSettings, useLab, useSession, useView } from '../../state/session';
import { themeOf } from '../../state/view-store';
import { text } from '../../text/en';
import { TimeBar } from '../TimeBar';

/** The live stage of the lesson's own lab, with its own clock. */
export function LessonStage({ lab }: { readonly lab: LabSession }): ReactNode {
  const session = useSession();
  const scene = useLab((state) => state.scene, lab);
  const functions = useLab((state) => state.frame?.deployments[0]?.components, lab);
  const settings = useView((view) => view.settings);
  const theme = useView(themeOf);
  const [selection, setSelection] = useState<string | null>(null);
  return (
    <div className="lesson-stage">
      <StagePane
        scene={scene}
        selection={selection}
        onSelect={setSelection}
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
      <dl className="lesson-counts panel">
        {functions?.map((component) => (
          <div key={component.id}>
            <dt>{component.id}</dt>
            <dd>
              {text.lesson.calls(component.calls)}
              <b>{text.lesson.cold(component.coldStarts)}</b>
              {text.lesson.instances(component.replicas)}
            </dd>
          </div>
        ))}
      </dl>
      <TimeBar lab={lab} />
    </div>
  );
}

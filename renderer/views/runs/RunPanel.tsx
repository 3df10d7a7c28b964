/** One of the compared runs: its stage in 2D, with the selection that all views share. */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatClock } from '../../../simulations';
import { IconButton } from '../../parts/controls';
import { StagePane } from '../../stage/StagePane';
import type { ComparedRun } from '../../state/comparison';
import { changeSettings, useLab, useSession, useView } from '../../state/session';
import { themeOf } from '../../state/view-store';
import { text } from '../../text/en';

export function RunPanel({
  run,
  waited,
  onRemove,
}: {
  readonly run: ComparedRun;
  /** It has not come to the instant of the first run yet. */
  readonly waited: boolean;
  readonly onRemove: () => void;
}): ReactNode {
  const session = useSession();
  const scene = useLab((state) => state.scene, run.lab);
  const frame = useLab((state) => state.frame, run.lab);
  const settings = useView((view) => view.settings);
  const selection = useView((view) => view.selection);
  const peeled = useView((view) => view.peeled);
  const theme = useView(themeOf);
  return (
    <section className="run-panel" data-pane aria-label={`${run.letter}: ${run.name}`}>
      <header>
        <span className="badge">{run.letter}</span>
        <h2>{run.name}</h2>
        <span className="quiet">
          {waited ? `${text.compare.computing} ` : ''}
          {frame === null ? '' : formatClock(frame.startsAtMicros + frame.nowMicros)}
        </span>
        <span className="quiet run-print" data-run={run.letter}>
          {frame?.fingerprint ?? ''}
        </span>
        {run.letter !== 'A' && (
          <IconButton label={text.compare.remove.replace('{0}', run.letter)} onClick={onRemove}>
            <X size={14} />
          </IconButton>
        )}
      </header>
      <StagePane
        scene={scene}
        selection={selection}
        onSelect={(id) => session.view.setState({ selection: id })}
        rendering="2d"
        onRenderingChange={(rendering) => changeSettings(session, { rendering })}
        labels={settings.labels && (scene?.hosts.length ?? 0) > 1}
        onLabelsChange={(labels) => changeSettings(session, { labels })}
        patterns={settings.patterns}
        onPatternsChange={(patterns) => changeSettings(session, { patterns })}
        peeled={peeled}
        theme={theme}
        bare
        name={run.letter}
        empty={null}
      />
    </section>
  );
}

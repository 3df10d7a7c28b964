/** The Explore workspace: legend, stage and time above; results and terminal below; the inspector at the side. */
import type { ReactNode } from 'react';
import { Panes, type PaneItem } from '../parts/Panes';
import { FLOAT_INSPECTOR, FOLD_LEGEND, useMedia } from '../parts/use-media';
import { useView } from '../state/session';
import { BottomPane } from './BottomPane';
import { ExploreStage } from './ExploreStage';
import { FailureBar } from './FailureBar';
import { InspectorPane } from './InspectorPane';
import { IssuesPanel } from './IssuesPanel';
import { FoldedLegend, LayersPane } from './LayersPane';
import { ResultsPane } from './ResultsPane';
import { TimeBar } from './TimeBar';

export function ExploreMode(): ReactNode {
  const floats = useMedia(FLOAT_INSPECTOR);
  const inspectorOpen = useView((view) => view.inspectorOpen);
  const work: PaneItem = { id: 'work', size: 78, min: '55%', content: <Work /> };
  const inspector: PaneItem = { id: 'inspector', size: 22, min: '290px', content: <InspectorPane /> };
  return (
    <main className="explore">
      {floats ? <Work /> : <Panes name="explore-columns" direction="horizontal" items={[work, inspector]} />}
      {floats && inspectorOpen && (
        <div className="drawer">
          <InspectorPane />
        </div>
      )}
      <IssuesPanel />
    </main>
  );
}

function Work(): ReactNode {
  const folded = useMedia(FOLD_LEGEND);
  const top = (
    <div className={folded ? 'top-row is-folded' : 'top-row'}>
      {folded ? <FoldedLegend /> : <LayersPane />}
      <div className="stage-column">
        <ExploreStage />
        <TimeBar />
      </div>
    </div>
  );
  return (
    <div className="work">
      <Panes
        name="explore-rows"
        direction="vertical"
        items={[
          { id: 'top', size: 75, min: '40%', content: top },
          { id: 'bottom', size: 25, min: '120px', content: <Bottom /> },
        ]}
      />
    </div>
  );
}

function Bottom(): ReactNode {
  const results = (
    <div className="results-column">
      <FailureBar />
      <ResultsPane />
    </div>
  );
  return (
    <Panes
      name="explore-bottom"
      direction="horizontal"
      items={[
        { id: 'results', size: 61, min: '35%', content: results },
        { id: 'terminal', size: 39, min: '25%', content: <BottomPane /> },
      ]}
    />
  );
}

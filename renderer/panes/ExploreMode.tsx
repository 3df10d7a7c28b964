/** The Explore workspace: legend, stage and time above; results and terminal below; the inspector at the side. */
import type { ReactNode } from 'react';
import { Panes, type PaneItem } from '../parts/Panes';
import { FLOAT_INSPECTOR, FOLD_LEGEND, STACK_PANES, useMedia } from '../parts/use-media';
import { PopOut } from '../parts/PopOut';
import { togglePopOut } from '../state/acts';
import { useSession, useView } from '../state/session';
import type { PopPane } from '../state/view-store';
import { text } from '../text/en';
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
  const projector = useView((view) => view.settings.projector);
  const inspectorOpen = useView((view) => view.inspectorOpen);
  const work: PaneItem = { id: 'work', size: 78, min: '55%', content: <Work /> };
  const inspector: PaneItem = { id: 'inspector', size: 22, min: '290px', content: <InspectorPane /> };
  return (
    <main className="explore">
      {projector ? (
        <Lectern />
      ) : floats ? (
        <Work />
      ) : (
        <Panes name="explore-columns" direction="horizontal" items={[work, inspector]} />
      )}
      {(floats || projector) && inspectorOpen && (
        <div className="drawer">
          <InspectorPane />
        </div>
      )}
      <IssuesPanel />
    </main>
  );
}

/** For a projector: the picture and its time, as large as they get; everything else is a key away. */
function Lectern(): ReactNode {
  return (
    <div className="work is-lectern">
      <h1 className="visually-hidden">{text.name}</h1>
      <div className="stage-column">
        <ExploreStage />
        <TimeBar />
      </div>
    </div>
  );
}

/** The height of the lower panes at first: the terminal shows a table of ten lines with its heading and the prompt. */
const TWELVE_LINES = '252px';

function Work(): ReactNode {
  const stacked = useMedia(STACK_PANES);
  const poppedOut = useView((view) => view.poppedOut);
  if (stacked) {
    return (
      <div className="work is-stacked" tabIndex={0} role="group" aria-label={text.modes.explore}>
        <Top />
        {!poppedOut.includes('results') && <Results />}
        {!poppedOut.includes('terminal') && <BottomPane />}
      </div>
    );
  }
  return (
    <div className="work">
      <Panes
        name="explore-rows"
        direction="vertical"
        items={[
          { id: 'top', size: 70, start: null, min: '40%', content: <Top /> },
          { id: 'bottom', size: 30, start: TWELVE_LINES, min: '120px', content: <Bottom /> },
        ]}
      />
    </div>
  );
}

function Top(): ReactNode {
  const folded = useMedia(FOLD_LEGEND);
  return (
    <div className={folded ? 'top-row is-folded' : 'top-row'}>
      {folded ? <FoldedLegend /> : <LayersPane />}
      <div className="stage-column">
        <ExploreStage />
        <TimeBar />
      </div>
    </div>
  );
}

function Results(): ReactNode {
  return (
    <div className="results-column">
      <FailureBar />
      <ResultsPane />
    </div>
  );
}

/** What is popped out leaves its room to the other. */
function Bottom(): ReactNode {
  const session = useSession();
  const poppedOut = useView((view) => view.poppedOut);
  const results: PaneItem = { id: 'results', size: 61, min: '35%', content: <Results /> };
  const terminal: PaneItem = { id: 'terminal', size: 39, min: '25%', content: <BottomPane /> };
  const away = (pane: PopPane): ReactNode => (
    <p className="popped-away panel">
      {text.popOut[pane]}
      <button type="button" className="button" onClick={() => togglePopOut(session, pane)}>
        {text.popOut.back}
      </button>
    </p>
  );
  if (poppedOut.length === 0)
    return <Panes name="explore-bottom" direction="horizontal" items={[results, terminal]} />;
  return (
    <div className="bottom-split">
      {poppedOut.includes('results') ? away('results') : results.content}
      {poppedOut.includes('terminal') ? away('terminal') : terminal.content}
    </div>
  );
}

/** Panes in windows of their own, whichever mode this one shows. */
export function PoppedOut(): ReactNode {
  const session = useSession();
  const poppedOut = useView((view) => view.poppedOut);
  return poppedOut.map((pane) => (
    <PopOut
      key={pane}
      name={pane}
      title={pane === 'results' ? text.results.last : text.bottom.terminal}
      onClose={() => togglePopOut(session, pane)}
    >
      {pane === 'results' ? <Results /> : <BottomPane />}
    </PopOut>
  ));
}

/**
 * The stage alone, on a frame made by hand: `?frame=sample&theme=dark&rendering=3d&width=922&height=544&select=thumb-16`.
 * Run `node test/e2e/stage-gallery/shots.mjs` for the pictures.
 */
import { StrictMode, useState, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { sceneOf, type LayerId } from '../../../simulations';
import { PatternDefs } from '../../../renderer/parts/layers';
import { StagePane, type Rendering } from '../../../renderer/stage/StagePane';
import '../../../renderer/styles/fonts.css';
import '../../../renderer/styles/tokens.css';
import '../../../renderer/styles/app.css';
import '../../../renderer/styles/panes.css';
import '../../../renderer/styles/stage.css';
import { ODD_FRAMES } from '../../helpers/odd-frames';

const query = new URLSearchParams(location.search);
const asked = (name: string, otherwise: string): string => query.get(name) ?? otherwise;
const theme = asked('theme', 'dark') === 'light' ? 'light' : 'dark';
const frame = ODD_FRAMES[asked('frame', 'sample')];

function Gallery(): ReactNode {
  const [selection, setSelection] = useState<string | null>(query.get('select'));
  const [rendering, setRendering] = useState<Rendering>(asked('rendering', '3d') === '2d' ? '2d' : '3d');
  const [labels, setLabels] = useState(asked('labels', '1') === '1');
  const [patterns, setPatterns] = useState(asked('patterns', '1') === '1');
  return (
    <div
      style={{ width: `${asked('width', '922')}px`, height: `${asked('height', '544')}px`, display: 'grid' }}
    >
      <PatternDefs />
      <StagePane
        scene={frame === undefined ? null : sceneOf(frame())}
        selection={selection}
        onSelect={setSelection}
        rendering={rendering}
        onRenderingChange={setRendering}
        labels={labels}
        onLabelsChange={setLabels}
        patterns={patterns}
        onPatternsChange={setPatterns}
        peeled={query.get('peeled') as LayerId | null}
        theme={theme}
        empty={<p>No such frame. There are: {Object.keys(ODD_FRAMES).join(', ')}</p>}
      />
    </div>
  );
}

document.documentElement.dataset['theme'] = theme;
const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <Gallery />
    </StrictMode>,
  );

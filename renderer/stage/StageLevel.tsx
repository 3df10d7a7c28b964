/** The stage from farther away (all hosts) or nearer (a sandbox opened, a way through its layers). */
import { ChevronRight } from 'lucide-react';
import { Fragment, useRef, type ReactNode } from 'react';
import {
  describeHost,
  drawDataCentre,
  drawOpenedSandbox,
  technologyOf,
  valueAt,
  WAYS,
  type Frame,
  type Scenario,
} from '../../simulations';
import { Segmented } from '../parts/controls';
import { Picture } from '../parts/Picture';
import { showLevel } from '../state/levels';
import { scenarioOf } from '../state/scenario-of';
import { useLab, useSession, useView } from '../state/session';
import { LEVELS, themeOf, type Level } from '../state/view-store';
import { text } from '../text/en';
import { useSize } from './use-size';

export function Breadcrumb(): ReactNode {
  const session = useSession();
  const level = useView((view) => view.level);
  const selection = useView((view) => view.selection);
  return LEVELS.map((other, i) => (
    <Fragment key={other}>
      {i > 0 && <ChevronRight size={12} aria-hidden="true" />}
      <button
        type="button"
        className="crumb"
        aria-current={other === level ? 'page' : undefined}
        onClick={() => showLevel(session, other)}
      >
        {other === 'sandbox' && level !== 'centre' && level !== 'hosts'
          ? (selection ?? text.stage.levels.sandbox)
          : text.stage.levels[other]}
      </button>
    </Fragment>
  ));
}

export function StageLevel({ level }: { readonly level: Exclude<Level, 'hosts'> }): ReactNode {
  const frame = useLab((state) => state.frame);
  if (frame === null) return null;
  return level === 'centre' ? <Centre frame={frame} /> : <Opened frame={frame} level={level} />;
}

/** Width of a tank with the gap beside it, and how much larger it gets at most. */
const TANK = 228;
const TANK_HEIGHT = 148;
const LARGEST = 1.8;

/** The largest at which all tanks are in sight; never smaller than as drawn, for there one can scroll. */
export function centreScale(hosts: number, width: number, height: number): number {
  const scales = Array.from({ length: Math.max(1, hosts) }, (_, i) =>
    Math.min(width / ((i + 1) * TANK + 20), height / (Math.ceil(hosts / (i + 1)) * TANK_HEIGHT + 24)),
  );
  return Math.max(1, Math.min(LARGEST, Math.max(...scales)));
}

function Centre({ frame }: { readonly frame: Frame }): ReactNode {
  const session = useSession();
  const holder = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(holder);
  const variant = useView(themeOf);
  const patterns = useView((view) => view.settings.patterns);
  const selected = useView((view) => view.selection);
  // A few hosts are drawn larger: from the last row of a lecture hall a small tank is no tank.
  const scale = centreScale(frame.hosts.length, width, height);
  const chart = drawDataCentre(frame, { width: Math.max(460, width / scale), variant, patterns, selected });
  return (
    <div ref={holder} className="level-scroll" tabIndex={0} role="group" aria-label={text.stage.dataCentre}>
      <div
        className="graph-sheet"
        style={{ width: chart.drawing.width, height: chart.drawing.height, zoom: scale }}
      >
        <Picture drawing={chart.drawing} />
        {chart.hosts.map((cell) => {
          const host = frame.hosts.find(({ id }) => id === cell.id);
          return (
            <button
              key={cell.id}
              type="button"
              className="graph-node"
              aria-pressed={cell.id === selected}
              aria-label={host === undefined ? cell.id : describeHost(frame, host)}
              style={{ left: cell.x, top: cell.y, width: cell.width, height: cell.height }}
              onClick={() => session.view.setState({ selection: cell.id })}
              onDoubleClick={() => showLevel(session, 'hosts')}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Larger than its own units, for the same reason. */
const OPENED_SCALE = 1.15;

function Opened({
  frame,
  level,
}: {
  readonly frame: Frame;
  readonly level: 'sandbox' | 'process';
}): ReactNode {
  const { view } = useSession();
  const holder = useRef<HTMLDivElement>(null);
  const { width } = useSize(holder);
  const variant = useView(themeOf);
  const patterns = useView((state) => state.settings.patterns);
  const selection = useView((state) => state.selection);
  const way = useView((state) => state.way);
  const curtainUp = useView((state) => state.curtainUp);
  const scenario = scenarioOf(useLab((state) => state.document));
  const host = frame.hosts.find(({ sandboxes }) => sandboxes.some(({ id }) => id === selection));
  const sandbox = host?.sandboxes.find(({ id }) => id === selection);
  if (host === undefined || sandbox === undefined)
    return <p className="para level-none">{text.stage.noSandbox}</p>;
  const drawing = drawOpenedSandbox(host, sandbox, {
    width: Math.max(560, width / OPENED_SCALE),
    variant,
    patterns,
    way: level === 'process' ? way : null,
    curtainUp,
    vcpus: vcpusOf(scenario, sandbox.deployment, sandbox.component),
    provenance: `Strata ${frame.engine}, scenario ${frame.title}, seed ${frame.seed}`,
  });
  return (
    <div ref={holder} className="level-scroll" tabIndex={0} role="group" aria-label={text.stage.opened}>
      <div className="level-bar">
        {level === 'process' && (
          <Segmented
            label={text.stage.way}
            value={way}
            onChange={(next) => view.setState({ way: next })}
            options={WAYS.map((id) => ({ value: id, label: text.stage.ways[id] }))}
          />
        )}
        {technologyOf(sandbox.technology).perRequest && (
          <button
            type="button"
            className="button is-compact"
            aria-pressed={curtainUp}
            onClick={() => view.setState({ curtainUp: !curtainUp })}
          >
            {text.stage.curtain}
          </button>
        )}
      </div>
      <Picture drawing={drawing} className="level-picture" />
    </div>
  );
}

function vcpusOf(scenario: Scenario | null, deployment: string, component: string): number | null {
  const place = scenario?.deployments
    .find(({ id }) => id === deployment)
    ?.place.find((candidate) => candidate.component === component);
  const vcpus = valueAt(place, 'vcpus');
  return typeof vcpus === 'number' ? vcpus : null;
}

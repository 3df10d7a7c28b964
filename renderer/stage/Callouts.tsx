/** A callout per host for a sandbox that starts: name, phases coloured by the layer that does the work, time. */
import type { ReactNode } from 'react';
import { FLOOR_COLUMNS, startText, TANK_HEIGHT, type SandboxLayout } from '../../simulations';
import { LayerSign } from '../parts/layers';
import { CALLOUT_WIDTH, toPixels, type Placement } from './placement';

const WIDTH = 164;
const TOP = 70;
const TOP_PLAIN = 52;
/** Below a third line of the heading, the profile of limits. */
const TOP_WITH_LIMITS = 88;

const topOf = ({ layout }: Placement, plain: boolean): number =>
  plain ? TOP_PLAIN : layout.host.limits === null ? TOP : TOP_WITH_LIMITS;

export function Callouts({
  placements,
  selection,
  plain,
}: {
  readonly placements: readonly Placement[];
  readonly selection: string | null;
  /** The headings have one line, and limits are not named. */
  readonly plain: boolean;
}): ReactNode {
  return placements.map((placement) => {
    const starting = placement.layout.sandboxes.filter((s) => s.sandbox.start !== null);
    const shown = starting.find((s) => s.sandbox.id === selection) ?? starting.at(-1);
    return shown === undefined ? null : (
      <Callout
        key={placement.layout.host.id}
        placement={placement}
        layout={shown}
        top={topOf(placement, plain)}
      />
    );
  });
}

function Callout({
  placement,
  layout,
  top,
}: {
  readonly placement: Placement;
  readonly layout: SandboxLayout;
  readonly top: number;
}): ReactNode {
  const { start, label } = layout.sandbox;
  if (start === null) return null;
  const { bounds } = layout;
  const [tipX, tipY] = toPixels(placement, [
    bounds.x + bounds.width,
    bounds.y + bounds.depth * 0.3,
    bounds.z + Math.min(bounds.height, TANK_HEIGHT) * 0.9,
  ]);
  const [edge] = toPixels(placement, [FLOOR_COLUMNS, 0, 0]);
  const { beside } = placement;
  const width = beside ? CALLOUT_WIDTH : WIDTH;
  const most = placement.left + placement.width - width - 10;
  // Beside the tank where there is room, over its corner where there is not.
  const left = beside ? most : Math.max(placement.left + 6, Math.min(edge + 12, most));
  const bottom = top + 58;
  const leaderX = Math.max(left + 14, Math.min(left + width - 14, tipX + (left + width * 0.75 - tipX) * 0.7));
  const hue = layout.sandbox.slices[0]?.layer === 'hv' ? 'fn' : (layout.sandbox.slices[0]?.layer ?? 'ap');
  return (
    <>
      <svg className="stage-layer leader" width="100%" height="100%" aria-hidden="true">
        <path d={`M${tipX} ${tipY}L${leaderX} ${bottom}`} />
        <circle cx={tipX} cy={tipY} r="2.4" />
      </svg>
      <div className="callout" style={{ left, top, width }} aria-hidden="true">
        <h3>
          <LayerSign layer={hue} size={13} />
          {`${label} ${start.verb === 'cold-starting' ? 'cold' : start.verb}`}
        </h3>
        <div className="phase-bar">
          {start.phases.map((phase) => (
            <i
              key={phase.name}
              style={{
                flexGrow: Math.max(phase.durationMicros, start.totalMicros * 0.03),
                borderColor: `var(--${phase.layer}-line)`,
              }}
            >
              <b
                style={{
                  width: `${phase.doneFraction * 100}%`,
                  background: `var(--${phase.layer === 'ap' ? 'ap-line' : phase.layer})`,
                }}
              />
            </i>
          ))}
        </div>
        <p>{startText(start)}</p>
      </div>
    </>
  );
}

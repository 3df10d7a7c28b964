/** Under everything: the soft shadow of each host and the lane on the ground where requests wait. */
import type { ReactNode } from 'react';
import { FLOOR_COLUMNS, FLOOR_ROWS, LANE } from '../../simulations';
import { pointsOf, type Placement } from './placement';

export function Ground({
  placements,
  width,
  height,
}: {
  readonly placements: readonly Placement[];
  readonly width: number;
  readonly height: number;
}): ReactNode {
  return (
    <svg className="stage-layer" width={width} height={height} aria-hidden="true">
      <defs>
        <filter id="ground-shadow" x="-20%" y="-20%" width="140%" height="140%">
          <feGaussianBlur stdDeviation="7" />
        </filter>
      </defs>
      {placements.map((placement) => (
        <g key={placement.layout.host.id}>
          <polygon
            filter="url(#ground-shadow)"
            opacity="var(--shadow)"
            points={pointsOf(placement, [
              [-0.2, -0.2, -0.2],
              [FLOOR_COLUMNS + 0.7, -0.2, -0.3],
              [FLOOR_COLUMNS + 0.7, FLOOR_ROWS + 0.9, -0.55],
              [-0.2, FLOOR_ROWS + 0.9, -0.5],
            ])}
          />
          <polygon
            style={{ fill: 'var(--bg-sunken)', stroke: 'var(--rule-2)' }}
            strokeWidth=".8"
            points={pointsOf(placement, [
              [LANE.x, LANE.y, 0],
              [LANE.x + LANE.width, LANE.y, 0],
              [LANE.x + LANE.width, LANE.y + LANE.length, 0],
              [LANE.x, LANE.y + LANE.length, 0],
            ])}
          />
        </g>
      ))}
    </svg>
  );
}

/** The 2D rendering: the same isometric picture as SVG, painted from back to front. */
import type { ReactNode } from 'react';
import {
  facesOf,
  FLOOR_COLUMNS,
  FLOOR_ROWS,
  TANK_HEIGHT,
  type Block,
  type Ghost,
  type LayerId,
} from '../../simulations';
import { patternUrl } from '../parts/layers';
import { pointsOf, type Placement, type Point3 } from './placement';

export interface BlocksProps {
  readonly placements: readonly Placement[];
  readonly patterns: boolean;
  readonly peeled: LayerId | null;
  readonly width: number;
  readonly height: number;
}

export function Blocks2d({ placements, patterns, peeled, width, height }: BlocksProps): ReactNode {
  return (
    <svg className="stage-layer" width={width} height={height} aria-hidden="true" data-rendering="2d">
      {placements.map((placement) => (
        <HostBlocks
          key={placement.layout.host.id}
          placement={placement}
          patterns={patterns}
          peeled={peeled}
        />
      ))}
    </svg>
  );
}

function HostBlocks({
  placement,
  patterns,
  peeled,
}: {
  readonly placement: Placement;
  readonly patterns: boolean;
  readonly peeled: LayerId | null;
}): ReactNode {
  const { layout } = placement;
  const items = [
    ...layout.blocks.map((block) => ({
      depth: block.x + block.y + block.width * 0.5 + block.depth * 0.5 + block.z * 0.001,
      block,
      ghost: null,
    })),
    ...layout.ghosts.map((ghost) => ({
      depth:
        ghost.x +
        ghost.y +
        ghost.width * 0.5 +
        ghost.depth * 0.5 +
        (ghost.kind === 'starting' ? -0.01 : ghost.z * 0.001 + 0.01),
      block: null,
      ghost,
    })),
  ].toSorted((a, b) => a.depth - b.depth);
  return (
    <g strokeLinejoin="round">
      {layout.plates.map((plate) => (
        <BlockShape
          key={plate.owner}
          block={plate}
          placement={placement}
          pattern={patterns ? 'top' : 'none'}
          dimmed={peeled !== null && peeled !== plate.layer}
        />
      ))}
      <FloorGrid placement={placement} />
      <Tank placement={placement} part="back" />
      {items.map(({ block, ghost }) =>
        block !== null ? (
          <BlockShape
            key={`${block.owner}/${block.layer}`}
            block={block}
            placement={placement}
            pattern={patterns ? 'all' : 'none'}
            dimmed={peeled !== null && peeled !== block.layer}
          />
        ) : (
          ghost !== null && (
            <GhostShape key={`${ghost.owner}/${ghost.kind}`} ghost={ghost} placement={placement} />
          )
        ),
      )}
      <Tank placement={placement} part="front" />
    </g>
  );
}

interface BlockShapeProps {
  readonly block: Block;
  readonly placement: Placement;
  readonly pattern: 'none' | 'top' | 'all';
  readonly dimmed: boolean;
}

function BlockShape({ block, placement, pattern, dimmed }: BlockShapeProps): ReactNode {
  const faces = facesOf(block);
  const { layer } = block;
  const fills = {
    left: layer === 'ap' ? 'var(--ap-left)' : `var(--${layer})`,
    right: `var(--${layer}-right)`,
    top: layer === 'ap' ? 'var(--ap)' : `var(--${layer}-top)`,
  } as const;
  const shown =
    layer === 'ap' || pattern === 'none'
      ? []
      : pattern === 'top'
        ? (['top'] as const)
        : (['left', 'right', 'top'] as const);
  return (
    <g opacity={dimmed ? 0.2 : undefined}>
      {(['left', 'right', 'top'] as const).map((face) => (
        <polygon
          key={face}
          points={pointsOf(placement, faces[face])}
          style={{ fill: fills[face], stroke: `var(--${layer}-edge)`, strokeWidth: 0.7 }}
        />
      ))}
      {shown.map((face) => (
        <polygon
          key={face}
          points={pointsOf(placement, faces[face])}
          fill={patternUrl(layer, face)}
          opacity={face === 'top' ? 'var(--pattern-stage)' : 'calc(var(--pattern-stage) * .8)'}
        />
      ))}
    </g>
  );
}

function GhostShape({
  ghost,
  placement,
}: {
  readonly ghost: Ghost;
  readonly placement: Placement;
}): ReactNode {
  const faces = facesOf(ghost);
  const alert = ghost.kind === 'no-room';
  return (
    <g>
      {(['left', 'right', 'top'] as const).map((face) => (
        <polygon
          key={face}
          points={pointsOf(placement, faces[face])}
          style={{
            fill: 'var(--ghost-fill)',
            stroke: alert ? 'var(--alert)' : 'var(--ghost-line)',
            strokeWidth: ghost.kind === 'starting' ? 1 : 0.8,
          }}
          strokeDasharray={ghost.kind === 'starting' ? '2 2.4' : '3 2.4'}
        />
      ))}
    </g>
  );
}

function FloorGrid({ placement }: { readonly placement: Placement }): ReactNode {
  const z = placement.layout.floor;
  const lines: readonly (readonly Point3[])[] = [
    ...Array.from({ length: FLOOR_COLUMNS - 1 }, (_, i): readonly Point3[] => [
      [i + 1, 0, z],
      [i + 1, FLOOR_ROWS, z],
    ]),
    ...Array.from({ length: FLOOR_ROWS - 1 }, (_, j): readonly Point3[] => [
      [0, j + 1, z],
      [FLOOR_COLUMNS, j + 1, z],
    ]),
  ];
  return (
    <g stroke="#fff" strokeOpacity=".16" strokeWidth=".6">
      {lines.map((line, i) => (
        <polyline key={i} points={pointsOf(placement, line)} fill="none" />
      ))}
    </g>
  );
}

export function tankLines(floor: number, part: 'back' | 'front'): readonly (readonly Point3[])[] {
  const [w, d, low, high] = [FLOOR_COLUMNS, FLOOR_ROWS, floor, floor + TANK_HEIGHT];
  return part === 'back'
    ? [
        [
          [0, 0, low],
          [0, 0, high],
        ],
        [
          [0, d, high],
          [0, 0, high],
          [w, 0, high],
        ],
      ]
    : [
        [
          [0, d, low],
          [0, d, high],
          [w, d, high],
          [w, 0, high],
          [w, 0, low],
        ],
        [
          [w, d, low],
          [w, d, high],
        ],
      ];
}

function Tank({
  placement,
  part,
}: {
  readonly placement: Placement;
  readonly part: 'back' | 'front';
}): ReactNode {
  return (
    <g style={{ stroke: 'var(--tank)' }} strokeWidth=".8" opacity={part === 'back' ? 0.4 : 0.75} fill="none">
      {tankLines(placement.layout.floor, part).map((line, i) => (
        <polyline key={i} points={pointsOf(placement, line)} />
      ))}
    </g>
  );
}

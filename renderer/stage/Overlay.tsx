/** Over the blocks, the same for both renderings: names, ticks, requests, queue, door, selection. */
import type { ReactNode } from 'react';
import {
  FLOOR_COLUMNS,
  FLOOR_ROWS,
  formatBytes,
  LANE,
  silhouetteOf,
  standsFor,
  TANK_HEIGHT,
  type LayerId,
  type SandboxLayout,
} from '../../simulations';
import { text } from '../text/en';
import { BackEnds } from './BackEnds';
import { Disturbed, HitWords, Moves, NoRoom } from './Disturbed';
import { Kept } from './Kept';
import { faceWidth, noteThatFits, signFor } from './labels';
import { LabelsAbove, namedAbove } from './LabelsAbove';
import { pointsOf, toPixels, type Placement, type Point3 } from './placement';

export interface OverlayProps {
  readonly placements: readonly Placement[];
  readonly selection: string | null;
  readonly hovered: string | null;
  readonly peeled: LayerId | null;
  readonly labels: boolean;
  /** Only the names of those before which somebody waits. */
  readonly plain: boolean;
  readonly width: number;
  readonly height: number;
}

export function Overlay({
  placements,
  selection,
  hovered,
  peeled,
  labels,
  plain,
  width,
  height,
}: OverlayProps): ReactNode {
  return (
    <svg className="stage-layer stage-overlay" width={width} height={height} aria-hidden="true">
      {placements.map((placement) => (
        <g key={placement.layout.host.id}>
          {labels && <PlateLabels placement={placement} peeled={peeled} />}
          <Ticks placement={placement} />
          <Requests placement={placement} />
          {labels && <SandboxLabels placement={placement} />}
          {/* Before the words: an outline would cut those that it runs through. */}
          <Silhouette placement={placement} id={hovered === selection ? null : hovered} strength={1} />
          <Silhouette placement={placement} id={selection} strength={2} />
          <Kept placement={placement} />
          <BackEnds placement={placement} selection={selection} />
          <Queue placement={placement} />
          <LabelsAbove placement={placement} names={labels} plain={plain} />
          <Disturbed placement={placement} />
          <HitWords placement={placement} />
          <NoRoom placement={placement} />
        </g>
      ))}
      <Moves placements={placements} />
    </svg>
  );
}

const SKEW = { left: '.866,.5,0,1', right: '.866,-.5,0,1' } as const;

interface FaceTextProps {
  readonly placement: Placement;
  readonly face: keyof typeof SKEW;
  readonly at: Point3;
  readonly size: number;
  readonly fill: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly weight?: number;
  readonly children: string;
}

/** Text lying on a face; hidden where it would be too small to read. */
function FaceText({
  placement,
  face,
  at,
  size,
  fill,
  anchor = 'start',
  weight = 600,
  children,
}: FaceTextProps): ReactNode {
  const [x, y] = toPixels(placement, at);
  return (
    <text
      transform={`matrix(${SKEW[face]},${x.toFixed(2)},${y.toFixed(2)})`}
      fontSize={size}
      fontWeight={weight}
      textAnchor={anchor}
      className="face-text"
      style={{ fill }}
    >
      {children}
    </text>
  );
}

function PlateLabels({
  placement,
  peeled,
}: {
  readonly placement: Placement;
  readonly peeled: LayerId | null;
}): ReactNode {
  const { layout, unit } = placement;
  const size = Math.max(11, Math.min(17, unit * 0.51));
  if (unit < 13) return null;
  return layout.plates.map((plate, i) => {
    const known = layout.host.plates[i];
    const away = peeled !== null && peeled !== plate.layer;
    const middle = plate.z + plate.height / 2 - (size * 0.36) / unit;
    return (
      <g key={plate.owner}>
        <FaceText
          placement={placement}
          face="left"
          at={[plate.x + 0.4, plate.y + plate.depth, middle]}
          size={size}
          fill={away ? 'var(--ink-3)' : `var(--${plate.layer}-on)`}
        >
          {(known?.name ?? '').replace(', ', ' · ')}
        </FaceText>
        <FaceText
          placement={placement}
          face="right"
          at={[plate.x + plate.width, plate.y + plate.depth - 0.25, middle]}
          size={Math.max(11, size - 1)}
          weight={500}
          fill={away ? 'var(--ink-3)' : '#fff'}
        >
          {noteThatFits(known?.note ?? '', Math.max(11, size - 1), (plate.depth - 0.5) * unit)}
        </FaceText>
      </g>
    );
  });
}

/** Names on what is wide enough to carry them; where a host runs several components they stand over the blocks. */
function SandboxLabels({ placement }: { readonly placement: Placement }): ReactNode {
  const { layout, unit } = placement;
  if (namedAbove(placement)) return null;
  const size = Math.max(11, Math.min(15, unit * 0.49));
  return layout.sandboxes.map(({ sandbox, bounds }) => {
    const ground = layout.blocks.find((block) => block.owner === sandbox.id);
    if (
      ground === undefined ||
      sandbox.start !== null ||
      ground.width * unit < faceWidth(sandbox.label, size) + 0.3 * unit ||
      ground.height * unit < size * 1.2
    )
      return null;
    const middle = ground.z + ground.height / 2 - (size * 0.36) / unit;
    return (
      <FaceText
        key={sandbox.id}
        placement={placement}
        face="left"
        at={[bounds.x + 0.2, bounds.y + bounds.depth, middle]}
        size={size}
        fill={`var(--${ground.layer}-on)`}
      >
        {sandbox.label}
      </FaceText>
    );
  });
}

function Ticks({ placement }: { readonly placement: Placement }): ReactNode {
  const { floor, host } = placement.layout;
  const gib = host.memoryBytes / 1024 ** 3;
  return [0, 1, 2, 3, 4].map((quarter) => {
    const [x, y] = toPixels(placement, [FLOOR_COLUMNS, 0, floor + (TANK_HEIGHT * quarter) / 4]);
    const amount = (gib * quarter) / 4;
    return (
      <g key={quarter}>
        <path d={`M${x} ${y}h${quarter % 2 === 0 ? 6 : 4}`} style={{ stroke: 'var(--rule-strong)' }} />
        {quarter % 2 === 0 && (
          <text x={x + 9} y={y + 4} className="tick-text">
            {quarter === 0 ? '0 GiB' : formatBytes(amount * 1024 ** 3).replace(' GiB', '')}
          </text>
        )}
      </g>
    );
  });
}

const MOST_PIPS = 4;

/** Dots on top of a sandbox: one a worker that serves, a ring for an idle instance. */
function pips(
  layout: SandboxLayout,
  unit: number,
): readonly { readonly at: Point3; readonly kind: 'run' | 'idle' | 'wait' }[] {
  const { sandbox, bounds, top } = layout;
  const running = Math.min(MOST_PIPS, sandbox.busy - sandbox.waitingOnCall);
  const waiting = Math.min(MOST_PIPS - running, sandbox.waitingOnCall);
  const shown = [
    ...Array.from({ length: running }, () => 'run' as const),
    ...Array.from({ length: waiting }, () => 'wait' as const),
    ...(sandbox.state === 'idle' ? (['idle'] as const) : []),
  ];
  const z = top + 3.2 / unit;
  return shown.map((kind, i) => ({
    kind,
    at: [bounds.x + bounds.width / 2 + (i - (shown.length - 1) / 2) * 0.3, bounds.y + bounds.depth / 2, z],
  }));
}

const KINDS = ['run', 'wait', 'idle'] as const;

/** All dots of a kind as one shape: a thousand of them cost no more than one. */
function Pips({ placement, radius }: { readonly placement: Placement; readonly radius: number }): ReactNode {
  const shapes = { run: '', wait: '', idle: '' };
  for (const sandbox of placement.layout.sandboxes)
    for (const { at, kind } of pips(sandbox, placement.unit)) {
      const [x, y] = toPixels(placement, at);
      const r = kind === 'run' ? radius : radius - 0.6;
      shapes[kind] +=
        `M${(x - r).toFixed(1)} ${y.toFixed(1)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
    }
  return KINDS.map((kind) => <path key={kind} d={shapes[kind]} className={`pip pip-${kind}`} />);
}

function Requests({ placement }: { readonly placement: Placement }): ReactNode {
  const { layout, unit } = placement;
  const radius = Math.max(2, Math.min(4.4, unit * 0.14));
  const door = toPixels(placement, [LANE.x + LANE.width / 2, LANE.y - 0.1, 15 / 22]);
  return (
    <g>
      <Pips placement={placement} radius={radius} />
      {layout.host.flights.map((flight, i) => {
        const target = layout.sandboxes.find((s) => standsFor(s.sandbox, flight.sandbox));
        if (target === undefined) return null;
        const end = toPixels(placement, [
          target.bounds.x + target.bounds.width / 2,
          target.bounds.y + target.bounds.depth / 2,
          target.top,
        ]);
        const control = [(door[0] + end[0]) / 2 - 6, Math.min(door[1], end[1]) - 40] as const;
        const t = flight.progress;
        const at = (k: 0 | 1): number =>
          (1 - t) ** 2 * door[k] + 2 * (1 - t) * t * control[k] + t * t * end[k];
        return (
          <g key={i}>
            <path d={`M${door.join(' ')}Q${control.join(' ')} ${end.join(' ')}`} className="flight-path" />
            <circle cx={at(0)} cy={at(1)} r={radius + 0.3} className="flight-dot" />
          </g>
        );
      })}
    </g>
  );
}

function Queue({ placement }: { readonly placement: Placement }): ReactNode {
  const { layout, unit } = placement;
  const { waiting, label } = layout.host.door;
  const radius = Math.max(1.8, Math.min(4.2, unit * 0.13));
  const rows = Math.floor((LANE.length - 0.4) / LANE.pitch);
  const places = rows * LANE.abreast;
  const shown = Math.min(waiting, places);
  const { wide, words, size } = signFor(label, unit, LANE.width);
  const [countX, countY] = toPixels(placement, [LANE.x + LANE.width, LANE.y + LANE.length * 0.86, 0]);
  return (
    <g>
      {Array.from({ length: shown }, (_, k) => {
        const row = Math.floor(k / LANE.abreast);
        const [x, y] = toPixels(placement, [
          LANE.x + 0.28 + (k % LANE.abreast) * 0.47,
          LANE.y + 0.5 + row * LANE.pitch,
          2.5 / 22,
        ]);
        const fade = waiting > places ? Math.max(0.12, 1 - Math.max(0, row - rows + 5) * 0.2) : 1;
        return <circle key={k} cx={x} cy={y} r={radius} opacity={fade} className="waiting" />;
      })}
      <polygon
        className="door"
        points={pointsOf(placement, [
          [LANE.x - wide, LANE.y - 0.1, 0],
          [LANE.x + LANE.width + wide, LANE.y - 0.1, 0],
          [LANE.x + LANE.width + wide, LANE.y - 0.1, 0.72],
          [LANE.x - wide, LANE.y - 0.1, 0.72],
        ])}
      />
      {words !== '' && (
        <FaceText
          placement={placement}
          face="left"
          at={[LANE.x + LANE.width / 2, LANE.y - 0.1, 0.2]}
          size={size}
          fill="var(--ink)"
          anchor="middle"
        >
          {words}
        </FaceText>
      )}
      <text x={countX + 10} y={countY + 6} className="count-text">
        {waiting === 0
          ? text.stage.nobodyWaits
          : text.stage.waiting.replace('{0}', waiting.toLocaleString('en'))}
      </text>
    </g>
  );
}

function Silhouette({
  placement,
  id,
  strength,
}: {
  readonly placement: Placement;
  readonly id: string | null;
  readonly strength: 1 | 2;
}): ReactNode {
  if (id === null) return null;
  const sandbox = placement.layout.sandboxes.find((s) => standsFor(s.sandbox, id));
  const plate = placement.layout.plates.find((p) => p.owner === id);
  const host =
    placement.layout.host.id === id
      ? {
          x: 0,
          y: 0,
          z: 0,
          width: FLOOR_COLUMNS,
          depth: FLOOR_ROWS,
          height: placement.layout.floor + TANK_HEIGHT,
        }
      : undefined;
  const box =
    sandbox === undefined
      ? (plate ?? host)
      : {
          ...sandbox.bounds,
          height:
            sandbox.sandbox.start === null
              ? Math.max(0.3, sandbox.top - sandbox.bounds.z)
              : sandbox.bounds.height,
        };
  if (box === undefined) return null;
  const points = pointsOf(placement, silhouetteOf(box));
  return (
    <g fill="none" strokeLinejoin="round">
      <polygon points={points} style={{ stroke: 'var(--bg-stage)', strokeWidth: strength * 3 }} />
      <polygon points={points} style={{ stroke: 'var(--ink)', strokeWidth: strength }} />
    </g>
  );
}

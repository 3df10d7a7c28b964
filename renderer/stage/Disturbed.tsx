/** Faults on the stage: what is hit has an outline of its own and a word, and the layer that fell a cross. */
import type { ReactNode } from 'react';
import {
  facesOf,
  formatBytes,
  silhouetteOf,
  type Effect,
  type SandboxLayout,
  type SceneHit,
  type SceneHost,
  type SceneMove,
} from '../../simulations';
import { text } from '../text/en';
import { pointsOf, toPixels, type Placement } from './placement';

const CROSSED: readonly Effect[] = ['falls', 'reachable'];

export function Disturbed({ placement }: { readonly placement: Placement }): ReactNode {
  const { layout } = placement;
  const hits = hitsOf(placement);
  const { fallen } = layout.host;
  const plate = fallen === null ? undefined : layout.plates.find(({ layer }) => layer === fallen.layer);
  if (hits.length === 0 && plate === undefined) return null;
  const faces = plate === undefined ? undefined : facesOf(plate);
  return (
    <g className="disturbed">
      {plate !== undefined && faces !== undefined && fallen !== null && (
        <g className={fallen.supposed ? 'is-supposed' : undefined}>
          <polygon points={pointsOf(placement, faces.left)} className="hit-line" />
          <polygon points={pointsOf(placement, faces.right)} className="hit-line" />
          <Cross
            at={toPixels(placement, [
              plate.x + plate.width * 0.94,
              plate.y + plate.depth,
              plate.z + plate.height / 2,
            ])}
            size={5}
          />
        </g>
      )}
      {hits.map(({ one, hit }) => (
        <Hit key={one.sandbox.id} placement={placement} layout={one} hit={hit} />
      ))}
    </g>
  );
}

interface HitOne {
  readonly one: SandboxLayout;
  readonly hit: SceneHit;
}

const hitsOf = ({ layout }: Placement): readonly HitOne[] =>
  layout.sandboxes.flatMap((one) => {
    const { hit } = one.sandbox;
    return hit === null ? [] : [{ one, hit }];
  });

/** Where the requests of a sandbox sit, in pixels. */
const crownOf = (placement: Placement, { bounds, top }: SandboxLayout): readonly [number, number] =>
  toPixels(placement, [
    bounds.x + bounds.width / 2,
    bounds.y + bounds.depth / 2,
    Math.max(top, bounds.z + 0.3),
  ]);

/** A word for all that it is true of, one above the other over the highest: each its own would cover the others. */
export function HitWords({ placement }: { readonly placement: Placement }): ReactNode {
  const hits = hitsOf(placement);
  const top = Math.min(...hits.map(({ one }) => crownOf(placement, one)[1]));
  const words = [...new Set(hits.map(({ hit }) => hit.word))];
  return words.map((word, row) => {
    const all = hits.filter(({ hit }) => hit.word === word);
    const crowns = all.map(({ one }) => crownOf(placement, one));
    const [x] = crowns.reduce((best, crown) => (crown[1] < best[1] ? crown : best));
    const spared = all[0]?.hit.effect === 'spared';
    return (
      <text
        key={word}
        x={x}
        y={top - placement.unit * 0.45 - 6 - row * 13}
        className={spared ? 'spared-text' : 'hit-text'}
      >
        {all.length === 1 ? word : `${all.length.toLocaleString('en')} ${word}`}
      </text>
    );
  });
}

function Hit({
  placement,
  layout,
  hit,
}: {
  readonly placement: Placement;
  readonly layout: SandboxLayout;
  readonly hit: SceneHit;
}): ReactNode {
  const { bounds, top } = layout;
  const solid = { ...bounds, height: Math.max(0.3, top - bounds.z) };
  return (
    <g className={hit.supposed ? 'is-supposed' : undefined}>
      {hit.effect !== 'spared' && (
        <polygon points={pointsOf(placement, silhouetteOf(solid))} className="hit-line" />
      )}
      {CROSSED.includes(hit.effect) && (
        <Cross at={crownOf(placement, layout)} size={Math.max(4, placement.unit * 0.2)} />
      )}
    </g>
  );
}

function Cross({
  at: [x, y],
  size,
}: {
  readonly at: readonly [number, number];
  readonly size: number;
}): ReactNode {
  return (
    <path
      className="hit-cross"
      d={`M${x - size} ${y - size}l${2 * size} ${2 * size}M${x + size} ${y - size}l${-2 * size} ${2 * size}`}
    />
  );
}

/** A VM that is moved: an arrow from where it runs to the place that is kept for it. */
export function Moves({ placements }: { readonly placements: readonly Placement[] }): ReactNode {
  return placements.flatMap((target) =>
    target.layout.host.arriving.map((move) => (
      <Move key={`${move.sandbox}>${move.to}`} move={move} target={target} placements={placements} />
    )),
  );
}

function Move({
  move,
  target,
  placements,
}: {
  readonly move: SceneMove;
  readonly target: Placement;
  readonly placements: readonly Placement[];
}): ReactNode {
  const ghost = target.layout.ghosts.find(({ owner, kind }) => owner === move.sandbox && kind === 'starting');
  if (ghost === undefined) return null;
  const end = toPixels(target, [
    ghost.x + ghost.width / 2,
    ghost.y + ghost.depth / 2,
    ghost.z + ghost.height * move.copiedFraction,
  ]);
  const source = placements.find(({ layout }) => layout.host.id === move.from);
  const from = source?.layout.sandboxes.find(({ sandbox }) => sandbox.id === move.sandbox);
  const start =
    source === undefined || from === undefined
      ? ([end[0] - 60, end[1] - 60] as const)
      : toPixels(source, [
          from.bounds.x + from.bounds.width / 2,
          from.bounds.y + from.bounds.depth / 2,
          from.top,
        ]);
  const control = [(start[0] + end[0]) / 2, Math.min(start[1], end[1]) - target.unit * 2.4] as const;
  const t = move.copiedFraction;
  const at = (k: 0 | 1): number => (1 - t) ** 2 * start[k] + 2 * (1 - t) * t * control[k] + t * t * end[k];
  const angle = Math.atan2(end[1] - control[1], end[0] - control[0]);
  const wing = (turn: number): string =>
    `${(end[0] - 8 * Math.cos(angle + turn)).toFixed(1)} ${(end[1] - 8 * Math.sin(angle + turn)).toFixed(1)}`;
  return (
    <g className="move">
      <path d={`M${start.join(' ')}Q${control.join(' ')} ${end.join(' ')}`} className="move-path" />
      <path d={`M${wing(0.45)}L${end.join(' ')}L${wing(-0.45)}`} className="move-head" />
      <circle cx={at(0)} cy={at(1)} r="4" className="flight-dot" />
      <text
        x={(start[0] + end[0]) / 2}
        y={control[1] + target.unit}
        className="name-text"
        textAnchor="middle"
      >
        {`${text.disturbed.moves.replace('{0}', move.sandbox)}, ${Math.round(t * 100)} %`}
      </text>
    </g>
  );
}

/** Memory is not always what is missing: a cordoned host takes nothing, however much is free. */
function noRoomText({ noRoom, cordoned }: SceneHost): string {
  if (noRoom === null) return '';
  const { label, neededBytes, freeBytes } = noRoom;
  if (cordoned) return text.stage.noPlaceCordoned.replace('{0}', label);
  if (freeBytes >= neededBytes) return text.stage.noPlace.replace('{0}', label);
  return text.stage.noRoom
    .replace('{0}', formatBytes(neededBytes))
    .replace('{1}', formatBytes(Math.max(0, freeBytes)));
}

/** A sandbox that found no room hangs over the tank. */
export function NoRoom({ placement }: { readonly placement: Placement }): ReactNode {
  const { noRoom } = placement.layout.host;
  const ghost = placement.layout.ghosts.find((g) => g.kind === 'no-room');
  if (noRoom === null || ghost === undefined) return null;
  const [x, y] = toPixels(placement, [ghost.x + 1, ghost.y + 1, ghost.z + ghost.height]);
  return (
    <g>
      <path
        d={`M${x - 7} ${y - 7}l14 14M${x + 7} ${y - 7}l-14 14`}
        style={{ stroke: 'var(--alert)', strokeWidth: 2 }}
      />
      <text x={x} y={y - 14} textAnchor="middle" className="no-room-text">
        {noRoomText(placement.layout.host)}
      </text>
    </g>
  );
}

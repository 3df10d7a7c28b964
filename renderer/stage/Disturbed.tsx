/** Faults on the stage: what is hit has an outline of its own and a word, and the layer that fell a cross. */
import type { ReactNode } from 'react';
import {
  silhouetteOf,
  type Effect,
  type SandboxLayout,
  type SceneHit,
  type SceneMove,
} from '../../simulations';
import { text } from '../text/en';
import { pointsOf, toPixels, type Placement } from './placement';

/** More would cover each other: the heading and the outline have them all. */
const MOST_WORDS = 9;
const CROSSED: readonly Effect[] = ['falls', 'reachable'];

export function Disturbed({ placement }: { readonly placement: Placement }): ReactNode {
  const { layout } = placement;
  const hits = layout.sandboxes.flatMap((one) => {
    const { hit } = one.sandbox;
    return hit === null ? [] : [{ one, hit }];
  });
  const { fallen } = layout.host;
  const plate = fallen === null ? undefined : layout.plates.find(({ layer }) => layer === fallen.layer);
  if (hits.length === 0 && plate === undefined) return null;
  return (
    <g className="disturbed">
      {plate !== undefined && fallen !== null && (
        <g className={fallen.supposed ? 'is-supposed' : undefined}>
          <polygon points={pointsOf(placement, silhouetteOf(plate))} className="hit-line" />
          <Cross
            at={toPixels(placement, [
              plate.x + plate.width * 0.5,
              plate.y + plate.depth,
              plate.z + plate.height / 2,
            ])}
            size={6}
          />
        </g>
      )}
      {hits.map(({ one, hit }, i) => (
        <Hit key={one.sandbox.id} placement={placement} layout={one} hit={hit} word={i < MOST_WORDS} />
      ))}
    </g>
  );
}

function Hit({
  placement,
  layout,
  hit,
  word,
}: {
  readonly placement: Placement;
  readonly layout: SandboxLayout;
  readonly hit: SceneHit;
  readonly word: boolean;
}): ReactNode {
  const { bounds, top } = layout;
  const solid = { ...bounds, height: Math.max(0.3, top - bounds.z) };
  const [x, y] = toPixels(placement, [
    bounds.x + bounds.width / 2,
    bounds.y + bounds.depth / 2,
    Math.max(top, bounds.z + 0.3),
  ]);
  const spared = hit.effect === 'spared';
  return (
    <g className={hit.supposed ? 'is-supposed' : undefined}>
      {!spared && <polygon points={pointsOf(placement, silhouetteOf(solid))} className="hit-line" />}
      {CROSSED.includes(hit.effect) && <Cross at={[x, y]} size={Math.max(4, placement.unit * 0.2)} />}
      {word && (
        <text x={x} y={y - placement.unit * 0.45 - 4} className={spared ? 'spared-text' : 'hit-text'}>
          {hit.word}
        </text>
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

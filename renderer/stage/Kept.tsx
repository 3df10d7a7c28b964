/**
 * What an operator has done to a host and its VMs: a cordon around a host that takes nothing new, the snapshots of a VM as
 * sheets on its block, image layers on their way to the host. Forms in ink; the words stand in the heading and the outline.
 */
import type { ReactNode } from 'react';
import { FLOOR_COLUMNS, FLOOR_ROWS, silhouetteOf, type SandboxLayout } from '../../simulations';
import { pointsOf, toPixels, type Placement, type Point3 } from './placement';

/** A rope outside the ground plate, with its posts. */
const ROPE = { out: 0.8, low: -0.5, high: 0 } as const;
/** Sheets that are drawn of many. */
const MOST_SHEETS = 3;
const SHEET = { side: 0.5, height: 0.07, pitch: 0.17 } as const;
/** The way of image layers to the host, from the front. */
const WAY = { x: 1.4, from: FLOOR_ROWS + 2.5, to: FLOOR_ROWS + 0.4, z: 0.45 } as const;

export function Kept({ placement }: { readonly placement: Placement }): ReactNode {
  const { host, sandboxes } = placement.layout;
  return (
    <g className="kept">
      {host.cordoned && <Cordon placement={placement} />}
      {host.pulling.length > 0 && <Pull placement={placement} layers={host.pulling.length} />}
      {sandboxes.map((one) =>
        one.sandbox.snapshots === 0 && one.sandbox.copying === null ? null : (
          <Snapshots key={one.sandbox.id} placement={placement} one={one} />
        ),
      )}
    </g>
  );
}

/** In front of the host: what lies behind it is hidden by it. */
function Cordon({ placement }: { readonly placement: Placement }): ReactNode {
  const [far, near] = [-0.2, FLOOR_COLUMNS + ROPE.out];
  const front = FLOOR_ROWS + ROPE.out;
  const corners: readonly (readonly [number, number])[] = [
    [far, front],
    [(far + near) / 2, front],
    [near, front],
    [near, (far + front) / 2],
    [near, far],
  ];
  const at = ([x, y]: readonly [number, number], z: number): Point3 => [x, y, z];
  return (
    <>
      <polyline
        className="cordon"
        points={pointsOf(
          placement,
          corners.map((corner) => at(corner, ROPE.high)),
        )}
      />
      {corners.map((corner) => (
        <polyline
          key={corner.join()}
          className="cordon-post"
          points={pointsOf(placement, [at(corner, ROPE.low), at(corner, ROPE.high + 0.12)])}
        />
      ))}
    </>
  );
}

/** Sheets one behind the other on an arrow into the ground plate. */
function Pull({ placement, layers }: { readonly placement: Placement; readonly layers: number }): ReactNode {
  const [tailX, tailY] = toPixels(placement, [WAY.x, WAY.from, WAY.z]);
  const [tipX, tipY] = toPixels(placement, [WAY.x, WAY.to, WAY.z]);
  const angle = Math.atan2(tipY - tailY, tipX - tailX);
  const wing = (turn: number): string =>
    `${(tipX - 7 * Math.cos(angle + turn)).toFixed(1)} ${(tipY - 7 * Math.sin(angle + turn)).toFixed(1)}`;
  const sheets = Math.min(MOST_SHEETS, layers);
  return (
    <>
      <path className="move-path" d={`M${tailX} ${tailY}L${tipX} ${tipY}`} />
      <path className="move-head" d={`M${wing(0.45)}L${tipX} ${tipY}L${wing(-0.45)}`} />
      {Array.from({ length: sheets }, (_, i) => (
        <polygon
          key={i}
          className="pulled-layer"
          points={pointsOf(
            placement,
            silhouetteOf({
              x: WAY.x - 0.4,
              y: WAY.from - 0.55 - i * 0.5,
              z: WAY.z - 0.1,
              width: 0.8,
              depth: 0.34,
              height: 0.12,
            }),
          )}
        />
      ))}
    </>
  );
}

/** On the front corner of the guest, beside your code; dashed while its state is copied. */
function Snapshots({
  placement,
  one: { bounds, sandbox },
}: {
  readonly placement: Placement;
  readonly one: SandboxLayout;
}): ReactNode {
  const ground = placement.layout.blocks.find((block) => block.owner === sandbox.id);
  const z = ground === undefined ? bounds.z : ground.z + ground.height;
  const side = Math.min(SHEET.side, bounds.width * 0.3, bounds.depth * 0.3);
  const sheets = Math.min(MOST_SHEETS, sandbox.snapshots + (sandbox.copying === null ? 0 : 1));
  return Array.from({ length: sheets }, (_, i) => (
    <polygon
      key={i}
      className={sandbox.copying !== null && i === sheets - 1 ? 'snapshot is-copied' : 'snapshot'}
      points={pointsOf(
        placement,
        silhouetteOf({
          x: bounds.x + bounds.width - side - 0.06,
          y: bounds.y + bounds.depth - side - 0.06,
          z: z + 0.04 + i * SHEET.pitch,
          width: side,
          depth: side,
          height: SHEET.height,
        }),
      )}
    />
  ));
}

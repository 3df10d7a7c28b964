/** From cells to pixels: one placement per host column, shared by both renderings, the overlay and the pointer. */
import {
  BESIDE,
  layoutHost,
  project,
  silhouetteOf,
  sumUp,
  type HostLayout,
  type SceneHost,
} from '../../simulations';

export interface Placement {
  readonly layout: HostLayout;
  /** Left edge and width of the host's column. */
  readonly left: number;
  readonly width: number;
  readonly originX: number;
  readonly originY: number;
  /** Pixels to the edge of a cell. */
  readonly unit: number;
  /** In a low stage callouts stand beside the tank, not over it. */
  readonly beside: boolean;
}

/** Room that a host needs around its origin, in cell edges: ticks at the right, the lane below, the callout above. */
const EXTENT = { left: 4.3, right: 9.4, up: 10.6, down: 8.1 } as const;
/** With back ends beside it; their names stand below, a line each. */
const BESIDE_RIGHT = 9.9;
const ROW_HEIGHT = 15;
/** Sandboxes of a host that can be told apart: more stand together. SVG pays for each, instancing hardly. */
export const MOST_BLOCKS = { '3d': 4000, '2d': 400 } as const;
const HEADING_HEIGHT = 66;
const FOOT_HEIGHT = 40;
/** What is kept free above and below the picture. */
export interface Room {
  readonly heading: number;
  readonly foot: number;
}
export const PLAIN: Room = { heading: 36, foot: 4 };
/** Under this many pixels a cell, a callout over the tank would cover what stands in it. */
const LOW_UNIT = 20;
/** Thumbnails have no callouts. */
const LOWEST = 200;
export const CALLOUT_WIDTH = 140;

export function placeHosts(
  hosts: readonly SceneHost[],
  width: number,
  height: number,
  most: number = MOST_BLOCKS['3d'],
  { heading, foot }: Room = { heading: HEADING_HEIGHT, foot: FOOT_HEIGHT },
): readonly Placement[] {
  const extent = hosts.some((host) => rowsBeside(host) > 0) ? { ...EXTENT, right: BESIDE_RIGHT } : EXTENT;
  const rows = Math.max(0, ...hosts.map((host) => rowsBeside(host)));
  const column = width / Math.max(1, hosts.length);
  const free = Math.max(60, height - heading - foot - (rows === 0 ? 0 : rows * ROW_HEIGHT + 8));
  const unit = Math.max(
    3,
    Math.min(column / (extent.left + extent.right), free / (extent.up + extent.down), 46),
  );
  const spareX = column - unit * (extent.left + extent.right);
  const low = unit < LOW_UNIT && height > LOWEST;
  const beside = low && spareX >= CALLOUT_WIDTH + 12;
  return hosts.map((host, i) => {
    const layout = layoutHost(sumUp(host, most));
    const spareY = free - unit * (extent.up + extent.down);
    return {
      layout,
      left: i * column,
      width: column,
      originX: i * column + (beside ? (spareX - CALLOUT_WIDTH) / 2 : spareX / 2) + extent.left * unit,
      originY: heading + spareY / 2 + extent.up * unit,
      unit,
      beside,
    };
  });
}

const rowsBeside = ({ services, triggers }: SceneHost): number =>
  Math.min(BESIDE.most + 1, services.length + triggers.filter(({ source }) => source === null).length);

/** Where the line of a back end stands: its base line. */
export const besideRow = (
  { left, width, originY, unit }: Placement,
  row: number,
): { readonly x: number; readonly y: number; readonly width: number } => ({
  x: left + 18,
  y: originY + EXTENT.down * unit + (row + 1) * ROW_HEIGHT,
  width: width - 26,
});

export type Point3 = readonly [number, number, number];

export function toPixels(
  { originX, originY, unit }: Placement,
  [x, y, z]: Point3,
): readonly [number, number] {
  const [px, py] = project(x, y, z);
  return [originX + px * unit, originY + py * unit];
}

export const pointsOf = (placement: Placement, corners: readonly Point3[]): string =>
  corners
    .map((corner) =>
      toPixels(placement, corner)
        .map((n) => n.toFixed(2))
        .join(','),
    )
    .join(' ');

/** What lies under a pointer: the sandbox, plate or host in front; null where there is nothing. */
export function hitTest(placements: readonly Placement[], x: number, y: number): string | null {
  for (const placement of placements) {
    if (x < placement.left || x >= placement.left + placement.width) continue;
    const front = placement.layout.sandboxes.toSorted(
      (a, b) => b.bounds.x + b.bounds.y - (a.bounds.x + a.bounds.y),
    );
    for (const { sandbox, bounds, top } of front) {
      const solid = { ...bounds, height: Math.max(top - bounds.z, 0.3) };
      if (
        isInside(
          x,
          y,
          silhouetteOf(solid).map((corner) => toPixels(placement, corner)),
        )
      )
        return sandbox.id;
    }
    for (const [row, { id, box }] of placement.layout.beside.entries()) {
      const line = besideRow(placement, row);
      if (y > line.y - ROW_HEIGHT + 3 && y <= line.y + 3) return id;
      const corners = silhouetteOf(box).map((corner) => toPixels(placement, corner));
      if (isInside(x, y, corners)) return id;
    }
    for (const plate of placement.layout.plates.toReversed()) {
      if (
        isInside(
          x,
          y,
          silhouetteOf(plate).map((corner) => toPixels(placement, corner)),
        )
      )
        return plate.owner;
    }
  }
  return null;
}

function isInside(x: number, y: number, polygon: readonly (readonly [number, number])[]): boolean {
  let inside = false;
  polygon.forEach(([x1, y1], i) => {
    const [x2, y2] = polygon[(i + 1) % polygon.length] ?? [0, 0];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  });
  return inside;
}

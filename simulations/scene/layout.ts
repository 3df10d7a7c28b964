/**
 * Where everything of a host stands: an isometric picture in cells. Lengths are in edges of a floor cell; a drawing
 * multiplies by its own scale. The floor is 8 x 4 cells, and a cell column up to the top of the glass tank is RAM / 32.
 */
import type { LayerId } from '../technologies/layers';
import type { SceneHost, SceneSandbox, SceneService, SceneTrigger } from './scene';

export const FLOOR_COLUMNS = 8;
export const FLOOR_ROWS = 4;
export const TANK_HEIGHT = 6.6;
const CELLS = FLOOR_COLUMNS * FLOOR_ROWS;
const GROUND_HEIGHT = 0.98;
const PLATE_HEIGHT = 0.76;
const PLATE_GAP = 0.11;
const GROUND_MARGIN = 0.3;
const MARGIN = 0.12;
/** Smallest height of a slice that is drawn: thinner ones are drawn this high and marked `~`. */
export const THINNEST = 0.09;

/** The lane on the ground where requests wait, three abreast. */
export const LANE = {
  x: 5.1,
  y: FLOOR_ROWS + 0.75,
  width: 1.5,
  length: 4.4,
  abreast: 3,
  pitch: 0.36,
} as const;

/** Beside the host, from the front to the back: what a provider runs for the application. */
export const BESIDE = { x: 9.1, front: 3.3, side: 0.86, height: 0.6, pitch: 1.16, most: 5 } as const;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly width: number;
  readonly depth: number;
  readonly height: number;
}

export interface Block extends Box {
  readonly layer: LayerId;
  /** The plate or sandbox that it belongs to. */
  readonly owner: string;
}

/** An outline without substance: memory that is reserved, or a sandbox that is still being built. */
export interface Ghost extends Box {
  readonly owner: string;
  readonly kind: 'reserved' | 'starting' | 'no-room';
}

export interface SandboxLayout {
  readonly sandbox: SceneSandbox;
  /** Everything of it, up to the top of what it takes. */
  readonly bounds: Box;
  /** Top of what is really there: where requests sit. */
  readonly top: number;
}

/** A back end with the triggers that listen to it, or a trigger that listens to none. */
export interface BesideLayout {
  readonly id: string;
  readonly box: Box;
  readonly service: SceneService | null;
  readonly triggers: readonly SceneTrigger[];
}

export interface HostLayout {
  readonly host: SceneHost;
  readonly plates: readonly Block[];
  /** Height of the floor on which sandboxes stand. */
  readonly floor: number;
  readonly blocks: readonly Block[];
  readonly ghosts: readonly Ghost[];
  readonly sandboxes: readonly SandboxLayout[];
  readonly beside: readonly BesideLayout[];
}

interface Grid {
  readonly columns: number;
  readonly rows: number;
}

export function layoutHost(host: SceneHost): HostLayout {
  const plates: Block[] = [];
  let z = 0;
  for (const plate of host.plates) {
    const ground = plate.layer === 'hw';
    const margin = ground ? GROUND_MARGIN : 0;
    const height = ground ? GROUND_HEIGHT : PLATE_HEIGHT;
    plates.push({
      layer: plate.layer,
      owner: `${host.id}/${plate.layer}`,
      x: -margin,
      y: -margin,
      z,
      width: FLOOR_COLUMNS + 2 * margin,
      depth: FLOOR_ROWS + 2 * margin,
      height,
    });
    z += height + PLATE_GAP;
  }
  const floor = plates.length === 0 ? 0 : z - PLATE_GAP;
  const blocks: Block[] = [];
  const ghosts: Ghost[] = [];
  const slots = host.sandboxes.reduce((most, { slot }) => Math.max(most, slot + 1), 0);
  const footprints = placeAll(host, [
    ...host.sandboxes,
    ...host.arriving.map(({ takenBytes }, i) => ({ takenBytes, slot: slots + i })),
  ]);
  const sandboxes = host.sandboxes.map((sandbox, i) =>
    layoutSandbox(host, sandbox, footprints[i] as Box, floor, blocks, ghosts),
  );
  host.arriving.forEach((move, i) => {
    const foot = footprints[host.sandboxes.length + i] as Box;
    const height = Math.min(TANK_HEIGHT, heightOf(move.takenBytes, host, foot.width * foot.depth));
    const box = { ...inset(foot), z: floor, owner: move.sandbox };
    ghosts.push({ ...box, kind: 'starting', height });
    if (move.copiedFraction > 0)
      ghosts.push({ ...box, kind: 'reserved', height: height * move.copiedFraction });
  });
  if (host.noRoom !== null) {
    const height = (host.noRoom.neededBytes / host.memoryBytes) * CELLS * (TANK_HEIGHT / 4);
    ghosts.push({
      owner: host.noRoom.label,
      kind: 'no-room',
      x: 3,
      y: 1,
      z: floor + TANK_HEIGHT + 0.3,
      width: 2,
      depth: 2,
      height: Math.min(1.2, height),
    });
  }
  return { host, plates, floor, blocks, ghosts, sandboxes, beside: besideOf(host) };
}

function besideOf(host: SceneHost): readonly BesideLayout[] {
  const known = new Set(host.services.map(({ name }) => name));
  const parts = [
    ...host.services.map((service) => ({
      id: service.id,
      service,
      triggers: host.triggers.filter(({ source }) => source === service.name),
    })),
    ...host.triggers
      .filter(({ source }) => source === null || !known.has(source))
      .map((trigger) => ({ id: trigger.id, service: null, triggers: [trigger] })),
  ];
  const { x, front, side, height, pitch, most } = BESIDE;
  return parts.slice(0, most).map((part, i) => ({
    ...part,
    box: { x, y: front - i * pitch, z: 0, width: side, depth: side, height },
  }));
}

/** A footprint less the gap to its neighbours. */
function inset(foot: Box): Omit<Box, 'z' | 'height'> {
  const margin = Math.min(MARGIN, foot.width * 0.12);
  return {
    x: foot.x + margin,
    y: foot.y + margin,
    width: foot.width - 2 * margin,
    depth: foot.depth - 2 * margin,
  };
}

/** Height of an amount of memory over an area of cells. */
const heightOf = (bytes: number, host: SceneHost, cells: number): number =>
  ((bytes / host.memoryBytes) * CELLS * TANK_HEIGHT) / cells;

function layoutSandbox(
  host: SceneHost,
  sandbox: SceneSandbox,
  foot: Box,
  floor: number,
  blocks: Block[],
  ghosts: Ghost[],
): SandboxLayout {
  const cells = foot.width * foot.depth;
  const body = inset(foot);
  let z = floor;
  let built = 0;
  let solid = floor;
  for (const slice of sandbox.slices) {
    // In a VM, over a wide footprint, your code stands on one cell: the same block in every stack.
    const alone = slice.layer === 'ap' && cells > 1.01 && sandbox.reservedBytes > 0;
    if (alone) solid = z;
    const height = Math.max(heightOf(slice.bytes, host, alone ? 1 : cells), THINNEST);
    const done = builtFraction(sandbox, slice.layer);
    if (done > 0)
      blocks.push({
        layer: slice.layer,
        owner: sandbox.id,
        ...(alone ? narrowed(body) : body),
        z,
        height: Math.max(THINNEST, height * done),
      });
    z += height;
    if (!alone) solid = z;
    if (done > 0) built = z - height * (1 - done);
  }
  const full = heightOf(sandbox.takenBytes, host, cells);
  const height = Math.max(z - floor, Math.min(full, TANK_HEIGHT));
  const bounds = { ...body, z: floor, height };
  if (sandbox.start !== null) ghosts.push({ owner: sandbox.id, kind: 'starting', ...bounds });
  else if (sandbox.reservedBytes > 0 && floor + height - solid > 0.05) {
    ghosts.push({ owner: sandbox.id, kind: 'reserved', ...bounds, z: solid, height: floor + height - solid });
  }
  return { sandbox, bounds, top: sandbox.start === null ? z : Math.max(built, floor) };
}

/** One cell in the middle of a footprint. */
function narrowed(body: Omit<Box, 'z' | 'height'>): Omit<Box, 'z' | 'height'> {
  const side = 1 - 2 * MARGIN;
  return {
    x: body.x + (body.width - side) / 2,
    y: body.y + (body.depth - side) / 2,
    width: side,
    depth: side,
  };
}

/** How much of a layer a start-up has built: the share of the phases that this layer spends. */
function builtFraction(sandbox: SceneSandbox, layer: LayerId): number {
  if (sandbox.start === null) return 1;
  const own = sandbox.start.phases.filter((phase) => phase.layer === layer);
  const total = own.reduce((sum, phase) => sum + phase.durationMicros, 0);
  if (total > 0)
    return own.reduce((sum, phase) => sum + phase.durationMicros * phase.doneFraction, 0) / total;
  // A layer without a phase of its own is there as soon as the phases before it are done.
  const first = sandbox.start.phases[0];
  return first !== undefined && first.doneFraction >= 1 ? 1 : 0;
}

/** Whoever takes memory and a place. */
type Tenant = Pick<SceneSandbox, 'takenBytes' | 'slot'>;

/** Footprints in cells by slot: one size for all where they are alike, packed row by row where they differ. */
function placeAll(host: SceneHost, tenants: readonly Tenant[]): readonly Box[] {
  const cell = host.memoryBytes / CELLS;
  const needs = tenants.map((sandbox) => shapeFor(Math.ceil(sandbox.takenBytes / cell - 1e-9)));
  const largest = needs.reduce(
    (most, shape) => (shape.columns * shape.rows > most.columns * most.rows ? shape : most),
    { columns: 1, rows: 1 },
  );
  const alike = needs.every((shape) => shape.columns === largest.columns && shape.rows === largest.rows);
  if (!alike) return packMixed(tenants, needs);
  const slots = tenants.reduce((most, sandbox) => Math.max(most, sandbox.slot + 1), 0);
  const grid = gridFor(slots, largest);
  const [width, depth] = [FLOOR_COLUMNS / grid.columns, FLOOR_ROWS / grid.rows];
  return tenants.map(({ slot }) => ({
    x: (slot % grid.columns) * width,
    y: Math.floor(slot / grid.columns) * depth,
    z: 0,
    width,
    depth,
    height: 0,
  }));
}

function shapeFor(cells: number): Grid {
  const shapes: readonly Grid[] = [
    { columns: 1, rows: 1 },
    { columns: 2, rows: 1 },
    { columns: 2, rows: 2 },
    { columns: 4, rows: 2 },
    { columns: 4, rows: 4 },
  ];
  return (
    shapes.find((shape) => shape.columns * shape.rows >= cells) ?? {
      columns: FLOOR_COLUMNS,
      rows: FLOOR_ROWS,
    }
  );
}

/** The floor divided so that all slots find a place; smaller cells when there are more than fit. */
function gridFor(slots: number, shape: Grid): Grid {
  let grid: Grid = { columns: FLOOR_COLUMNS / shape.columns, rows: FLOOR_ROWS / shape.rows };
  while (grid.columns * grid.rows < slots) {
    const rows = grid.rows + 1;
    grid = {
      rows,
      columns: Math.max(
        grid.columns,
        Math.ceil((rows * FLOOR_COLUMNS) / FLOOR_ROWS / (shape.columns / shape.rows)),
      ),
    };
  }
  return grid;
}

/** First fit in rows, with a free row and column between sandboxes where there is room for that. */
function packMixed(sandboxes: readonly Tenant[], shapes: readonly Grid[]): readonly Box[] {
  return packWithGap(sandboxes, shapes, 1) ?? packWithGap(sandboxes, shapes, 0) ?? shapes.map(cornerBox);
}

/** Where nothing fits any more: the corner in front. */
const cornerBox = (shape: Grid): Box => ({
  x: FLOOR_COLUMNS - shape.columns,
  y: FLOOR_ROWS - shape.rows,
  z: 0,
  width: shape.columns,
  depth: shape.rows,
  height: 0,
});

/** Places, or undefined when not all find one. The gap at the far edges may lie beyond the floor. */
function packWithGap(
  sandboxes: readonly Tenant[],
  shapes: readonly Grid[],
  gap: number,
): readonly Box[] | undefined {
  const area = (i: number): number => (shapes[i]?.columns ?? 0) * (shapes[i]?.rows ?? 0);
  const slot = (i: number): number => sandboxes[i]?.slot ?? 0;
  const order = sandboxes.map((_, i) => i).toSorted((a, b) => area(b) - area(a) || slot(a) - slot(b));
  const taken: Box[] = [];
  const places: Box[] = [];
  for (const index of order) {
    const { columns, rows } = shapes[index] ?? { columns: 1, rows: 1 };
    const spot = Array.from({ length: CELLS }, (_, k) => k).find((k) => {
      const [x, y] = [k % FLOOR_COLUMNS, Math.floor(k / FLOOR_COLUMNS)];
      if (x + columns > FLOOR_COLUMNS || y + rows > FLOOR_ROWS) return false;
      return taken.every(
        (box) =>
          x >= box.x + box.width + gap ||
          box.x >= x + columns + gap ||
          y >= box.y + box.depth + gap ||
          box.y >= y + rows + gap,
      );
    });
    if (spot === undefined) return undefined;
    const box: Box = {
      x: spot % FLOOR_COLUMNS,
      y: Math.floor(spot / FLOOR_COLUMNS),
      z: 0,
      width: columns,
      depth: rows,
      height: 0,
    };
    taken.push(box);
    places[index] = box;
  }
  return places;
}

/** True isometric projection: cells to drawing units, y down. */
export function project(x: number, y: number, z: number): readonly [number, number] {
  return [(x - y) * 0.8660254037844386, (x + y) * 0.5 - z];
}

/** The three visible faces of a box as corner points in cells. */
export function facesOf(
  box: Box,
): Readonly<Record<'top' | 'left' | 'right', readonly (readonly [number, number, number])[]>> {
  const { x, y, z, width: w, depth: d, height: h } = box;
  return {
    top: [
      [x, y, z + h],
      [x + w, y, z + h],
      [x + w, y + d, z + h],
      [x, y + d, z + h],
    ],
    left: [
      [x, y + d, z + h],
      [x + w, y + d, z + h],
      [x + w, y + d, z],
      [x, y + d, z],
    ],
    right: [
      [x + w, y + d, z + h],
      [x + w, y, z + h],
      [x + w, y, z],
      [x + w, y + d, z],
    ],
  };
}

/** Outline of a box as seen: six corners. */
export function silhouetteOf({
  x,
  y,
  z,
  width: w,
  depth: d,
  height: h,
}: Box): readonly (readonly [number, number, number])[] {
  return [
    [x, y + d, z],
    [x, y + d, z + h],
    [x, y, z + h],
    [x + w, y, z + h],
    [x + w, y, z],
    [x + w, y + d, z],
  ];
}

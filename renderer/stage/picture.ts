/** What the 3D stage draws, packed into numbers: it crosses to the thread that draws without being copied. Pure. */
import { FLOOR_COLUMNS, FLOOR_ROWS, LAYER_IDS, PATTERNS, type Box, type LayerId } from '../../simulations';
import { tankLines } from './Blocks2d';
import type { Placement, Point3 } from './placement';
import { MAX_HOSTS } from './shaders';

export interface Picture {
  readonly placements: readonly Placement[];
  readonly patterns: boolean;
  readonly peeled: LayerId | null;
  readonly width: number;
  readonly height: number;
}

export interface Instances {
  readonly count: number;
  readonly origin: Float32Array<ArrayBuffer>;
  readonly size: Float32Array<ArrayBuffer>;
  /** Layer, kind, host, nothing: see the shader. */
  readonly style: Float32Array<ArrayBuffer>;
}

export interface Packed {
  /** Nearest first: what lies behind is then not shaded in vain. */
  readonly solid: Instances;
  readonly clear: Instances;
  readonly linePositions: Float32Array<ArrayBuffer>;
  readonly lineInfo: Float32Array<ArrayBuffer>;
  /** Origin and unit of each host, in pixels. */
  readonly hosts: readonly (readonly [number, number, number])[];
  readonly width: number;
  readonly height: number;
  readonly patterns: boolean;
}

const KINDS = { solid: 0, dimmed: 1, reserved: 2, starting: 3, 'no-room': 4 } as const;

class Filler {
  #count = 0;
  readonly #origin: Float32Array<ArrayBuffer>;
  readonly #size: Float32Array<ArrayBuffer>;
  readonly #style: Float32Array<ArrayBuffer>;

  constructor(most: number) {
    this.#origin = new Float32Array(most * 3);
    this.#size = new Float32Array(most * 3);
    this.#style = new Float32Array(most * 4);
  }

  add(box: Box, layer: number, kind: number, host: number): void {
    const i = this.#count * 3;
    this.#origin[i] = box.x;
    this.#origin[i + 1] = box.y;
    this.#origin[i + 2] = box.z;
    this.#size[i] = box.width;
    this.#size[i + 1] = box.depth;
    this.#size[i + 2] = box.height;
    const j = this.#count * 4;
    this.#style[j] = layer;
    this.#style[j + 1] = kind;
    this.#style[j + 2] = host;
    this.#count++;
  }

  get done(): Instances {
    const count = this.#count;
    return {
      count,
      origin: this.#origin.slice(0, count * 3),
      size: this.#size.slice(0, count * 3),
      style: this.#style.slice(0, count * 4),
    };
  }
}

export function pack({ placements: all, patterns, peeled, width, height }: Picture): Packed {
  const placements = all.slice(0, MAX_HOSTS);
  const most = placements.reduce(
    (sum, { layout }) => sum + layout.plates.length + layout.blocks.length + layout.ghosts.length,
    0,
  );
  const [solid, clear] = [new Filler(most), new Filler(most)];
  placements.forEach(({ layout }, host) => {
    const add = (block: (typeof layout.blocks)[number]): void => {
      const dimmed = peeled !== null && peeled !== block.layer;
      const layer = LAYER_IDS.indexOf(block.layer);
      (dimmed ? clear : solid).add(block, layer, dimmed ? KINDS.dimmed : KINDS.solid, host);
    };
    layout.blocks.toReversed().forEach(add);
    layout.plates.toReversed().forEach(add);
    for (const ghost of layout.ghosts) clear.add(ghost, 0, KINDS[ghost.kind], host);
  });
  return {
    solid: solid.done,
    clear: clear.done,
    ...packLines(placements),
    hosts: placements.map(({ originX, originY, unit }) => [originX, originY, unit]),
    width,
    height,
    patterns,
  };
}

/** The buffers that are handed over instead of copied. */
export const buffersOf = ({ solid, clear, linePositions, lineInfo }: Packed): ArrayBuffer[] =>
  [solid.origin, solid.size, solid.style, clear.origin, clear.size, clear.style, linePositions, lineInfo].map(
    ({ buffer }) => buffer,
  );

function packLines(placements: readonly Placement[]): Pick<Packed, 'linePositions' | 'lineInfo'> {
  const positions: number[] = [];
  const info: number[] = [];
  const add = (host: number, points: readonly Point3[], white: boolean, alpha: number): void => {
    for (let i = 0; i + 1 < points.length; i++) {
      positions.push(...(points[i] ?? []), ...(points[i + 1] ?? []));
      info.push(host + (white ? 10 : 0), alpha, host + (white ? 10 : 0), alpha);
    }
  };
  placements.forEach(({ layout }, host) => {
    const z = layout.floor + 0.004;
    for (let i = 1; i < FLOOR_COLUMNS; i++) {
      const line: readonly Point3[] = [
        [i, 0, z],
        [i, FLOOR_ROWS, z],
      ];
      add(host, line, true, 0.16);
    }
    for (let j = 1; j < FLOOR_ROWS; j++) {
      const line: readonly Point3[] = [
        [0, j, z],
        [FLOOR_COLUMNS, j, z],
      ];
      add(host, line, true, 0.16);
    }
    for (const line of tankLines(layout.floor, 'back')) add(host, line, false, 0.4);
    for (const line of tankLines(layout.floor, 'front')) add(host, line, false, 0.75);
  });
  return { linePositions: new Float32Array(positions), lineInfo: new Float32Array(info) };
}

/** Width and height of each layer's pattern tile. */
export const tileSizes = (): readonly (readonly [number, number])[] =>
  LAYER_IDS.map((layer) => [PATTERNS[layer]?.width ?? 8, PATTERNS[layer]?.height ?? 8]);

/** Pattern tiles of the layers, the second channel beside hue: strokes in a tile of so many pixels, in the ink of the layer. */
import type { LayerId } from '../technologies/layers';

export interface PatternTile {
  readonly width: number;
  readonly height: number;
  readonly strokes: readonly { readonly path: string; readonly width: number }[];
  readonly dots: readonly (readonly [x: number, y: number, radius: number])[];
}

const tile = (width: number, height: number, path: string, strokeWidth: number): PatternTile => ({
  width,
  height,
  strokes: [{ path, width: strokeWidth }],
  dots: [],
});

export const PATTERNS: Readonly<Record<LayerId, PatternTile | null>> = {
  hw: tile(7, 7, 'M0 .5H7M.5 0V7', 0.9),
  hv: tile(7, 7, 'M-1 8 8 -1M-1 1 1 -1M6 8 8 6', 1.3),
  hk: tile(6, 4.5, 'M0 2.2H6', 1.2),
  go: {
    width: 6,
    height: 6,
    strokes: [],
    dots: [
      [1.5, 1.5, 1.05],
      [4.5, 4.5, 1.05],
    ],
  },
  ce: tile(8, 6, 'M-1 4.7 2 1.7 4 3.7 6 1.7 9 4.7', 1.15),
  ct: tile(5, 8, 'M1.2 0V8', 1.5),
  fn: tile(9, 9, 'M2 .8V4.2M.3 2.5H3.7M6.5 5.3V8.7M4.8 7H8.2', 1.1),
  ap: null,
};

/** Diagonals for memory that is held but not used. */
export const WASTE_TILE: PatternTile = tile(6, 6, 'M-1 7 7 -1M-1 1 1 -1M5 7 7 5', 1);

/** Signs of the layers on a 16 x 16 grid: strokes of 1.4, and filled shapes. */
export const SIGNS: Readonly<
  Record<LayerId, { readonly stroke: string; readonly fill: string; readonly heavy?: string }>
> = {
  hw: {
    stroke:
      'M4 4h8v8h-8zM6.3 4V1.5M9.7 4V1.5M6.3 14.5V12M9.7 14.5V12M4 6.3H1.5M4 9.7H1.5M14.5 6.3H12M14.5 9.7H12',
    fill: '',
  },
  hv: { stroke: 'M2 2.5h4.8v6h-4.8zM9.2 2.5h4.8v6h-4.8z', fill: '', heavy: 'M1.2 12.2h13.6' },
  hk: {
    stroke: 'M14 8a6 6 0 1 1-12 0a6 6 0 1 1 12 0z',
    fill: 'M10.2 8a2.2 2.2 0 1 1-4.4 0a2.2 2.2 0 1 1 4.4 0z',
  },
  go: { stroke: 'M1.8 2.5h12.4v11h-12.4zM1.8 6.2h12.4', fill: '' },
  ce: { stroke: 'M8 1.4 13.7 4.7v6.6L8 14.6 2.3 11.3V4.7z', fill: 'M6.3 5.4 10.8 8l-4.5 2.6z' },
  ct: { stroke: 'M1.4 3.8h13.2v8.6h-13.2zM4.7 6.2v3.8M8 6.2v3.8M11.3 6.2v3.8', fill: '' },
  fn: { stroke: 'M3.4 2.4h2.2L12 13.6M7.9 6.5 3.7 13.6', fill: '' },
  ap: { stroke: 'M5.6 3.6 1.6 8l4 4.4M10.4 3.6l4 4.4-4 4.4', fill: '' },
};

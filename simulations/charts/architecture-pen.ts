/** What the parts of the architecture figure draw with. */
import type { Mark } from '../drawing/drawing';
import { layerInk, type Inks, type Variant } from '../drawing/palette';
import type { LayerId } from '../technologies/layers';

export const LEFT = 64;
export const RIGHT = 1536;

export interface Pen {
  readonly inks: Inks;
  readonly variant: Variant;
  readonly patterns: boolean;
}

export const line = (d: string, stroke: string, strokeWidth: number): Mark => ({
  kind: 'path',
  d,
  stroke,
  strokeWidth,
});

export interface TextOptions {
  readonly weight?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly halo?: string;
  readonly note?: string;
}

export const write = (
  x: number,
  y: number,
  text: string,
  size: number,
  fill: string,
  options: TextOptions = {},
): Mark => ({ kind: 'text', x, y, text, size, fill, ...options });

export function bar(pen: Pen, layer: LayerId, x: number, y: number, width: number, height: number): Mark {
  const ink = layerInk(layer, pen.variant);
  const pattern =
    pen.patterns && layer !== 'ap' ? { pattern: { id: layer, ink: ink.on, opacity: pen.inks.pattern } } : {};
  return {
    kind: 'rect',
    x,
    y,
    width,
    height,
    fill: ink.fill,
    stroke: ink.edge,
    strokeWidth: 1.2,
    ...pattern,
  };
}

/** Text on a bar, with an outline in the bar's colour so that the pattern does not cut it. */
export const onBar = (
  pen: Pen,
  layer: LayerId,
  x: number,
  y: number,
  text: string,
  size: number,
  anchor: 'start' | 'middle' = 'start',
): Mark =>
  write(x, y, text, size, layerInk(layer, pen.variant).on, {
    weight: 600,
    anchor,
    halo: layerInk(layer, pen.variant).fill,
  });

/** Colours for the 3D stage, read from the tokens of the page: one source for both renderings. */
import { LAYER_IDS, PATTERNS } from '../../simulations';

export type Rgb = readonly [number, number, number];

export interface Palette {
  /** Top, left, right of each layer. */
  readonly faces: readonly Rgb[];
  readonly edges: readonly Rgb[];
  readonly on: readonly Rgb[];
  readonly ghostLine: Rgb;
  readonly ghostFill: readonly [number, number, number, number];
  readonly alert: Rgb;
  readonly tank: Rgb;
}

export function readPalette(element: HTMLElement): Palette {
  const style = getComputedStyle(element);
  const get = (name: string): Rgb => parseColour(style.getPropertyValue(`--${name}`).trim());
  return {
    faces: LAYER_IDS.flatMap((layer) =>
      layer === 'ap'
        ? [get('ap'), get('ap-left'), get('ap-right')]
        : [get(`${layer}-top`), get(layer), get(`${layer}-right`)],
    ),
    edges: LAYER_IDS.map((layer) => get(`${layer}-edge`)),
    on: LAYER_IDS.map((layer) => get(`${layer}-on`)),
    ghostLine: get('ghost-line'),
    ghostFill: parseAny(style.getPropertyValue('--ghost-fill').trim()),
    alert: get('alert'),
    tank: get('tank'),
  };
}

const parseColour = (text: string): Rgb => {
  const [r, g, b] = parseAny(text);
  return [r, g, b];
};

/** `#rgb`, `#rrggbb`, either with alpha, or `rgb(r g b / a)`: a build may have shortened what the tokens say. */
function parseAny(text: string): readonly [number, number, number, number] {
  const hex = /^#([0-9a-f]{3,8})$/i.exec(text)?.[1];
  if (hex !== undefined) {
    const digits = hex.length <= 4 ? [...hex].map((digit) => digit + digit) : (hex.match(/../g) ?? []);
    const [r = 0.5, g = 0.5, b = 0.5, a = 1] = digits.map((pair) => Number.parseInt(pair, 16) / 255);
    return [r, g, b, a];
  }
  const [r = 127, g = 127, b = 127, a = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
  return [r / 255, g / 255, b / 255, a];
}

export const TILE_PIXELS = 64;

/** The pattern tiles as one strip of 64 x 64 pictures, white on black. */
export function drawTiles(): Uint8Array<ArrayBuffer> {
  const size = TILE_PIXELS;
  const data = new Uint8Array(size * size * LAYER_IDS.length);
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return data;
  LAYER_IDS.forEach((layer, i) => {
    const tile = PATTERNS[layer];
    if (tile === null) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = '#000';
    context.fillRect(0, 0, size, size);
    context.setTransform(size / tile.width, 0, 0, size / tile.height, 0, 0);
    context.strokeStyle = '#fff';
    context.fillStyle = '#fff';
    for (const stroke of tile.strokes) {
      context.lineWidth = stroke.width;
      context.stroke(new Path2D(stroke.path));
    }
    for (const [x, y, radius] of tile.dots) {
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fill();
    }
    const { data: pixels } = context.getImageData(0, 0, size, size);
    for (let p = 0; p < size * size; p++) data[i * size * size + p] = pixels[p * 4] ?? 0;
  });
  return data;
}

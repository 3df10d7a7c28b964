/**
 * Colours of exports: the hues of the layers, the same hex as in the window's tokens (a test compares them), and the ink
 * of each variant. A file stands alone, so it carries hex, not names.
 */
export interface LayerInk {
  readonly fill: string;
  readonly edge: string;
  readonly on: string;
}

export const LAYER_INKS: Readonly<Record<string, LayerInk>> = {
  hw: { fill: '#696d71', edge: '#3b3e41', on: '#ffffff' },
  hv: { fill: '#964792', edge: '#5b2058', on: '#ffffff' },
  hk: { fill: '#719467', edge: '#46603e', on: '#0b0d0f' },
  go: { fill: '#a74e1c', edge: '#662700', on: '#ffffff' },
  ce: { fill: '#08a09a', edge: '#016864', on: '#0b0d0f' },
  ct: { fill: '#3b6fe3', edge: '#1b4096', on: '#ffffff' },
  fn: { fill: '#c3821a', edge: '#835505', on: '#0b0d0f' },
  ap: { fill: '#ffffff', edge: '#3f474f', on: '#0b0d0f' },
};

export type Variant = 'light' | 'dark' | 'print' | 'greyscale';
export const VARIANTS: readonly Variant[] = ['light', 'dark', 'print', 'greyscale'];

export interface Inks {
  readonly background: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly rule: string;
  readonly ghost: string;
  /** How strong patterns lie on bars. */
  readonly pattern: number;
}

const LIGHT: Inks = {
  background: '#ffffff',
  ink: '#0f1317',
  ink2: '#3f474f',
  ink3: '#5f6770',
  rule: '#b6bdc4',
  ghost: '#7d868f',
  pattern: 0.3,
};

export const INKS: Readonly<Record<Variant, Inks>> = {
  light: LIGHT,
  dark: {
    background: '#0f1215',
    ink: '#eceff1',
    ink2: '#b6bec6',
    ink3: '#8b949e',
    rule: '#39414a',
    ghost: '#6d7781',
    pattern: 0.3,
  },
  print: { ...LIGHT, ink2: '#23282d', ink3: '#3f474f', rule: '#7d868f', pattern: 1 },
  greyscale: { ...LIGHT, ink2: '#23282d', ink3: '#3f474f', rule: '#7d868f', pattern: 1 },
};

/** Layers in the variant: in greyscale a light tint of equal distance, told apart by pattern and letters. */
export function layerInk(layer: string, variant: Variant): LayerInk {
  const own = LAYER_INKS[layer] ?? (LAYER_INKS['ap'] as LayerInk);
  if (variant !== 'greyscale') return own;
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => Number.parseInt(own.fill.slice(i, i + 2), 16));
  const lightness = Math.round(150 + ((0.3 * r + 0.59 * g + 0.11 * b) / 255) * 105);
  const grey = `#${lightness.toString(16).padStart(2, '0').repeat(3)}`;
  return { fill: layer === 'ap' ? '#ffffff' : grey, edge: '#23282d', on: '#0b0d0f' };
}

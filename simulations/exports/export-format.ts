/** How an export format is defined: one file in this folder and one line in `index.ts`. */
import type { Entry } from '../base/catalogue';
import type { Drawing } from '../drawing/drawing';

/** Powers that only the embedding program has. */
export interface ExportHost {
  /** A picture of an SVG document, as PNG bytes, at so many pixels per unit. */
  readonly rasterise: (svg: string, scale: number) => Promise<Uint8Array>;
  /** Pixels per unit of the drawing, 1 to 4. */
  readonly scale: number;
}

export interface ExportFormat extends Entry {
  readonly label: string;
  readonly extension: string;
  readonly mediaType: string;
  /** Same drawing, same bytes. */
  readonly write: (drawing: Drawing, host: ExportHost) => Promise<string | Uint8Array>;
}

export const defineExport = <const F extends ExportFormat>(format: F): F => format;

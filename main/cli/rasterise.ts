/** A picture of an SVG document without a window: a rasteriser in WebAssembly, with the fonts that the app ships. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

/** Beside the bundle: the build puts the rasteriser and its fonts there. */
const here = path.dirname(fileURLToPath(import.meta.url));
let ready: Promise<void> | undefined;

export async function rasterise(svg: string, scale: number): Promise<Uint8Array> {
  ready ??= initWasm(fs.readFileSync(path.join(here, 'resvg.wasm')));
  await ready;
  const fontBuffers = fs
    .readdirSync(here)
    .filter((name) => name.endsWith('.ttf'))
    // Of several files of one weight the first is asked first; the others fill in what it lacks.
    .toSorted((a, b) => Number(/-latin-\d/.test(b)) - Number(/-latin-\d/.test(a)))
    .map((name) => fs.readFileSync(path.join(here, name)));
  const picture = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: scale },
    font: { fontBuffers, defaultFontFamily: 'IBM Plex Sans', loadSystemFonts: false },
  });
  return picture.render().asPng();
}

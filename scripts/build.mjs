/** Builds everything into out/: window, main process, preload, command line, assets. */
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { decompress } from 'wawoff2';
import { root } from './ensure.mjs';
import { cliConfig, mainConfig, preloadConfig, rendererConfig } from './vite.mjs';

const out = path.join(root, 'out');
for (const config of [mainConfig, preloadConfig, cliConfig, rendererConfig]) await build(config);
fs.rmSync(path.join(out, 'assets'), { recursive: true, force: true });
fs.cpSync(path.join(root, 'assets'), path.join(out, 'assets'), { recursive: true });
// The command line's rasteriser reads TrueType only: the shipped weights are unpacked beside it.
const fonts = path.join(root, 'node_modules/@fontsource/ibm-plex-sans/files');
for (const weight of [400, 500, 600]) {
  for (const subset of ['latin', 'latin-ext', 'greek', 'cyrillic']) {
    const font = fs.readFileSync(path.join(fonts, `ibm-plex-sans-${subset}-${weight}-normal.woff2`));
    fs.writeFileSync(path.join(out, `cli/plex-sans-${subset}-${weight}.ttf`), await decompress(font));
  }
}
fs.copyFileSync(
  path.join(root, 'node_modules/@resvg/resvg-wasm/index_bg.wasm'),
  path.join(out, 'cli/resvg.wasm'),
);
const bundle = path.join(out, 'cli/strata.mjs');
const text = fs.readFileSync(bundle, 'utf8');
if (!text.startsWith('#!')) fs.writeFileSync(bundle, `#!/usr/bin/env node\n${text}`);
fs.chmodSync(bundle, 0o755);
// `npx strata` looks here; npm itself links only what is installed, not the project's own program.
if (process.platform !== 'win32') {
  const link = path.join(root, 'node_modules/.bin/strata');
  fs.rmSync(link, { force: true });
  fs.symlinkSync(path.relative(path.dirname(link), bundle), link);
}
fs.writeFileSync(path.join(out, '.built'), new Date().toISOString());

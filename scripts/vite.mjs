/** The four builds: window, main process, preload, command line. Targets suit Electron 33 and newer. */
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { root } from './ensure.mjs';

const out = (...parts) => path.join(root, 'out', ...parts);

/**
 * The Markdown parser's table of characters has a browser form that asks the page to decode; the plain form works the
 * same in a page, in a worker and in Node.
 */
export const PLAIN_FORMS = {
  alias: {
    'decode-named-character-reference': path.join(
      root,
      'node_modules/decode-named-character-reference/index.js',
    ),
  },
};

export const rendererConfig = {
  resolve: PLAIN_FORMS,
  configFile: false,
  root: path.join(root, 'renderer'),
  base: './',
  plugins: [react()],
  logLevel: 'warn',
  publicDir: false,
  worker: { format: 'es' },
  build: {
    outDir: out('renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    minify: true,
    sourcemap: false,
    chunkSizeWarningLimit: 4000,
    // The library is pure: what of it is not used is left out, and what only a later part uses goes with that.
    rolldownOptions: { treeshake: { moduleSideEffects: (id) => !/[\\/]simulations[\\/]/.test(id) } },
    assetsInlineLimit: 0,
  },
};

/** Code for Node: libraries are bundled, Node and Electron are not. */
const forNode = (entry, folder, file, format) => ({
  configFile: false,
  root,
  logLevel: 'warn',
  publicDir: false,
  ssr: { noExternal: true, external: ['electron'] },
  build: {
    ssr: path.join(root, entry),
    outDir: out(folder),
    emptyOutDir: true,
    target: 'node20.18',
    minify: false,
    rollupOptions: { external: ['electron'], output: { format, entryFileNames: file, codeSplitting: false } },
  },
});

export const mainConfig = forNode('main/main.ts', 'main', 'main.js', 'es');
export const preloadConfig = forNode('main/preload.ts', 'preload', 'preload.cjs', 'cjs');
export const cliConfig = forNode('main/cli/strata.ts', 'cli', 'strata.mjs', 'es');

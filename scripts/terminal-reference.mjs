/** Writes docs/terminal.md from the dialects. */
import fs from 'node:fs';
import path from 'node:path';
import { runnerImport } from 'vite';
import { root } from './ensure.mjs';
import { PLAIN_FORMS } from './vite.mjs';

const { module } = await runnerImport(path.join(root, 'simulations/index.ts'), {
  configFile: false,
  root,
  logLevel: 'error',
  resolve: PLAIN_FORMS,
});
const file = path.join(root, 'docs/terminal.md');
fs.writeFileSync(file, module.terminalReference());
console.log(`${file}: written`);

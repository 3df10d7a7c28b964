/** Runs every case of test/theory/registry/ and writes docs/validity.md. */
import fs from 'node:fs';
import path from 'node:path';
import prettier from 'prettier';
import { runnerImport } from 'vite';
import { root } from './ensure.mjs';
import { PLAIN_FORMS } from './vite.mjs';

const { module } = await runnerImport(path.join(root, 'test/theory/document.ts'), {
  configFile: false,
  root,
  logLevel: 'error',
  resolve: PLAIN_FORMS,
});
const file = path.join(root, 'docs/validity.md');
const style = await prettier.resolveConfig(file);
const text = await prettier.format(module.validityDocument(), { ...style, parser: 'markdown' });
fs.mkdirSync(path.dirname(file), { recursive: true });
fs.writeFileSync(file, text);
console.log(`${file}: written`);

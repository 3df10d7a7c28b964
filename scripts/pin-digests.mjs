/** Pins the digests of ten scenarios as they are now: only after a change of the model that is meant, and said so. */
import fs from 'node:fs';
import path from 'node:path';
import { runnerImport } from 'vite';
import { root } from './ensure.mjs';
import { PLAIN_FORMS } from './vite.mjs';

const { module } = await runnerImport(path.join(root, 'test/helpers/pinned.ts'), {
  configFile: false,
  root,
  logLevel: 'error',
  resolve: PLAIN_FORMS,
});
const file = path.join(root, 'test/golden/digests.json');
const before = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
const now = module.digestsHere();
fs.writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`);
const changed = Object.keys(now).filter((id) => before[id] !== now[id]);
console.log(changed.length === 0 ? 'nothing has changed' : `changed: ${changed.join(', ')}`);

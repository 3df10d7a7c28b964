/** `npm run e2e [filter]`: the real window under a virtual display, and the browser edition in Chromium. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import {
  ensureBuild,
  ensureDependencies,
  ensureElectron,
  ensureLibraries,
  ensureTestTools,
  root,
  underDisplay,
} from './ensure.mjs';

ensureDependencies();
ensureElectron();
ensureLibraries();
ensureTestTools();
ensureBuild();
const playwright = [
  path.join(root, 'node_modules/@playwright/test/cli.js'),
  'test',
  ...process.argv.slice(2).filter((argument) => argument !== '--update'),
];
const command = underDisplay([process.execPath, ...playwright]);
const done = spawnSync(command[0], command.slice(1), {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, STRATA_SCREENSHOTS: process.argv.includes('--update') ? '1' : '' },
});
process.exit(done.status ?? 1);

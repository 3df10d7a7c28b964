/** `npm run package`: an unpacked, hardened application folder under dist/. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ensureBuild, ensureDependencies, ensureElectron, root } from './ensure.mjs';

ensureDependencies();
ensureElectron();
ensureBuild();
const runtime = path.join(root, 'node_modules/electron/dist');
const version = fs.readFileSync(path.join(runtime, 'version'), 'utf8').trim().replace(/^v/, '');
const official = JSON.parse(
  fs.readFileSync(path.join(root, 'node_modules/electron/package.json'), 'utf8'),
).version;
if (version !== official)
  console.log(
    `Packed with the stand-in runtime ${version}: this package is for development and tests, not for release.`,
  );
const done = spawnSync(
  process.execPath,
  [
    path.join(root, 'node_modules/electron-builder/cli.js'),
    '--dir',
    `-c.electronDist=${fs.realpathSync(runtime)}`,
    `-c.electronVersion=${version}`,
  ],
  { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
);
process.exit(done.status ?? 1);

/** What `electron FOLDER` runs in the stand-in runtime: loads the app of that folder, as Electron's own default app does. */
import { app } from 'electron';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

process.defaultApp = true;
const argv = process.argv.slice(1);
const preload = [];
let file;
for (let i = 0; i < argv.length && !file; i++) {
  const argument = argv[i];
  if (argument === '--version' || argument === '-v') {
    console.log('v' + process.versions.electron);
    process.exit(0);
  } else if (argument === '-r' || argument === '--require') {
    preload.push(argv[++i]); // how Playwright injects its loader
  } else if (!argument.startsWith('-')) file = argument;
}
if (!file) {
  console.error('usage: electron <app folder>');
  process.exit(1);
}
const require = createRequire(path.join(process.cwd(), 'x.js'));
for (const module of preload) require(module);
try {
  let entry = path.resolve(file);
  if (!/\.[cm]?js$/.test(entry)) {
    const manifest = JSON.parse(fs.readFileSync(path.join(entry, 'package.json'), 'utf8'));
    app.setAppPath(entry);
    app.name = manifest.productName || manifest.name;
    if (manifest.version) app.setVersion(manifest.version);
    app.setDesktopName(manifest.desktopName || `${app.name}.desktop`);
    entry = path.join(entry, manifest.main || 'index.js');
  }
  // import, not require: 33 cannot require an ES module; top-level await keeps `ready` back
  await import(pathToFileURL(entry).href);
} catch (error) {
  console.error('App threw an error during load\n', error?.stack ?? error);
  process.exit(1);
}

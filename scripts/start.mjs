/** `npm start`: from a bare machine to the open window; without a display, the same app on a loopback address. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  ensureBuild,
  ensureDependencies,
  ensureElectron,
  ensureLibraries,
  hasDisplay,
  root,
} from './ensure.mjs';

const arguments_ = process.argv.slice(2);
const wantsBrowser = arguments_.includes('--browser');

ensureDependencies();
if (wantsBrowser || !hasDisplay()) {
  if (!wantsBrowser) console.log('There is no display here: serving the same app for a browser instead.');
  ensureBuild();
  const { serve } = await import(pathToFileURL(path.join(root, 'scripts/serve.mjs')).href);
  const port = Number(arguments_.find((argument) => argument.startsWith('--port='))?.slice(7) ?? 0);
  const { url } = await serve({ port });
  console.log(`Strata is served at ${url} (Ctrl-C ends it)`);
} else {
  ensureElectron();
  ensureLibraries();
  ensureBuild();
  const electron = path.join(
    root,
    'node_modules/electron/dist',
    process.platform === 'win32'
      ? 'electron.exe'
      : process.platform === 'darwin'
        ? 'Electron.app/Contents/MacOS/Electron'
        : 'electron',
  );
  // As root Chromium cannot build its sandbox and refuses to start; an ordinary user has it.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(electron, ['.', ...asRoot, ...arguments_], { cwd: root, stdio: 'inherit' });
  child.on('exit', (code) => process.exit(code ?? 0));
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
}

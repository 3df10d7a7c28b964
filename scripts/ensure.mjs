/**
 * What the commands need before they can run, from a bare machine on: dependencies, system libraries, a display, a
 * build. Uses only what Node brings, since it runs before anything is installed.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

export const root = path.resolve(path.dirname(new URL(import.meta.url).pathname), '..');
const inRoot = (...parts) => path.join(root, ...parts);
const isRoot = process.getuid?.() === 0;

const hashOf = (file) => createHash('sha256').update(fs.readFileSync(file)).digest('hex');

/** Installs the locked dependencies when they are missing or older than the lock file. */
export function ensureDependencies() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    stop(`Strata needs Node 20.19 or newer; this is ${process.versions.node}.`);
  const stamp = inRoot('node_modules/.strata-lock');
  const lock = hashOf(inRoot('package-lock.json'));
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === lock) return;
  ensureTools(['unzip', 'tar']);
  console.log('Installing the locked dependencies (about a minute the first time)…');
  const done = spawnSync(
    'npm',
    ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--foreground-scripts'],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' },
  );
  if (done.status !== 0) stop('npm ci failed: see above.');
  fs.writeFileSync(stamp, lock);
}

/** Electron's runtime, if npm's own step did not bring it (for example with --ignore-scripts). */
export function ensureElectron() {
  const folder = inRoot('node_modules/electron');
  const pathFile = path.join(folder, 'path.txt');
  if (fs.existsSync(pathFile) && fs.existsSync(path.join(folder, 'dist', fs.readFileSync(pathFile, 'utf8'))))
    return;
  const done = spawnSync(process.execPath, [inRoot('scripts/electron-runtime.mjs')], {
    cwd: root,
    stdio: 'inherit',
  });
  if (done.status !== 0) stop('Electron could not be obtained: see above.');
}

const has = (program) => spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;

function ensureTools(programs) {
  const missing = process.platform === 'linux' ? programs.filter((program) => !has(program)) : [];
  if (missing.length > 0) installPackages(missing, `Needed to unpack the runtime: ${missing.join(', ')}.`);
}

/** On Debian and Ubuntu as root the packages are installed; otherwise the one exact command is printed. */
function installPackages(packages, why) {
  const command = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  if (!has('apt-get')) stop(`${why} Install the equivalents of these Debian packages: ${packages.join(' ')}`);
  if (!isRoot) stop(`${why} Run: sudo ${command}`);
  console.log(`${why} Installing: ${packages.join(' ')}…`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = { stdio: ['ignore', 'ignore', 'pipe'], env: environment, encoding: 'utf8' };
  let done = spawnSync('sh', ['-c', command], quiet);
  if (done.status !== 0) {
    spawnSync('apt-get', ['update', '-qq'], quiet);
    done = spawnSync('sh', ['-c', command], quiet);
  }
  if (done.status !== 0) stop(`${command} failed:\n${done.stderr}`);
}

/** The shared libraries that Electron's executable does not find. */
function missingLibraries(executable) {
  const listed = spawnSync('ldd', [executable], { encoding: 'utf8' });
  return listed.stdout
    .split('\n')
    .filter((line) => line.includes('not found'))
    .map((line) => line.trim().split(' ')[0]);
}

export function ensureLibraries() {
  if (process.platform !== 'linux') return;
  const missing = missingLibraries(inRoot('node_modules/electron/dist/electron'));
  if (missing.length > 0)
    installPackages(
      ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'],
      `Electron needs system libraries (${missing.slice(0, 4).join(', ')}…).`,
    );
}

/** For the tests: a virtual display, fonts for what the screen shows, and a browser for the browser edition. */
export function ensureTestTools() {
  if (process.platform !== 'linux') return;
  const wanted = [
    ['Xvfb', ['xvfb', 'xauth']],
    ['chromium', ['chromium']],
  ]
    .filter(([program]) => !has(program))
    .flatMap(([, packages]) => packages);
  if (!fs.existsSync('/usr/share/fonts/truetype/dejavu')) wanted.push('fonts-dejavu-core');
  if (wanted.length > 0)
    installPackages(
      wanted,
      'The tests drive the real window under a virtual display, and the browser edition in Chromium.',
    );
}

export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  if (process.env.WAYLAND_DISPLAY) return true;
  const match = /^(?:unix)?:(\d+)/.exec(process.env.DISPLAY ?? '');
  if (match === null) return (process.env.DISPLAY ?? '') !== '';
  return fs.existsSync(`/tmp/.X11-unix/X${match[1]}`);
}

/** The command as it is, or under a virtual display where there is none. */
export const underDisplay = (command) =>
  hasDisplay() ? command : ['xvfb-run', '-a', '--server-args=-screen 0 1600x1000x24', ...command];

const SOURCES = [
  'main',
  'renderer',
  'simulations',
  'assets',
  'package-lock.json',
  'scripts/build.mjs',
  'scripts/vite.mjs',
];

function newest(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...fs.readdirSync(file).map((name) => newest(path.join(file, name))));
}

/** Builds when a source is newer than the last build. */
export function ensureBuild() {
  const stamp = fs.statSync(inRoot('out/.built'), { throwIfNoEntry: false })?.mtimeMs ?? -1;
  if (stamp > Math.max(...SOURCES.map((source) => newest(inRoot(source))))) return;
  console.log('Building…');
  execFileSync(process.execPath, [inRoot('scripts/build.mjs')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

export function stop(message) {
  console.error(message);
  process.exit(1);
}

import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { launch, root, type StrataWindow } from '../helpers/window';

let strata: StrataWindow;
test.beforeAll(async () => {
  strata = await launch();
});
test.afterAll(() => strata.close());

test('the window is sandboxed and isolated, without Node', async () => {
  const preferences = await strata.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      const p = (
        contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences();
      return {
        sandbox: p['sandbox'],
        contextIsolation: p['contextIsolation'],
        nodeIntegration: p['nodeIntegration'],
        inWorker: p['nodeIntegrationInWorker'] === true,
        webSecurity: p['webSecurity'],
        webviewTag: p['webviewTag'],
        insecure: p['allowRunningInsecureContent'],
      };
    }),
  );
  for (const p of preferences)
    expect(p).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      inWorker: false,
      webSecurity: true,
      webviewTag: false,
      insecure: false,
    });
  expect(
    await strata.page.evaluate(() =>
      ['require', 'process', 'Buffer', 'module', 'global'].filter((name) => name in window),
    ),
  ).toEqual([]);
  expect(await strata.page.evaluate(() => Object.keys(window.strata ?? {}).toSorted())).toEqual([
    'edition',
    'getHistory',
    'getRecent',
    'getSettings',
    'info',
    'keepHistory',
    'onMenu',
    'onOpened',
    'openDocument',
    'openRecent',
    'saveDocument',
    'saveExport',
    'setSettings',
  ]);
});

test('the protocol does not leave its folder', async () => {
  const paths = [
    '/../../etc/hostname',
    '/..%2f..%2f..%2fetc/hostname',
    '/%2e%2e/%2e%2e/etc/hostname',
    '/..%5c..%5cetc',
    '/%2e%2e%2f%2e%2e%2fpackage.json',
    '/shared/..%2f..%2fmain/main.js',
    '/shared/%2e%2e%2fmain%2fmain.js',
    '//etc/hostname',
    '/%00',
    '/index.html%00.js',
    '/%',
    '/..%252f..%252fetc/hostname',
  ];
  const answers = await strata.page.evaluate(
    async (all) =>
      Promise.all(
        all.map(async (p) => (await fetch(`app://strata${p}`).catch(() => ({ status: 0 }))).status),
      ),
    paths,
  );
  expect(answers.filter((status) => status === 200)).toEqual([]);
  const hosts = [
    'app://evil/index.html',
    'app://strata.evil/index.html',
    'app://localhost/index.html',
    'app://127.0.0.1/index.html',
    'app:///index.html',
    'app://strata@evil/index.html',
  ];
  const foreign = await strata.app.evaluate(
    async ({ net }, all) =>
      Promise.all(all.map(async (u) => (await net.fetch(u).catch(() => ({ status: 0 }))).status)),
    hosts,
  );
  expect(foreign.filter((status) => status === 200)).toEqual([]);
  const post = await strata.page.evaluate(
    async () => (await fetch('app://strata/index.html', { method: 'POST' })).status,
  );
  expect(post).toBe(405);
});

test('the policy stops script, remote content, frames, base and forms', async () => {
  const { page } = strata;
  const result = await page.evaluate(async () => {
    const holder = document.createElement('div');
    document.body.append(holder);
    const pwned = window as unknown as { pwned?: number };
    const script = document.createElement('script');
    script.textContent = 'window.pwned = 1';
    holder.append(script);
    holder.insertAdjacentHTML(
      'beforeend',
      '<img src="x" onerror="window.pwned = 2"><iframe src="https://example.com"></iframe><object data="https://example.com"></object><base href="https://example.com/"><form action="https://example.com" id="f"></form>',
    );
    // Outside the driver's own call, which may evaluate what a page may not.
    const evaluated = await new Promise<string>((resolve) =>
      setTimeout(() => {
        try {
          new Function('return 1')();
          resolve('ran');
        } catch {
          resolve('blocked');
        }
      }),
    );
    (document.getElementById('f') as HTMLFormElement).submit();
    const remote = await fetch('https://example.com').then(
      () => 'loaded',
      () => 'blocked',
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    const out = {
      pwned: pwned.pwned ?? 0,
      evaluated,
      remote,
      base: document.baseURI.startsWith('app://strata/'),
    };
    holder.remove();
    return out;
  });
  expect(result).toEqual({ pwned: 0, evaluated: 'blocked', remote: 'blocked', base: true });
  expect(page.url()).toBe('app://strata/index.html');
  strata.problems.splice(0);
});

test('navigation and new windows are denied', async () => {
  const { page, app } = strata;
  const opened = await page.evaluate(() =>
    [
      'https://example.com',
      'http://example.com',
      'file:///etc/passwd',
      'about:blank',
      'data:text/html,x',
      'javascript:1',
      'app://strata/index.html',
    ].map((url) => window.open(url) !== null),
  );
  expect(opened).toEqual([false, false, false, false, false, false, false]);
  for (const target of ['https://example.com', 'file:///etc/passwd', 'data:text/html,x']) {
    await page.evaluate((url) => {
      const link = Object.assign(document.createElement('a'), { href: url });
      document.body.append(link);
      link.click();
      link.remove();
    }, target);
  }
  await page.waitForTimeout(300);
  expect(page.url()).toBe('app://strata/index.html');
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('permissions are denied', async () => {
  const states = await strata.page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'] as const;
    return Promise.all(
      names.map(
        async (name) =>
          (
            await navigator.permissions
              .query({ name: name as PermissionName })
              .catch(() => ({ state: 'denied' }))
          ).state,
      ),
    );
  });
  expect(states.filter((state) => state === 'granted')).toEqual([]);
});

test('hostile requests are refused', async () => {
  const refused = await strata.page.evaluate(async () => {
    const hostile: unknown[] = [
      null,
      1,
      -1,
      NaN,
      'x',
      '',
      [],
      {},
      { theme: 'evil' },
      { __proto__: { theme: 'dark' } },
      { suggestedName: '../../x', format: 'svg', content: 'x' },
      { suggestedName: 'a/b.svg', format: 'svg', content: 'x' },
      { suggestedName: 'x.svg', format: 'exe', content: 'x' },
      { suggestedName: 'x.svg', format: 'svg', content: 5 },
      { suggestedName: 'x\u0000.svg', format: 'svg', content: 'x' },
      true,
      1e308,
      'constructor',
      { toString: 1 },
      { path: '/etc/passwd' },
      'x'.repeat(100_000),
    ];
    const bridge = window.strata as unknown as Record<string, (payload: unknown) => Promise<unknown>>;
    const outcomes: boolean[] = [];
    for (const name of ['setSettings', 'saveExport'])
      for (const value of hostile)
        outcomes.push(
          await bridge[name]!(value).then(
            () => false,
            () => true,
          ),
        );
    return outcomes;
  });
  expect(refused.every(Boolean)).toBe(true);
});

test('nothing leaves the computer', async () => {
  const seen = await strata.app.evaluate(async ({ session, BrowserWindow }) => {
    const urls: string[] = [];
    session.defaultSession.webRequest.onSendHeaders((details) => void urls.push(details.url));
    BrowserWindow.getAllWindows()[0]?.webContents.reload();
    await new Promise((resolve) => setTimeout(resolve, 2500));
    return urls;
  });
  expect(seen.filter((url) => !/^(app:\/\/strata\/|data:|blob:|devtools:)/.test(url))).toEqual([]);
});

/** As an ordinary user Chromium builds its sandbox: the renderer runs under a seccomp filter. */
test('an ordinary user has the operating system’s sandbox', async () => {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'strata-nobody-'));
  const runtime = path.join(home, 'runtime');
  const app = path.join(home, 'app');
  fs.cpSync(fs.realpathSync(path.join(root, 'node_modules/electron/dist')), runtime, { recursive: true });
  for (const part of ['main', 'preload', 'renderer', 'assets'])
    fs.cpSync(path.join(root, 'out', part), path.join(app, 'out', part), { recursive: true });
  fs.copyFileSync(path.join(root, 'package.json'), path.join(app, 'package.json'));
  // The virtual display's key is readable by its owner alone.
  const key = process.env['XAUTHORITY'];
  const display = key !== undefined && fs.existsSync(key) ? path.join(home, 'Xauthority') : undefined;
  if (key !== undefined && display !== undefined) fs.copyFileSync(key, display);
  const asRoot = process.getuid?.() === 0;
  if (asRoot) spawnSync('chown', ['-R', '65534:65534', home]);
  const electron = [path.join(runtime, 'electron'), app, `--user-data-dir=${path.join(home, 'user')}`];
  const command = asRoot
    ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', ...electron]
    : electron;
  const environment = {
    ...process.env,
    HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_CACHE_HOME: home,
    XDG_RUNTIME_DIR: home,
    ...(display !== undefined && { XAUTHORITY: display }),
  };
  const child = spawn(command[0]!, command.slice(1), { env: environment, stdio: 'ignore', detached: true });
  try {
    await expect.poll(() => rendererSeccomp(child.pid ?? 0), { timeout: 30_000 }).toBe('2');
  } finally {
    process.kill(-(child.pid ?? 0), 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 500));
    fs.rmSync(home, { recursive: true, force: true });
  }
});

/** The seccomp mode of the renderer among the descendants of a process; '' while there is none. */
function rendererSeccomp(parent: number): string {
  for (const pid of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const line = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
      const group = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
      if (line.includes('--type=renderer') && group === parent)
        return /Seccomp:\s*(\d)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '';
    } catch {
      // The process has gone meanwhile.
    }
  }
  return '';
}

/**
 * Pictures of the stage alone, without the window around it, for looking at: `node test/e2e/stage-gallery/shots.mjs
 * [folder] [name ...]`. Both themes, both renderings, odd scenes and sizes. Not a part of the gate.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { createServer } from 'vite';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const [folder = path.join(root, 'test-results/stage-gallery'), ...only] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });

const shots = [];
for (const theme of ['dark', 'light'])
  for (const rendering of ['2d', '3d'])
    shots.push({ name: `sample-${theme}-${rendering}`, theme, rendering, select: 'thumb-16' });
const odd = [
  'one-host',
  'two-hosts',
  'four-hosts',
  'forty-containers',
  'three-hundred-functions',
  'eight-hundred-functions',
  'empty',
  'no-room',
  'states',
  'cms',
];
for (const frame of odd)
  for (const rendering of ['2d', '3d']) {
    const theme = rendering === '2d' ? 'dark' : 'light';
    shots.push({ name: `${frame}-${rendering}`, frame, theme, rendering });
  }
for (const [width, height] of [
  [600, 300],
  [600, 900],
  [700, 420],
  [1024, 300],
  [1600, 900],
  [1600, 360],
])
  shots.push({ name: `sample-${width}x${height}`, theme: 'dark', rendering: '2d', width, height });
shots.push({ name: 'peeled', theme: 'light', rendering: '2d', peeled: 'go' });
shots.push({ name: 'peeled-3d', theme: 'light', rendering: '3d', peeled: 'go' });
shots.push({ name: 'plain', theme: 'light', rendering: '3d', labels: '0', patterns: '0' });

const server = await createServer({
  configFile: false,
  root,
  plugins: [react()],
  logLevel: 'error',
  server: { port: 0, host: '127.0.0.1', watch: null, hmr: false },
  cacheDir: path.join(root, 'out/gallery-cache'),
});
await server.listen();
const { port } = server.httpServer.address();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
});
try {
  for (const { name, width = 922, height = 544, ...query } of shots) {
    if (only.length > 0 && !only.some((part) => name.includes(part))) continue;
    const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: 2 });
    page.on('pageerror', (error) => console.error(name, error.message));
    page.on('console', (message) => message.type() === 'error' && console.error(name, message.text()));
    const search = new URLSearchParams({ width, height, ...query });
    await page.goto(`http://127.0.0.1:${port}/test/e2e/stage-gallery/index.html?${search}`);
    await page.locator('.stage-heading, .stage-empty').first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(300);
    await page.screenshot({ path: path.join(folder, `${name}.png`) });
    await page.close();
    console.log(name);
  }
} finally {
  await browser.close();
  await server.close();
}

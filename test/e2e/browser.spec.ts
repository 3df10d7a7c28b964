import fs from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import { serve } from '../../scripts/serve.mjs';
import { Lab } from '../../simulations';
import { shipped } from '../helpers/scenarios';
import { fingerprint, ready, screenshot } from '../helpers/window';

let browser: Browser;
let page: Page;
let served: { url: string; close: () => void };
const requests: string[] = [];
const problems: string[] = [];

test.beforeAll(async () => {
  served = (await serve({ port: 0 })) as typeof served;
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (file) => fs.existsSync(file),
  );
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  browser = await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: [
      ...asRoot,
      '--enable-unsafe-swiftshader',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, colorScheme: 'dark' });
  page = await context.newPage();
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(served.url);
  await ready(page);
});
test.afterAll(async () => {
  await browser.close();
  served.close();
});

test('the browser edition runs the same simulation', async () => {
  const lab = Lab.open(shipped('three-ways'));
  lab.runTo(137.4e6);
  expect(await fingerprint(page)).toBe(lab.digest.slice(0, 8));
  await screenshot(page, 'browser-1366');
});

test('it exports by download', async () => {
  await page.keyboard.press('e');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save SVG…' }).click();
  const file = await (await download).path();
  expect(fs.readFileSync(file, 'utf8')).toContain('<svg');
  await page.keyboard.press('Escape');
});

test('it is accessible, quiet and stays at home', async () => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 120)}`)).toEqual([]);
  expect(requests.filter((url) => !url.startsWith(served.url) && !/^(data|blob):/.test(url))).toEqual([]);
  expect(problems.filter((problem) => !/favicon/.test(problem))).toEqual([]);
});

test('its server does not leave its folder', async () => {
  for (const where of [
    '/..%2f..%2fpackage.json',
    '/shared/..%2f..%2fpackage.json',
    '/%2e%2e/package.json',
    '/.built',
  ]) {
    expect((await fetch(new URL(where, served.url))).status).toBe(404);
  }
  expect(path.isAbsolute(served.url)).toBe(false);
  expect((await fetch(served.url, { method: 'POST' })).status).toBe(404);
});

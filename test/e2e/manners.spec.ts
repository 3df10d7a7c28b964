/** What a desktop program is expected to do: menus, panes, zoom and window that are remembered, files that are dropped. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { axe } from '../helpers/axe';
import { drawn, launch, resize, root, type StrataWindow } from '../helpers/window';

const userData = fs.mkdtempSync(path.join(os.tmpdir(), 'strata-manners-'));
fs.writeFileSync(
  path.join(userData, 'settings.json'),
  JSON.stringify({
    theme: 'light',
    panes: {},
    rendering: '3d',
    patterns: true,
    labels: true,
    startWith: 'workspace',
  }),
);
let strata: StrataWindow;
test.beforeAll(async () => {
  strata = await launch({ userData });
  await resize(strata, 1440, 900);
});
test.afterAll(async () => {
  await strata.close();
  fs.rmSync(userData, { recursive: true, force: true });
});

const menuItem = (label: string): Promise<void> =>
  strata.app.evaluate(({ Menu }, wanted) => {
    const all = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? [];
    const found = all.find((item) => item.label.replace('&', '') === wanted);
    if (found === undefined) throw new Error(`no menu item ${wanted}`);
    found.click();
  }, label);
const zoomOf = (): Promise<number> =>
  strata.app.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor() ?? 0,
  );
/** The window as it is shown: the driver's own pictures know nothing of zoom. */
const capture = async (name: string): Promise<void> => {
  await drawn(strata.page);
  const picture = await strata.app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return image?.toPNG().toString('base64') ?? '';
  });
  const folder = path.join(root, 'test-results/screens');
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, `${name}.png`), Buffer.from(picture, 'base64'));
};
const width = (page: Page): Promise<number> =>
  page.locator('.inspector').evaluate((element) => Math.round(element.getBoundingClientRect().width));

test('the native menus are there, and every item with a key shows it', async () => {
  const menus = await strata.app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).map((menu) => ({
      label: menu.label.replace('&', ''),
      items: (menu.submenu?.items ?? []).flatMap((item) =>
        item.type === 'separator' || !item.visible
          ? []
          : [{ label: item.label.replace('&', ''), accelerator: item.accelerator ?? '' }],
      ),
    })),
  );
  expect(menus.map(({ label }) => label)).toEqual(['File', 'Edit', 'View', 'Run', 'Window', 'Help']);
  const keys = new Map(
    menus.flatMap(({ items }) => items.map(({ label, accelerator }) => [label, accelerator])),
  );
  expect(keys.get('Play or pause')).toBe('Space');
  expect(keys.get('Open scenario…')).toBe('CmdOrCtrl+O');
  expect(keys.get('Nearer')).toBe('Plus');
  expect(keys.get('Projector mode')).toBe('F8');
  expect([...keys.values()].filter((key) => key !== '').length).toBeGreaterThan(25);
});

test('an item of the menu does what its key does', async () => {
  const { page } = strata;
  await menuItem('Service graph');
  await expect(page.getByRole('button', { name: 'Service graph' })).toHaveAttribute('aria-pressed', 'true');
  await menuItem('Explore');
  await menuItem('To the start');
  await expect(page.locator('.clock:visible')).toContainText('09:00:00.000');
});

test('zooms in the steps of browsers from 50 to 300 %, and nothing is lost at the ends', async () => {
  const { page } = strata;
  for (let i = 0; i < 12; i++) await menuItem('Zoom in');
  await expect.poll(zoomOf).toBeCloseTo(3, 2);
  await expect(page.locator('.work.is-stacked')).toBeVisible();
  for (let i = 0; i < 14; i++) await menuItem('Zoom out');
  await expect.poll(zoomOf).toBeCloseTo(0.5, 2);
  await menuItem('Actual size');
  await expect.poll(zoomOf).toBeCloseTo(1, 2);
});

test('a scenario that is dropped on the window is opened', async () => {
  const { page } = strata;
  const text = fs.readFileSync(path.join(root, 'assets/scenarios/hot-search.scenario.json'), 'utf8');
  const drop = (name: string, content: string): Promise<void> =>
    page.evaluate(
      (file) => {
        const data = new DataTransfer();
        data.items.add(new File([file.content], file.name, { type: 'application/json' }));
        document.body.dispatchEvent(
          new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
        );
      },
      { name, content },
    );
  await drop('hot.scenario.json', text);
  await expect(page.locator('.document-name')).toContainText('A CMS in seven containers');
  await drop('broken.json', '{ "format": "strata-scenario", ');
  await expect(page.getByRole('alert')).toContainText('broken.json');
  await page.getByRole('alert').getByRole('button', { name: 'Close' }).click();
  await expect(page.locator('.document-name')).toContainText('A CMS in seven containers');
});

test('projector mode is one key: large, plain, and left by the same key', async () => {
  const { page } = strata;
  await resize(strata, 1280, 720);
  await page.locator('.stage-canvas').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('F8');
  await expect(page.locator('html')).toHaveAttribute('data-projector', 'on');
  await expect.poll(zoomOf).toBeCloseTo(2, 2);
  await expect(page.locator('.stage-canvas:visible')).toBeVisible();
  const small = await page.evaluate(() => {
    const shown = [...document.querySelectorAll('body *')].filter(
      (element) =>
        element.checkVisibility() &&
        element.closest('.visually-hidden, [aria-hidden="true"] .face-text') === null &&
        [...element.childNodes].some(
          (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
        ),
    );
    return shown
      .filter((element) => parseFloat(getComputedStyle(element).fontSize) * 2 < 22)
      .map((element) => `${element.tagName} ${element.className} ${element.textContent?.slice(0, 20)}`);
  });
  expect(small).toEqual([]);
  expect(await axe(page)).toEqual([]);
  await capture('projector-light');
  await page.locator('.stage-canvas').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('complementary')).toBeVisible();
  await capture('projector-inspector');
  await page.keyboard.press('i');
  await page.keyboard.press('F8');
  await expect.poll(zoomOf).toBeCloseTo(1, 2);
  await resize(strata, 1440, 900);
});

test('panes that were moved, the zoom and the window are the same after a restart', async () => {
  const { page } = strata;
  await resize(strata, 1300, 820);
  const before = await width(page);
  await page.locator('.separator:visible').last().focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft');
  await expect.poll(() => width(page)).toBeGreaterThan(before + 10);
  const wider = await width(page);
  await menuItem('Zoom in');
  await expect.poll(zoomOf).toBeCloseTo(1.1, 2);
  const bounds = (): Promise<{ width: number; height: number }> =>
    strata.app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds() ?? { width: 0, height: 0 },
    );
  const size = await bounds();
  const share = wider / (await page.evaluate(() => window.innerWidth));
  await strata.close();
  strata = await launch({ userData });
  expect(await bounds()).toMatchObject({ width: size.width, height: size.height });
  await expect.poll(zoomOf).toBeCloseTo(1.1, 2);
  const now = (await width(strata.page)) / (await strata.page.evaluate(() => window.innerWidth));
  expect(Math.abs(now - share)).toBeLessThan(0.05);
  expect(fs.existsSync(path.join(userData, 'window.json'))).toBe(true);
});

test('wrote no error to the console', () => {
  expect(strata.problems).toEqual([]);
});

test('a file that is given at the start is what is opened, however early it comes', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'strata-given-'));
  const file = path.join(folder, 'given.scenario.json');
  const text = fs.readFileSync(path.join(root, 'assets/scenarios/three-ways.scenario.json'), 'utf8');
  fs.writeFileSync(file, text.replace(/"title": "[^"]*"/, '"title": "Given at the start"'));
  const given = await launch({ args: [file], waits: false });
  await expect(given.page.locator('.document-name')).toContainText('Given at the start');
  await given.page.waitForTimeout(500);
  await expect(given.page.locator('.document-name')).toContainText('Given at the start');
  expect(given.problems).toEqual([]);
  await given.close();
  fs.rmSync(folder, { recursive: true });
});

/** What a desktop program is expected to do: menus, panes, zoom and window that are remembered, files that are dropped. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { axe } from '../helpers/axe';
import { ENGINE_VERSION } from '../../simulations';
import { palette } from '../helpers/tour';
import { drawn, fingerprint, launch, resize, root, type StrataWindow } from '../helpers/window';

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

test('seed, fingerprint, model and date of prices are copied by a click', async () => {
  const { page, app } = strata;
  await page.locator('.fingerprint').click();
  const mark = await fingerprint(page);
  const copied = new RegExp(
    `^seed 124, run ${mark.slice(0, 4)} ${mark.slice(4)}, model ${ENGINE_VERSION}, prices 2024-12, digest ${mark}[0-9a-f]{8}$`,
  );
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toMatch(copied);
});

test('one undo: a command inside the run is taken back in a fork, and comes back by redo', async () => {
  const { page } = strata;
  const stage = page.locator('.stage-canvas');
  const before = await fingerprint(page);
  await palette(page, 'scale thumb 6');
  await expect.poll(() => fingerprint(page)).not.toBe(before);
  const scaled = await fingerprint(page);
  await stage.focus();
  await page.keyboard.press('Control+z');
  await expect(page.locator('.notice')).toContainText('“scale thumb 6” was given inside the run');
  expect(await fingerprint(page)).toBe(scaled);
  await expect(page.getByRole('button', { name: 'Fork without it' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => fingerprint(page)).toBe(before);
  await expect(page.locator('.branch-trigger').first()).toHaveAttribute(
    'aria-label',
    /without: scaled thumb to 6/,
  );
  await expect(stage).toBeFocused();
  await page.keyboard.press('Control+y');
  await expect.poll(() => fingerprint(page)).toBe(scaled);
});

test('another scenario is a step that can be undone, with the instant and the selection', async () => {
  const { page } = strata;
  const clock = page.locator('.clock:visible');
  await page.locator('.stage-canvas').focus();
  await page.keyboard.press('>');
  await expect(clock).not.toContainText('09:00:00.000');
  await palette(page, 'web-1');
  const there = (await clock.textContent()) ?? '';
  await palette(page, 'a cms in seven');
  await expect(page.locator('.document-name')).toContainText('A CMS in seven containers');
  await page.locator('.stage-canvas').focus();
  await page.keyboard.press('Control+z');
  await expect(page.locator('.document-name')).toContainText('Burst at 09:02');
  await expect(clock).toHaveText(there);
  await expect(page.getByRole('complementary').getByRole('heading', { name: 'web-1' })).toBeVisible();
});

test('text of terminal and charts, the ring around the pointer and the keys have commands', async () => {
  const { page } = strata;
  const size = (): Promise<string> =>
    page.locator('.xterm-rows').evaluate((element) => getComputedStyle(element).fontSize);
  const before = parseFloat(await size());
  await page.locator('.stage-canvas').focus();
  await page.keyboard.press('Control+Alt+=');
  await expect.poll(async () => parseFloat(await size())).toBeGreaterThan(before);
  await page.keyboard.press('Control+Alt+-');
  await palette(page, 'ring around the pointer: on');
  await palette(page, 'show the keys that are pressed: on');
  await page.mouse.move(400, 300);
  await expect(page.locator('.pointer-halo')).toBeVisible();
  await page.locator('.stage-canvas').focus();
  await page.keyboard.press('Shift+D');
  await expect(page.locator('.pressed-keys')).toContainText('Shift D');
  await palette(page, 'ring around the pointer: off');
  await palette(page, 'show the keys that are pressed: off');
  await expect(page.locator('.pointer-halo')).toHaveCount(0);
});

test('results and terminal go into windows of their own, with the same run, and come back', async () => {
  const { page, app } = strata;
  const [results] = await Promise.all([app.waitForEvent('window'), palette(page, 'results in a window')]);
  await expect(results.locator('.results')).toContainText('VMs');
  await expect(results.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect(page.locator('.popped-away')).toContainText('The results are in a window of their own.');
  const [terminal] = await Promise.all([app.waitForEvent('window'), palette(page, 'terminal in a window')]);
  await terminal.locator('.xterm').click();
  await terminal.keyboard.type('scale thumb 5\n');
  await expect(terminal.locator('.xterm-rows')).toContainText('thumb: 5 desired');
  expect(await axe(page)).toEqual([]);
  await results.close();
  await expect(page.locator('.results:visible')).toContainText('VMs');
  await page.getByRole('button', { name: 'Back into this one' }).click();
  await expect(page.locator('.xterm-rows:visible')).toContainText('thumb: 5 desired');
  expect(app.windows()).toHaveLength(1);
});

test('the list of keys begins with those of what has the focus', async () => {
  const { page } = strata;
  await page.getByRole('slider', { name: 'Time', exact: true }).focus();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await expect(dialog.getByRole('region', { name: 'On the time bar' })).toContainText('a tenth of the run');
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Escape');
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
  await drop('older.scenario.json', text.replace('"version": 1,', '"version": 1, "madeWith": "0.0.1",'));
  await expect(page.locator('.notice')).toContainText('was made with model 0.0.1');
  await page.locator('.notice').getByRole('button', { name: 'Put away' }).click();
});

test('a file that is opened while the window is there opens in it, and is among the recent ones', async () => {
  const { page, app } = strata;
  const file = path.join(userData, 'second.scenario.json');
  const text = fs.readFileSync(path.join(root, 'assets/scenarios/three-ways.scenario.json'), 'utf8');
  fs.writeFileSync(file, text.replace(/"title": "[^"]*"/, '"title": "Opened from outside"'));
  // What a second start tells the first one, as the system does it on a double click.
  await app.evaluate(
    ({ app: own }, argv) => void own.emit('second-instance', {}, argv, '/'),
    ['strata', file],
  );
  await expect(page.locator('.document-name')).toContainText('Opened from outside');
  expect(app.windows()).toHaveLength(1);
  const recent = (): Promise<readonly string[]> =>
    app.evaluate(({ Menu }) =>
      (Menu.getApplicationMenu()?.items[0]?.submenu?.items ?? []).flatMap(
        (item) => item.submenu?.items.map(({ label }) => label) ?? [],
      ),
    );
  await expect.poll(recent).toEqual(['second.scenario.json']);
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
  await menuItem('Zoom in');
  await expect.poll(zoomOf).toBeCloseTo(1.1, 2);
  const bounds = (): Promise<{ width: number; height: number }> =>
    strata.app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds() ?? { width: 0, height: 0 },
    );
  const size = await bounds();
  const share = (await width(page)) / (await page.evaluate(() => window.innerWidth));
  await strata.close();
  // The screen on which it was is gone.
  const stateFile = path.join(userData, 'window.json');
  const state = JSON.parse(fs.readFileSync(stateFile, 'utf8')) as object;
  fs.writeFileSync(stateFile, JSON.stringify({ ...state, x: 9000, y: -4000 }));
  strata = await launch({ userData });
  const visible = await strata.app.evaluate(({ BrowserWindow, screen }) => {
    const { x, y, width, height } =
      BrowserWindow.getAllWindows()[0]?.getBounds() ?? screen.getPrimaryDisplay().bounds;
    const area = screen.getPrimaryDisplay().workArea;
    return (
      x >= area.x && y >= area.y && x + width <= area.x + area.width && y + height <= area.y + area.height
    );
  });
  expect(visible).toBe(true);
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

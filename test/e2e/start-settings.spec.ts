import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { axe, setTheme } from '../helpers/axe';
import { launch, resize, root, screenshot, type StrataWindow } from '../helpers/window';

let strata: StrataWindow;
let folder: string;
test.beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'strata-recent-'));
  strata = await launch({ theme: 'light', startWith: 'start' });
  await resize(strata, 1440, 900);
});
test.afterAll(async () => {
  await strata.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

test('the start page shows lessons, scenarios that were really run, and where files go', async () => {
  const { page } = strata;
  await expect(page.getByRole('heading', { name: 'Strata', level: 2 })).toBeVisible();
  await expect(page.getByRole('button', { name: /Cold starts/ })).toBeVisible();
  await expect(page.locator('.thumbnail svg').first()).toBeVisible();
  await expect(page.locator('.thumbnail', { hasText: 'is being drawn' })).toHaveCount(0);
  await screenshot(page, 'start-light');
  expect(await axe(page)).toEqual([]);
  await setTheme(page, 'dark');
  await screenshot(page, 'start-dark');
  expect(await axe(page)).toEqual([]);
});

test('a file that was opened is listed, and opens again from the list', async () => {
  const { page, app } = strata;
  const file = path.join(folder, 'mine.scenario.json');
  fs.copyFileSync(path.join(root, 'assets/scenarios/hot-search.scenario.json'), file);
  await app.evaluate(
    ({ dialog }, chosen) =>
      void (dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })),
    file,
  );
  await page.keyboard.press('Control+o');
  await expect(page.locator('.document-name')).toContainText('A CMS in seven containers');
  await expect(page.getByRole('button', { name: 'Explore' })).toHaveAttribute('aria-current', 'page');
  await page.getByRole('button', { name: 'Start page' }).click();
  await page
    .getByRole('button', { name: /Burst at 09:02/ })
    .last()
    .click();
  await expect(page.locator('.document-name')).toContainText('Burst at 09:02');
  await page.getByRole('button', { name: 'Start page' }).click();
  await page.getByRole('button', { name: /^mine.scenario.json/ }).click();
  await expect(page.locator('.document-name')).toContainText('A CMS in seven containers');
});

test('settings: contrast, motion, keys off, slow at events; all kept', async () => {
  const { page, userData } = strata;
  await page.keyboard.press('Control+,');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('group', { name: 'Contrast' }).getByRole('button', { name: 'High' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more');
  await dialog.getByRole('group', { name: 'Motion' }).getByRole('button', { name: 'Less' }).click();
  await dialog.getByRole('checkbox', { name: 'Slow down at events that stand out' }).check();
  await dialog.getByRole('checkbox', { name: 'Single letters as keys' }).uncheck();
  await screenshot(page, 'settings');
  expect(await axe(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.keyboard.press('Control+1');
  await page.locator('.stage-canvas').focus();
  await page.keyboard.press('e');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await screenshot(page, 'contrast-dark');
  await expect
    .poll(() => JSON.parse(fs.readFileSync(path.join(userData, 'settings.json'), 'utf8')) as unknown)
    .toMatchObject({ contrast: 'more', motion: 'less', slowAtEvents: true, singleKeys: false });
});

test('a chosen key is shown by the native menu', async () => {
  const { page, app } = strata;
  await page.keyboard.press('Control+Shift+P');
  await page.keyboard.type('keys: show');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await dialog.getByRole('searchbox').fill('New scenario');
  await dialog.getByRole('button', { name: /^New scenario: Ctrl N/ }).click();
  await page.keyboard.press('Control+Alt+n');
  await expect(dialog.getByRole('button', { name: /^New scenario: Ctrl Alt N/ })).toBeVisible();
  await expect
    .poll(() =>
      app.evaluate(
        ({ Menu }) =>
          Menu.getApplicationMenu()
            ?.items.flatMap((item) => item.submenu?.items ?? [])
            .find((item) => item.label.includes('New scenario'))?.accelerator,
      ),
    )
    .toBe('CmdOrCtrl+Alt+N');
  await dialog.getByRole('button', { name: 'Close' }).click();
});

test('wrote no error to the console', () => {
  expect(strata.problems).toEqual([]);
});

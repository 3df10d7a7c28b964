import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { axe, setTheme } from '../helpers/axe';
import { launch, resize, screenshot, type StrataWindow } from '../helpers/window';

let strata: StrataWindow;
test.beforeAll(async () => {
  strata = await launch({ theme: 'dark' });
  await resize(strata, 1440, 900);
});
test.afterAll(() => strata.close());

test('the palette finds commands, scenarios and objects, and says why a command cannot run', async () => {
  const { page } = strata;
  await page.keyboard.press('Control+Shift+P');
  const palette = page.getByRole('dialog', { name: 'Find or run' });
  await expect(palette).toBeVisible();
  await screenshot(page, 'palette-dark');
  expect(await axe(page)).toEqual([]);
  await page.keyboard.type('timeln');
  await expect(palette.getByRole('option').first()).toContainText('Timeline');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Timeline' })).toHaveAttribute('aria-current', 'page');
  await page.keyboard.press('Control+Shift+P');
  await expect(palette.getByRole('option').first()).toContainText('Timeline');
  await page.keyboard.type('web-2');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Selected' })).toContainText('web-2');
  await page.keyboard.press('Control+Shift+P');
  await page.keyboard.type('scale thumb 7 --in containers');
  await page.keyboard.press('Enter');
  await expect(page.locator('[role=tabpanel] [data-testid=terminal]')).toContainText('scale thumb 7');
});

test('keys are shown, searched and changed; two claims to one key are marked', async () => {
  const { page } = strata;
  await page.keyboard.press('Control+1');
  await page.locator('.stage-canvas').focus();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await dialog.getByRole('searchbox').fill('Describe the scene');
  await dialog.getByRole('button', { name: /^Describe the scene: D/ }).click();
  await page.keyboard.press('p');
  await expect(dialog).toContainText('also for: Patterns on or off');
  await dialog.getByRole('button', { name: /^Describe the scene: P/ }).click();
  await page.keyboard.press('q');
  await expect(dialog.getByRole('button', { name: /^Describe the scene: Q/ })).toBeVisible();
  await screenshot(page, 'keys');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.locator('.stage-canvas').focus();
  await page.keyboard.press('q');
  await expect(page.locator('.spoken')).toContainText('Virtual machines');
  await page.keyboard.press('?');
  await dialog.getByRole('button', { name: 'Reset: Describe the scene' }).click();
  await dialog.getByRole('button', { name: 'Close' }).click();
});

test('the timeline shows the start of every technology, in both themes', async () => {
  const { page } = strata;
  await page.keyboard.press('Control+2');
  await expect(page.getByRole('option')).toHaveCount(10);
  await page.getByRole('option', { name: /^microVM/ }).click();
  await expect(page.getByRole('complementary')).toContainText('Guest kernel');
  await screenshot(page, 'timeline-dark');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: 'Linear' }).click();
  await screenshot(page, 'timeline-linear');
  await page.getByRole('button', { name: 'Log', exact: true }).click();
  await page.getByRole('button', { name: 'Table' }).click();
  await expect(page.getByRole('table')).toContainText('microVM');
  await page.getByRole('button', { name: 'Table' }).click();
  await setTheme(page, 'light');
  await screenshot(page, 'timeline-light');
  expect(await axe(page)).toEqual([]);
});

test('exports a chart as the picture and as its table', async () => {
  const { page, app } = strata;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'strata-chart-'));
  for (const [name, format] of [
    ['SVG, vector', 'svg'],
    ['CSV, the table', 'csv'],
  ] as const) {
    const file = path.join(folder, `chart.${format}`);
    await app.evaluate(
      ({ dialog }, chosen) =>
        void (dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })),
      file,
    );
    await page.locator('.chart').getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name }).click();
    await expect(page.locator('.spoken')).toContainText(`Saved as chart.${format}`);
  }
  expect(fs.readFileSync(path.join(folder, 'chart.svg'), 'utf8')).toContain('From request to first answer');
  expect(fs.readFileSync(path.join(folder, 'chart.csv'), 'utf8')).toContain('microVM,');
  fs.rmSync(folder, { recursive: true });
});

test('one request is followed through all three deployments', async () => {
  const { page } = strata;
  await page.getByRole('button', { name: 'One request' }).click();
  await expect(page.getByRole('heading', { name: /^Request \d+, arrived at 09:02:/ })).toBeVisible();
  await expect(page.locator('.view-note').first()).toContainText('Virtual machines: ');
  await screenshot(page, 'request-light');
  expect(await axe(page)).toEqual([]);
  await setTheme(page, 'dark');
  const number = page.getByRole('spinbutton', { name: 'Request' });
  const before = await number.inputValue();
  await page.getByRole('button', { name: 'The request before' }).click();
  await expect(number).toHaveValue(String(Number(before) - 1));
  await screenshot(page, 'request-dark');
});

test('the service graph shows two instants of the seven containers, and the cure', async () => {
  const { page } = strata;
  await page.keyboard.press('Control+Shift+P');
  await page.keyboard.type('seven containers');
  await page.keyboard.press('Enter');
  await expect(page.locator('.document-name')).toContainText('A CMS in seven containers');
  await page.keyboard.press('Control+3');
  await page.getByRole('button', { name: 'Service graph' }).click();
  const time = page.getByRole('slider', { name: 'Time', exact: true });
  await time.focus();
  await page.keyboard.press('End');
  await expect(page.locator('.clock:visible')).toContainText('12:01:30');
  await expect(page.getByRole('button', { name: /^search: 1 replica/ })).toBeVisible();
  await page.getByRole('button', { name: /^search: 1 replica/ }).click();
  await expect(page.getByRole('complementary')).toContainText('requests wait');
  await page.getByRole('button', { name: 'Set A here' }).click();
  await expect(page.locator('.graph-at')).toHaveCount(2);
  await time.focus();
  for (const instant of ['12:01:21', '12:01:12', '12:01:03', '12:00:54']) {
    await page.keyboard.press('PageDown');
    await expect(page.locator('.clock:visible')).toContainText(instant);
  }
  await page.getByRole('button', { name: 'One replica more' }).click();
  await time.focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('button', { name: /^search: 2 replicas/ })).toBeVisible();
  await expect(page.locator('.between svg').last()).toBeVisible();
  await screenshot(page, 'graph-dark');
  expect(await axe(page)).toEqual([]);
  await setTheme(page, 'light');
  await screenshot(page, 'graph-light');
  expect(await axe(page)).toEqual([]);
  await setTheme(page, 'dark');
});

test('wrote no error to the console', () => {
  expect(strata.problems).toEqual([]);
});

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { parseScenario } from '../../simulations';
import { axe, setTheme } from '../helpers/axe';
import { launch, resize, screenshot, type StrataWindow } from '../helpers/window';

let strata: StrataWindow;
test.beforeAll(async () => {
  strata = await launch({ theme: 'dark' });
  await resize(strata, 1440, 900);
});
test.afterAll(() => strata.close());

const add = (page: Page, name: string): Promise<void> =>
  page
    .getByRole('region', { name: 'Add' })
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click();
const rename = async (page: Page, to: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Name' }).fill(to);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: `: ${to}` })).toBeVisible();
};

test('builds the CMS in seven containers from nothing, and it runs', async () => {
  const { page } = strata;
  await page.keyboard.press('Control+n');
  await expect(page.getByText('Nothing here yet.')).toBeVisible();
  await screenshot(page, 'build-empty-dark');
  expect(await axe(page)).toEqual([]);
  await add(page, 'Containers');
  await expect(page.getByText('It runs')).toBeVisible();
  await page.getByRole('treeitem', { name: 'Service: service' }).click();
  await rename(page, 'web');
  await page.getByRole('textbox', { name: 'Workers' }).fill('200');
  for (const name of ['renderer', 'database', 'media', 'comments', 'accounts', 'search']) {
    await add(page, 'Service');
    await rename(page, name);
  }
  for (const [from, to] of [
    ['web', 'renderer'],
    ['renderer', 'database'],
    ['web', 'media'],
    ['web', 'comments'],
    ['comments', 'database'],
    ['web', 'accounts'],
    ['accounts', 'database'],
    ['web', 'search'],
  ] as const) {
    await page.getByRole('treeitem', { name: `Service: ${from}` }).click();
    await page.getByRole('combobox', { name: 'Calls' }).selectOption(to);
    await page.getByRole('button', { name: 'Connect' }).click();
  }
  await expect(page.getByRole('treeitem', { name: /^Route/ })).toHaveCount(5);
  await page.getByRole('treeitem', { name: 'Traffic: visitors', exact: true }).click();
  await page.getByRole('textbox', { name: 'Arrivals' }).fill('poisson(60/s)');
  await expect(page.getByText('It runs')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Stage' })).toContainText('7 running');
  await page.getByRole('slider', { name: 'Time', exact: true }).focus();
  await page.keyboard.press('PageUp');
  await expect(page.locator('.clock:visible')).toContainText('00:00:12');
  await screenshot(page, 'build-dark');
  expect(await axe(page)).toEqual([]);
  await setTheme(page, 'light');
  await screenshot(page, 'build-light');
  expect(await axe(page)).toEqual([]);
  await setTheme(page, 'dark');
});

test('says what is wrong as one types, and leads to it', async () => {
  const { page } = strata;
  await page.getByRole('treeitem', { name: 'Service: search' }).click();
  await page.getByRole('textbox', { name: 'Service time' }).fill('exponential(soon)');
  await expect(page.locator('.form-problem')).toContainText('a distribution');
  await expect(page.getByText('One thing keeps it from running.')).toBeVisible();
  await page.getByRole('treeitem', { name: 'Scenario', exact: true }).click();
  await page.getByRole('button', { name: 'components.search.serviceTime' }).click();
  await page.getByRole('textbox', { name: 'Service time' }).fill('exponential(30 ms)');
  await expect(page.getByText('It runs')).toBeVisible();
});

test('every step is named and can be gone back to; undo in a field stays in the field', async () => {
  const { page } = strata;
  const history = page.getByRole('region', { name: 'History' });
  await expect(history).toContainText('Rename service to web');
  await expect(history).toContainText('web calls media');
  await history.getByRole('button', { name: 'Add containers' }).click();
  await expect(page.getByRole('treeitem', { name: /^Service/ })).toHaveCount(1);
  await history
    .getByRole('button', { name: /^Set service time/ })
    .last()
    .click();
  await expect(page.getByRole('treeitem', { name: /^Service/ })).toHaveCount(7);
  await page.getByRole('treeitem', { name: 'Service: media' }).click();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('treeitem', { name: /^Service/ })).toHaveCount(6);
  await page
    .getByRole('treeitem', { name: /^Service/ })
    .first()
    .focus();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('treeitem', { name: /^Service/ })).toHaveCount(7);
  await page.keyboard.press('Control+y');
  await expect(page.getByRole('treeitem', { name: /^Service/ })).toHaveCount(6);
  await page.keyboard.press('Control+z');
});

test('a part is dragged to the picture, and added by the palette', async () => {
  const { page } = strata;
  await page
    .getByRole('region', { name: 'Add' })
    .getByRole('button', { name: /^Virtual machines/ })
    .dragTo(page.locator('.build-stage'));
  await expect(page.getByRole('treeitem', { name: 'Runs as: vms' })).toBeVisible();
  await page.keyboard.press('Control+Shift+P');
  await page.keyboard.type('add functions');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('treeitem', { name: 'Runs as: functions' })).toBeVisible();
  await expect(page.getByText('It runs')).toBeVisible();
  await screenshot(page, 'build-three-ways');
});

test('saves a file that opens again', async () => {
  const { page, app } = strata;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'strata-build-'));
  const file = path.join(folder, 'mine.scenario.json');
  await app.evaluate(
    ({ dialog }, chosen) =>
      void (dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })),
    file,
  );
  await page.keyboard.press('Control+s');
  await expect(page.locator('.spoken')).toContainText('Saved as mine.scenario.json');
  const parsed = parseScenario(fs.readFileSync(file, 'utf8'));
  expect(parsed.ok && parsed.value.components).toHaveLength(7);
  fs.rmSync(folder, { recursive: true });
});

test('wrote no error to the console', () => {
  expect(strata.problems).toEqual([]);
});

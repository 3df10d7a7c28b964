import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { ENGINE_VERSION, parseScenario } from '../../simulations';
import { axe, setTheme } from '../helpers/axe';
import { fingerprint, launch, resize, root, screenshot, type StrataWindow } from '../helpers/window';

let strata: StrataWindow;
test.beforeAll(async () => {
  strata = await launch({ theme: 'dark' });
  await resize(strata, 1440, 900);
});
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'strata-build-'));
const file = path.join(folder, 'mine.scenario.json');
test.afterAll(async () => {
  await strata.close();
  fs.rmSync(folder, { recursive: true });
});

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
  await app.evaluate(
    ({ dialog }, chosen) =>
      void (dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })),
    file,
  );
  await page.keyboard.press('Control+s');
  await expect(page.locator('.spoken')).toContainText('Saved as mine.scenario.json');
  const parsed = parseScenario(fs.readFileSync(file, 'utf8'));
  expect(parsed.ok && parsed.value.components).toHaveLength(7);
  expect(parsed.ok && parsed.value.madeWith).toBe(ENGINE_VERSION);
});

test('from then on it is saved without asking; the command line gives the same fingerprint', async () => {
  const { page, app } = strata;
  await app.evaluate(
    ({ dialog }) => void (dialog.showSaveDialog = () => Promise.reject(new Error('it asked again'))),
  );
  await page.getByRole('treeitem', { name: 'Scenario', exact: true }).click();
  await page.getByRole('textbox', { name: 'Duration' }).fill('60 s');
  await expect(page.locator('.tick-text:visible').last()).toContainText('01:00');
  await page.getByRole('slider', { name: 'Time', exact: true }).focus();
  await page.keyboard.press('End');
  await expect(page.locator('.clock:visible')).toContainText('00:01:00.000');
  await page.keyboard.press('Control+s');
  await expect.poll(() => fs.readFileSync(file, 'utf8')).toContain('"60 s"');
  const done = spawnSync(process.execPath, [path.join(root, 'out/cli/strata.mjs'), 'run', file, '--json'], {
    encoding: 'utf8',
  });
  const { digest } = JSON.parse(done.stdout) as { readonly digest: string };
  await expect.poll(() => fingerprint(page)).toBe(digest.slice(0, 8));
});

test('a file that another program has changed is not written over', async () => {
  const { page } = strata;
  fs.appendFileSync(file, '\n');
  const others = fs.readFileSync(file, 'utf8');
  await page.keyboard.press('Control+s');
  const notice = page.locator('.notice');
  await expect(notice).toContainText('was changed by another program');
  await expect(notice.getByRole('button', { name: 'Save elsewhere…' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(notice).toHaveCount(0);
  expect(fs.readFileSync(file, 'utf8')).toBe(others);
});

test('opens again with every step that led to it', async () => {
  const { page, app } = strata;
  await app.evaluate(
    ({ dialog }, chosen) =>
      void (dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })),
    file,
  );
  await page.keyboard.press('Control+n');
  await page.keyboard.press('Control+o');
  await expect(page.getByRole('button', { name: 'Explore' })).toHaveAttribute('aria-current', 'page');
  await page.keyboard.press('Control+4');
  const history = page.getByRole('region', { name: 'History' });
  await expect(history.getByRole('listitem')).toContainText(['New scenario', 'Add containers']);
  await expect(history.locator('[aria-current="step"]')).toContainText('Set duration to 60 s');
  await history.getByRole('button', { name: 'Add containers' }).last().click();
  await expect(page.getByRole('treeitem', { name: /^Service/ })).toHaveCount(1);
});

test('wrote no error to the console', () => {
  expect(strata.problems).toEqual([]);
});

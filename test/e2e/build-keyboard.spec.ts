/** The seven-container CMS from nothing, wholly by keyboard: no click in this file. */
import { expect, test, type Page } from '@playwright/test';
import { axe } from '../helpers/axe';
import { launch, resize, screenshot, type StrataWindow } from '../helpers/window';

let strata: StrataWindow;
test.beforeAll(async () => {
  strata = await launch({ theme: 'light', startWith: 'start' });
  await resize(strata, 1366, 768);
});
test.afterAll(() => strata.close());

const palette = async (page: Page, words: string): Promise<void> => {
  await page.keyboard.press('Control+Shift+P');
  await expect(page.getByRole('dialog', { name: 'Find or run' })).toBeVisible();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
};

/** Tab until a field has the focus; its value is typed over. */
const field = async (page: Page, name: string, value: string): Promise<void> => {
  const wanted = page.locator('.part-form').getByLabel(name, { exact: true });
  for (let i = 0; i < 14; i++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(wanted).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(value);
};

/** From wherever one is to the tree, down to a part, into its form. */
const open = async (page: Page, part: string): Promise<void> => {
  const wanted = page.getByRole('treeitem', { name: part, exact: true });
  for (let i = 0; i < 12; i++) {
    if (await page.locator('.parts-tree').evaluate((tree) => tree.contains(document.activeElement))) break;
    await page.keyboard.press('F6');
  }
  await page.keyboard.press('Home');
  for (let i = 0; i < 30; i++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('ArrowDown');
  }
  await expect(wanted).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('.part-form input').first()).toBeFocused();
};

/** Chooses what the selected service calls. */
const call = async (page: Page, to: string): Promise<void> => {
  const select = page.getByRole('combobox', { name: 'Calls' });
  for (let i = 0; i < 14; i++) {
    if (await select.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(select).toBeFocused();
  await page.keyboard.type(to);
  await expect(select).toHaveValue(to);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'History' })).toContainText(`calls ${to}`);
  await expect(page.getByRole('list', { name: 'Calls so far' })).toContainText(`${to}on route`);
};

test('adds and names seven services; the name field has the focus at once and keeps it', async () => {
  const { page } = strata;
  await page.keyboard.press('Control+n');
  await expect(page.getByText('Nothing here yet.')).toBeVisible();
  await palette(page, 'add containers');
  await expect(page.getByText('It runs')).toBeVisible();
  await open(page, 'Service: service');
  await field(page, 'Name', 'web');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Service: web' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  for (const name of ['renderer', 'database', 'media', 'comments', 'accounts', 'search']) {
    await palette(page, 'add service');
    await expect(page.getByRole('heading', { name: /^Service: service/ })).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: `Service: ${name}` })).toBeVisible();
  }
  await expect(page.getByRole('region', { name: 'Stage' })).toContainText('7 running');
});

test('search has one worker, a time of service and a bounded queue; a wrong value is said while it is typed', async () => {
  const { page } = strata;
  await open(page, 'Service: search');
  await field(page, 'Workers', '1');
  await field(page, 'Service time', 'exponential(soon');
  await expect(page.locator('.form-problem')).toContainText('a distribution');
  await expect(page.getByText('One thing keeps it from running.')).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('exponential(30 ms)');
  await expect(page.getByText('It runs')).toBeVisible();
  await field(page, 'Queue limit', '200');
  await expect(page.getByText('It runs')).toBeVisible();
});

test('connects them and sets the traffic', async () => {
  const { page } = strata;
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
    await open(page, `Service: ${from}`);
    await call(page, to);
  }
  await expect(page.getByRole('treeitem', { name: /^Route/ })).toHaveCount(5);
  await open(page, 'Service: web');
  await field(page, 'Workers', '200');
  await palette(page, 'add traffic');
  await expect(page.getByRole('heading', { name: /^Traffic: visitors-\d/ })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await field(page, 'Name', 'searches');
  await page.keyboard.press('Enter');
  const route = page.getByRole('combobox', { name: 'Route' });
  await page.keyboard.press('Tab');
  await expect(route).toBeFocused();
  await page.keyboard.type('web-search');
  await expect(route).toHaveValue('web-search');
  await field(page, 'Arrivals', 'poisson(60/s)');
  await expect(page.getByText('It runs')).toBeVisible();
});

test('runs it: the queue backs up at search, and is seen there', async () => {
  const { page } = strata;
  await page.keyboard.press('Escape');
  const time = page.getByRole('slider', { name: 'Time', exact: true });
  const bar = page.locator('.time-bar:visible');
  for (let i = 0; i < 12; i++) {
    if (await bar.evaluate((element) => element.contains(document.activeElement))) break;
    await page.keyboard.press('F6');
  }
  for (let i = 0; i < 12; i++) {
    if (await time.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(time).toBeFocused();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('PageUp');
  await expect(page.locator('.clock:visible')).toContainText('00:00:24');
  await expect(page.locator('.stage-overlay:visible')).toContainText(/\d+ waiting/);
  await expect(page.locator('.component-queue:visible', { hasText: /\d+ waiting/ })).toHaveCount(1);
  await screenshot(page, 'build-keyboard-light');
  expect(await axe(page)).toEqual([]);
});

test('undoes and redoes by key, with the history seen', async () => {
  const { page } = strata;
  const history = page.getByRole('region', { name: 'History' });
  await expect(history).toContainText('web calls search');
  await expect(history.locator('[aria-current="step"]')).toContainText(
    'Set arrivals of searches to poisson(60/s)',
  );
  for (let i = 0; i < 3; i++) await page.keyboard.press('Control+z');
  await expect(history.locator('[aria-current="step"]')).not.toContainText('Set arrivals');
  await expect(history.locator('.is-undone').last()).toContainText('Set arrivals');
  for (let i = 0; i < 3; i++) await page.keyboard.press('Control+y');
  await expect(history.locator('[aria-current="step"]')).toContainText(
    'Set arrivals of searches to poisson(60/s)',
  );
  await palette(page, 'dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await screenshot(page, 'build-keyboard-dark');
  expect(await axe(page)).toEqual([]);
});

test('wrote no error to the console', () => {
  expect(strata.problems).toEqual([]);
});

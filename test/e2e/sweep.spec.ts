import { expect, test } from '@playwright/test';
import { axe, setTheme } from '../helpers/axe';
import { launch, resize, screenshot, type StrataWindow } from '../helpers/window';

let strata: StrataWindow;
test.beforeAll(async () => {
  strata = await launch({ theme: 'light' });
  await resize(strata, 1440, 900);
});
test.afterAll(() => strata.close());

test('sweeps the keep-alive with confidence bands, points appearing as they are done', async () => {
  const { page } = strata;
  await page.keyboard.press('Control+Shift+P');
  await page.keyboard.type('sweep');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Choose what to vary and press Run')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Parameter' })).toHaveValue(/keepAlive/);
  await page.getByRole('textbox', { name: 'From' }).fill('2 s');
  await page.getByRole('textbox', { name: 'To', exact: true }).fill('2 min');
  await page.getByRole('button', { name: /^Run Ctrl/ }).click();
  await expect(page.getByRole('progressbar')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '35 runs, all on the same seeds' })).toBeVisible({
    timeout: 40_000,
  });
  await expect(page.getByRole('textbox', { name: 'Title of the figure' })).toHaveValue(
    /Cold starts \(serverless functions\): down from/,
  );
  await page.locator('.point-button').nth(3).click();
  await screenshot(page, 'sweep-light');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('checkbox', { name: 'Each replication' }).check();
  await setTheme(page, 'dark');
  await screenshot(page, 'sweep-dark');
  expect(await axe(page)).toEqual([]);
});

test('says what is wrong with a value, and cancels in the middle with the points that are there', async () => {
  const { page } = strata;
  await page.getByRole('textbox', { name: 'From' }).fill('soon');
  await expect(page.locator('.form-problem')).toContainText('a duration such as');
  await page.getByRole('textbox', { name: 'From' }).fill('1 s');
  await page.getByRole('spinbutton', { name: 'Replications' }).fill('200');
  await page.getByRole('button', { name: /^Run again/ }).click();
  await expect(page.getByRole('status').filter({ hasText: /^[1-9]\d* of 1400 runs/ })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: /^Run again/ })).toBeVisible();
  const status = page.getByRole('status').filter({ hasText: /runs, all on the same seeds/ });
  const before = await status.textContent();
  await page.waitForTimeout(500);
  expect(await status.textContent()).toBe(before);
});

test('opens a point in the stage', async () => {
  const { page } = strata;
  await page.locator('.point-button').first().click();
  await page.getByRole('button', { name: 'Open in stage' }).click();
  await expect(page.getByRole('button', { name: 'Explore' })).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('slider', { name: /Keep-alive/ })).toHaveAttribute('aria-valuetext', /1 s/);
});

test('wrote no error to the console', () => {
  expect(strata.problems).toEqual([]);
});

import { expect, test } from '@playwright/test';
import { axe, setTheme } from '../helpers/axe';
import { fingerprint, launch, resize, screenshot, type StrataWindow } from '../helpers/window';

let strata: StrataWindow;
test.beforeAll(async () => {
  strata = await launch({ theme: 'dark' });
  await resize(strata, 1440, 900);
});
test.afterAll(() => strata.close());

test('a change in the past forks, names the new branch and keeps the old', async () => {
  const { page } = strata;
  const time = page.getByRole('slider', { name: 'Time', exact: true });
  const first = await fingerprint(page);
  await time.focus();
  await page.keyboard.press('PageDown');
  await expect(page.locator('.clock:visible')).toContainText('09:01:53');
  await page.keyboard.press('Control+Shift+P');
  await page.keyboard.type('scale thumb 9 --in containers');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Branches: scaled thumb to 9 at 09:01:53/ })).toBeVisible();
  await time.focus();
  await page.keyboard.press('PageUp');
  await expect(page.locator('.clock:visible')).toContainText('09:02:17.400');
  const second = await fingerprint(page);
  expect(second).not.toBe(first);
  await page.getByRole('button', { name: /^Branches: / }).click();
  await screenshot(page, 'branches-dark');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: 'Take up As opened' }).click();
  await expect(page.locator('.clock:visible')).toContainText('09:01:53');
  await page.keyboard.press('Escape');
  await time.focus();
  await page.keyboard.press('PageUp');
  await expect.poll(() => fingerprint(page)).toBe(first);
  await page.getByRole('button', { name: /^Branches: As opened/ }).click();
  await page.getByRole('button', { name: /^Take up scaled thumb to 9/ }).click();
  await expect.poll(() => fingerprint(page)).toBe(second);
});

test('compares the branches under one clock: same arrivals, differences, the first differing event', async () => {
  const { page } = strata;
  await page.getByRole('button', { name: 'Compare all' }).click();
  await expect(page.getByRole('region', { name: /^B: As opened/ })).toBeVisible();
  await expect(page.locator('.shared-arrivals')).toContainText(
    /Same arrivals in every run: \d{4} requests so far/,
  );
  await expect(page.locator('.differences')).toContainText('First difference to A at 09:01:53');
  await expect(page.locator('.differences')).toContainText('scale thumb 9 --in containers');
  await screenshot(page, 'runs-dark');
  expect(await axe(page)).toEqual([]);
  const time = page.getByRole('slider', { name: 'Time', exact: true });
  await time.focus();
  await page.keyboard.press('End');
  await expect(page.locator('.run-panel > header').nth(1)).toContainText('09:04:00');
  await page.getByRole('button', { name: /^First difference/ }).click();
  await expect(page.locator('.clock:visible')).toContainText('09:01:53');
  await expect(page.locator('.run-panel > header').nth(1)).toContainText('09:01:53');
  await setTheme(page, 'light');
  await screenshot(page, 'runs-light');
  expect(await axe(page)).toEqual([]);
  await setTheme(page, 'dark');
});

test('plays the compared runs together', async () => {
  const { page } = strata;
  const clock = page.locator('.clock:visible');
  const before = (await clock.textContent()) ?? '';
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(clock).not.toHaveText(before);
  await page.getByRole('button', { name: 'Pause' }).click();
  const clocks = page.locator('.run-panel > header');
  const clockOf = async (i: number): Promise<string> =>
    (/\d\d:\d\d:\d\d\.\d{3}/.exec((await clocks.nth(i).textContent()) ?? '') ?? [''])[0];
  await expect.poll(async () => (await clockOf(0)) === (await clockOf(1))).toBe(true);
});

test('adds another scenario and a fork, up to four runs', async () => {
  const { page } = strata;
  await page.getByRole('button', { name: 'Add a run' }).click();
  await page.getByRole('menuitem', { name: /A CMS in seven containers/ }).click();
  await expect(page.locator('.run-panel')).toHaveCount(3);
  await expect(page.locator('.differences')).toContainText('C: Not a branch of A');
  await page.getByRole('button', { name: 'Add a run' }).click();
  await page.getByRole('menuitem', { name: 'A fork of this run, here' }).click();
  await expect(page.locator('.run-panel')).toHaveCount(4);
  await expect(page.getByRole('button', { name: 'Add a run' })).toHaveCount(0);
  await screenshot(page, 'runs-four');
  await page.getByRole('button', { name: 'Take C out' }).click();
  await expect(page.locator('.run-panel')).toHaveCount(3);
});

test('steps by the size that is chosen', async () => {
  const { page } = strata;
  await page.keyboard.press('Control+1');
  const clock = page.locator('.clock:visible');
  await page.getByRole('combobox', { name: 'Step' }).selectOption('fixed');
  const before = Number(/(\d+\.\d+)$/.exec((await clock.textContent()) ?? '')?.[1] ?? 0);
  await page.getByRole('button', { name: 'Step forward' }).click();
  await expect
    .poll(async () => Number(/(\d+\.\d+)$/.exec((await clock.textContent()) ?? '')?.[1] ?? 0))
    .toBeCloseTo(before + 0.1, 2);
});

test('wrote no error to the console', () => {
  expect(strata.problems).toEqual([]);
});

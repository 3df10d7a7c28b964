import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { launch, resize, screenshot, type StrataWindow } from '../helpers/window';

let strata: StrataWindow;
test.beforeAll(async () => {
  strata = await launch({ theme: 'light' });
  await resize(strata, 1440, 900);
});
test.afterAll(() => strata.close());

test('cold starts: predict, run, see, explain, check', async () => {
  const { page } = strata;
  test.setTimeout(120_000);
  await page.getByRole('button', { name: 'Lessons' }).click();
  await expect(page.getByRole('heading', { name: 'One call every fifteen minutes' })).toBeVisible();
  const run = page.getByRole('button', { name: /^Run/ });
  await expect(run).toHaveAttribute('aria-disabled', 'true');
  const answer = page.getByRole('slider', { name: /Your answer/ });
  await answer.focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('button', { name: 'fairly sure' }).click();
  await expect(run).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('button', { name: 'Commit my answer' }).click();
  await run.click();
  await expect(page.getByRole('img', { name: 'You said 1 cold starts, it was 8.' })).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.locator('.explanation')).toHaveCount(0);
  await page.getByLabel('What did you see?').fill('Each call waited for a new instance');
  await page.getByRole('button', { name: 'Explain' }).click();
  await expect(page.locator('.explanation')).toContainText('Fifteen minutes is longer than ten');
  await screenshot(page, 'lesson-predicted');

  await page.getByRole('button', { name: 'Make the rare call warm' }).click();
  await page.getByRole('button', { name: /^Run/ }).click();
  await expect(page.locator('.checks')).toContainText('8, wanted <= 1', { timeout: 30_000 });
  await page.getByRole('button', { name: 'show me' }).click();
  await expect(page.locator('.clock')).toContainText('08:20:00');
  // A command of the text is typed where it can be seen, and acts.
  await page.getByRole('button', { name: 'set functions.rare.keepAlive 12min' }).click();
  await expect(page.getByLabel('desk $')).toHaveValue(/^set functions/);
  await expect(page.locator('.answer')).toContainText('functions.rare.keepAlive = 12min');
  await page.getByRole('button', { name: 'Hint 1 of 3' }).click();
  await page.getByLabel('desk $').fill('set functions.rare.keepAlive 20min');
  await page.keyboard.press('Enter');
  await expect(page.locator('.answer')).toContainText('functions.rare.keepAlive = 20min');
  await page.getByRole('button', { name: /^Run/ }).click();
  await expect(page.locator('.checks')).toContainText('holds', { timeout: 30_000 });
  await screenshot(page, 'lesson-checked');
});

test('axe finds nothing in the lesson', async () => {
  const { violations } = await new AxeBuilder({ page: strata.page }).setLegacyMode(true).analyze();
  expect(violations.flatMap((v) => v.nodes.map((node) => `${v.id}: ${node.html.slice(0, 120)}`))).toEqual([]);
  expect(strata.problems).toEqual([]);
});

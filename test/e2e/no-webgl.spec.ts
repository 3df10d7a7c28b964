import { expect, test } from '@playwright/test';
import { launch, screenshot } from '../helpers/window';

test('without WebGL the stage is drawn in 2D by itself, with one quiet line', async () => {
  const strata = await launch({ args: ['--disable-gpu', '--disable-3d-apis'], theme: 'light' });
  const { page } = strata;
  await expect(page.locator('[data-rendering="2d"]')).toHaveCount(1);
  await expect(page.getByText('Drawn in 2D: WebGL is not available.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Virtual machines', level: 2 })).toBeVisible();
  await page.locator('.stage-canvas').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('complementary')).toContainText(/host|VM/);
  await screenshot(page, 'workspace-2d');
  await strata.close();
});

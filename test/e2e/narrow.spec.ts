import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { launch, resize, screenshot, type StrataWindow } from '../helpers/window';

let strata: StrataWindow;
test.beforeAll(async () => {
  strata = await launch({ theme: 'dark' });
});
test.afterAll(() => strata.close());

/** Panes whose content is wider than they are and that do not scroll: something in them is cut. */
const cut = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    ['.title-bar', '.results table', '.time-bar', '.status-bar', '.stage-foot', '.inspector-body', '.tabs']
      .flatMap((selector) =>
        [...document.querySelectorAll(selector)].map((element) => ({ selector, element })),
      )
      .filter(({ element }) => {
        const box = element.getBoundingClientRect();
        const outer = element.parentElement?.getBoundingClientRect() ?? box;
        return element.scrollWidth > element.clientWidth + 1 || box.right > outer.right + 1;
      })
      .map(({ selector }) => selector),
  );

for (const [width, height] of [
  [1440, 900],
  [1366, 768],
  [1200, 760],
  [1024, 640],
] as const) {
  test(`nothing is cut at ${width} x ${height}`, async () => {
    const { page } = strata;
    await resize(strata, width, height);
    await expect(page.locator('.layers-folded')).toHaveCount(width < 1280 ? 1 : 0);
    await expect(page.getByRole('complementary')).toHaveCount(width < 1180 ? 0 : 1);
    await expect.poll(() => cut(page)).toEqual([]);
    await screenshot(page, `explore-${width}`);
  });
}

test('in the smallest window the legend unfolds and the inspector is a drawer', async () => {
  const { page } = strata;
  await resize(strata, 1024, 640);
  await page.getByRole('button', { name: 'Layers, load and policy' }).click();
  await expect(page.getByRole('slider', { name: /Keep-alive/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /Show only this layer: Container engine/ }).click();
  await expect(page.getByRole('button', { name: /: Container engine/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.keyboard.press('0');
  await page.locator('.stage-canvas').focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
  const inspector = page.getByRole('complementary');
  await expect(inspector).toBeVisible();
  await expect.poll(() => cut(page)).toEqual([]);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.flatMap((v) => v.nodes.map((node) => `${v.id}: ${node.html.slice(0, 120)}`))).toEqual([]);
  await screenshot(page, 'explore-1024-drawer');
  await page.keyboard.press('i');
  await expect(inspector).toHaveCount(0);
});

test('at 200 % on 1366 x 768 the panes stand one under the other and scroll', async () => {
  const { page, app } = strata;
  await resize(strata, 1366, 768);
  const zoom = (factor: number): Promise<void> =>
    app.evaluate(
      ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(to),
      factor,
    );
  await zoom(2);
  const stack = page.locator('.work.is-stacked');
  await expect(stack).toBeVisible();
  await page.getByRole('tab', { name: 'Log' }).scrollIntoViewIfNeeded();
  await expect(page.getByRole('tab', { name: 'Log' })).toBeInViewport();
  await expect.poll(() => cut(page)).toEqual([]);
  await zoom(1);
  await expect(stack).toHaveCount(0);
});

test('a cause leads to its instant, and a leap to the next event that stands out', async () => {
  const { page } = strata;
  await resize(strata, 1440, 900);
  await page.getByRole('tab', { name: 'Outline' }).click();
  await page
    .getByRole('treeitem', { name: /function instance thumb-/ })
    .last()
    .click();
  const clock = page.locator('.clock').first();
  await page.locator('.cause').first().click();
  await expect(clock).not.toContainText('09:02:17.400');
  const there = await clock.textContent();
  await page.locator('.stage-canvas').focus();
  await page.keyboard.press('>');
  await expect(clock).not.toHaveText(there ?? '');
  await page.keyboard.press('<');
  await expect(clock).toHaveText(there ?? '');
});

test('wrote no error to the console', () => {
  expect(strata.problems).toEqual([]);
});

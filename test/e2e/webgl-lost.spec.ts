/** The graphics card goes away in the middle of a run; and a person who switches between 3D and 2D. */
import { expect, test, type Page } from '@playwright/test';
import { fingerprint, launch, resize, screenshot, type StrataWindow } from '../helpers/window';

let strata: StrataWindow;
test.beforeAll(async () => {
  strata = await launch({ theme: 'dark' });
  await resize(strata, 1440, 900);
});
test.afterAll(() => strata.close());

const stage = (page: Page) => page.locator('.stage-canvas');
/** What is selected, without the mark of the one drawing that it is selected in. */
const selected = async (page: Page): Promise<string> =>
  ((await stage(page).getAttribute('aria-activedescendant')) ?? '').replace(/^stage-_\w+_-/, '');
const clock = (page: Page): Promise<string | null> => page.locator('.clock').first().textContent();

test('switching between 3D, 2D and flat keeps selection, time and focus, and both draw the same', async () => {
  const { page } = strata;
  await stage(page).focus();
  await page.keyboard.press('Escape');
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  const before = [await selected(page), await clock(page), await fingerprint(page)];
  expect(before[0]).toContain('web-2');
  for (const drawn of ['2d', 'flat', '3d', '2d', 'flat', '3d']) {
    await page.keyboard.press('v');
    const flat = page.locator('.flat-stage');
    if (drawn === 'flat') {
      await expect(flat).toBeFocused();
      await expect(flat.getByRole('img', { name: /4 running, 1 starting/ })).toBeVisible();
      expect([await clock(page), await fingerprint(page)]).toEqual(before.slice(1));
    } else {
      await expect(page.locator(`[data-rendering="${drawn}"]`)).toHaveCount(1);
      await expect(stage(page)).toBeFocused();
      expect([await selected(page), await clock(page), await fingerprint(page)]).toEqual(before);
    }
    await screenshot(page, `switch-${drawn}`);
  }
  // Walking goes on from where it was.
  await page.keyboard.press('ArrowRight');
  expect(await selected(page)).toContain('web-3');
  await page.keyboard.press('ArrowLeft');
});

test('WebGL lost in the middle of a run: 2D by itself within 2 s, and the run goes on', async () => {
  const { page } = strata;
  await stage(page).focus();
  const before = [await selected(page), await fingerprint(page)];
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Pause', exact: true }).first()).toBeVisible();
  // The canvas belongs to the thread that draws it: there its context is lost by WEBGL_lose_context.
  await page.evaluate(() =>
    document.querySelector('canvas[data-rendering="3d"]')?.dispatchEvent(new Event('lose-graphics')),
  );
  await expect(page.locator('[data-rendering="2d"]')).toHaveCount(1, { timeout: 2000 });
  await expect(page.getByText('Drawn in 2D: WebGL is not available.')).toBeVisible();
  await expect(stage(page)).toBeFocused();
  expect(await selected(page)).toBe(before[0]);
  await expect(page.getByRole('button', { name: 'Pause', exact: true }).first()).toBeVisible();
  const there = await clock(page);
  await expect.poll(() => clock(page)).not.toBe(there);
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Play', exact: true }).first()).toBeVisible();
  expect(await fingerprint(page)).not.toBe(before[1]);
  await screenshot(page, 'webgl-lost');
});

test('3D is there again when a person asks for it', async () => {
  const { page } = strata;
  await page.getByRole('button', { name: '2D', exact: true }).click();
  await expect(page.getByText('Drawn in 2D: WebGL is not available.')).toHaveCount(0);
  await page.getByRole('button', { name: '3D', exact: true }).click();
  await expect(page.locator('[data-rendering="3d"]')).toHaveCount(1);
  await expect(page.getByText('Drawn in 2D: WebGL is not available.')).toHaveCount(0);
});

test('layers are peeled by key and by the legend, in 3D and in 2D alike', async () => {
  const { page } = strata;
  await stage(page).focus();
  await page.keyboard.press('v');
  await page.keyboard.press('4');
  const legend = page.getByRole('region', { name: 'Layers' });
  await expect(legend.getByRole('button', { name: /^Guest OS/ })).toHaveAttribute('aria-pressed', 'true');
  const faint = page.locator('svg[data-rendering="2d"] g[opacity="0.2"]');
  const full = page.locator('svg[data-rendering="2d"] > g > g:not([opacity]) polygon');
  expect(await faint.count()).toBeGreaterThan(5);
  expect(await full.count()).toBeGreaterThan(3);
  await screenshot(page, 'peeled-2d');
  const drawn = async (rendering: string): Promise<void> => {
    await page.keyboard.press('v');
    await expect(page.locator(rendering)).toHaveCount(1);
  };
  await drawn('.flat-stage');
  await drawn('[data-rendering="3d"]');
  await screenshot(page, 'peeled-3d');
  await drawn('[data-rendering="2d"]');
  await legend.getByRole('button', { name: /^Guest OS/ }).click();
  await expect(faint).toHaveCount(0);
  await stage(page).focus();
  await page.keyboard.press('7');
  expect(await faint.count()).toBeGreaterThan(5);
  await page.keyboard.press('0');
  await expect(faint).toHaveCount(0);
});

test('wrote no error to the console', () => {
  expect(strata.problems.filter((line) => !/Context Lost/.test(line))).toEqual([]);
});

/** In every view and dialog: axe finds nothing in any theme, and every target is 24 px. */
import { expect, test, type Page } from '@playwright/test';
import { axe, setTheme } from '../helpers/axe';
import { palette, TOUR, visit } from '../helpers/tour';
import { launch, resize, screenshot, type StrataWindow } from '../helpers/window';

let strata: StrataWindow;
test.beforeAll(async () => {
  strata = await launch({ theme: 'light' });
  await resize(strata, 1440, 900);
});
test.afterAll(() => strata.close());

const LEAST = 24;

/** Targets that are smaller than they may be: inline links in text and native list rows excepted, as WCAG 2.5.8 has it. */
const small = (page: Page): Promise<readonly string[]> =>
  page.evaluate((least) => {
    const targets =
      'button, select, input:not([type="hidden"]), a[href], [role="slider"], [role="tab"], [role="treeitem"], [role="menuitem"]';
    const shown = (element: Element): boolean =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.closest('.visually-hidden, [aria-hidden="true"]') === null;
    const inText = (element: Element): boolean =>
      getComputedStyle(element).display === 'inline' && element.closest('p, li, dd, td') !== null;
    return [...document.querySelectorAll(targets)].filter(shown).flatMap((element) => {
      // A label around a box is its target too.
      const boxes = [element, element.closest('label') ?? element].map((target) =>
        target.getBoundingClientRect(),
      );
      const [width, height] = [
        Math.max(...boxes.map((box) => box.width)),
        Math.max(...boxes.map((box) => box.height)),
      ];
      return (width < least - 0.1 || height < least - 0.1) && width > 0 && !inText(element)
        ? [
            `${element.tagName} ${element.className} "${(element.getAttribute('aria-label') ?? element.textContent ?? '').slice(0, 40)}" ${Math.round(width)}x${Math.round(height)}`,
          ]
        : [];
    });
  }, LEAST);

for (const look of ['light', 'dark', 'high contrast', 'high contrast dark'] as const) {
  test(`axe finds nothing in any view or dialog: ${look}`, async () => {
    test.setTimeout(400_000);
    const { page } = strata;
    await setTheme(page, look.endsWith('dark') ? 'dark' : 'light');
    // As a person does: what is only written into the page is overwritten by the next change of a setting.
    await palette(page, look.startsWith('high') ? 'contrast: high' : 'contrast: as the system');
    await expect(page.locator('html')).toHaveAttribute(
      'data-contrast',
      look.startsWith('high') ? 'more' : 'system',
    );
    // What a theme can spoil is its colours; the rest is the same in all of them.
    const rules = look === 'light' ? undefined : ['color-contrast', 'link-in-text-block'];
    const found: string[] = [];
    for (const stop of TOUR) {
      await visit(page, stop);
      found.push(...(await axe(page, rules)).map((line) => `${stop.name}: ${line}`));
      if (look === 'light') found.push(...(await small(page)).map((line) => `${stop.name}: small: ${line}`));
      await screenshot(page, `tour-${look.replaceAll(' ', '-')}-${stop.name.replaceAll(' ', '-')}`);
      await stop.leave?.(page);
    }
    expect(found).toEqual([]);
  });
}

test('wrote no error to the console', () => {
  expect(strata.problems).toEqual([]);
});

/** In every view and dialog: the keyboard reaches all and is never trapped. */
import { expect, test, type Page } from '@playwright/test';
import { TOUR, visit } from '../helpers/tour';
import { launch, resize, type StrataWindow } from '../helpers/window';

let strata: StrataWindow;
test.beforeAll(async () => {
  strata = await launch({ theme: 'light' });
  await resize(strata, 1440, 900);
});
test.afterAll(() => strata.close());

interface Walked {
  readonly lost: readonly string[];
  readonly unseen: readonly string[];
  readonly reached: number;
  readonly missed: readonly string[];
}

/** Tabs through a whole view until it comes around: nothing traps, everything is reached, and the focus is always seen. */
async function walk(page: Page): Promise<Walked> {
  const unseen = new Set<string>();
  const lost: string[] = [];
  await page.evaluate(() => {
    document.querySelectorAll('[data-walked]').forEach((element) => element.removeAttribute('data-walked'));
    if (document.querySelector('[role="dialog"]') === null)
      (document.activeElement as HTMLElement | null)?.blur();
  });
  let same = 0;
  for (let i = 0; i < 400; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (element === null || element === document.body)
        return { name: 'body', again: false, seen: true, terminal: false };
      const again = element.dataset['walked'] !== undefined;
      element.dataset['walked'] = '1';
      const style = getComputedStyle(element);
      const ring = (of: CSSStyleDeclaration): boolean =>
        of.outlineStyle !== 'none' && parseFloat(of.outlineWidth) >= 2;
      const around = element.parentElement === null ? style : getComputedStyle(element.parentElement);
      const separator = element.getAttribute('role') === 'separator';
      const terminal = element.classList.contains('xterm-helper-textarea');
      const box = element.getBoundingClientRect();
      const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
      return {
        name: `${element.tagName} ${element.className} ${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 30) ?? ''}`,
        again,
        seen: terminal || (inside && (ring(style) || ring(around) || separator)),
        terminal,
      };
    });
    if (!at.seen) unseen.add(at.name);
    if (at.terminal) {
      // The one place that needs Tab for itself: its own key leaves it, and F6 goes past it.
      await page.keyboard.press('Control+m');
      for (let j = 0; j < 20; j++) {
        if (
          await page
            .locator('.inspector:visible, .status-bar')
            .evaluateAll((panes) => panes.some((pane) => pane.contains(document.activeElement)))
        )
          break;
        await page.keyboard.press('F6');
      }
      await page.keyboard.press('Shift+Tab');
      await page.evaluate(() => ((document.activeElement as HTMLElement).dataset['walked'] = '1'));
      continue;
    }
    same = at.again ? same + 1 : 0;
    if (same > 3) break;
    if (i === 399) lost.push('the walk does not come around');
  }
  return page.evaluate(
    ({ unseen, lost }) => {
      const within = document.querySelector('[role="dialog"]') ?? document;
      const all = [
        ...within.querySelectorAll<HTMLElement>('button, select, input, textarea, a[href], [tabindex="0"]'),
      ].filter(
        (element) =>
          element.tabIndex >= 0 &&
          element.getAttribute('role') !== 'tablist' &&
          !element.hasAttribute('disabled') &&
          element.checkVisibility({ visibilityProperty: true }) &&
          element.closest('[inert], [aria-hidden="true"]') === null,
      );
      const missed = all.filter(
        (element) =>
          element.dataset['walked'] === undefined &&
          element.closest('.xterm') === null &&
          !(element instanceof HTMLInputElement && element.type === 'radio'),
      );
      return {
        lost,
        unseen,
        reached: document.querySelectorAll('[data-walked]').length,
        missed: missed.map(
          (element) =>
            `${element.tagName} ${element.className} ${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 30) ?? ''}`,
        ),
      };
    },
    { unseen: [...unseen], lost },
  );
}

test('a walk through every view and dialog by keyboard alone', async () => {
  test.setTimeout(400_000);
  const { page } = strata;
  const trouble: string[] = [];
  for (const stop of TOUR) {
    await visit(page, stop);
    const { lost, unseen, missed, reached } = await walk(page);
    expect(reached, stop.name).toBeGreaterThan(0);
    trouble.push(
      ...lost.map((line) => `${stop.name}: ${line}`),
      ...unseen.map((line) => `${stop.name}: focus not seen: ${line}`),
      ...missed.map((line) => `${stop.name}: not reached: ${line}`),
    );
    await stop.leave?.(page);
  }
  expect(trouble).toEqual([]);
});

test('F6 goes around all panes of the workspace and back', async () => {
  const { page } = strata;
  await page.keyboard.press('Control+1');
  const panes = await page.locator('[data-pane]:visible').count();
  expect(panes).toBeGreaterThan(6);
  const seen = new Set<string>();
  for (let i = 0; i < panes; i++) {
    await page.keyboard.press('F6');
    seen.add(await page.evaluate(() => document.activeElement?.closest('[data-pane]')?.className ?? ''));
    if (await page.evaluate(() => document.activeElement?.closest('.xterm') !== null))
      await page.keyboard.press('Control+m');
  }
  expect(seen.size).toBeGreaterThan(5);
  expect([...seen].some((name) => name.includes('bottom-pane'))).toBe(true);
});

test('wrote no error to the console', () => {
  expect(strata.problems).toEqual([]);
});

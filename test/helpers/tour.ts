/** A tour of the window: every view and every dialog, each reached by keys alone. */
import { expect, type Page } from '@playwright/test';

export interface Stop {
  readonly name: string;
  readonly go: (page: Page) => Promise<void>;
  /** Puts away what the stop has opened. */
  readonly leave?: (page: Page) => Promise<void>;
}

const key =
  (...keys: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const each of keys) await page.keyboard.press(each);
  };

/** Runs a command of the palette by its words. */
export async function palette(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+Shift+P');
  await expect(page.getByRole('dialog', { name: 'Find or run' })).toBeVisible();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Find or run' })).toHaveCount(0);
}

const by =
  (words: string) =>
  (page: Page): Promise<void> =>
    palette(page, words);
const escape = key('Escape');

const dialog = (name: string, go: Stop['go']): Stop => ({
  name,
  go: async (page) => {
    await go(page);
    await expect(page.getByRole('dialog')).toBeVisible();
  },
  leave: async (page) => {
    await escape(page);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    // Back to where it was, never to the page.
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
  },
});

/** In this order: later stops rely on what earlier ones have selected. */
export const TOUR: readonly Stop[] = [
  { name: 'start', go: by('start page') },
  { name: 'explore', go: key('Control+1') },
  { name: 'data centre', go: by('farther') },
  { name: 'hosts', go: by('nearer') },
  {
    name: 'opened VM',
    go: async (page) => {
      await palette(page, 'web-1');
      await palette(page, 'nearer');
      await expect(page.locator('.level-picture:visible')).toBeVisible();
    },
  },
  { name: 'way of a disk write', go: by('follow a disk write') },
  { name: 'opened container', go: by('api-1') },
  {
    name: 'function behind the curtain',
    go: async (page) => {
      await palette(page, 'thumb-3');
      await palette(page, 'curtain');
    },
    leave: by('curtain'),
  },
  {
    name: 'hosts again',
    go: async (page) => {
      await palette(page, 'farther');
      await palette(page, 'farther');
    },
  },
  { name: 'timeline', go: key('Control+2') },
  { name: 'runs', go: by('compare runs') },
  { name: 'sweep', go: by('sweep:') },
  {
    name: 'service graph',
    go: async (page) => {
      await palette(page, 'service graph');
      await expect(page.locator('.between svg').last()).toBeVisible();
    },
  },
  { name: 'build', go: key('Control+4') },
  { name: 'lessons', go: key('Control+5') },
  dialog('palette', async (page) => {
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Control+Shift+P');
  }),
  dialog('settings', key('Control+,')),
  dialog('keys', by('keys: show')),
  dialog('export', by('export figure')),
];

/** Goes to a stop; what it opens has been drawn when this resolves. */
export async function visit(page: Page, stop: Stop): Promise<void> {
  await stop.go(page);
  // A view that is fetched when it is first asked for is not there at once.
  await page.locator('main:visible').first().waitFor();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { launch, resize, root, type StrataWindow } from '../helpers/window';
import { partOf, pictureOf, TASK_TOOLS, type TaskTool } from '../helpers/terminal-tasks';

let strata: StrataWindow;
test.beforeAll(async () => {
  const userData = fs.mkdtempSync(path.join(os.tmpdir(), 'strata-pictures-'));
  const settings = { theme: 'light', panes: {}, rendering: '3d', patterns: true, labels: true };
  fs.writeFileSync(
    path.join(userData, 'settings.json'),
    JSON.stringify({ ...settings, startWith: 'workspace' }),
  );
  strata = await launch({ userData });
  await resize(strata, 1440, 900);
});
test.afterAll(() => strata.close());

/** The pictures of README and docs, drawn by the window itself. `npm run screenshots` puts new ones in their place. */
async function draw(page: Page, file: string): Promise<void> {
  await page.waitForTimeout(300);
  const picture = await page.screenshot();
  expect(picture.length).toBeGreaterThan(50_000);
  const place = path.join(root, file);
  if (process.env['STRATA_SCREENSHOTS'] === '1') {
    fs.mkdirSync(path.dirname(place), { recursive: true });
    fs.writeFileSync(place, picture);
  }
  expect(fs.existsSync(place)).toBe(true);
}

test('the README’s picture can be drawn', () => draw(strata.page, 'docs/images/workspace.png'));

/** Lines of the part “Look” that need no time to pass, and what stands there when the last has answered. */
const SHOWN: Readonly<Record<TaskTool, readonly [lines: number, seen: string]>> = {
  docker: [5, '6.8.0-45-generic'],
  kubectl: [4, 'using pod/'],
  virsh: [5, 'buff/cache'],
  aws: [3, 'belongs to the provider'],
  shell: [10, 'overlay on /'],
};

test('the pictures of the terminal’s tasks can be drawn', async () => {
  const { page } = strata;
  const separator = page.locator('.panes-vertical > .separator');
  await separator.focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowUp');
  const terminal = page.locator('[role=tabpanel] [data-testid=terminal] .xterm-rows');
  for (const tool of TASK_TOOLS) {
    const [count, seen] = SHOWN[tool];
    await page.locator('.xterm-helper-textarea').focus();
    for (const line of ['clear', ...partOf(tool, 'Look').slice(0, count)]) {
      await page.keyboard.type(line);
      await page.keyboard.press('Enter');
    }
    await expect(terminal).toContainText(seen);
    await draw(page, pictureOf(tool));
    // Back to the desk, whatever was entered.
    await page.keyboard.type('exit');
    await page.keyboard.press('Enter');
    await expect(terminal).toContainText('desk $');
  }
});

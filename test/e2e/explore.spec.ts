import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { Lab } from '../../simulations';
import { shipped } from '../helpers/scenarios';
import { fingerprint, launch, resize, root, screenshot, type StrataWindow } from '../helpers/window';

let strata: StrataWindow;
test.beforeAll(async () => {
  strata = await launch({ theme: 'dark' });
  await resize(strata, 1440, 900);
});
test.afterAll(() => strata.close());

const clock = (page: Page): Promise<string | null> => page.locator('.clock').first().textContent();

test('shows three stacks, the queue and a cold start at 09:02:17, in both themes', async () => {
  const { page } = strata;
  for (const name of ['Virtual machines', 'Containers', 'Serverless functions'])
    await expect(page.getByRole('heading', { name, level: 2 })).toBeVisible();
  await expect(page.locator('.callout')).toHaveCount(3);
  await expect(page.locator('.count-text').first()).toContainText('waiting');
  await expect(page.locator('[data-rendering="3d"]')).toHaveCount(1);
  await screenshot(page, 'workspace-dark');
  await page.getByRole('button', { name: 'Switch theme' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await screenshot(page, 'workspace-light');
  fs.copyFileSync(
    path.join(root, 'test-results/screens/workspace-light.png'),
    path.join(root, 'test-results/screens/readme.png'),
  );
});

test('has the digest of the command line at the same instant', async () => {
  const lab = Lab.open(shipped('three-ways'));
  lab.runTo(137.4e6);
  expect(await fingerprint(strata.page)).toBe(lab.digest.slice(0, 8));
});

test('scrubs and steps back and forth with the fingerprint unchanged', async () => {
  const { page } = strata;
  const before = [await clock(page), await fingerprint(page)];
  const scrubber = page.getByRole('slider', { name: 'Time', exact: true });
  await scrubber.focus();
  await page.keyboard.press('Home');
  await expect(page.locator('.clock').first()).toContainText('09:00:00.000');
  await page.keyboard.press('End');
  await expect(page.locator('.clock').first()).toContainText('09:04:00');
  const end = await fingerprint(page);
  await page.keyboard.press('Home');
  await expect(page.locator('.clock').first()).toContainText('09:00:00.000');
  await page.keyboard.press('End');
  await expect(page.locator('.clock').first()).toContainText('09:04:00');
  expect(await fingerprint(page)).toBe(end);
  const box = await scrubber.boundingBox();
  if (box === null) throw new Error('no scrubber');
  await page.mouse.click(box.x + 200, box.y + 30);
  await expect(page.locator('.clock').first()).not.toContainText('09:04:00');
  const [there, mark] = [await clock(page), await fingerprint(page)];
  for (let i = 0; i < 5; i++) await page.getByRole('button', { name: 'Step forward' }).click();
  await expect.poll(() => fingerprint(page)).not.toBe(mark);
  for (let i = 0; i < 6; i++) await page.getByRole('button', { name: 'Step back' }).click();
  await page.getByRole('button', { name: 'Step forward' }).click();
  expect(there).not.toBe(before[0]);
});

test('plays and pauses by key', async () => {
  const { page } = strata;
  await page.locator('.stage-canvas').click({ position: { x: 5, y: 200 } });
  const before = await clock(page);
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect.poll(() => clock(page)).not.toBe(before);
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  const paused = await clock(page);
  await page.waitForTimeout(300);
  expect(await clock(page)).toBe(paused);
});

test('walks the stage by keyboard; the inspector says what it is, costs and where the numbers come from', async () => {
  const { page } = strata;
  await page.locator('.stage-canvas').focus();
  await page.keyboard.press('Escape');
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  const inspector = page.getByRole('complementary', { name: 'Selected' });
  await expect(inspector).toContainText('A VM');
  await expect(inspector).toContainText('What it costs');
  await expect(inspector).toContainText('Guest OS');
  await expect(inspector).toContainText('Where the numbers come from');
  const why = inspector.getByRole('button', { name: /^Why Memory used/ });
  await why.click();
  await expect(page.getByRole('heading', { name: 'Why this value?' })).toBeVisible();
  await page.keyboard.press('Escape');
});

test('types commands that change the picture, the same as the buttons', async () => {
  const { page } = strata;
  await page.keyboard.press('`');
  await expect(page.locator('[role=tabpanel] .xterm-helper-textarea')).toBeFocused();
  await page.keyboard.type('kubectl scale deploy/thumb --replicas=9\n');
  await expect(page.locator('[role=tabpanel] [data-testid=terminal]')).toContainText(
    'deployment.apps/thumb scaled',
  );
  await expect(page.getByRole('heading', { name: 'Containers' }).locator('..')).toContainText('starting');
  await page.keyboard.type('dokcer ps\n');
  await expect(page.locator('[role=tabpanel] [data-testid=terminal]')).toContainText('not in this model');
  await page.keyboard.type('aws lambda invoke --function-name thumb --invocation-type Event out\n');
  await expect(page.locator('[role=tabpanel] [data-testid=terminal]')).toContainText('"StatusCode": 202');
  await screenshot(page, 'terminal');
  await page.keyboard.press('Control+m');
  await expect(page.locator('.stage-canvas')).toBeFocused();
});

test('turns a knob by the typed command', async () => {
  const { page } = strata;
  const knob = page.getByRole('slider', { name: /Keep-alive/ });
  await knob.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator('[role=tabpanel] [data-testid=terminal]')).toContainText(
    'set functions.thumb.keepAlive',
  );
});

test('opens a scenario file, and says what is wrong with one', async () => {
  const { page, app } = strata;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'strata-open-'));
  const bad = path.join(folder, 'bad.json');
  fs.copyFileSync(path.join(root, 'test/fixtures/malformed/15-unknown-key.json'), bad);
  const choose = (file: string): Promise<void> =>
    app.evaluate(
      ({ dialog }, chosen) =>
        void (dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })),
      file,
    );
  await choose(bad);
  await page.locator('.document-name').click();
  await page.getByRole('menuitem', { name: /Open file/ }).click();
  await expect(page.getByRole('alert')).toContainText('workers');
  await page.getByRole('alert').getByRole('button', { name: 'Close' }).click();
  await choose(path.join(root, 'assets/scenarios/hot-search.scenario.json'));
  await page.locator('.document-name').click();
  await page.getByRole('menuitem', { name: /Open file/ }).click();
  await expect(page.locator('.document-name')).toContainText('A CMS in seven containers');
  fs.rmSync(folder, { recursive: true });
});

test('the hot component: the pile-up at the front door, and the cure', async () => {
  const { page } = strata;
  await page.getByRole('slider', { name: 'Time', exact: true }).focus();
  await page.keyboard.press('End');
  await expect(page.locator('.clock').first()).toContainText('12:01:30');
  await expect(page.locator('.count-text').first()).toContainText(/\d,\d{3} waiting/);
  await expect(page.locator('.component-queue')).toContainText(/\d{3} waiting/);
  await screenshot(page, 'hot-search');
  await page.locator('.document-name').click();
  await page.getByRole('menuitem', { name: /Burst at 09:02/ }).click();
  await expect(page.locator('.clock').first()).toContainText('09:02:17');
});

test('exports the architecture figure as SVG and PNG', async () => {
  const { page, app } = strata;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'strata-export-'));
  for (const format of ['svg', 'png']) {
    const file = path.join(folder, `figure.${format}`);
    await app.evaluate(
      ({ dialog }, chosen) =>
        void (dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })),
      file,
    );
    await page.getByRole('button', { name: /^Export/ }).click();
    await page.getByRole('button', { name: format.toUpperCase(), exact: true }).click();
    await page.getByRole('button', { name: `Save ${format.toUpperCase()}…` }).click();
    await expect(page.getByRole('dialog')).toContainText(`Saved as figure.${format}`);
    if (format === 'svg') await screenshot(page, 'export-dialog');
    await page.getByRole('button', { name: 'Close' }).click();
  }
  expect(fs.readFileSync(path.join(folder, 'figure.svg'), 'utf8')).toContain('<title id="title">');
  expect(fs.readFileSync(path.join(folder, 'figure.png')).readUInt32BE(16)).toBe(3200);
  fs.copyFileSync(path.join(folder, 'figure.png'), path.join(root, 'test-results/screens/export-figure.png'));
  fs.rmSync(folder, { recursive: true });
});

test('axe finds nothing in either theme and tab', async () => {
  const { page } = strata;
  const scan = async (): Promise<string[]> =>
    (await new AxeBuilder({ page }).setLegacyMode(true).analyze()).violations.flatMap((v) =>
      v.nodes.map((node) => `${v.id}: ${node.html.slice(0, 120)}`),
    );
  for (const theme of ['light', 'dark']) {
    const html = page.locator('html');
    if ((await html.getAttribute('data-theme')) !== theme)
      await page.getByRole('button', { name: 'Switch theme' }).click();
    await expect(html).toHaveAttribute('data-theme', theme);
    for (const tab of ['Terminal', 'Log', 'Outline']) {
      await page.getByRole('tab', { name: tab }).click();
      expect(await scan()).toEqual([]);
    }
  }
});

test('wrote no error to the console', () => {
  expect(strata.problems).toEqual([]);
});

/** The real window for tests: launched with a folder of its own, closed with everything that it started. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test';

import type { Bridge } from '../../main/bridge';

declare global {
  interface Window {
    readonly strata?: Bridge;
  }
}

export const root = path.resolve(import.meta.dirname, '../..');
const screens = path.join(root, 'test-results/screens');

export interface StrataWindow {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
  /** What the page wrote to its console as an error, and what it threw. */
  readonly problems: string[];
  readonly close: () => Promise<void>;
}

export interface LaunchOptions {
  readonly args?: readonly string[];
  readonly theme?: 'light' | 'dark';
  readonly userData?: string;
  readonly startWith?: 'start' | 'workspace';
  /** False where something else than the first scenario is opened. */
  readonly waits?: boolean;
}

export async function launch(options: LaunchOptions = {}): Promise<StrataWindow> {
  const userData = options.userData ?? fs.mkdtempSync(path.join(os.tmpdir(), 'strata-user-'));
  if (options.userData === undefined) {
    const settings = {
      theme: options.theme ?? 'system',
      panes: {},
      rendering: '3d',
      patterns: true,
      labels: true,
      startWith: options.startWith ?? 'workspace',
    };
    fs.writeFileSync(path.join(userData, 'settings.json'), JSON.stringify(settings));
  }
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  // Without executablePath: then the test driver loads its own loader first.
  const app = await _electron.launch({
    cwd: root,
    args: ['.', `--user-data-dir=${userData}`, ...asRoot, ...(options.args ?? [])],
  });
  const page = await app.firstWindow();
  const problems: string[] = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  if (options.waits !== false) await ready(page);
  const close = async (): Promise<void> => {
    await app.close();
    if (options.userData === undefined) fs.rmSync(userData, { recursive: true, force: true });
  };
  return { app, page, userData, problems, close };
}

/** The first scenario is open at its instant. */
export async function ready(page: Page): Promise<void> {
  await expect(page.locator('[data-fingerprint]')).not.toHaveAttribute('data-fingerprint', '');
  await expect(page.locator('.clock').first()).toContainText('09:02:17');
}

export const fingerprint = async (page: Page): Promise<string> =>
  (await page.locator('[data-fingerprint]').getAttribute('data-fingerprint')) ?? '';

export async function screenshot(page: Page, name: string): Promise<void> {
  fs.mkdirSync(screens, { recursive: true });
  await drawn(page);
  await page.screenshot({ path: path.join(screens, `${name}.png`) });
}

/** The 3D stage, where there is one, has drawn what it was last asked for, as fine as it gets. */
export async function drawn(page: Page): Promise<void> {
  await painted(page);
  await page.waitForFunction(
    () => document.querySelector('canvas[data-rendering="3d"]:not([data-final="1"])') === null,
  );
  await painted(page);
}

/** What the page has in hand, a picture that is sent to the stage, a chart that measures itself, is painted. */
const painted = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Sets the size of the page, whatever the window's frame takes. */
export async function resize({ app, page }: StrataWindow, width: number, height: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  );
  await page.waitForFunction((size) => Math.abs(window.innerWidth - size.width) < 4, { width, height });
}

/** Start-up as a table of contents; the window comes last. */
import { app, type BrowserWindow } from 'electron';
import fs from 'node:fs';
import { CHANNELS } from './channels';
import { openDocument, saveExport } from './documents';
import { handle } from './ipc';
import { buildMenu } from './menu';
import { guardContents, guardSession, registerScheme } from './security';
import { SettingsStore } from './settings';
import { applyTheme, openWindow } from './window';

let window: BrowserWindow | undefined;

registerScheme();
guardContents();
// As root Chromium has no sandbox to enable and would loop for ever; every window states `sandbox: true` in any case.
if (process.getuid?.() !== 0) app.enableSandbox();

// Without a graphics device the processor draws everything: panels are drawn faster when WebGL is all it imitates.
if (process.platform === 'linux' && !fs.existsSync('/dev/dri'))
  app.commandLine.appendSwitch('disable-gpu-rasterization');

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => focus());
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(start);
} else {
  app.quit();
}

async function start(): Promise<void> {
  const store = new SettingsStore(app.getPath('userData'));
  guardSession();
  answerRequests(store);
  buildMenu(() => window);
  window = await openWindow(store);
}

function answerRequests(store: SettingsStore): void {
  handle(CHANNELS.info, () => ({
    name: 'Strata',
    version: app.getVersion(),
    electron: process.versions.electron ?? null,
    chromium: process.versions['chrome'] ?? null,
    platform: process.platform,
  }));
  handle(CHANNELS.getSettings, () => store.settings());
  handle(CHANNELS.setSettings, async (settings) => {
    applyTheme(settings);
    await store.save(settings);
  });
  handle(CHANNELS.openDocument, () => (window === undefined ? { kind: 'cancelled' } : openDocument(window)));
  handle(CHANNELS.saveExport, (request) =>
    window === undefined ? { kind: 'cancelled' } : saveExport(window, request),
  );
}

function focus(): void {
  if (window === undefined) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}

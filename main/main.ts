/** Start-up as a table of contents; the window comes last. */
import { app, type BrowserWindow } from 'electron';
import fs from 'node:fs';
import { CHANNELS } from './channels';
import { openDocument, saveDocument, saveExport } from './documents';
import { handle } from './ipc';
import { buildMenu, type MenuActs } from './menu';
import { fileArgument, RecentFiles } from './recent';
import { guardContents, guardSession, registerScheme } from './security';
import { SettingsStore } from './settings';
import { applyTheme, openWindow, type PageZoom } from './window';

let window: BrowserWindow | undefined;
let zoom: PageZoom | undefined;
let recent: RecentFiles | undefined;

const MENU_ACTS: MenuActs = {
  window: () => window,
  zoom: (direction) => zoom?.step(direction),
  openRecent: (id) =>
    void recent?.open(id).then((opened) => window?.webContents.send(CHANNELS.opened, opened)),
};

registerScheme();
guardContents();
// As root Chromium has no sandbox to enable and would loop for ever; every window states `sandbox: true` in any case.
if (process.getuid?.() !== 0) app.enableSandbox();

// Without a graphics device the processor draws everything: panels are drawn faster when WebGL is all it imitates.
if (process.platform === 'linux' && !fs.existsSync('/dev/dri'))
  app.commandLine.appendSwitch('disable-gpu-rasterization');

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, argv, folder) => {
    focus();
    void openFromOutside(fileArgument(argv, folder));
  });
  app.on('open-file', (event, file) => {
    event.preventDefault();
    void openFromOutside(file);
  });
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(start);
} else {
  app.quit();
}

async function start(): Promise<void> {
  const store = new SettingsStore(app.getPath('userData'));
  guardSession();
  recent = new RecentFiles(app.getPath('userData'));
  answerRequests(store, recent);
  // The window comes first: nobody can open a menu of one that is not there.
  ({ window, zoom } = await openWindow(store));
  const file = fileArgument(process.argv, process.cwd());
  window.webContents.once('did-finish-load', () => void openFromOutside(file));
  await showMenu(store, recent);
  recent.onChange = () => void (recent !== undefined && showMenu(store, recent));
}

async function showMenu(store: SettingsStore, files: RecentFiles): Promise<void> {
  const [settings, list] = await Promise.all([store.settings(), files.list()]);
  buildMenu(MENU_ACTS, settings.keys, list);
}

async function openFromOutside(file: string | undefined): Promise<void> {
  if (file === undefined || recent === undefined) return;
  window?.webContents.send(CHANNELS.opened, await recent.openFile(file));
}

function answerRequests(store: SettingsStore, files: RecentFiles): void {
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
    zoom?.setProjector(settings.projector);
    await store.save(settings);
    await showMenu(store, files);
  });
  handle(CHANNELS.openDocument, () =>
    window === undefined ? { kind: 'cancelled' } : openDocument(window, files),
  );
  handle(CHANNELS.saveExport, (request) =>
    window === undefined ? { kind: 'cancelled' } : saveExport(window, request),
  );
  handle(CHANNELS.saveDocument, (request) =>
    window === undefined ? { kind: 'cancelled' } : saveDocument(window, request, files),
  );
  handle(CHANNELS.keepHistory, ({ key, content }) => files.keepHistory(key, content));
  handle(CHANNELS.getHistory, (key) => files.history(key));
  handle(CHANNELS.getRecent, () => files.list());
  handle(CHANNELS.openRecent, (id) => files.open(id));
}

function focus(): void {
  if (window === undefined) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}

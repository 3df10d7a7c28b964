/** The one window: sandboxed, isolated, without Node; shown when it has something to show. */
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Settings } from './bridge';
import { START_URL } from './security';
import type { SettingsStore, WindowState } from './settings';

const here = path.dirname(fileURLToPath(import.meta.url));
const BACKGROUND = { dark: '#090b0d', light: '#e8ebee' } as const;

export async function openWindow(store: SettingsStore): Promise<BrowserWindow> {
  const [state, settings] = await Promise.all([store.windowState(), store.settings()]);
  applyTheme(settings);
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    ...(state !== undefined && visibleBounds(state)),
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: 'Strata',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: path.join(here, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      spellcheck: false,
      // Electron does not heed Chromium's own switch.
      webgl: !app.commandLine.hasSwitch('disable-3d-apis'),
    },
  });
  if (state?.maximized === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.webContents.on('preload-error', (_event, file, error) =>
    console.error(`preload ${file}: ${error.message}`),
  );
  window.on('close', () => void store.saveWindowState(stateOf(window)));
  void window.loadURL(process.env['STRATA_DEV_URL'] ?? START_URL);
  return window;
}

export function applyTheme(settings: Settings): void {
  nativeTheme.themeSource = settings.theme;
}

function stateOf(window: BrowserWindow): WindowState {
  return { ...window.getNormalBounds(), maximized: window.isMaximized() };
}

/** Bounds that lie on a display that is there now; a screen may have been unplugged. */
function visibleBounds(state: WindowState): Partial<WindowState> {
  const { workArea } = screen.getDisplayMatching(state);
  const width = Math.min(state.width, Math.max(workArea.width, 1024));
  const height = Math.min(state.height, Math.max(workArea.height, 640));
  const clamp = (value: number, low: number, span: number): number =>
    Math.max(low, Math.min(value, low + span));
  return {
    x: clamp(state.x, workArea.x, Math.max(0, workArea.width - width)),
    y: clamp(state.y, workArea.y, Math.max(0, workArea.height - height)),
    width,
    height,
  };
}

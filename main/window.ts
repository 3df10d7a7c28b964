/** The one window: sandboxed, isolated, without Node; shown when it has something to show. */
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Settings } from './bridge';
import { START_URL } from './security';
import type { SettingsStore, WindowState } from './settings';

const here = path.dirname(fileURLToPath(import.meta.url));
const BACKGROUND = { dark: '#090b0d', light: '#e8ebee' } as const;

export interface OpenedWindow {
  readonly window: BrowserWindow;
  readonly zoom: PageZoom;
}

export async function openWindow(store: SettingsStore): Promise<OpenedWindow> {
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
  const zoom = new PageZoom(window, state?.zoom ?? 1);
  zoom.setProjector(settings.projector);
  // The window stays until its state is on disk: whoever quits would else be faster than the writing.
  window.on('close', (event) => {
    event.preventDefault();
    void store
      .saveWindowState({ ...stateOf(window), zoom: zoom.own })
      .catch((error: unknown) => console.error(error))
      .finally(() => {
        window.destroy();
        // Panes in windows of their own are nothing without the page that they are of.
        for (const other of BrowserWindow.getAllWindows()) other.destroy();
      });
  });
  void window.loadURL(process.env['STRATA_DEV_URL'] ?? START_URL);
  return { window, zoom };
}

/** The steps of zooming, as browsers have them. */
const ZOOMS = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;
/** Text of 12 px becomes one of 24. */
const PROJECTOR_ZOOM = 2;

/** How large the page is: a person's own choice, kept with the window, or as the projector needs it. */
export class PageZoom {
  readonly #window: BrowserWindow;
  #own: number;
  #projector = false;

  constructor(window: BrowserWindow, own: number) {
    this.#window = window;
    this.#own = own;
    window.webContents.on('did-finish-load', () => this.#apply());
  }

  get own(): number {
    return this.#own;
  }

  step(direction: 1 | -1 | 0): void {
    const next =
      direction === 0
        ? 1
        : direction === 1
          ? ZOOMS.find((zoom) => zoom > this.#own + 0.01)
          : ZOOMS.findLast((zoom) => zoom < this.#own - 0.01);
    this.#own = next ?? this.#own;
    this.#apply();
  }

  setProjector(on: boolean): void {
    if (on === this.#projector) return;
    this.#projector = on;
    this.#apply();
  }

  #apply(): void {
    this.#window.webContents.setZoomFactor(this.#projector ? Math.max(PROJECTOR_ZOOM, this.#own) : this.#own);
  }
}

export function applyTheme(settings: Settings): void {
  nativeTheme.themeSource = settings.theme;
}

function stateOf(window: BrowserWindow): Omit<WindowState, 'zoom'> {
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

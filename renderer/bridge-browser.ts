/** The bridge of the browser edition: the same contract with what a page may do by itself. */
import type { Bridge, DocumentRequest, ExportRequest, Opened, Saved, Settings } from '../main/bridge';

const KEY = 'strata-settings';
const MAX_BYTES = 10_000_000;
const FALLBACK: Settings = {
  theme: 'system',
  panes: {},
  rendering: '3d',
  patterns: true,
  labels: true,
  contrast: 'system',
  motion: 'system',
  keys: {},
  singleKeys: true,
  recentCommands: [],
  slowAtEvents: false,
  announce: true,
  textSize: 100,
  projector: false,
  // A page that somebody was sent to shows what it is about.
  terminalHistory: {},
  wording: 'neutral',
  startWith: 'workspace',
  pointerHalo: false,
  showKeys: false,
};

declare global {
  interface Window {
    /** Put there by the preload of the desktop edition. */
    readonly strata?: Bridge;
  }
}

export const chooseBridge = (): Bridge => window.strata ?? browserBridge();

function browserBridge(): Bridge {
  return {
    edition: 'browser',
    info: () =>
      Promise.resolve({
        name: 'Strata',
        version: '0.1.0',
        electron: null,
        chromium: null,
        platform: navigator.platform,
      }),
    getSettings: () => Promise.resolve(readSettings()),
    setSettings: (settings) => {
      localStorage.setItem(KEY, JSON.stringify(settings));
      return Promise.resolve();
    },
    openDocument: pickFile,
    saveExport: download,
    saveDocument: ({ suggestedName, content }: DocumentRequest) =>
      download({ suggestedName, format: 'json', content }),
    // A page keeps nothing but preferences: where it was downloaded to, it cannot know.
    keepHistory: () => Promise.resolve(),
    getHistory: () => Promise.resolve(''),
    getRecent: () => Promise.resolve([]),
    openRecent: () => Promise.resolve({ kind: 'cancelled' }),
    onOpened: () => () => undefined,
    onMenu: () => () => undefined,
  };
}

function readSettings(): Settings {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Settings>;
    return { ...FALLBACK, ...stored };
  } catch {
    return FALLBACK;
  }
}

function pickFile(): Promise<Opened> {
  return new Promise((resolve) => {
    const input = Object.assign(document.createElement('input'), {
      type: 'file',
      accept: '.json,.jsonc,.strata',
    });
    input.addEventListener('cancel', () => resolve({ kind: 'cancelled' }));
    input.addEventListener('change', () => {
      const [file] = input.files ?? [];
      resolve(file === undefined ? { kind: 'cancelled' } : readFile(file));
    });
    input.click();
  });
}

/** A file that was chosen or dropped: size before content, UTF-8 or a clear word. */
export async function readFile(file: File): Promise<Opened> {
  const fail = (message: string): Opened => ({ kind: 'error', name: file.name, message });
  if (file.size > MAX_BYTES) return fail(`the file has ${file.size} bytes; at most ${MAX_BYTES} are read`);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    return { kind: 'opened', name: file.name, text };
  } catch (error) {
    return fail(error instanceof TypeError ? 'not UTF-8 text: save it as UTF-8' : 'the file cannot be read');
  }
}

const TYPES: Readonly<Record<ExportRequest['format'], string>> = {
  svg: 'image/svg+xml',
  png: 'image/png',
  csv: 'text/csv',
  json: 'application/json',
};

function download(request: ExportRequest): Promise<Saved> {
  const type = TYPES[request.format];
  const content = typeof request.content === 'string' ? request.content : new Uint8Array(request.content);
  const address = URL.createObjectURL(new Blob([content], { type }));
  Object.assign(document.createElement('a'), { href: address, download: request.suggestedName }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  return Promise.resolve({ kind: 'saved', name: request.suggestedName });
}

/** The walls: own protocol that cannot leave its folder, a strict policy, no permissions, no navigation, no new windows. */
import { app, protocol, session, type WebContents } from 'electron';
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import policyText from './content-security-policy.txt?raw';

export const SCHEME = 'app';
export const HOST = 'strata';
export const START_URL = `${SCHEME}://${HOST}/index.html`;

const POLICY = policyText.trim().replaceAll(/\s*\n\s*/g, ' ');
const OUT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
/** Address prefix and the folder that it stands for; nothing outside these folders is ever read. */
const FOLDERS = [
  { prefix: '/shared/', folder: path.join(OUT, 'assets') },
  { prefix: '/', folder: path.join(OUT, 'renderer') },
] as const;

const TYPES: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.csv', 'text/csv; charset=utf-8'],
  ['.md', 'text/plain; charset=utf-8'],
  ['.txt', 'text/plain; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.woff2', 'font/woff2'],
]);

export function isOwnUrl(text: string): boolean {
  const url = parseUrl(text);
  return url !== null && url.protocol === `${SCHEME}:` && url.host === HOST;
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
}

/** The file that an address names, or undefined when it is not one of ours. Checked after decoding and resolving. */
export function fileOf(address: string): string | undefined {
  const url = parseUrl(address);
  if (url === null || url.protocol !== `${SCHEME}:` || url.host !== HOST) return undefined;
  let decoded: string;
  try {
    decoded = decodeURIComponent(url.pathname);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0')) return undefined;
  const place = FOLDERS.find(({ prefix }) => decoded.startsWith(prefix));
  if (place === undefined) return undefined;
  const file = path.resolve(place.folder, decoded.slice(place.prefix.length));
  const relative = path.relative(place.folder, file);
  return relative === '' || relative.startsWith('..') || path.isAbsolute(relative) ? undefined : file;
}

const refuse = (status: number): Response =>
  new Response(null, {
    status,
    headers: { 'Content-Security-Policy': POLICY, 'X-Content-Type-Options': 'nosniff' },
  });

async function answer(request: Request): Promise<Response> {
  if (request.method !== 'GET') return refuse(405);
  const file = fileOf(request.url);
  if (file === undefined) return refuse(403);
  const type = TYPES.get(path.extname(file));
  if (type === undefined) return refuse(404);
  try {
    const bytes = await fs.readFile(file);
    return new Response(new Uint8Array(bytes), {
      headers: {
        'Content-Type': type,
        'Content-Security-Policy': POLICY,
        'X-Content-Type-Options': 'nosniff',
      },
    });
  } catch {
    return refuse(404);
  }
}

/** After the app is ready: the protocol and the guards that hold for the whole session. */
export function guardSession(): void {
  const own = session.defaultSession;
  own.protocol.handle(SCHEME, answer);
  // Text that a person copies by a button goes out; nothing is ever read from the clipboard.
  const isCopying = (permission: string): boolean => permission === 'clipboard-sanitized-write';
  own.setPermissionRequestHandler((_contents, permission, decide) => decide(isCopying(permission)));
  own.setPermissionCheckHandler((_contents, permission) => isCopying(permission));
  own.setDevicePermissionHandler(() => false);
  // Nothing remote exists: whatever would leave the computer is cancelled before it starts.
  own.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !isAllowedRequest(details.url) }));
}

const isAllowedRequest = (text: string): boolean => isOwnUrl(text) || /^(?:data|blob|devtools):/.test(text);

/** Panes that our own page may show in a window of their own: empty pages that it fills, and that can load nothing. */
const PANES: ReadonlySet<string> = new Set(['strata-results', 'strata-terminal']);
const PANE_WINDOW: Electron.BrowserWindowConstructorOptions = {
  autoHideMenuBar: true,
  minWidth: 360,
  minHeight: 200,
  webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false },
};

/** Every page that ever comes to be, whoever made it. */
export function guardContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    denyNavigation(contents);
    contents.setWindowOpenHandler(({ url, frameName }) =>
      url === 'about:blank' && isOwnUrl(contents.getURL()) && PANES.has(frameName)
        ? { action: 'allow', overrideBrowserWindowOptions: PANE_WINDOW }
        : { action: 'deny' },
    );
  });
}

function denyNavigation(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

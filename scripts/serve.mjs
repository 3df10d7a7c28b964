/** The browser edition on a loopback address: static files under the same content security policy as the window. */
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { root } from './ensure.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const POLICY = fs
  .readFileSync(path.join(root, 'main/content-security-policy.txt'), 'utf8')
  .trim()
  .replaceAll(/\s*\n\s*/g, ' ');

/** The file that a path names: under out/renderer, or under out/assets for /assets/…; undefined when it leaves them. */
function fileOf(url) {
  let decoded;
  try {
    decoded = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return undefined;
  }
  const shared = decoded.startsWith('/shared/');
  const base = path.join(root, 'out', shared ? 'assets' : 'renderer');
  const file = path.resolve(
    base,
    `.${shared ? decoded.slice('/shared'.length) : decoded === '/' ? '/index.html' : decoded}`,
  );
  const relative = path.relative(base, file);
  return relative === '' || relative.startsWith('..') || path.isAbsolute(relative) ? undefined : file;
}

export function serve({ port = 0 } = {}) {
  const server = http.createServer((request, response) => {
    const file =
      request.method === 'GET' || request.method === 'HEAD' ? fileOf(request.url ?? '/') : undefined;
    const type = file === undefined ? undefined : TYPES[path.extname(file)];
    const headers = {
      'Content-Security-Policy': POLICY,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-cache',
    };
    if (file === undefined || type === undefined || !fs.statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404, headers).end('not found');
      return;
    }
    response.writeHead(200, { ...headers, 'Content-Type': type });
    if (request.method === 'HEAD') response.end();
    else fs.createReadStream(file).pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () =>
      resolve({ url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() }),
    );
  });
}

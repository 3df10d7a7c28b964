/** The compiler over every room; each sees only the library and types that it may use. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './ensure.mjs';

let failed = 0;
for (const room of ['simulations', 'renderer', 'main', 'test']) {
  const done = spawnSync(path.join(root, 'node_modules/.bin/tsc'), ['-p', room], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) failed++;
}
process.exit(failed);

/** `npm run strata -- run FILE`: the command line, built first when it is stale. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensureBuild, ensureDependencies, root } from './ensure.mjs';

ensureDependencies();
ensureBuild();
const done = spawnSync(process.execPath, [path.join(root, 'out/cli/strata.mjs'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  cwd: process.env.INIT_CWD ?? process.cwd(),
});
process.exit(done.status ?? 1);

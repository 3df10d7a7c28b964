/** Writes docs/terminal-tasks.md: the tasks of test/golden/terminal/, typed anew. */
import fs from 'node:fs';
import path from 'node:path';
import { runnerImport } from 'vite';
import { root } from './ensure.mjs';
import { PLAIN_FORMS } from './vite.mjs';

const { module } = await runnerImport(path.join(root, 'test/helpers/terminal-tasks.ts'), {
  configFile: false,
  root,
  logLevel: 'error',
  resolve: PLAIN_FORMS,
});
fs.writeFileSync(module.TASKS_PAGE, module.tasksPage());
console.log(`${module.TASKS_PAGE}: written`);

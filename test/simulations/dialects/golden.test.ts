/** One real task per tool, and the page that shows them: typed anew, they read as they stand there. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../helpers/scenarios';
import { partOf, pictureOf, sectionOf, TASK_TOOLS, taskOf, TASKS_PAGE } from '../../helpers/terminal-tasks';

const page = fs.readFileSync(TASKS_PAGE, 'utf8');

it.each(TASK_TOOLS)('%s: its task reads as in docs/terminal-tasks.md', (tool) => {
  const from = page.indexOf(`## ${tool}\n`);
  const to = page.indexOf('\n\n## ', from);
  expect(page.slice(from, to < 0 ? page.length - 1 : to), 'npm run terminal-tasks').toBe(sectionOf(tool));
});

it.each(TASK_TOOLS)('%s: its task has every part, and a picture', (tool) => {
  const parts = taskOf(tool).filter((line, i) => i > 0 && line.startsWith('# '));
  expect(parts).toEqual(['# Deploy', '# Overload', '# Look', '# Scale', '# Clean up']);
  for (const part of parts) expect(partOf(tool, part.slice(2)).length).toBeGreaterThan(0);
  expect(fs.statSync(path.join(root, pictureOf(tool))).size).toBeGreaterThan(20_000);
});

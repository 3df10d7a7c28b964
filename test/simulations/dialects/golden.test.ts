/** One real task per tool, typed as `strata run three-ways --script FILE` types it; a changed transcript is written beside. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../helpers/scenarios';
import { threeWays, transcript } from '../../helpers/typing';

const folder = path.join(root, 'test/golden/terminal');
const tasks = fs
  .readdirSync(folder)
  .filter((file) => file.endsWith('.commands.txt'))
  .map((file) => file.replace('.commands.txt', ''));

it('there is a task for every tool', () => {
  expect(tasks.toSorted()).toEqual(['aws', 'docker', 'kubectl', 'shell', 'virsh']);
});

it.each(tasks)('%s: the transcript of its task', (tool) => {
  const file = path.join(folder, `${tool}.transcript.txt`);
  const script = fs.readFileSync(path.join(folder, `${tool}.commands.txt`), 'utf8');
  const text = `${transcript(threeWays(0), script)}\n`;
  if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text)
    fs.writeFileSync(file.replace('.txt', '-changed.txt'), text);
  expect(text).toBe(fs.readFileSync(file, 'utf8'));
});

/** Small tables of test/fixtures. */
import fs from 'node:fs';
import path from 'node:path';
import { root } from './scenarios';

/** The rows of a CSV file by the names in its first line. */
export function tableOf(file: string): readonly Readonly<Record<string, string>>[] {
  const [head = '', ...lines] = fs
    .readFileSync(path.join(root, 'test/fixtures', file), 'utf8')
    .trim()
    .split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
  });
}

/**
 * Tables as virsh sets them (libvirt, vsh-table.c): each cell after one space and followed by two, columns as wide as
 * their widest cell, a line of hyphens under the heading. A table without a heading is a list of `name: value`.
 */
import { lengthOf, pad } from './columns';

export function vshTable(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const widths = heading.map((head, i) => Math.max(lengthOf(head), ...rows.map((r) => lengthOf(r[i] ?? ''))));
  const line = (row: readonly string[]): string =>
    row.map((cell, i) => ` ${i === row.length - 1 ? cell : pad(cell, (widths[i] ?? 0) + 2)}`).join('');
  const rule = '-'.repeat(widths.reduce((sum, width) => sum + width + 3, 0));
  return [line(heading), rule, ...rows.map(line)];
}

/** `Id:             1`: names with their colon in one column of `width`. */
export const vshFields = (fields: readonly (readonly [string, string])[], width: number): readonly string[] =>
  fields.map(([name, value]) => `${pad(`${name}:`, width)}${value}`);

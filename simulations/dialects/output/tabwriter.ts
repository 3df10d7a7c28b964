/**
 * Text whose cells end with tabs, as Go's text/tabwriter sets it (kubectl describe): a column is a run of lines that have
 * a tab behind it; it is as wide as its widest cell plus the padding. What stands behind the last tab is not part of one.
 * https://pkg.go.dev/text/tabwriter
 */
import { lengthOf, pad } from './columns';

/** kubectl describe: tabwriter.NewWriter(out, 0, 8, 2, ' ', 0). */
const PADDING = 2;

export function tabbed(lines: readonly string[], padding = PADDING): readonly string[] {
  const rows = lines.map((line) => line.split('\t'));
  const columns = Math.max(0, ...rows.map((row) => row.length - 1));
  const widths = rows.map((): number[] => []);
  for (let column = 0; column < columns; column++) {
    for (let from = 0; from < rows.length;) {
      let to = from;
      let width = 0;
      for (; to < rows.length && (rows[to]?.length ?? 0) > column + 1; to++)
        width = Math.max(width, lengthOf(rows[to]?.[column] ?? '') + padding);
      for (let i = from; i < to; i++) widths[i]?.push(width);
      from = Math.max(to, from + 1);
    }
  }
  return rows.map((row, i) =>
    row.map((cell, c) => (c === row.length - 1 ? cell : pad(cell, widths[i]?.[c] ?? 0))).join(''),
  );
}

/**
 * Columns as Go's text/tabwriter sets them, which docker and kubectl use: a cell is as wide as the widest of its
 * column plus `padding`, and at least `minWidth` with it; the last cell of a line is not filled up.
 * https://pkg.go.dev/text/tabwriter
 */
export interface TabRules {
  readonly minWidth: number;
  readonly padding: number;
}

/** docker/cli: tabwriter.NewWriter(out, 10, 1, 3, ' ', 0). */
export const DOCKER_TABS: TabRules = { minWidth: 10, padding: 3 };
/** k8s.io/cli-runtime: tabwriter.NewWriter(out, 6, 4, 3, ' ', RememberWidths). */
export const KUBECTL_TABS: TabRules = { minWidth: 6, padding: 3 };

export function columns(
  rows: readonly (readonly string[])[],
  rules: TabRules = DOCKER_TABS,
): readonly string[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(
      rules.minWidth,
      // A cell that ends its line is not part of the column.
      ...rows.map((row) => (column < row.length - 1 ? lengthOf(row[column] ?? '') + rules.padding : 0)),
    ),
  );
  return rows.map((row) =>
    row.map((cell, i) => (i === row.length - 1 ? cell : pad(cell, widths[i] ?? 0))).join(''),
  );
}

/** Letters, not code units: a name may hold letters beyond the first plane. */
export const lengthOf = (text: string): number => Array.from(text).length;
export const pad = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - lengthOf(text)));
export const padLeft = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - lengthOf(text))) + text;

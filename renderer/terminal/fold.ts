/** Text on a screen that is too narrow for it, pure: tables folded between their columns, words in as many columns as fit. */

const INDENT = '    ';

/** The heading of a table as docker and kubectl print it: titles in capitals, two spaces or more between them. */
const isHeading = (line: string): boolean =>
  /[A-Z]/.test(line) && /\S {2,}\S/.test(line) && line === line.toUpperCase();

/** Where the columns of a table begin; where a row has text across a boundary, there is none. */
function columnStarts(table: readonly string[]): readonly number[] {
  const [heading = ''] = table;
  return [...heading.matchAll(/ {2,}(?=\S)/g)]
    .map((gap) => gap.index + gap[0].length)
    .filter((start) => table.every((row) => row.length < start || row.slice(start - 2, start) === '  '));
}

/** Between columns, where there is too little room for what the tool leaves. */
const GAP = '  ';

/** Runs of columns that fit into so many letters each, at least one column a run. */
function runs(widths: readonly number[], room: number): readonly (readonly [from: number, to: number])[] {
  const found: (readonly [number, number])[] = [];
  let from = 0;
  let taken = 0;
  for (const [i, width] of widths.entries()) {
    const left = found.length === 0 ? room : room - INDENT.length;
    const wanted = i === from ? width : taken + GAP.length + width;
    if (wanted > left && i > from) {
      found.push([from, i]);
      from = i;
      taken = width;
    } else taken = wanted;
  }
  return [...found, [from, widths.length]];
}

/** Columns as wide as what stands in them, and closer together; what still finds no room goes on below, indented. */
function foldTable(table: readonly string[], room: number): readonly string[] {
  if (table.every((row) => row.length <= room)) return table;
  const starts = [0, ...columnStarts(table)];
  const cells = table.map((row) => starts.map((start, i) => row.slice(start, starts[i + 1]).trimEnd()));
  const widths = starts.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  const parts = runs(widths, room);
  return cells.flatMap((row) =>
    parts
      .map(([from, to], i) => {
        const padded = row.slice(from, to).map((cell, k) => cell.padEnd(widths[from + k] ?? 0));
        return (i === 0 ? '' : INDENT) + padded.join(GAP).trimEnd();
      })
      .filter((part, i) => i === 0 || part.trim() !== ''),
  );
}

/** Lines as they are, but for tables that are too wide: a row goes on below itself, every row at the same columns. */
export function foldTables(lines: readonly string[], width: number): readonly string[] {
  const folded: string[] = [];
  for (let i = 0; i < lines.length;) {
    const line = lines[i] ?? '';
    let end = i + 1;
    if (isHeading(line))
      while (end < lines.length && lines[end] !== '' && !isHeading(lines[end] ?? '')) end++;
    folded.push(...(isHeading(line) ? foldTable(lines.slice(i, end), width) : [line]));
    i = end;
  }
  return folded;
}

/** Words in columns, as many as fit. */
export function sideBySide(words: readonly string[], columns: number): readonly string[] {
  const width = Math.max(...words.map((word) => word.length)) + 2;
  const each = Math.max(1, Math.floor(columns / width));
  return Array.from({ length: Math.ceil(words.length / each) }, (_, row) =>
    words
      .slice(row * each, (row + 1) * each)
      .map((word) => word.padEnd(width))
      .join('')
      .trimEnd(),
  );
}

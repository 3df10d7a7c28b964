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

/** Runs of columns that fit into so many letters each, at least one column a run. */
function runs(table: readonly string[], width: number): readonly (readonly [from: number, to: number])[] {
  const all = [...columnStarts(table), Infinity];
  const found: (readonly [number, number])[] = [];
  let from = 0;
  let to = 0;
  for (const end of all) {
    const widest = Math.max(...table.map((row) => row.slice(from, end).trimEnd().length));
    const room = found.length === 0 ? width : width - INDENT.length;
    if (widest > room && to > from) {
      found.push([from, to]);
      from = to;
    }
    to = end;
  }
  return [...found, [from, to]];
}

function foldTable(table: readonly string[], width: number): readonly string[] {
  if (table.every((row) => row.length <= width)) return table;
  const parts = runs(table, width);
  return table.flatMap((row) =>
    parts
      .map(([from, to], i) => (i === 0 ? '' : INDENT) + row.slice(from, to).trimEnd())
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

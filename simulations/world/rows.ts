/**
 * Tables of typed columns with a free list: rows are reused, so memory grows with what is alive. A row's generation is
 * raised when it is freed; an event that carries an older one is void.
 */
export interface Rows {
  capacity: number;
  alive: number;
  /** First free row, -1 when the table is full. */
  firstFree: number;
  nextFree: Int32Array;
  generation: Int32Array;
}

/**
 * A new table: all its rows are free. Tables are written as one literal, not spread from a common part: literals of one
 * place share their hidden class in every run, and the compiled loops stay valid from run to run.
 */
export function linkRows<T extends Rows>(table: T): T {
  linkFree(table, 0);
  return table;
}

function linkFree(rows: Rows, from: number): void {
  for (let row = from; row < rows.capacity; row++)
    rows.nextFree[row] = row + 1 < rows.capacity ? row + 1 : -1;
  rows.firstFree = from;
}

/** Takes a row; the table's columns double when it is full. */
export function takeRow(table: Rows): number {
  if (table.firstFree < 0) grow(table);
  const row = table.firstFree;
  table.firstFree = table.nextFree[row] as number;
  table.alive++;
  return row;
}

export function freeRow(table: Rows, row: number): void {
  table.generation[row] = ((table.generation[row] as number) + 1) | 0;
  table.nextFree[row] = table.firstFree;
  table.firstFree = row;
  table.alive--;
}

/** Doubles every typed column; a column may hold several values a row. */
function grow(table: Rows): void {
  const columns = table as unknown as Record<string, unknown>;
  const before = table.capacity;
  for (const name of Object.keys(columns)) {
    const column = columns[name];
    if (column instanceof Float64Array) columns[name] = doubled(column, new Float64Array(column.length * 2));
    else if (column instanceof Int32Array) columns[name] = doubled(column, new Int32Array(column.length * 2));
    else if (column instanceof Uint8Array) columns[name] = doubled(column, new Uint8Array(column.length * 2));
  }
  table.capacity = before * 2;
  linkFree(table, before);
}

function doubled<T extends { set(values: T): void }>(from: T, into: T): T {
  into.set(from);
  return into;
}

/** Rows that are taken, in ascending order. */
export function aliveRows(rows: Rows): number[] {
  const free = new Uint8Array(rows.capacity);
  for (let row = rows.firstFree; row >= 0; row = rows.nextFree[row] as number) free[row] = 1;
  const alive: number[] = [];
  for (let row = 0; row < rows.capacity; row++) if (free[row] === 0) alive.push(row);
  return alive;
}

/** Bytes of one row of a table, all its columns together. */
export function bytesOfRow(table: Rows): number {
  let bytes = 0;
  for (const column of Object.values(table) as readonly unknown[])
    if (ArrayBuffer.isView(column)) bytes += column.byteLength;
  return bytes / table.capacity;
}

/** What the command line prints, and how it ends: stdout carries only the result, and a failed write is a failure. */
import fs from 'node:fs';

export const DONE = 0;
export const FAILED = 1;
export const BAD_INPUT = 2;

/** Ends the program with a message on stderr and an exit code; the one place that decides how a failure looks. */
export class Stop extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** Writes all of it, or says why not. A reader that went away early is not a failure. */
export function writeOut(text: string): void {
  const bytes = Buffer.from(text.endsWith('\n') ? text : `${text}\n`);
  for (let at = 0; at < bytes.length;) {
    try {
      at += fs.writeSync(1, bytes, at);
    } catch (error) {
      const { code } = error as { readonly code?: string };
      if (code === 'EAGAIN') continue;
      if (code === 'EPIPE') process.exit(DONE);
      throw new Stop(FAILED, `the output could not be written: ${code ?? String(error)}`);
    }
  }
}

export function writeError(text: string): void {
  try {
    fs.writeSync(2, `${text}\n`);
  } catch {
    // Nobody is left to tell.
  }
}

/** Aligned columns; the first one to the left, the others to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

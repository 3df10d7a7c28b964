/** How a line that is typed is drawn, with what stands before it, over as many rows as it takes. Pure. */
import { printable } from '../../simulations';

export const PLAIN = '\u001b[0m';

export interface LineParts {
  readonly before: string;
  readonly hue: number;
  readonly text: string;
  readonly cursor: number;
}

/** Row of the cursor within the line as drawn, and rows of the line below it. */
export interface DrawnLine {
  readonly written: string;
  readonly row: number;
  readonly rowsBelow: number;
}

/** Draws it anew from the row that the cursor is in, and puts the cursor where it belongs. */
export function drawLine(
  { before, hue, text, cursor }: LineParts,
  rowBefore: number,
  columns: number,
): DrawnLine {
  const end = before.length + text.length;
  const at = before.length + cursor;
  const [endRow, row] = [Math.floor(end / columns), Math.floor(at / columns)];
  const up = (rows: number): string => (rows > 0 ? `\u001b[${rows}A` : '');
  // After exactly a full row the cursor waits at its end: a new line takes it where the sums say that it is.
  const wrap = end % columns === 0 ? '\r\n' : '';
  const right = at % columns;
  const written = `${up(rowBefore)}\r\u001b[J\u001b[1;${hue}m${printable(before, 200)}${PLAIN}${text}${wrap}${up(endRow - row)}\r${right > 0 ? `\u001b[${right}C` : ''}`;
  return { written, row, rowsBelow: endRow - row };
}

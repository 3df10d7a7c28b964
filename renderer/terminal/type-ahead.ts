/**
 * Keys that come while a line is still carried out: kept for afterwards, and echoed as a terminal's line discipline does,
 * so that nothing is typed blind. Pure.
 */
import { printable } from '../../simulations';

export interface Ahead {
  /** As they will be typed, one key or run of text each. */
  readonly keys: readonly string[];
  /** The line that is not ended yet, as it stands on the screen. */
  readonly shown: string;
  /** All that the screen shows of it, ended lines too. */
  readonly seen: string;
}

export const nothingAhead: Ahead = { keys: [], shown: '', seen: '' };

const MOST_KEYS = 10_000;
const LONGEST = 10_000;

/** The keys with more behind them, and what to write for those. Keys that only move or complete work later, unseen. */
export function typeAhead(before: Ahead, data: string): { readonly ahead: Ahead; readonly echo: string } {
  let { keys, shown } = before;
  let echo = '';
  // A control sequence is one key; a paste is text and ends of lines.
  const pieces = data.startsWith('\u001b') ? [data] : (data.match(/\r\n?|\n|[^\r\n]+/g) ?? []);
  for (const piece of pieces) {
    if (keys.length >= MOST_KEYS) break;
    keys = [...keys, /^[\r\n]+$/.test(piece) ? '\r' : piece];
    if (/^[\r\n]/.test(piece)) {
      shown = '';
      echo += '\r\n';
    } else if (piece === '\u007f' || piece === '\b') {
      const letters = Array.from(shown);
      if (letters.length > 0) echo += '\b \b';
      shown = letters.slice(0, -1).join('');
    } else if (piece === '\u0015') {
      echo += shown === '' ? '' : '\r\u001b[J';
      shown = '';
    } else if (piece.length > 1 || piece >= ' ') {
      const text = piece.startsWith('\u001b') ? '' : printable(piece, LONGEST);
      shown += text;
      echo += text;
    }
  }
  return { ahead: { keys, shown, seen: before.seen + echo }, echo };
}

/** A line being typed, pure: keys in, new state out. The terminal draws it. */
export interface Line {
  readonly text: string;
  readonly cursor: number;
  readonly history: readonly string[];
  /** Position in the history while walking it; the history's length = the line itself. */
  readonly at: number;
}

export type Edited = { readonly line: Line; readonly submitted: string | null; readonly cancelled: boolean };

export const emptyLine = (history: readonly string[] = []): Line => ({
  text: '',
  cursor: 0,
  history,
  at: history.length,
});

const stay = (line: Line): Edited => ({ line, submitted: null, cancelled: false });
const withText = (line: Line, text: string, cursor: number): Edited => stay({ ...line, text, cursor });

/** What xterm calls data: printable text or a control sequence. Unknown sequences do nothing. */
export function typeKeys(line: Line, data: string): Edited {
  const { text, cursor } = line;
  switch (data) {
    case '\r': {
      const history =
        text.trim() === '' || line.history.at(-1) === text
          ? line.history
          : [...line.history, text].slice(-500);
      return { line: emptyLine(history), submitted: text, cancelled: false };
    }
    case '\u0003':
      return { line: emptyLine(line.history), submitted: null, cancelled: true };
    case '\u007f':
      return cursor === 0
        ? stay(line)
        : withText(line, text.slice(0, cursor - 1) + text.slice(cursor), cursor - 1);
    case '\u001b[3~':
      return withText(line, text.slice(0, cursor) + text.slice(cursor + 1), cursor);
    case '\u001b[D':
      return withText(line, text, Math.max(0, cursor - 1));
    case '\u001b[C':
      return withText(line, text, Math.min(text.length, cursor + 1));
    case '\u001b[H':
    case '\u0001':
      return withText(line, text, 0);
    case '\u001b[F':
    case '\u0005':
      return withText(line, text, text.length);
    case '\u0015':
      return withText(line, text.slice(cursor), 0);
    case '\u001b[A':
      return walk(line, -1);
    case '\u001b[B':
      return walk(line, 1);
    default:
      return insert(line, data);
  }
}

function walk(line: Line, step: 1 | -1): Edited {
  const at = Math.min(line.history.length, Math.max(0, line.at + step));
  const text = line.history[at] ?? '';
  return stay({ ...line, at, text, cursor: text.length });
}

/** Pasted text may hold several lines; control characters never reach the line. */
function insert(line: Line, data: string): Edited {
  if (data.startsWith('\u001b')) return stay(line);
  const clean = data.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
  const text = line.text.slice(0, line.cursor) + clean + line.text.slice(line.cursor);
  return withText(line, text.slice(0, 2000), Math.min(2000, line.cursor + clean.length));
}

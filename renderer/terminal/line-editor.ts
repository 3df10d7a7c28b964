/**
 * A line being typed, pure: keys in, new state out; the terminal draws it. The keys are those of a usual shell: Emacs's
 * for moving and cutting, arrows for the history, Ctrl-R to search it.
 */
export interface Line {
  readonly text: string;
  readonly cursor: number;
  readonly history: readonly string[];
  /** Position in the history while walking it; the history's length = the line itself. */
  readonly at: number;
  /** What was cut last, for Ctrl-Y. */
  readonly cut: string;
  /** Searching the history backwards: what is looked for, and where the last find stands. */
  readonly search: { readonly wanted: string; readonly at: number } | null;
  /** What was there before the search, to come back to. */
  readonly kept: string;
}

export interface Edited {
  readonly line: Line;
  /** The whole line, when it was ended. */
  readonly submitted: string | null;
  readonly cancelled: boolean;
  /** What the terminal is asked to do: complete the word, empty the screen, or leave the place (Ctrl-D on an empty line). */
  readonly asks: 'complete' | 'clear' | 'leave' | null;
}

const LONGEST = 10_000;
const LONGEST_HISTORY = 500;

export const emptyLine = (history: readonly string[] = []): Line => ({
  text: '',
  cursor: 0,
  history,
  at: history.length,
  cut: '',
  search: null,
  kept: '',
});

const stay = (line: Line): Edited => ({ line, submitted: null, cancelled: false, asks: null });
const withText = (line: Line, text: string, cursor: number): Edited => stay({ ...line, text, cursor });
const ask = (line: Line, asks: Edited['asks']): Edited => ({ ...stay(line), asks });

/** The history with a line at its end; the same line twice in a row counts once. */
export function remember(history: readonly string[], text: string): readonly string[] {
  if (text.trim() === '' || text.startsWith(' ') || history.at(-1) === text) return history;
  return [...history, text].slice(-LONGEST_HISTORY);
}

/** What xterm calls data: printable text or a control sequence. Unknown sequences do nothing. */
export function typeKeys(line: Line, data: string): Edited {
  if (line.search !== null) return searchKeys(line, data);
  const moved = move(line, data) ?? cutKeys(line, data);
  if (moved !== undefined) return moved;
  switch (data) {
    case '\r':
      return submit(line);
    case '\u0003':
      return { ...stay({ ...emptyLine(line.history), cut: line.cut }), cancelled: true };
    case '\u0004':
      return line.text === '' ? ask(line, 'leave') : stay(deleteAt(line, line.cursor, line.cursor + 1));
    case '\t':
      return ask(line, 'complete');
    case '\u000c':
      return ask(line, 'clear');
    case '\u0012':
      return stay({ ...line, kept: line.text, search: { wanted: '', at: line.history.length } });
    case '\u001b[A':
    case '\u0010':
      return walk(line, -1);
    case '\u001b[B':
    case '\u000e':
      return walk(line, 1);
    default:
      return insert(line, data);
  }
}

function submit(line: Line): Edited {
  const history = remember(line.history, line.text);
  return { ...stay({ ...emptyLine(history), cut: line.cut }), submitted: line.text };
}

const wordLeft = ({ text, cursor }: Line): number => text.slice(0, cursor).replace(/\S*\s*$/, '').length;
const wordRight = ({ text, cursor }: Line): number =>
  cursor + (/^\s*\S*/.exec(text.slice(cursor))?.[0].length ?? 0);

function move(line: Line, data: string): Edited | undefined {
  const to = (cursor: number): Edited =>
    withText(line, line.text, Math.min(line.text.length, Math.max(0, cursor)));
  switch (data) {
    case '\u001b[D':
    case '\u0002':
      return to(line.cursor - 1);
    case '\u001b[C':
    case '\u0006':
      return to(line.cursor + 1);
    case '\u001b[H':
    case '\u001bOH':
    case '\u0001':
      return to(0);
    case '\u001b[F':
    case '\u001bOF':
    case '\u0005':
      return to(line.text.length);
    case '\u001bb':
    case '\u001b[1;5D':
    case '\u001b[1;3D':
      return to(wordLeft(line));
    case '\u001bf':
    case '\u001b[1;5C':
    case '\u001b[1;3C':
      return to(wordRight(line));
    default:
      return undefined;
  }
}

function deleteAt(line: Line, from: number, to: number): Line {
  return { ...line, text: line.text.slice(0, from) + line.text.slice(to), cursor: from };
}

/** Deleting, and cutting what Ctrl-Y brings back. */
function cutKeys(line: Line, data: string): Edited | undefined {
  const { text, cursor } = line;
  const cut = (from: number, to: number): Edited =>
    stay({ ...deleteAt(line, from, to), cut: text.slice(from, to) });
  switch (data) {
    case '\u007f':
    case '\b':
      return cursor === 0 ? stay(line) : stay(deleteAt(line, cursor - 1, cursor));
    case '\u001b[3~':
      return stay(deleteAt(line, cursor, cursor + 1));
    case '\u0015':
      return cut(0, cursor);
    case '\u000b':
      return cut(cursor, text.length);
    case '\u0017':
    case '\u001b\u007f':
      return cut(wordLeft(line), cursor);
    case '\u001bd':
      return cut(cursor, wordRight(line));
    case '\u0019':
      return insert(line, line.cut);
    default:
      return undefined;
  }
}

function walk(line: Line, step: 1 | -1): Edited {
  const kept = line.at === line.history.length ? line.text : line.kept;
  const at = Math.min(line.history.length, Math.max(0, line.at + step));
  const text = at === line.history.length ? kept : (line.history[at] ?? '');
  return stay({ ...line, at, kept, text, cursor: text.length });
}

/** Ctrl-R: letters narrow the search, Ctrl-R goes further back, Enter types the find, Escape or Ctrl-G gives up. */
function searchKeys(line: Line, data: string): Edited {
  const search = line.search ?? { wanted: '', at: line.history.length };
  const found = (wanted: string, from: number): Edited => {
    const at =
      wanted === '' ? -1 : line.history.findLastIndex((text, i) => i <= from && text.includes(wanted));
    const text = at < 0 ? line.text : (line.history[at] ?? '');
    return stay({ ...line, text, cursor: text.length, search: { wanted, at: at < 0 ? search.at : at } });
  };
  switch (data) {
    case '\u0012':
      return found(search.wanted, search.at - 1);
    case '\u007f':
    case '\b':
      return found(search.wanted.slice(0, -1), line.history.length);
    case '\r':
      return submit({ ...line, search: null });
    case '\u0003':
    case '\u0007':
    case '\u001b':
      return withText({ ...line, search: null }, line.kept, line.kept.length);
    default:
      if (data.startsWith('\u001b') || data < ' ') {
        const left = { ...line, search: null };
        return data === '\t' ? stay(left) : typeKeys(left, data);
      }
      return found(search.wanted + clean(data), line.history.length);
  }
}

const clean = (data: string): string =>
  data.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ');

/** Pasted text may hold several lines; control characters never reach the line. */
export function insert(line: Line, data: string): Edited {
  if (data.startsWith('\u001b')) return stay(line);
  const added = clean(data);
  const text = line.text.slice(0, line.cursor) + added + line.text.slice(line.cursor);
  return withText(line, text.slice(0, LONGEST), Math.min(LONGEST, line.cursor + added.length));
}

/** Puts a word in the place of what stands from `from` to the cursor. */
export function replaceWord(line: Line, from: number, word: string): Line {
  const text = line.text.slice(0, from) + word + line.text.slice(line.cursor);
  return { ...line, text: text.slice(0, LONGEST), cursor: Math.min(LONGEST, from + word.length) };
}

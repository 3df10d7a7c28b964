/**
 * One tab of the terminal: the line that is typed, where it stands, what goes on. Knows nothing of xterm: it writes to a
 * `Screen`, so that a test can read what it wrote. Nothing reaches the screen but printable text and the few sequences
 * that are written here.
 */
import {
  commonStart,
  complete,
  followFrame,
  isWhole,
  newShell,
  placeOf,
  printable,
  promptOf,
  type Follow,
  type Frame,
  type OutputLine,
  type Place,
  type Prompt,
  type Shell,
  type TerminalReply,
} from '../../simulations';
import { emptyLine, insert, replaceWord, typeKeys, type Line } from './line-editor';
import { drawLine, PLAIN, type LineParts } from './draw-line';
import { foldTables, sideBySide } from './fold';
import type { Host, Screen } from './terminal-host';
import { nothingAhead, typeAhead, type Ahead } from './type-ahead';

/** Colour numbers of the terminal's palette by layer. */
const HUES: Readonly<Record<string, number>> = { ct: 34, fn: 33, go: 31, hv: 35, hk: 32, ce: 36 };
const DIM = '\u001b[90m';
const INTERRUPT = '\u0003';
const INTERRUPTED = 130;
const PAUSED = '(the run is paused: play it, or end this with Ctrl-C)';
const MOST_SHOWN = 60;

export class TerminalSession {
  readonly #screen: Screen;
  readonly #host: Host;
  #shell: Shell;
  #line: Line;
  /** Lines before the one that is typed, where a quote or a here-document is still open. */
  #open = '';
  #busy = false;
  #follow: Follow | null = null;
  #told = false;
  /** Ctrl-C came before it was known that the line goes on. */
  #interrupted = false;
  /** Frames before this say nothing of what the line did. */
  #asOf: TerminalReply['asOf'] = { nowMicros: 0, commands: 0 };
  /** What is typed while a line is carried out. */
  #ahead: Ahead = nothingAhead;
  /** Row of the cursor within the line as drawn, and rows of the line below it. */
  #row = 0;
  #rowsBelow = 0;

  constructor(screen: Screen, host: Host, history: readonly string[], place?: Place) {
    this.#screen = screen;
    this.#host = host;
    this.#shell = newShell(place);
    this.#line = emptyLine(history);
  }

  get place(): Place {
    return placeOf(this.#shell);
  }

  /** Something goes on: the prompt comes when it is over, or after Ctrl-C. */
  get isFollowing(): boolean {
    return this.#follow !== null;
  }

  /** Lines of an earlier start, for a session in which nothing was typed yet. */
  recall(history: readonly string[]): void {
    if (this.#line.history.length === 0 && this.#line.text === '') this.#line = emptyLine(history);
  }

  begin(welcome: readonly string[]): void {
    for (const text of welcome) this.#writeLine({ stream: 'out', text });
    this.#draw();
  }

  /** What there is to try in a scenario that has come, unless something goes on; a line that is being typed stays. */
  welcome(lines: readonly string[]): boolean {
    if (this.#busy) return false;
    this.#screen.write(`${this.#row > 0 ? `\u001b[${this.#row}A` : ''}\r\u001b[J`);
    this.#row = 0;
    this.begin(lines);
    return true;
  }

  #prompt(): Prompt {
    return promptOf(this.place, this.#host.frame());
  }

  /** What stands before the line, and the line: while searching the history, what is looked for as well. */
  #parts(): LineParts {
    const { text, cursor, search } = this.#line;
    if (search !== null) return { before: `(reverse-i-search) '${search.wanted}': `, hue: 0, text, cursor };
    if (this.#open !== '') return { before: '> ', hue: 0, text, cursor };
    const { name, sign, layer } = this.#prompt();
    return { before: `${name} ${sign} `, hue: HUES[layer ?? ''] ?? 0, text, cursor };
  }

  /** Draws prompt and line anew, over as many rows as they take, and puts the cursor where it belongs. */
  #draw(): void {
    const drawn = drawLine(this.#parts(), this.#row, Math.max(1, this.#screen.columns()));
    this.#screen.write(drawn.written);
    this.#row = drawn.row;
    this.#rowsBelow = drawn.rowsBelow;
  }

  /** Leaves the line as it stands and goes below it. */
  #leaveLine(): void {
    this.#screen.write(`${this.#rowsBelow > 0 ? `\u001b[${this.#rowsBelow}B` : ''}\r\n`);
    this.#row = 0;
    this.#rowsBelow = 0;
  }

  /** Output is set off by its tone; the text was made printable by the engine, and is again here. */
  #writeLine({ text }: OutputLine): void {
    const ahead = this.#follow === null ? '' : this.#ahead.shown;
    // A line that is typed ahead makes room, and stands below again.
    this.#screen.write(
      `${ahead === '' ? '' : '\r\u001b[J'}${DIM}${printable(text, 4000)}${PLAIN}\r\n${ahead}`,
    );
  }

  /** Tables that are wider than the screen are folded between their columns, never within a word. */
  #writeLines(lines: readonly OutputLine[]): void {
    const folded = foldTables(
      lines.map(({ text }) => text),
      this.#screen.columns(),
    );
    for (const text of folded) this.#writeLine({ stream: 'out', text });
  }

  /** Keys and pasted text, as xterm gives them. */
  receive(data: string): void {
    if (data === INTERRUPT && this.#busy) {
      this.#interrupt();
      return;
    }
    if (this.#busy) {
      this.#wait(data);
      return;
    }
    // A paste of several lines is typed line by line: what comes after a line that is carried out waits for it.
    const pieces = data.length > 1 && /[\r\n]/.test(data) ? data.split(/(\r\n?|\n)/) : [data];
    for (const [i, piece] of pieces.entries()) {
      if (piece === '') continue;
      if (this.#busy) {
        this.#wait(pieces.slice(i).join(''));
        return;
      }
      this.#type(/^[\r\n]+$/.test(piece) ? '\r' : piece);
    }
  }

  /** Keys for later. While something goes on they are seen as they come, as a terminal echoes them. */
  #wait(data: string): void {
    const { ahead, echo } = typeAhead(this.#ahead, data);
    this.#ahead = ahead;
    if (this.#follow === null) return;
    this.#screen.write(echo);
    // Before its first frame it is not known whether it waits for time at all.
    const frame = this.#host.frame();
    if (frame !== null && isAfter(frame, this.#asOf)) this.#tellPaused();
  }

  /** Ctrl-C ends what goes on, and drops what was typed ahead: it was meant for after what is given up. */
  #interrupt(): void {
    this.#ahead = nothingAhead;
    if (this.#follow === null) {
      this.#interrupted = true;
      return;
    }
    this.#endInterrupted();
  }

  #endInterrupted(): void {
    this.#screen.write('^C\r\n');
    this.#endFollow(INTERRUPTED, false);
  }

  #tellPaused(): void {
    if (this.#host.isPlaying() || this.#told) return;
    this.#told = true;
    this.#writeLine({ stream: 'err', text: PAUSED });
  }

  #type(data: string): void {
    const before = this.#line;
    const edited = typeKeys(before, data);
    this.#line = edited.line;
    if (edited.submitted !== null) {
      this.#leaveLine();
      this.#enter(edited.submitted);
      return;
    }
    if (edited.cancelled) {
      this.#line = before;
      this.#screen.write('^C');
      this.#leaveLine();
      this.#line = edited.line;
      this.#open = '';
    }
    if (edited.asks !== null) this.#answer(edited.asks);
    else if (!this.#appended(before)) this.#draw();
  }

  /** What is typed at the end is written as it is: nothing else is drawn anew, nor read aloud. */
  #appended(before: Line): boolean {
    const { text, cursor, search } = this.#line;
    const added = text.slice(before.text.length);
    if (added === '' || !text.startsWith(before.text) || search !== null || before.search !== null)
      return false;
    if (before.cursor !== before.text.length || cursor !== text.length) return false;
    const end = this.#parts().before.length + text.length;
    const columns = this.#screen.columns();
    if (Math.floor(end / columns) !== this.#row || end % columns === 0) return false;
    this.#screen.write(added);
    return true;
  }

  #answer(asks: 'complete' | 'clear' | 'leave'): void {
    switch (asks) {
      case 'clear':
        this.#screen.clear();
        this.#draw();
        return;
      case 'leave':
        if (this.place.kind !== 'desk') this.typeLine('exit');
        return;
      case 'complete':
        this.#complete();
    }
  }

  #complete(): void {
    const frame = this.#host.frame();
    if (frame === null) return;
    const { from, candidates } = complete(this.#line.text, this.#line.cursor, this.place, frame);
    const typed = this.#line.text.slice(from, this.#line.cursor);
    const [only] = candidates;
    const start = commonStart(candidates);
    if (only !== undefined && candidates.length === 1) {
      const word = /[\s'"]/.test(only.text) ? JSON.stringify(only.text) : only.text;
      this.#line = replaceWord(this.#line, from, /[=/]$/.test(word) ? word : `${word} `);
    } else if (start.length > typed.length) this.#line = replaceWord(this.#line, from, start);
    else if (candidates.length > 0) {
      const line = this.#line;
      this.#leaveLine();
      const shown = candidates.slice(0, MOST_SHOWN);
      for (const text of sideBySide(
        shown.map((c) => c.text),
        this.#screen.columns(),
      ))
        this.#writeLine({ stream: 'out', text });
      if (candidates.length > shown.length)
        this.#writeLine({ stream: 'out', text: `… and ${candidates.length - shown.length} more` });
      this.#line = line;
    }
    this.#draw();
  }

  /** A line was ended: carried out if it is whole, else continued. */
  #enter(text: string): void {
    const whole = this.#open === '' ? text : `${this.#open}\n${text}`;
    if (!isWhole(whole)) {
      this.#open = whole;
      this.#draw();
      return;
    }
    this.#open = '';
    this.#host.remember(this.#line.history);
    if (/^\s*history\s*$/.test(whole)) {
      this.#line.history.forEach((entry, i) =>
        this.#writeLine({ stream: 'out', text: `${String(i + 1).padStart(5)}  ${entry}` }),
      );
      this.#draw();
    } else if (whole.trim() === '') this.#draw();
    else void this.#submit(whole);
  }

  async #submit(line: string): Promise<void> {
    this.#busy = true;
    this.#interrupted = false;
    const before = this.place;
    const reply = await this.#host.type(this.#shell, line);
    this.#shell = reply.shell;
    if (reply.clear) this.#screen.clear();
    this.#writeLines(reply.output);
    this.#follow = reply.follow;
    this.#asOf = reply.asOf;
    if (before.id !== this.place.id || this.#follow !== null) this.#host.changed();
    if (this.#follow === null) this.#ready();
    else {
      this.#told = false;
      if (this.#interrupted) this.#endInterrupted();
      else {
        this.#screen.write(this.#ahead.seen);
        this.watch();
      }
    }
  }

  /** A new frame has come: what goes on may have something to say. */
  watch(): void {
    const frame = this.#host.frame();
    if (frame === null || this.#follow === null || !isAfter(frame, this.#asOf)) return;
    const step = followFrame(this.#follow, frame);
    if (step.again !== null) {
      void this.#showAgain(step.again, step.output);
    } else this.#writeLines(step.output);
    if (step.follow === null) this.#endFollow(step.exitCode, true);
    else {
      this.#follow = step.follow;
      this.#tellPaused();
    }
  }

  /** `watch` and its kin: the screen shows the line's output anew. */
  async #showAgain(line: string, heading: readonly OutputLine[]): Promise<void> {
    const reply = await this.#host.type(this.#shell, line);
    if (this.#follow === null) return;
    this.#screen.clear();
    this.#screen.write('\u001b[H\u001b[2J');
    this.#writeLines([...heading, ...reply.output]);
  }

  #endFollow(exitCode: number, goesOn: boolean): void {
    const rest = this.#follow?.rest ?? null;
    this.#follow = null;
    this.#shell = { ...this.#shell, status: exitCode };
    this.#host.changed();
    if (rest === null || !goesOn) {
      this.#ready();
      return;
    }
    // What is typed ahead makes room for what comes now.
    if (this.#ahead.shown !== '') this.#screen.write('\r\u001b[J');
    this.#ahead = { ...this.#ahead, seen: this.#ahead.shown };
    this.#shell = { ...this.#shell, joins: rest.joins };
    void this.#submit(rest.line);
  }

  #ready(): void {
    this.#busy = false;
    const { keys, shown } = this.#ahead;
    this.#ahead = nothingAhead;
    // What was seen of a line that is not ended yet is typed at the prompt instead.
    if (shown !== '') this.#screen.write('\r\u001b[J');
    this.#draw();
    for (const data of keys) this.receive(data);
  }

  /** Types a line visibly and ends it, as a click on a command in a lesson does. */
  typeLine(line: string): void {
    this.receive('\u0015');
    this.receive(line);
    this.receive('\r');
  }

  /** Puts a word at the cursor. */
  insertText(text: string): void {
    this.#line = insert(this.#line, text).line;
    this.#draw();
  }

  /** What a button or slider did, as the line that does the same; a line that is being typed stays. */
  echo(line: string, answers: readonly string[]): void {
    if (this.#follow !== null) return;
    const typed = this.#line;
    this.#line = { ...emptyLine(), text: printable(line, 400), cursor: line.length };
    this.#draw();
    this.#leaveLine();
    for (const text of answers) this.#writeLine({ stream: 'out', text });
    this.#line = typed;
    if (!this.#busy) this.#draw();
  }

  /** The window has another width: the line is drawn where it is now. */
  resized(): void {
    if (this.#busy) return;
    this.#row = 0;
    this.#draw();
  }
}

/** Whether a frame was made after a line was carried out. */
const isAfter = (frame: Frame, { nowMicros, commands }: TerminalReply['asOf']): boolean =>
  frame.nowMicros >= nowMicros && frame.commands.length >= commands;

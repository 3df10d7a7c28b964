/** A simulated shell: what is typed becomes a typed command of the lab; what buttons did is shown as the equal line. */
import { FitAddon } from '@xterm/addon-fit';
import { Terminal, type ITheme } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { useEffect, useRef, type ReactNode } from 'react';
import { newShell, technologyOf, type Shell as ShellState, type Technology } from '../../simulations';
import { useSession, useView } from '../state/session';
import type { LabSession } from '../state/lab-session';
import { themeOf } from '../state/view-store';
import { emptyLine, typeKeys, type Line } from './line-editor';

const WELCOME = [
  'Three to try:',
  '  help',
  '  kubectl scale deploy/thumb --replicas=6',
  '  aws lambda invoke --function-name thumb out',
];

/** A line stands at the prompt of the host that its tool speaks to, in the hue of the layer. */
interface Place {
  readonly name: string;
  /** Colour number of the terminal's palette. */
  readonly colour: number;
}

const NOWHERE: Place = { name: 'strata', colour: 0 };
const TOOLS: ReadonlyMap<string, { readonly manages: Technology['tool']; readonly colour: number }> = new Map(
  [
    ['virsh', { manages: 'virsh', colour: 31 }],
    ['docker', { manages: 'docker', colour: 34 }],
    ['kubectl', { manages: 'docker', colour: 34 }],
    ['aws', { manages: 'aws', colour: 33 }],
  ],
);

function placeOf(line: string, lab: LabSession): Place {
  const tool = TOOLS.get(line.trim().split(/\s+/)[0] ?? '');
  const host = lab.store
    .getState()
    .frame?.hosts.find((candidate) => technologyOf(candidate.technology).tool === tool?.manages);
  return tool === undefined || host === undefined
    ? NOWHERE
    : { name: host.id.replaceAll(/[^\w-]/g, ''), colour: tool.colour };
}

function readTheme(): ITheme {
  const style = getComputedStyle(document.documentElement);
  const get = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    background: get('bg-sunken'),
    foreground: get('ink'),
    cursor: get('ink'),
    cursorAccent: get('bg-sunken'),
    selectionBackground: get('bg-select'),
    blue: get('ct-text'),
    yellow: get('fn-text'),
    red: get('go-text'),
    brightBlack: get('ink-3'),
    magenta: get('hv-text'),
    green: get('hk-text'),
    cyan: get('ce-text'),
  };
}

export function TerminalPane(): ReactNode {
  const { lab, bridge } = useSession();
  const theme = useView(themeOf);
  const holder = useRef<HTMLDivElement>(null);
  const shell = useRef<Shell | null>(null);
  useEffect(() => {
    if (holder.current === null) return undefined;
    const made = new Shell(holder.current, lab);
    shell.current = made;
    return () => made.dispose();
  }, [lab, bridge]);
  useEffect(() => shell.current?.setTheme(readTheme()), [theme]);
  return <div ref={holder} className="terminal" data-testid="terminal" />;
}

/** The terminal and its line. Text from the model is filtered before it gets here; nothing else is ever written. */
class Shell {
  readonly #terminal: Terminal;
  readonly #fit = new FitAddon();
  readonly #lab: LabSession;
  readonly #observer: ResizeObserver;
  #line: Line = emptyLine();
  #shell: ShellState = newShell();
  #busy = false;
  /** Row of the cursor within the line as drawn, and rows of the line below it. */
  #row = 0;
  #rowsBelow = 0;
  readonly #pending: string[] = [];
  readonly #echo = (text: string): void => this.#showEcho(text);

  constructor(holder: HTMLElement, lab: LabSession) {
    this.#lab = lab;
    const style = getComputedStyle(document.documentElement);
    this.#terminal = new Terminal({
      fontFamily: style.getPropertyValue('--font-mono'),
      fontSize: 12,
      lineHeight: 1.35,
      cursorBlink: false,
      cursorStyle: 'block',
      scrollback: 2000,
      theme: readTheme(),
      minimumContrastRatio: 4.5,
      screenReaderMode: true,
      // Links from text are never opened.
      linkHandler: { activate: () => undefined },
    });
    this.#terminal.loadAddon(this.#fit);
    this.#terminal.open(holder);
    this.#observer = new ResizeObserver(() => holder.clientWidth > 0 && this.#fit.fit());
    this.#observer.observe(holder);
    this.#terminal.onData((data) => this.#receive(data));
    // Ctrl M leaves the terminal: no focus trap.
    this.#terminal.attachCustomKeyEventHandler((event) => {
      if (event.type !== 'keydown' || !event.ctrlKey || event.key.toLowerCase() !== 'm') return true;
      this.#terminal.blur();
      document.querySelector<HTMLElement>('.stage-canvas')?.focus();
      return false;
    });
    lab.echoes.add(this.#echo);
    for (const line of WELCOME) this.#terminal.writeln(`\u001b[90m${line}\u001b[0m`);
    this.#prompt();
  }

  setTheme(theme: ITheme): void {
    this.#terminal.options.theme = theme;
  }

  dispose(): void {
    this.#lab.echoes.delete(this.#echo);
    this.#observer.disconnect();
    this.#terminal.dispose();
  }

  /** Draws prompt and line anew, over as many rows as they take, and puts the cursor where it belongs. */
  #prompt(): void {
    const { cols } = this.#terminal;
    const { name, colour } = placeOf(this.#line.text, this.#lab);
    const prefix = name.length + 3;
    const end = prefix + this.#line.text.length;
    const at = prefix + this.#line.cursor;
    const [endRow, row] = [Math.floor(end / cols), Math.floor(at / cols)];
    const up = (rows: number): string => (rows > 0 ? `\u001b[${rows}A` : '');
    // After exactly a full row the cursor waits at its end: a new line takes it where the sums say that it is.
    const wrap = end % cols === 0 ? '\r\n' : '';
    const right = at % cols;
    this.#terminal.write(
      `${up(this.#row)}\r\u001b[J\u001b[1;${colour}m${name} $\u001b[0m ${this.#line.text}${wrap}${up(endRow - row)}\r${right > 0 ? `\u001b[${right}C` : ''}`,
    );
    this.#row = row;
    this.#rowsBelow = endRow - row;
  }

  /** Leaves the line as it stands and goes below it. */
  #leaveLine(): void {
    this.#terminal.write(`${this.#rowsBelow > 0 ? `\u001b[${this.#rowsBelow}B` : ''}\r\n`);
    this.#row = 0;
    this.#rowsBelow = 0;
  }

  #receive(data: string): void {
    if (this.#busy) {
      this.#pending.push(data);
      return;
    }
    // A paste of several lines is typed line by line.
    for (const piece of data.includes('\r') && data.length > 1 ? data.split(/(\r)/) : [data])
      if (piece !== '') this.#type(piece);
  }

  #type(data: string): void {
    const edited = typeKeys(this.#line, data);
    if (edited.submitted !== null) {
      this.#leaveLine();
      this.#line = edited.line;
      void this.#submit(edited.submitted);
      return;
    }
    if (edited.cancelled) {
      this.#terminal.write('^C');
      this.#leaveLine();
    }
    const before = this.#line;
    this.#line = edited.line;
    if (!this.#appended(before)) this.#prompt();
  }

  /** What is typed at the end is written as it is: nothing else is drawn anew, nor read aloud. */
  #appended(before: Line): boolean {
    const { text, cursor } = this.#line;
    const added = text.slice(before.text.length);
    if (added === '' || !text.startsWith(before.text)) return false;
    if (before.cursor !== before.text.length || cursor !== text.length) return false;
    const place = placeOf(text, this.#lab);
    if (place.name !== placeOf(before.text, this.#lab).name) return false;
    const end = place.name.length + 3 + text.length;
    const { cols } = this.#terminal;
    if (Math.floor(end / cols) !== this.#row || end % cols === 0) return false;
    this.#terminal.write(added);
    return true;
  }

  async #submit(line: string): Promise<void> {
    if (line.trim() !== '') {
      this.#busy = true;
      const reply = await this.#lab.type(this.#shell, line);
      this.#shell = reply.shell;
      if (reply.clear) this.#terminal.clear();
      for (const text of reply.lines) this.#terminal.writeln(`\u001b[90m${text}\u001b[0m`);
      this.#busy = false;
    }
    this.#prompt();
    for (const data of this.#pending.splice(0)) this.#receive(data);
  }

  /** What a button or slider did, as the line that does the same; a line that is being typed stays. */
  #showEcho(text: string): void {
    const [line = '', ...rest] = text.split('\n');
    const typed = this.#line;
    this.#line = { ...typed, text: line, cursor: line.length };
    this.#prompt();
    this.#leaveLine();
    for (const answer of rest) this.#terminal.writeln(`\u001b[90m${answer}\u001b[0m`);
    this.#line = typed;
    this.#prompt();
  }
}

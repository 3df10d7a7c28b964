/** A simulated shell: what is typed becomes a typed command of the lab; what buttons did is shown as the equal line. */
import { FitAddon } from '@xterm/addon-fit';
import { Terminal, type ITheme } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { useEffect, useRef, type ReactNode } from 'react';
import { useSession, useView } from '../state/session';
import type { LabSession } from '../state/lab-session';
import { themeOf } from '../state/view-store';
import { emptyLine, typeKeys, type Line } from './line-editor';

const PLACE = 'strata';
const WELCOME = ['Three to try: help, kubectl scale deploy/thumb --replicas=6, aws lambda invoke --function-name thumb out'];

function readTheme(): ITheme {
  const style = getComputedStyle(document.documentElement);
  const get = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return { background: get('bg-sunken'), foreground: get('ink'), cursor: get('ink'), cursorAccent: get('bg-sunken'), selectionBackground: get('bg-select'), blue: get('ct-text'), yellow: get('fn-text'), red: get('go-text'), brightBlack: get('ink-3'), magenta: get('hv-text'), green: get('hk-text'), cyan: get('ce-text') };
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
  #busy = false;
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

  #prompt(): void {
    this.#terminal.write(`\r\u001b[2K\u001b[1m${PLACE} $\u001b[0m ${this.#line.text}`);
    const back = this.#line.text.length - this.#line.cursor;
    if (back > 0) this.#terminal.write(`\u001b[${back}D`);
  }

  #receive(data: string): void {
    if (this.#busy) {
      this.#pending.push(data);
      return;
    }
    // A paste of several lines is typed line by line.
    for (const piece of data.includes('\r') && data.length > 1 ? data.split(/(\r)/) : [data]) if (piece !== '') this.#type(piece);
  }

  #type(data: string): void {
    const edited = typeKeys(this.#line, data);
    this.#line = edited.line;
    if (edited.submitted !== null) {
      this.#terminal.write('\r\n');
      void this.#submit(edited.submitted);
    } else if (edited.cancelled) {
      this.#terminal.write('^C\r\n');
      this.#prompt();
    } else this.#prompt();
  }

  async #submit(line: string): Promise<void> {
    if (line.trim() === 'clear') this.#terminal.clear();
    else if (line.trim() !== '') {
      this.#busy = true;
      const reply = await this.#lab.type(PLACE, line);
      for (const text of reply.lines) this.#terminal.writeln(`\u001b[90m${text}\u001b[0m`);
      this.#busy = false;
    }
    this.#prompt();
    for (const data of this.#pending.splice(0)) this.#receive(data);
  }

  /** What a button or slider did, as the line that does the same. */
  #showEcho(text: string): void {
    const [line = '', ...rest] = text.split('\n');
    this.#terminal.write(`\r\u001b[2K\u001b[1m${PLACE} $\u001b[0m ${line}\r\n`);
    for (const answer of rest) this.#terminal.writeln(`\u001b[90m${answer}\u001b[0m`);
    this.#prompt();
  }
}

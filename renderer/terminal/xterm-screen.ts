/**
 * The screen of a terminal tab: xterm in an element of its own, which moves to wherever the terminal is shown. Text from
 * the model comes as printable lines; links lead to things of the picture, never out of the program.
 */
import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { Terminal, type ILink, type ITheme } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { focusStage } from '../state/acts';
import type { Screen } from './terminal-host';

export interface ScreenLook {
  readonly fontSize: number;
  readonly screenReader: boolean;
  readonly contrast: number;
}

export interface ScreenHost {
  readonly onData: (data: string) => void;
  readonly onResize: () => void;
  /** Ctrl-F: the find bar is wanted. */
  readonly onFind: () => void;
  /** Names in the text that lead somewhere. */
  readonly isName: (word: string) => boolean;
  readonly onName: (name: string) => void;
}

export function readTheme(): ITheme {
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

export class XtermScreen implements Screen {
  readonly element = document.createElement('div');
  readonly #terminal: Terminal;
  readonly #fit = new FitAddon();
  readonly #search = new SearchAddon();
  readonly #observer: ResizeObserver;
  #opened = false;

  constructor(host: ScreenHost, look: ScreenLook) {
    this.element.className = 'terminal-screen';
    this.#terminal = new Terminal({
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-mono'),
      fontSize: look.fontSize,
      lineHeight: 1.2,
      cursorBlink: false,
      cursorStyle: 'block',
      scrollback: 5000,
      theme: readTheme(),
      minimumContrastRatio: look.contrast,
      screenReaderMode: look.screenReader,
      // Links that text itself would make are never opened.
      linkHandler: { activate: () => undefined },
    });
    this.#terminal.loadAddon(this.#fit);
    this.#terminal.loadAddon(this.#search);
    this.#terminal.onData(host.onData);
    this.#terminal.onResize(host.onResize);
    this.#terminal.attachCustomKeyEventHandler((event) => this.#key(event, host));
    this.#terminal.registerLinkProvider({ provideLinks: (row, give) => give(this.#linksIn(row, host)) });
    this.#observer = new ResizeObserver(() => this.fit());
    this.#observer.observe(this.element);
  }

  /** Shows the screen in an element of the page. */
  attach(holder: HTMLElement): void {
    holder.append(this.element);
    this.#opened = true;
    // Once more in another window: the emulator then listens and measures there.
    this.#terminal.open(this.element);
    this.fit();
  }

  fit(): void {
    if (this.#opened && this.element.clientWidth > 0) this.#fit.fit();
  }

  /** Keys that are the page's: leaving, copying, pasting, finding. */
  #key(event: KeyboardEvent, host: ScreenHost): boolean {
    // The shell knows no function keys; the window does (F6 to the next pane, F8 to the projector).
    if (/^F\d+$/.test(event.key)) return false;
    if (event.type !== 'keydown' || !(event.ctrlKey || event.metaKey)) return true;
    // The size of the text is the window's: Ctrl Alt + and -.
    if (event.altKey) return !/^[-+=_0]$/.test(event.key);
    switch (event.key.toLowerCase()) {
      case 'm':
        // Ctrl M leaves the terminal: no focus trap.
        this.#terminal.blur();
        focusStage();
        return false;
      case 'c':
        // With a selection it copies, as terminals with a mouse do; without one it interrupts.
        if (!this.#terminal.hasSelection()) return !event.shiftKey;
        document.execCommand('copy');
        this.#terminal.clearSelection();
        return false;
      case 'v':
        // The browser pastes; xterm hears of it as of typing.
        return false;
      case 'f':
        event.preventDefault();
        host.onFind();
        return false;
      default:
        return true;
    }
  }

  /** Names of things of the picture, as links that select them. */
  #linksIn(row: number, host: ScreenHost): ILink[] {
    const text = this.#terminal.buffer.active.getLine(row - 1)?.translateToString(true) ?? '';
    return [...text.matchAll(/[\p{L}\d][\p{L}\d.-]*/gu)]
      .filter((match) => host.isName(match[0]))
      .map((match) => ({
        range: { start: { x: match.index + 1, y: row }, end: { x: match.index + match[0].length, y: row } },
        text: match[0],
        activate: () => host.onName(match[0]),
      }));
  }

  write(text: string): void {
    this.#terminal.write(text);
  }

  columns(): number {
    return this.#terminal.cols;
  }

  clear(): void {
    this.#terminal.clear();
  }

  focus(): void {
    this.#terminal.focus();
  }

  find(wanted: string, direction: 1 | -1): boolean {
    const options = { decorations: undefined, incremental: false };
    return direction === 1
      ? this.#search.findNext(wanted, options)
      : this.#search.findPrevious(wanted, options);
  }

  setTheme(theme: ITheme): void {
    this.#terminal.options.theme = theme;
  }

  setLook(look: ScreenLook): void {
    const { options } = this.#terminal;
    if (options.fontSize !== look.fontSize) options.fontSize = look.fontSize;
    if (options.screenReaderMode !== look.screenReader) options.screenReaderMode = look.screenReader;
    if (options.minimumContrastRatio !== look.contrast) options.minimumContrastRatio = look.contrast;
    this.fit();
  }

  dispose(): void {
    this.#observer.disconnect();
    this.#terminal.dispose();
    this.element.remove();
  }
}

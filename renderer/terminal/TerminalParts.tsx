/** The terminal as one piece that is loaded when the window stands: emulator, dialects and all. */
export { TerminalBar } from './TerminalBar';
export { TerminalPane } from './TerminalPane';

/**
 * The native menu as data: which command stands where, under which words, with which key. The window has the same keys; a
 * test holds the two lists against each other. Imports no Electron.
 */
import type { MenuCommand } from './bridge';

export type MenuEntry =
  | {
      readonly kind: 'command';
      readonly label: string;
      readonly command: MenuCommand;
      readonly chord?: string;
    }
  | { readonly kind: 'rule' };

const RULE: MenuEntry = { kind: 'rule' };
const item = (label: string, command: MenuCommand, chord?: string): MenuEntry => ({
  kind: 'command',
  label,
  command,
  ...(chord !== undefined && { chord }),
});

export const FILE_MENU: readonly MenuEntry[] = [
  item('&New scenario', 'new', 'Ctrl+N'),
  item('&Open scenario…', 'open', 'Ctrl+O'),
  item('&Save scenario', 'save', 'Ctrl+S'),
  item('Save scenario &as…', 'save-as', 'Ctrl+Shift+S'),
  RULE,
  item('&Export figure…', 'export', 'E'),
  item('&Print…', 'print', 'Ctrl+P'),
  RULE,
  item('Start pa&ge', 'start'),
  item('Se&ttings…', 'settings', 'Ctrl+,'),
];

/** Before the text commands of the system: a step of the scenario, unless a field has the focus. */
export const EDIT_MENU: readonly MenuEntry[] = [
  item('&Undo an edit', 'undo', 'Ctrl+Z'),
  item('&Redo an edit', 'redo', 'Ctrl+Y'),
  item('&Take out the selected part', 'take-out'),
  item('&Connect the selected service to…', 'connect-to'),
  item('&Move the selection to…', 'move-to'),
  RULE,
  item('Re&set: as it was opened', 'reset'),
];

export const VIEW_MENU: readonly MenuEntry[] = [
  item('&Find or run…', 'palette', 'Ctrl+Shift+P'),
  RULE,
  item('&Explore', 'explore', 'Ctrl+1'),
  item('&Timeline', 'timeline', 'Ctrl+2'),
  item('&Compare', 'compare', 'Ctrl+3'),
  item('&Build', 'build', 'Ctrl+4'),
  item('&Lessons', 'lessons', 'Ctrl+5'),
  item('Compare r&uns', 'runs'),
  item('&Sweep', 'sweep'),
  item('Service &graph', 'graph'),
  RULE,
  item('&3D stage', 'stage-3d'),
  item('&2D stage', 'stage-2d'),
  item('Flat &view of the stage', 'stage-flat'),
  item('&Nearer', 'zoom-in', '+'),
  item('F&arther', 'zoom-out', '-'),
  item('&Patterns', 'patterns', 'P'),
  item('Labels on or &off', 'labels'),
  item('Cu&rtain up or down', 'curtain', 'C'),
  item('&Describe the scene', 'describe', 'D'),
  item('Describe what c&hanged', 'describe-change', 'Shift+D'),
  RULE,
  item('Switch the&me', 'theme'),
  item('Pro&jector mode', 'projector', 'F8'),
  item('Text of terminal and charts larger', 'text-larger', 'Ctrl+Alt++'),
  item('Text of terminal and charts smaller', 'text-smaller', 'Ctrl+Alt+-'),
  item('Ring around the pointer', 'pointer-halo'),
  item('Show the keys that are pressed', 'show-keys'),
];

export const RUN_MENU: readonly MenuEntry[] = [
  item('&Play or pause', 'play', 'Space'),
  item('Step &forward', 'step-forward', '.'),
  item('Step &back', 'step-back', ','),
  item('To the &next event that stands out', 'leap-forward', '>'),
  item('To the &last event that stands out', 'leap-back', '<'),
  item('Fast&er', 'faster', ']'),
  item('Slo&wer', 'slower', '['),
  item('Slow down at e&vents', 'slow-at-events'),
  RULE,
  item('To the &start', 'to-start', 'Home'),
  item('To the en&d', 'to-end', 'End'),
  item('For&k the run here', 'fork', 'Ctrl+Shift+F'),
  item('New seed: other &arrivals', 'new-seed'),
];

export const WINDOW_MENU: readonly MenuEntry[] = [
  item('To the &next pane', 'next-pane', 'F6'),
  item('To the pane &before', 'last-pane', 'Shift+F6'),
  item('To the &terminal', 'terminal', '`'),
  item('&Results in a window of their own', 'pop-results'),
  item('Terminal in a &window of its own', 'pop-terminal'),
  item('&Inspector', 'inspector', 'I'),
];

export const HELP_MENU: readonly MenuEntry[] = [item('&Keys', 'keys', '?')];

export const MENUS = [FILE_MENU, EDIT_MENU, VIEW_MENU, RUN_MENU, WINDOW_MENU, HELP_MENU];

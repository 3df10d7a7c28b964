/**
 * The contract between the window and the main process: what may be asked, with which payload, and what comes back.
 * The page never names a path: it asks for a dialog, and main keeps the path. Imports no Electron.
 */
import * as z from 'zod';
import { CHANNELS } from './channels';

export const settingsSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  /** Sizes of panes in percent, by name; remembered between sessions. */
  panes: z.record(z.string().max(40), z.array(z.number().min(0).max(100)).max(8)),
  rendering: z.enum(['3d', '2d', 'flat']),
  patterns: z.boolean(),
  labels: z.boolean(),
  /** Stronger inks and full patterns, whatever the system asks for. */
  contrast: z.enum(['system', 'more']).default('system'),
  /** Less motion, whatever the system asks for. */
  motion: z.enum(['system', 'less']).default('system'),
  /** Keys that a person chose, by command; '' takes a key away. */
  keys: z.record(z.string().max(60), z.string().max(40)).default({}),
  /** Single letters as keys: off for those who dictate. */
  singleKeys: z.boolean().default(true),
  /** What was last run from the palette, newest first. */
  recentCommands: z.array(z.string().max(200)).max(20).default([]),
  /** Lowers the speed near events that stand out. */
  slowAtEvents: z.boolean().default(false),
  /** Events are told to a screen reader. */
  announce: z.boolean().default(true),
  /** Text of terminal and charts in percent. */
  textSize: z.number().min(50).max(300).default(100),
  /** As large and as plain as a lecture hall needs. */
  projector: z.boolean().default(false),
  /** Lines typed at the terminal, by the name of the scenario. */
  terminalHistory: z.record(z.string().max(200), z.array(z.string().max(500)).max(200)).default({}),
  /** In which words the terminal shows what was done in the picture. */
  wording: z.enum(['neutral', 'kubernetes', 'swarm']).default('neutral'),
  /** What a start shows. */
  startWith: z.enum(['start', 'workspace']).default('start'),
  /** A ring around the pointer, and the keys that are pressed: for those who watch. */
  pointerHalo: z.boolean().default(false),
  showKeys: z.boolean().default(false),
});
export type Settings = z.output<typeof settingsSchema>;

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  panes: {},
  rendering: '3d',
  patterns: true,
  labels: true,
  contrast: 'system',
  motion: 'system',
  keys: {},
  singleKeys: true,
  recentCommands: [],
  slowAtEvents: false,
  announce: true,
  textSize: 100,
  projector: false,
  terminalHistory: {},
  wording: 'neutral',
  startWith: 'start',
  pointerHalo: false,
  showKeys: false,
};

/** Files and digests are named by sixteen hexadecimal digits. */
const FILE_ID = /^[0-9a-f]{16}$/;
const MAX_EXPORT = 60_000_000;
export const exportSchema = z.strictObject({
  /** Without folder; main lets the person choose where. */
  suggestedName: z.string().regex(/^[^/\\\u0000-\u001f:*?"<>|]{1,120}$/),
  format: z.enum(['svg', 'png', 'csv', 'json']),
  content: z.union([
    z.string().max(MAX_EXPORT),
    z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= MAX_EXPORT),
  ]),
});
export type ExportRequest = z.output<typeof exportSchema>;

/** A scenario: into its file where it has one, else wherever the person chooses. */
export const documentSchema = z.strictObject({
  suggestedName: exportSchema.shape.suggestedName,
  content: z.string().max(MAX_EXPORT),
  /** The file that was opened or saved before; null asks where. */
  file: z.string().regex(FILE_ID).nullable(),
});
export type DocumentRequest = z.output<typeof documentSchema>;

/** The steps that led to a file, beside it in the folder of the program, by what the file says. */
export const historySchema = z.strictObject({
  key: z.string().regex(FILE_ID),
  content: z.string().max(5_000_000),
});

export interface AppInfo {
  readonly name: string;
  readonly version: string;
  readonly electron: string | null;
  readonly chromium: string | null;
  readonly platform: string;
}

export type Opened =
  /** `file` names the file for saving; a file that was dropped has none. */
  | { readonly kind: 'opened'; readonly name: string; readonly text: string; readonly file?: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'error'; readonly name: string; readonly message: string };

/** A file that was opened before; its path stays in the main process. */
export interface RecentFile {
  readonly id: string;
  readonly name: string;
  readonly openedAtMs: number;
}

export type Saved =
  | { readonly kind: 'saved'; readonly name: string; readonly file?: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'error'; readonly message: string };

/** Everything that a page can ask for; nothing else is exposed to it. */
export interface Bridge {
  readonly edition: 'desktop' | 'browser';
  readonly info: () => Promise<AppInfo>;
  readonly getSettings: () => Promise<Settings>;
  readonly setSettings: (settings: Settings) => Promise<void>;
  readonly openDocument: () => Promise<Opened>;
  readonly saveExport: (request: ExportRequest) => Promise<Saved>;
  readonly saveDocument: (request: DocumentRequest) => Promise<Saved>;
  readonly keepHistory: (history: z.output<typeof historySchema>) => Promise<void>;
  /** '' where none is kept. */
  readonly getHistory: (key: string) => Promise<string>;
  readonly getRecent: () => Promise<readonly RecentFile[]>;
  readonly openRecent: (id: string) => Promise<Opened>;
  /** Calls back with a file that was opened from outside, such as by a double click; returns how to stop. */
  readonly onOpened: (listener: (opened: Opened) => void) => () => void;
  /** Calls back with the name of a command when its menu item is chosen; returns how to stop. */
  readonly onMenu: (listener: (command: string) => void) => () => void;
}

/** The payload that each request must have; checked in one place for all of them. */
export const PAYLOADS = {
  [CHANNELS.info]: z.undefined(),
  [CHANNELS.getSettings]: z.undefined(),
  [CHANNELS.setSettings]: settingsSchema,
  [CHANNELS.openDocument]: z.undefined(),
  [CHANNELS.saveExport]: exportSchema,
  [CHANNELS.getRecent]: z.undefined(),
  [CHANNELS.saveDocument]: documentSchema,
  [CHANNELS.keepHistory]: historySchema,
  [CHANNELS.getHistory]: z.string().regex(FILE_ID),
  [CHANNELS.openRecent]: z.string().regex(FILE_ID),
} as const;

/** Menu items name commands; a name that is not listed here never reaches the page. */
export const MENU_COMMANDS = [
  'open',
  'export',
  'theme',
  'play',
  'step-forward',
  'step-back',
  'to-start',
  'explore',
  'timeline',
  'compare',
  'graph',
  'build',
  'new',
  'save',
  'save-as',
  'print',
  'reset',
  'undo',
  'redo',
  'lessons',
  'palette',
  'start',
  'settings',
  'keys',
  'stage-2d',
  'stage-flat',
  'stage-3d',
  'take-out',
  'connect-to',
  'move-to',
  'runs',
  'sweep',
  'zoom-in',
  'zoom-out',
  'patterns',
  'labels',
  'curtain',
  'describe',
  'describe-change',
  'projector',
  'pop-results',
  'pop-terminal',
  'text-larger',
  'text-smaller',
  'pointer-halo',
  'show-keys',
  'leap-forward',
  'leap-back',
  'faster',
  'slower',
  'slow-at-events',
  'to-end',
  'fork',
  'new-seed',
  'next-pane',
  'last-pane',
  'terminal',
  'inspector',
] as const;
export type MenuCommand = (typeof MENU_COMMANDS)[number];

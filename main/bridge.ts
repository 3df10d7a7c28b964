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
  rendering: z.enum(['3d', '2d']),
  patterns: z.boolean(),
  labels: z.boolean(),
});
export type Settings = z.output<typeof settingsSchema>;

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  panes: {},
  rendering: '3d',
  patterns: true,
  labels: true,
};

const MAX_EXPORT = 60_000_000;
export const exportSchema = z.strictObject({
  /** Without folder; main lets the person choose where. */
  suggestedName: z.string().regex(/^[^/\\\u0000-\u001f:*?"<>|]{1,120}$/),
  format: z.enum(['svg', 'png']),
  content: z.union([
    z.string().max(MAX_EXPORT),
    z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= MAX_EXPORT),
  ]),
});
export type ExportRequest = z.output<typeof exportSchema>;

export interface AppInfo {
  readonly name: string;
  readonly version: string;
  readonly electron: string | null;
  readonly chromium: string | null;
  readonly platform: string;
}

export type Opened =
  | { readonly kind: 'opened'; readonly name: string; readonly text: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'error'; readonly name: string; readonly message: string };

export type Saved =
  | { readonly kind: 'saved'; readonly name: string }
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
  'lessons',
  'stage-2d',
  'stage-3d',
] as const;
export type MenuCommand = (typeof MENU_COMMANDS)[number];

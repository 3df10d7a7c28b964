/** Preferences and window state on disk. Damaged files are moved aside; the start goes on with the defaults. */
import fs from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { DEFAULT_SETTINGS, settingsSchema, type Settings } from './bridge';
import { writeWhole } from './safe-write';

export const windowStateSchema = z.strictObject({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(200).max(100_000),
  height: z.number().int().min(200).max(100_000),
  maximized: z.boolean(),
  /** How large a person made the page. */
  zoom: z.number().min(0.5).max(3).default(1),
});
export type WindowState = z.output<typeof windowStateSchema>;

async function read<T>(file: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const text = await fs.readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    await fs.rename(file, `${file}.damaged`).catch(() => undefined);
    return undefined;
  }
}

export class SettingsStore {
  readonly #settingsFile: string;
  readonly #windowFile: string;

  constructor(folder: string) {
    this.#settingsFile = path.join(folder, 'settings.json');
    this.#windowFile = path.join(folder, 'window.json');
  }

  async settings(): Promise<Settings> {
    return (await read(this.#settingsFile, settingsSchema)) ?? DEFAULT_SETTINGS;
  }

  async save(settings: Settings): Promise<void> {
    await writeWhole(this.#settingsFile, JSON.stringify(settings, null, 2));
  }

  windowState(): Promise<WindowState | undefined> {
    return read(this.#windowFile, windowStateSchema);
  }

  async saveWindowState(state: WindowState): Promise<void> {
    await writeWhole(this.#windowFile, JSON.stringify(state));
  }
}

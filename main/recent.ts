/** Files that were opened or saved, newest first. The page sees names and numbers, never paths. */
import { app } from 'electron';
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import type { Opened, RecentFile } from './bridge';
import { readTextFile } from './read-text';
import { writeWhole } from './safe-write';

const MOST = 12;
const entrySchema = z.strictObject({ file: z.string().max(4096), openedAtMs: z.number() });
type Entry = z.output<typeof entrySchema>;

export class RecentFiles {
  readonly #store: string;

  constructor(folder: string) {
    this.#store = path.join(folder, 'recent.json');
  }

  async #entries(): Promise<readonly Entry[]> {
    const text = await fs.readFile(this.#store, 'utf8').catch(() => '[]');
    try {
      return z.array(entrySchema).parse(JSON.parse(text));
    } catch {
      return [];
    }
  }

  async list(): Promise<readonly RecentFile[]> {
    const entries = await this.#entries();
    return entries.map(({ file, openedAtMs }) => ({ id: idOf(file), name: path.basename(file), openedAtMs }));
  }

  async note(file: string): Promise<void> {
    app.addRecentDocument(file);
    const others = (await this.#entries()).filter((entry) => entry.file !== file);
    const entries = [{ file, openedAtMs: Date.now() }, ...others].slice(0, MOST);
    // A list that cannot be written is only a convenience lost.
    await writeWhole(this.#store, JSON.stringify(entries, null, 2)).catch(() => undefined);
  }

  async open(id: string): Promise<Opened> {
    const found = (await this.#entries()).find((entry) => idOf(entry.file) === id);
    if (found === undefined) return { kind: 'error', name: '', message: 'the list no longer has this file' };
    return this.openFile(found.file);
  }

  async openFile(file: string): Promise<Opened> {
    const name = path.basename(file);
    const read = await readTextFile(file);
    if (!read.ok) return { kind: 'error', name, message: read.error };
    await this.note(file);
    return { kind: 'opened', name, text: read.value };
  }
}

const idOf = (file: string): string => createHash('sha256').update(file).digest('hex').slice(0, 16);

/** A file of ours among the arguments of a start: what a double click on one gives. */
export function fileArgument(argv: readonly string[], folder: string): string | undefined {
  const named = argv.slice(1).find((argument) => /\.(strata|scenario\.json)$/i.test(argument));
  return named === undefined ? undefined : path.resolve(folder, named);
}

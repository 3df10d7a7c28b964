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
/** Histories of so many files are kept, those used last. */
const MOST_HISTORIES = 40;
const entrySchema = z.strictObject({ file: z.string().max(4096), openedAtMs: z.number() });
type Entry = z.output<typeof entrySchema>;

export class RecentFiles {
  readonly #store: string;
  readonly #histories: string;
  /** When each file was as it was read or written here: another time means that somebody else has changed it. */
  readonly #seen = new Map<string, number>();
  /** Told when the list is another one. */
  onChange: () => void = () => undefined;

  constructor(folder: string) {
    this.#store = path.join(folder, 'recent.json');
    this.#histories = path.join(folder, 'histories');
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
    await this.#see(file);
    this.onChange();
  }

  async #see(file: string): Promise<void> {
    const changedMs = await changeOf(file);
    if (changedMs !== null) this.#seen.set(file, changedMs);
  }

  /** The path of a file that was opened or saved before. */
  async pathOf(id: string): Promise<string | undefined> {
    return (await this.#entries()).find((entry) => idOf(entry.file) === id)?.file;
  }

  /** Since it was last read or written here, somebody else has written to it. */
  async isChanged(file: string): Promise<boolean> {
    const seen = this.#seen.get(file);
    const now = await changeOf(file);
    return seen !== undefined && now !== null && now !== seen;
  }

  async keepHistory(key: string, content: string): Promise<void> {
    try {
      await fs.mkdir(this.#histories, { recursive: true });
      await writeWhole(path.join(this.#histories, `${key}.json`), content);
      const files = await Promise.all(
        (await fs.readdir(this.#histories)).map(async (name) => {
          const file = path.join(this.#histories, name);
          return { file, changedMs: (await changeOf(file)) ?? 0 };
        }),
      );
      const old = files.toSorted((a, b) => b.changedMs - a.changedMs).slice(MOST_HISTORIES);
      await Promise.all(old.map(({ file }) => fs.rm(file, { force: true })));
    } catch {
      // As with the list: without it only the way back is shorter.
    }
  }

  history(key: string): Promise<string> {
    return fs.readFile(path.join(this.#histories, `${key}.json`), 'utf8').catch(() => '');
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
    return { kind: 'opened', name, text: read.value, file: idOf(file) };
  }
}

const changeOf = (file: string): Promise<number | null> =>
  fs.stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );

export const idOf = (file: string): string => createHash('sha256').update(file).digest('hex').slice(0, 16);

/** A file of ours among the arguments of a start: what a double click on one gives. */
export function fileArgument(argv: readonly string[], folder: string): string | undefined {
  const named = argv.slice(1).find((argument) => /\.(strata|scenario\.json)$/i.test(argument));
  return named === undefined ? undefined : path.resolve(folder, named);
}

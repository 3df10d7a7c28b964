/**
 * Writes a file whole or not at all: a temporary file beside it, every byte, fsync, rename, fsync of the folder. On any
 * error the old file is as it was and the temporary one is gone.
 */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';

const queues = new Map<string, Promise<unknown>>();

/** One writer a path: later writes wait for earlier ones. Rejects with the system's reason. */
export function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const before = queues.get(file) ?? Promise.resolve();
  const mine = before.catch(() => undefined).then(() => write(file, content));
  queues.set(file, mine);
  const forget = (): void => {
    if (queues.get(file) === mine) queues.delete(file);
  };
  mine.then(forget, forget);
  return mine;
}

async function write(asked: string, content: string | Uint8Array): Promise<void> {
  const file = await fs.realpath(asked).catch(() => asked);
  const folder = path.dirname(file);
  const temporary = path.join(
    folder,
    `.${path.basename(file)}.${process.pid}.${randomBytes(6).toString('hex')}.tmp`,
  );
  const mode = await fs.stat(file).then(
    (stat) => stat.mode & 0o777,
    () => 0o644,
  );
  try {
    const handle = await fs.open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(content);
      const expected = typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength;
      if ((await handle.stat()).size !== expected) throw new Error('the file was not written whole');
      await handle.sync();
      await handle.chmod(mode);
    } finally {
      await handle.close();
    }
    await fs.rename(temporary, file);
  } catch (error) {
    await fs.rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(folder);
}

/** Makes the rename last; some systems cannot sync a folder, and the file is whole either way. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await fs.open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** Reads a text file that somebody chose: what it is and how big is asked before a byte of it is read. */
import fs from 'node:fs/promises';

export const MAX_BYTES = 10_000_000;

export type ReadText =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly error: string };

/** UTF-8 with or without a byte-order mark, at most 10 MB, from a regular file. Never rejects. */
export async function readTextFile(file: string): Promise<ReadText> {
  const fail = (error: string): ReadText => ({ ok: false, error });
  const stat = await fs.stat(file).catch((error: unknown) => error);
  if (stat instanceof Error) return fail(stat.message.startsWith('ENOENT') ? 'no such file' : stat.message);
  const { isFile, size } = describe(stat);
  if (!isFile) return fail('not a regular file');
  if (size > MAX_BYTES) return fail(`the file has ${size} bytes; at most ${MAX_BYTES} are read`);
  const bytes = await fs.readFile(file).catch((error: unknown) => error);
  if (!(bytes instanceof Uint8Array))
    return fail(bytes instanceof Error ? bytes.message : 'the file cannot be read');
  if (bytes.byteLength > 0 && bytes.every((byte) => byte === 0))
    return fail('the file holds only zeros (an interrupted save?)');
  if (isWide(bytes)) return fail(`not UTF-8 text${UTF_16}`);
  try {
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return fail(`not UTF-8 text${encodingHint(bytes)}`);
  }
}

const describe = (stat: unknown): { isFile: boolean; size: number } => {
  const known = stat as { isFile(): boolean; size: number };
  return { isFile: known.isFile(), size: known.size };
};

const UTF_16 = ': it looks like UTF-16, save it as UTF-8';

/** UTF-16 without a mark is valid UTF-8 where its letters are plain: every other byte of it is zero. */
function isWide(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 64);
  const zeros = [0, 0];
  start.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  });
  const half = start.length >> 1;
  return half >= 2 && zeros.some((count, i) => count >= half * 0.9 && zeros[1 - i] === 0);
}

function encodingHint(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return UTF_16;
  if (first === 0x89 && second === 0x50) return ': it looks like a PNG picture';
  return ': save it as UTF-8';
}

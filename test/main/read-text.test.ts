import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTextFile } from '../../main/read-text';

let folder = '';
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'strata-text-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const TEXT = '{ "format": "strata-scenario", "title": "café" }\n';
const wide = Buffer.from(TEXT, 'utf16le');

describe('reading a text file', () => {
  it.each<[string, Buffer, string]>([
    ['UTF-16 with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), wide]), 'UTF-16'],
    ['UTF-16 without a mark, small end first', wide, 'UTF-16'],
    ['UTF-16 without a mark, big end first', Buffer.from(wide).swap16(), 'UTF-16'],
    ['Latin-1', Buffer.from(TEXT, 'latin1'), 'not UTF-8 text'],
    ['overlong UTF-8', Buffer.from([0x22, 0xc0, 0xaf, 0x22]), 'not UTF-8 text'],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'PNG'],
    ['zeros', Buffer.alloc(4096), 'only zeros'],
  ])('%s is refused by name', async (_name, bytes, word) => {
    const file = path.join(folder, 'file.json');
    fs.writeFileSync(file, bytes);
    const read = await readTextFile(file);
    expect(read).toEqual({ ok: false, error: expect.stringContaining(word) as string });
  });

  it.each(['', '{}', TEXT, `\ufeff${TEXT}`, TEXT.replaceAll('\n', '\r\n'), 'a\u0000b'])(
    'UTF-8 is read as it is: %j',
    async (text) => {
      const file = path.join(folder, 'file.json');
      fs.writeFileSync(file, text);
      const read = await readTextFile(file);
      expect(read).toEqual({ ok: true, value: text.replace(/^\ufeff/, '') });
    },
  );

  it('refuses what is no regular file', async () => {
    expect(await readTextFile(folder)).toEqual({ ok: false, error: 'not a regular file' });
  });
});

/** Base64 as RFC 4648 has it, over the UTF-8 bytes of a text. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The bytes of a text: what is not ASCII is written as %XX by the language itself. */
const utf8 = (text: string): readonly number[] =>
  [...encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '?')).matchAll(/%([0-9A-F]{2})|[^%]/g)].map(
    ([letter, byte]) => (byte === undefined ? (letter.codePointAt(0) ?? 0) : Number.parseInt(byte, 16)),
  );

export function toBase64(text: string): string {
  const bytes = utf8(text);
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = [bytes[i], bytes[i + 1], bytes[i + 2]];
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    const letter = (shift: number): string => LETTERS[(bits >> shift) & 63] ?? '';
    out +=
      letter(18) + letter(12) + (b === undefined ? '=' : letter(6)) + (c === undefined ? '=' : letter(0));
  }
  return out;
}

export const isBase64 = (text: string): boolean =>
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text);

/** The text behind base64; null where it is none. */
export function fromBase64(text: string): string | null {
  const plain = text.replaceAll(/\s/g, '');
  if (!isBase64(plain)) return null;
  const bytes: number[] = [];
  for (let i = 0; i < plain.length; i += 4) {
    const values = [0, 1, 2, 3].map((at) => Math.max(0, LETTERS.indexOf(plain[i + at] ?? '')));
    const bits = values.reduce((sum, value) => sum * 64 + value, 0);
    const count = plain[i + 2] === '=' ? 1 : plain[i + 3] === '=' ? 2 : 3;
    for (let byte = 0; byte < count; byte++) bytes.push((bits >> (16 - 8 * byte)) & 255);
  }
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return null;
  }
}

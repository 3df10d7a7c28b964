/**
 * 64 bits that roll over every event: time, kind and operands, in two 32-bit lanes. Not cryptographic; equal digests
 * mean equal event logs for all practical purposes.
 */
export type Digest = Int32Array;

export const newDigest = (): Digest => Int32Array.of(0x243f6a88, 0x85a308d3 | 0);

/** Odd factors of the mixing, for the loops that write it out (`world/warm-path.ts`). */
export const MIX = {
  time: 0x9e3779b1,
  timeHigh: 0x27d4eb2f,
  low: 0x85ebca77,
  high: 0x165667b1,
  a: 0xc2b2ae3d,
  b: 0xd3a2646d,
  last: 0x2545f491,
} as const;

export function mixEvent(digest: Digest, timeMicros: number, kind: number, a: number, b: number): void {
  let low = (digest[1] as number) ^ Math.imul(timeMicros | 0, 0x9e3779b1);
  low = Math.imul((low << 13) | (low >>> 19), 0x85ebca77) ^ Math.imul(a, 0xc2b2ae3d);
  let high = (digest[0] as number) ^ Math.imul((timeMicros / 4294967296) | 0, 0x27d4eb2f) ^ kind;
  high = Math.imul((high << 17) | (high >>> 15), 0x165667b1) ^ Math.imul(b, 0xd3a2646d) ^ (low >>> 11);
  digest[1] = low + Math.imul(high, 0x2545f491);
  digest[0] = high;
}

const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, '0');

/** 16 hexadecimal digits. */
export function digestText(digest: Digest): string {
  let [high, low] = [digest[0] as number, digest[1] as number];
  high = Math.imul(high ^ (low >>> 15) ^ (high >>> 16), 0x21f0aaad);
  low = Math.imul(low ^ (high >>> 13) ^ (low >>> 16), 0x735a2d97);
  high = Math.imul(high ^ (low >>> 15), 0x85ebca6b) ^ low;
  return hex(high) + hex(low);
}

/** 16 hexadecimal digits over a text, for naming a scenario. */
export function digestOfText(text: string): string {
  const digest = newDigest();
  for (let i = 0; i < text.length; i++) mixEvent(digest, i, 0, text.charCodeAt(i), i);
  return digestText(digest);
}

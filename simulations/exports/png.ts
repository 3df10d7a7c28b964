/** PNG of the same drawing, with its resolution written into the file. */
import { defineExport } from './export-format';
import { svgOf } from './svg';

/** A unit of the drawing is a CSS pixel: 96 to the inch. */
const DPI_AT_SCALE_1 = 96;
const INCHES_PER_METRE = 39.37007874;

export const png = defineExport({
  id: 'png',
  order: 2,
  label: 'PNG',
  extension: 'png',
  mediaType: 'image/png',
  write: async (drawing, host) =>
    withResolution(
      await host.rasterise(svgOf(drawing), host.scale),
      Math.round(DPI_AT_SCALE_1 * host.scale * INCHES_PER_METRE),
    ),
});

/** Puts a pHYs chunk (pixels per metre) after the header chunk, in place of one that is there. */
export function withResolution(bytes: Uint8Array, pixelsPerMetre: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerEnd = 8 + 25;
  const chunk = new Uint8Array(21);
  const out = new DataView(chunk.buffer);
  out.setUint32(0, 9);
  chunk.set([0x70, 0x48, 0x59, 0x73], 4);
  out.setUint32(8, pixelsPerMetre);
  out.setUint32(12, pixelsPerMetre);
  chunk[16] = 1;
  out.setUint32(17, crc32(chunk.subarray(4, 17)));
  const rest: Uint8Array[] = [];
  for (let at = headerEnd; at < bytes.length;) {
    const length = view.getUint32(at) + 12;
    const isResolution = view.getUint32(at + 4) === 0x70485973;
    if (!isResolution) rest.push(bytes.subarray(at, at + length));
    at += length;
  }
  const parts = [bytes.subarray(0, headerEnd), chunk, ...rest];
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

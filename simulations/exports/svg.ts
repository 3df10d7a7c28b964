/** SVG that stands alone: real text, no script, no reference to anything outside, readable by every program. */
import { printable } from '../base/errors';
import type { Drawing, Mark, PatternFill, Style } from '../drawing/drawing';
import { PATTERNS, WASTE_TILE, type PatternTile } from '../scene/patterns';
import { defineExport } from './export-format';

const SANS = "'IBM Plex Sans', 'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

export const svg = defineExport({
  id: 'svg',
  order: 1,
  label: 'SVG',
  extension: 'svg',
  mediaType: 'image/svg+xml',
  write: (drawing) => Promise.resolve(svgOf(drawing)),
});

export function svgOf(drawing: Drawing): string {
  const patterns = new Map<string, PatternFill>();
  const body = drawing.marks.map((mark) => markOf(mark, patterns)).join('\n');
  const { width, height } = drawing;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description" font-family="${SANS.replaceAll('"', "'")}">`,
    `<title id="title">${escape(drawing.title)}</title>`,
    `<desc id="description">${escape(`${drawing.description} ${drawing.provenance}.`)}</desc>`,
    `<defs>${[...patterns].map(([id, fill]) => patternOf(id, fill)).join('')}</defs>`,
    `<rect width="${width}" height="${height}" fill="${drawing.background}"/>`,
    body,
    '</svg>',
    '',
  ].join('\n');
}

/** XML text: markup escaped, control characters shown, long names cut. */
export function escape(text: string): string {
  return printable(text, 1000)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const number = (value: number): string => String(Math.round(value * 100) / 100);

function attributes(style: Style): string {
  const parts = [`fill="${style.fill ?? 'none'}"`];
  if (style.stroke !== undefined)
    parts.push(`stroke="${style.stroke}" stroke-width="${number(style.strokeWidth ?? 1)}"`);
  if (style.dash !== undefined) parts.push(`stroke-dasharray="${style.dash}"`);
  if (style.opacity !== undefined) parts.push(`opacity="${style.opacity}"`);
  return parts.join(' ');
}

function markOf(mark: Mark, patterns: Map<string, PatternFill>): string {
  switch (mark.kind) {
    case 'group':
      return `<g><title>${escape(mark.name)}</title>\n${mark.marks.map((inner) => markOf(inner, patterns)).join('\n')}\n</g>`;
    case 'path':
      return `<path d="${mark.d}" ${mark.transform === undefined ? '' : `transform="${mark.transform}" `}${attributes(mark)}/>`;
    case 'text':
      return textOf(mark);
    case 'rect': {
      const box = `x="${number(mark.x)}" y="${number(mark.y)}" width="${number(mark.width)}" height="${number(mark.height)}"`;
      const plain = `<rect ${box} ${attributes(mark)}/>`;
      if (mark.pattern === undefined) return plain;
      const id = `pattern-${mark.pattern.id}-${mark.pattern.ink.slice(1)}`;
      patterns.set(id, mark.pattern);
      return `${plain}<rect ${box} fill="url(#${id})" opacity="${mark.pattern.opacity}"/>`;
    }
  }
}

function textOf(mark: Mark & { readonly kind: 'text' }): string {
  const halo =
    mark.halo === undefined
      ? ''
      : ` paint-order="stroke" stroke="${mark.halo}" stroke-width="5" stroke-linejoin="round"`;
  const anchor = mark.anchor === undefined || mark.anchor === 'start' ? '' : ` text-anchor="${mark.anchor}"`;
  const note =
    mark.note === undefined
      ? ''
      : `<tspan dx="2" dy="-5" font-size="11" font-weight="500">${escape(mark.note)}</tspan>`;
  return `<text x="${number(mark.x)}" y="${number(mark.y)}" font-size="${mark.size}" font-weight="${mark.weight ?? 400}" fill="${mark.fill}"${anchor}${halo}>${escape(mark.text)}${note}</text>`;
}

function patternOf(id: string, fill: PatternFill): string {
  const tile: PatternTile | null =
    fill.id === 'waste' ? WASTE_TILE : (PATTERNS[fill.id as keyof typeof PATTERNS] ?? null);
  if (tile === null) return '';
  const strokes = tile.strokes
    .map(
      (stroke) =>
        `<path d="${stroke.path}" stroke="${fill.ink}" stroke-width="${stroke.width}" fill="none"/>`,
    )
    .join('');
  const dots = tile.dots
    .map(([x, y, r]) => `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill.ink}"/>`)
    .join('');
  return `<pattern id="${id}" width="${tile.width}" height="${tile.height}" patternUnits="userSpaceOnUse">${strokes}${dots}</pattern>`;
}

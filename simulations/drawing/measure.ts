/** Widths of text in IBM Plex Sans, near enough to keep labels apart: em per character by class, weight 400. */
const NARROW = new Set("iljtfr.,:;!|'()[] I");
const WIDE = new Set('mwMW@%&QOGDHNU');

export function textWidth(text: string, size: number, weight = 400): number {
  let ems = 0;
  for (const character of text) {
    if (NARROW.has(character)) ems += 0.31;
    else if (WIDE.has(character)) ems += 0.78;
    else ems += (character.codePointAt(0) ?? 0) > 0x2e80 ? 1 : 0.56;
  }
  return ems * size * (weight >= 600 ? 1.05 : 1);
}

/** Lines of at most `width` pixels, broken between words; a single long word is cut with an ellipsis. */
export function wrapText(text: string, size: number, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line !== '') lines.push(line);
  return lines.map((l) => fitText(l, size, width));
}

/** The text, cut with an ellipsis where it is wider than `width`. */
export function fitText(text: string, size: number, width: number, weight = 400): string {
  if (textWidth(text.slice(0, 2000), size, weight) <= width && text.length <= 2000) return text;
  let end = Math.min(text.length, 2000);
  while (end > 0 && textWidth(`${text.slice(0, end)}…`, size, weight) > width) end = Math.floor(end * 0.9);
  return `${text.slice(0, end).trimEnd()}…`;
}

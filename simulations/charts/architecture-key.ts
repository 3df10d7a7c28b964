/** Legend and sources of the architecture figure. */
import type { Mark } from '../drawing/drawing';
import { textWidth, wrapText } from '../drawing/measure';
import { SIGNS } from '../scene/patterns';
import { LAYERS, LAYER_IDS } from '../technologies/layers';
import { bar, LEFT, line, onBar, RIGHT, write, type Pen } from './architecture-pen';

export function legend(pen: Pen): readonly Mark[] {
  const marks: Mark[] = [line(`M${LEFT} 792.5H${RIGHT}M${LEFT} 834.5H${RIGHT}`, pen.inks.rule, 1)];
  let x = LEFT;
  for (const layer of LAYER_IDS.toReversed()) {
    const { letters, name } = LAYERS[layer];
    const sign = SIGNS[layer];
    const transform = `translate(${x + 41} 805)`;
    marks.push(bar(pen, layer, x, 802, 34, 22), onBar(pen, layer, x + 17, 817.5, letters, 12.5, 'middle'));
    marks.push({
      kind: 'path',
      d: sign.stroke,
      transform,
      stroke: pen.inks.ink,
      strokeWidth: 1.4,
      fill: 'none',
    });
    if (sign.heavy !== undefined)
      marks.push({
        kind: 'path',
        d: sign.heavy,
        transform,
        stroke: pen.inks.ink,
        strokeWidth: 2.6,
        fill: 'none',
      });
    if (sign.fill !== '') marks.push({ kind: 'path', d: sign.fill, transform, fill: pen.inks.ink });
    marks.push(write(x + 63, 818.5, name, 15, pen.inks.ink));
    x += 63 + textWidth(name, 15) + 18;
  }
  marks.push(
    {
      kind: 'rect',
      x,
      y: 802,
      width: 34,
      height: 22,
      fill: 'none',
      stroke: pen.inks.ghost,
      strokeWidth: 1,
      dash: '4 3',
      pattern: { id: 'waste', ink: pen.inks.ghost, opacity: 0.6 },
    },
    write(x + 42, 818.5, 'Reserved, unused', 15, pen.inks.ink),
  );
  return marks;
}

export function sources(pen: Pen, notes: readonly string[], credit: string): readonly Mark[] {
  const text = [
    ...notes.map((note, i) => `${String.fromCharCode(97 + i)}: ${note}.`),
    'Plates under the floor are not to scale.',
  ].join(' ');
  const creditWidth = textWidth(credit, 12.5);
  const lines = wrapText(text, 12.5, (RIGHT - LEFT) * 0.93).slice(0, 4);
  const last = lines.at(-1) ?? '';
  const lower = textWidth(last, 12.5) > RIGHT - LEFT - creditWidth - 20 ? 1 : 0;
  const start = 892 - (lines.length - 1 + lower) * 15;
  return [
    ...lines.map((l, i) => write(LEFT, start + i * 15, l, 12.5, pen.inks.ink2)),
    write(RIGHT, 892, credit, 12.5, pen.inks.ink2, { anchor: 'end' }),
  ];
}

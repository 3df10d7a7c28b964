/** Series over time, one above the other on one time axis: never two scales on one axis. */
import { scaleLinear } from 'd3-scale';
import { area, line as lineOf } from 'd3-shape';
import { max } from 'd3-array';
import { formatClock, formatDuration, formatNumber } from '../base/quantity';
import type { Drawing, Mark } from '../drawing/drawing';
import { textWidth } from '../drawing/measure';
import { INKS, layerInk, type Variant } from '../drawing/palette';
import type { LayerId } from '../technologies/layers';
import { line, write, type Pen } from './architecture-pen';

export interface Strip {
  readonly title: string;
  readonly subtitle: string;
  readonly unit: string;
  readonly lines: readonly {
    readonly name: string;
    readonly hue: LayerId;
    readonly dash?: string;
    readonly values: readonly number[];
  }[];
}

export interface StripOptions {
  readonly width: number;
  readonly atMicros: readonly number[];
  readonly startsAtMicros: number;
  readonly durationMicros: number;
  readonly variant: Variant;
  readonly provenance: string;
  readonly marks: readonly { readonly label: string; readonly atMicros: number }[];
}

const LEFT = 190;
const RIGHT = 124;
const STRIP = 62;

export function drawStrips(strips: readonly Strip[], options: StripOptions): Drawing {
  const pen: Pen = { inks: INKS[options.variant], variant: options.variant, patterns: false };
  const x = scaleLinear()
    .domain([0, Math.max(1, options.durationMicros)])
    .range([LEFT, options.width - RIGHT]);
  const bottom = 26 + strips.length * STRIP;
  return {
    width: options.width,
    height: bottom + 30,
    title: strips.map(({ title }) => title).join(', '),
    description: describeStrips(strips),
    background: pen.inks.background,
    provenance: options.provenance,
    marks: [
      ...strips.flatMap((strip, i) => stripMarks(pen, strip, 26 + i * STRIP, x, options)),
      ...timeAxis(pen, x, bottom, options),
      ...options.marks.flatMap(({ label, atMicros }) => instantMarks(pen, label, x(atMicros), bottom)),
    ],
  };
}

/** Each strip as a spoken trend: where it began, its peak and when, where it ended. */
export function describeStrips(strips: readonly Strip[]): string {
  return strips
    .flatMap((strip) =>
      strip.lines.map(({ name, values }) => {
        const peak = max(values) ?? 0;
        const at = values.length < 2 ? 0 : Math.round((100 * values.indexOf(peak)) / (values.length - 1));
        const [first = 0, last = 0] = [values[0], values.at(-1)];
        const number = (value: number): string => `${formatNumber(value)}${strip.unit}`;
        return `${strip.title}, ${name}: from ${number(first)} to ${number(last)}, at most ${number(peak)} at ${at} % of the time shown.`;
      }),
    )
    .join(' ');
}

function stripMarks(
  pen: Pen,
  strip: Strip,
  top: number,
  x: (micros: number) => number,
  { atMicros, width }: StripOptions,
): readonly Mark[] {
  // Nothing at all is drawn on an axis from 0 to 1.
  const most = Math.max(0, ...strip.lines.flatMap(({ values }) => max(values) ?? 0)) || 1;
  const y = scaleLinear()
    .domain([0, most])
    .nice(2)
    .range([top + STRIP - 12, top + 4]);
  const place = (_: number, i: number): number => x(atMicros[i] ?? 0);
  const names = apart(strip.lines.map(({ values }) => y(values.at(-1) ?? 0) + 4));
  return [
    write(16, top + 16, strip.title, 12.5, pen.inks.ink, { weight: 600 }),
    write(16, top + 31, strip.subtitle, 11, pen.inks.ink2),
    ...y.ticks(2).flatMap((tick) => [
      line(`M${LEFT} ${y(tick).toFixed(1)}H${width - RIGHT}`, pen.inks.rule, 1),
      write(LEFT - 8, y(tick) + 4, `${formatNumber(tick)}${strip.unit}`, 11, pen.inks.ink2, {
        anchor: 'end',
      }),
    ]),
    ...strip.lines.flatMap(({ name, hue, dash, values }, i): readonly Mark[] => {
      const shape = area<number>()
        .x(place)
        .y0(y(0))
        .y1((value) => y(value));
      const stroke = lineOf<number>()
        .x(place)
        .y((value) => y(value));
      return [
        ...(strip.lines.length === 1
          ? [
              {
                kind: 'path',
                d: shape([...values]) ?? '',
                fill: layerInk(hue, pen.variant).fill,
                opacity: 0.25,
              } as const,
            ]
          : []),
        {
          kind: 'path',
          d: stroke([...values]) ?? '',
          stroke: hue === 'ap' ? pen.inks.ink : layerInk(hue, pen.variant).fill,
          strokeWidth: 2,
          ...(dash !== undefined && { dash }),
        },
        ...(strip.lines.length > 1 && names[i] !== undefined && values.length > 0
          ? [write(x(atMicros[values.length - 1] ?? 0) + 6, names[i], name, 11, pen.inks.ink)]
          : []),
      ];
    }),
  ];
}

const NAME_LINE = 12;

/** Names at the ends of lines that end near one another stand under one another. */
export function apart(lines: readonly number[]): readonly number[] {
  const order = lines.map((_, i) => i).toSorted((a, b) => (lines[a] ?? 0) - (lines[b] ?? 0));
  const placed = new Map<number, number>();
  let last = -Infinity;
  for (const i of order) {
    last = Math.max(lines[i] ?? 0, last + NAME_LINE);
    placed.set(i, last);
  }
  return lines.map((line, i) => placed.get(i) ?? line);
}

function timeAxis(
  pen: Pen,
  x: (micros: number) => number,
  bottom: number,
  { durationMicros, startsAtMicros }: StripOptions,
): readonly Mark[] {
  const ticks = scaleLinear()
    .domain([0, durationMicros / 1e6])
    .ticks(8);
  return ticks.flatMap((seconds) => {
    const at = seconds * 1e6;
    const label = startsAtMicros === 0 ? formatDuration(at) : formatClock(startsAtMicros + at, false);
    return [
      line(`M${x(at).toFixed(1)} ${bottom - 8}v6`, pen.inks.ink2, 1),
      write(x(at), bottom + 14, label, 11, pen.inks.ink2, { anchor: 'middle' }),
    ];
  });
}

function instantMarks(pen: Pen, label: string, x: number, bottom: number): readonly Mark[] {
  const width = Math.max(16, Math.round(textWidth(label, 11.5, 600)) + 8);
  return [
    line(`M${x.toFixed(1)} 20V${bottom - 8}`, pen.inks.ink, 1.6),
    { kind: 'rect', x: x - width / 2, y: 4, width, height: 16, fill: pen.inks.ink },
    write(x, 16, label, 11.5, pen.inks.background, { weight: 600, anchor: 'middle' }),
  ];
}

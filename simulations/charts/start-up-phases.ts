/**
 * Start-up phases: rows are technologies, bars are phases in the colour of the layer that spends the time. On a log
 * axis the linear twin below cannot be hidden, so nobody reads log lengths as durations.
 */
import { scaleLinear } from 'd3-scale';
import { formatDuration } from '../base/quantity';
import { ln } from '../base/mathematics';
import type { Drawing, Mark } from '../drawing/drawing';
import { fitText, textWidth } from '../drawing/measure';
import { INKS, layerInk, type Variant } from '../drawing/palette';
import { LAYERS } from '../technologies/layers';
import { bar, line, onBar, write, type Pen } from './architecture-pen';
import type { PhaseSpan, StartUpRow } from './start-up-rows';

export interface StartUpOptions {
  readonly width: number;
  readonly axis: 'log' | 'linear';
  readonly variant: Variant;
  readonly patterns: boolean;
  readonly selected: string | null;
  readonly provenance: string;
}

/** The drawing, and where its rows lie, for those who select them. */
export interface StartUpChart {
  readonly drawing: Drawing;
  readonly rows: readonly { readonly id: string; readonly y: number; readonly height: number }[];
}

const ROW = 42;
const TOP = 46;
const BAR = 22;
const NAMES = 208;
const TOTALS = 104;
const SHARES = 196;
const FIRST = 700;
/** Response times that people notice: Miller 1968 and Nielsen, "Usability Engineering", 1993. */
const LIMITS: readonly (readonly [micros: number, name: string])[] = [
  [16_667, 'one frame, 60 Hz'],
  [100_000, 'feels instant'],
  [1_000_000, 'train of thought'],
  [10_000_000, 'attention lost'],
];

const KEY =
  'Line under a bar: p5 to p95; dot: median. Dashed box: ready, but waits for a check to notice. Dotted: what people notice.';

export const START_UP_SOURCE =
  'Limits of attention: Nielsen, Usability Engineering, 1993; one frame is 1/60 s. Sums of phases: sampled, 2,000 starts each.';

type Place = (micros: number) => number;

export function drawStartUps(rows: readonly StartUpRow[], options: StartUpOptions): StartUpChart {
  const pen: Pen = { inks: INKS[options.variant], variant: options.variant, patterns: options.patterns };
  const { width, axis } = options;
  const right = width - TOTALS - SHARES - 12;
  const longest = Math.max(1_000_000, ...rows.map((row) => Math.max(row.totalMicros, row.p95Micros)));
  const place = axis === 'log' ? logPlace(longest, right) : linearPlace(longest, NAMES, right);
  const bottom = TOP + rows.length * ROW;
  const twin = axis === 'log' ? twinMarks(pen, rows, width, bottom + 66, longest) : { marks: [], height: 0 };
  const height = bottom + 58 + twin.height;
  return {
    rows: rows.map((row, i) => ({ id: row.id, y: TOP + i * ROW, height: ROW })),
    drawing: {
      width,
      height,
      title: 'From request to first answer',
      description: describeRows(rows),
      background: pen.inks.background,
      provenance: options.provenance,
      marks: [
        ...heads(pen, width, right),
        ...rows.flatMap((row, i) => (row.id === options.selected ? [ground(pen, TOP + i * ROW, width)] : [])),
        ...axisMarks(pen, axis, place, longest, bottom, right),
        ...rows.map((row, i): Mark => rowMarks(pen, row, TOP + i * ROW, place, width)),
        write(
          16,
          bottom + 46,
          `${axis === 'log' ? 'Bars begin at 0.7 ms. ' : ''}${KEY}`,
          11.5,
          pen.inks.ink3,
        ),
        ...twin.marks,
      ],
    },
  };
}

/** The chart in words: the slowest, the fastest and the factor between them. */
export function describeRows(rows: readonly StartUpRow[]): string {
  const sorted = rows.toSorted((a, b) => b.totalMicros - a.totalMicros);
  const [slow, fast] = [sorted[0], sorted.at(-1)];
  if (slow === undefined || fast === undefined) return 'No technologies.';
  const each = sorted.map((row) => `${row.label} ${formatDuration(row.totalMicros)}`).join(', ');
  const factor = fast.totalMicros > 0 ? Math.round(slow.totalMicros / fast.totalMicros) : 0;
  return `Time from request to first answer, slowest first: ${each}. The slowest takes ${factor} times as long as the fastest.`;
}

/** d3 takes logarithms with the engine's own function: the place of a mark may not depend on the engine. */
function logPlace(longest: number, right: number): Place {
  const span = ln((longest * 1.15) / FIRST);
  return (micros) => NAMES + (ln(Math.max(FIRST, micros) / FIRST) / span) * (right - NAMES);
}

function linearPlace(longest: number, left: number, right: number): Place {
  const scale = scaleLinear()
    .domain([0, longest * 1.04])
    .range([left, right]);
  return (micros) => scale(micros);
}

function heads(pen: Pen, width: number, right: number): readonly Mark[] {
  const strong = { weight: 600 } as const;
  return [
    write(16, 26, 'Sandbox', 12, pen.inks.ink2, strong),
    write(right + TOTALS - 16, 26, 'To first answer', 12, pen.inks.ink2, { ...strong, anchor: 'end' }),
    write(width - SHARES, 26, 'Who spends it', 12, pen.inks.ink2, strong),
    write(width - 16, 26, 'share, linear', 11.5, pen.inks.ink3, { anchor: 'end' }),
  ];
}

const ground = (pen: Pen, y: number, width: number): Mark => ({
  kind: 'rect',
  x: 0,
  y,
  width,
  height: ROW,
  fill: pen.inks.rule,
  opacity: 0.45,
});

function axisMarks(
  pen: Pen,
  axis: 'log' | 'linear',
  place: Place,
  longest: number,
  bottom: number,
  right: number,
): readonly Mark[] {
  const ticks =
    axis === 'log'
      ? [1e3, 1e4, 1e5, 1e6, 1e7, 1e8].filter((tick) => tick <= longest * 1.15)
      : scaleLinear().domain([0, longest]).ticks(6);
  const limits = LIMITS.filter(([micros]) => place(micros) < right - 20);
  // The head of the next column stands on the same line.
  const edge = right + TOTALS - 16 - textWidth('To first answer', 12, 600) - 8;
  let lastEnd = 0;
  return [
    ...ticks.flatMap((tick): readonly Mark[] => [
      line(`M${round(place(tick))} ${TOP - 4}V${bottom + 6}`, pen.inks.rule, 1),
      write(place(tick), bottom + 22, tick === 0 ? '0' : formatDuration(tick), 11.5, pen.inks.ink2, {
        anchor: 'middle',
      }),
    ]),
    ...limits.flatMap(([micros, name]): readonly Mark[] => {
      const x = place(micros);
      const half = textWidth(name, 11) / 2;
      const fits = x - half > lastEnd + 6 && x - half > NAMES - 30 && x + half < edge;
      if (fits) lastEnd = x + half;
      return [
        {
          kind: 'path',
          d: `M${round(x)} ${TOP - 10}V${bottom + 6}`,
          stroke: pen.inks.ink2,
          strokeWidth: 1.2,
          dash: '1.5 3.5',
        },
        ...(fits ? [write(x, 26, name, 11, pen.inks.ink2, { anchor: 'middle' })] : []),
      ];
    }),
  ];
}

function rowMarks(pen: Pen, row: StartUpRow, y: number, place: Place, width: number): Mark {
  const top = y + 6;
  const middle = top + BAR + 6;
  const spread = `M${round(place(row.p5Micros))} ${middle}H${round(place(row.p95Micros))}`;
  const [p5, p50, p95] = [row.p5Micros, row.p50Micros, row.p95Micros].map(place) as [number, number, number];
  const right = width - TOTALS - SHARES - 12;
  return {
    kind: 'group',
    name: `${row.label}: ${formatDuration(row.totalMicros)}`,
    marks: [
      line(`M0 ${y}H${width}`, pen.inks.rule, 1),
      swatch(pen, row, 16, y + 12),
      write(40, y + 18, fitText(row.label, 12, NAMES - 46, 600), 12, pen.inks.ink, { weight: 600 }),
      write(40, y + 33, fitText(row.detail, 11, NAMES - 46), 11, pen.inks.ink2),
      ...phaseBars(pen, row.phases, top, BAR, place),
      line(spread, pen.inks.ink2, 1.2),
      line(`M${round(p5)} ${middle - 3}v6M${round(p95)} ${middle - 3}v6`, pen.inks.ink2, 1.2),
      dot(p50, middle, 2.6, pen.inks.ink),
      write(right + TOTALS - 28, y + 24, formatDuration(row.totalMicros), 13, pen.inks.ink, {
        weight: 600,
        anchor: 'end',
      }),
      basisMark(pen, row.basis, right + TOTALS - 18, y + 19.5),
      ...shareBars(pen, row, width - SHARES, y + 11, SHARES - 16),
    ],
  };
}

const round = (value: number): number => Math.round(value * 100) / 100;
const dot = (x: number, y: number, r: number, fill: string): Mark => ({
  kind: 'path',
  d: `M${round(x - r)} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`,
  fill,
});

function swatch(pen: Pen, row: StartUpRow, x: number, y: number): Mark {
  return { kind: 'group', name: LAYERS[row.hue].name, marks: [bar(pen, row.hue, x, y, 16, 16)] };
}

/** Square, disc, triangle, ring: measured, published, computed, assumed. */
function basisMark(pen: Pen, basis: StartUpRow['basis'], x: number, y: number): Mark {
  const fill = pen.inks.ink2;
  switch (basis) {
    case 'measured':
      return { kind: 'rect', x: x - 3, y: y - 3, width: 6, height: 6, fill };
    case 'published':
      return dot(x, y, 3, fill);
    case 'computed':
      return { kind: 'path', d: `M${x} ${y - 3.4}l3.5 6.6h-7z`, fill };
    case 'assumed':
      return {
        kind: 'path',
        d: `M${x - 2.8} ${y}a2.8 2.8 0 1 0 5.6 0a2.8 2.8 0 1 0 -5.6 0`,
        stroke: fill,
        strokeWidth: 1.2,
      };
  }
}

/** Bars end to end; a wait for a check is an outline, because nobody works. */
export function phaseBars(
  pen: Pen,
  phases: readonly PhaseSpan[],
  y: number,
  height: number,
  place: Place,
  labels = true,
): readonly Mark[] {
  let from = 0;
  return phases.flatMap((phase): readonly Mark[] => {
    const x = place(from);
    from += phase.micros;
    const width = place(from) - x;
    if (width < 0.4) return [];
    const name = shortName(phase.name);
    const words = labels && textWidth(name, 11, 600) + 12 < width;
    if (phase.isCheck)
      return [
        {
          kind: 'rect',
          x,
          y,
          width,
          height,
          fill: 'none',
          stroke: pen.inks.ghost,
          strokeWidth: 1.2,
          dash: '3.5 2.5',
        },
        ...(words ? [write(x + 6, y + height / 2 + 4, name, 11, pen.inks.ink2)] : []),
      ];
    return [
      bar(pen, phase.layer, x, y, width, height),
      ...(words ? [onBar(pen, phase.layer, x + 6, y + height / 2 + 4, name, 11)] : []),
    ];
  });
}

const shortName = (name: string): string => (name.length > 26 ? `${name.slice(0, 25)}…` : name);

function shareBars(pen: Pen, row: StartUpRow, x: number, y: number, width: number): readonly Mark[] {
  const total = Math.max(1, row.totalMicros);
  return phaseBars(pen, row.phases, y, 18, (micros) => x + (micros / total) * width);
}

/** The same bars where equal lengths are equal times. */
function twinMarks(
  pen: Pen,
  rows: readonly StartUpRow[],
  width: number,
  top: number,
  longest: number,
): { readonly marks: readonly Mark[]; readonly height: number } {
  const place = linearPlace(longest, NAMES, width - 24);
  const step = 15;
  const first = top + 28;
  const bottom = first + rows.length * step;
  const ticks = scaleLinear().domain([0, longest]).ticks(7);
  return {
    height: bottom + 34 - top,
    marks: [
      line(`M0 ${top - 10}H${width}`, pen.inks.rule, 1),
      write(16, top + 12, 'The same bars, linear', 12.5, pen.inks.ink, { weight: 600 }),
      write(
        NAMES,
        top + 12,
        'On a log axis the last centimetre holds most of the seconds. Here equal lengths are equal times.',
        11.5,
        pen.inks.ink2,
      ),
      ...ticks.flatMap((tick) => [
        line(`M${round(place(tick))} ${first - 4}V${bottom + 4}`, pen.inks.rule, 1),
        write(place(tick), bottom + 18, tick === 0 ? '0 s' : formatDuration(tick), 11.5, pen.inks.ink2, {
          anchor: 'middle',
        }),
      ]),
      ...rows.flatMap((row, i): readonly Mark[] => [
        write(NAMES - 8, first + i * step + 10, fitText(row.label, 11, NAMES - 20), 11, pen.inks.ink2, {
          anchor: 'end',
        }),
        ...phaseBars(pen, row.phases, first + i * step + 1, 11, place, false),
      ]),
      line(`M${NAMES} ${bottom + 4}H${width - 24}`, layerInk('ap', pen.variant).edge, 1),
    ],
  };
}

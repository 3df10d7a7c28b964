/**
 * A parameter against figures: small multiples on one x axis, never two y axes. Line and points are means over
 * replications, the band is the half width of the 95 % confidence interval (Law, "Simulation Modeling and Analysis").
 */
import { extent, max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { area, line as lineOf } from 'd3-shape';
import { ln } from '../base/mathematics';
import { formatNumber } from '../base/quantity';
import type { Drawing, Mark } from '../drawing/drawing';
import { INKS, layerInk, type Variant } from '../drawing/palette';
import type { Figure } from '../statistics/confidence';
import type { LayerId } from '../technologies/layers';
import { line, write, type Pen } from './architecture-pen';

export interface SweepPoint {
  /** As it was written: `10 min`. */
  readonly written: string;
  /** Its place on the axis, in the canonical unit. */
  readonly at: number;
  readonly figure: Figure | null;
  /** The value of each replication, for those who want to see them. */
  readonly replications: readonly number[];
}

export interface SweepPanel {
  readonly name: string;
  readonly unit: string;
  readonly series: readonly {
    readonly name: string;
    readonly hue: LayerId;
    readonly dash?: string;
    readonly points: readonly SweepPoint[];
  }[];
}

export interface SweepChartOptions {
  readonly width: number;
  readonly axis: 'log' | 'linear';
  readonly parameter: string;
  readonly selected: string | null;
  readonly replications: boolean;
  readonly variant: Variant;
  readonly provenance: string;
  readonly title: string;
}

const LEFT = 74;
const RIGHT = 132;
const PANEL = 176;
const TOP = 8;

export function drawSweep(panels: readonly SweepPanel[], options: SweepChartOptions): Drawing {
  const pen: Pen = { inks: INKS[options.variant], variant: options.variant, patterns: false };
  const points = panels.flatMap(({ series }) => series.flatMap((own) => own.points));
  const place = placeOf(points, options);
  const bottom = TOP + panels.length * PANEL;
  return {
    width: options.width,
    height: bottom + 48,
    title: options.title,
    description: describeSweep(panels, options.parameter),
    background: pen.inks.background,
    provenance: options.provenance,
    marks: [
      ...selectedMark(pen, points, options.selected, place, bottom),
      ...panels.map((panel, i): Mark => ({
        kind: 'group',
        name: panel.name,
        marks: panelMarks(pen, panel, TOP + i * PANEL, place, options),
      })),
      ...parameterAxis(pen, points, place, bottom, options),
    ],
  };
}

/** A spoken trend: each figure from the first value of the parameter to the last. */
export function describeSweep(panels: readonly SweepPanel[], parameter: string): string {
  return panels
    .flatMap(({ name, unit, series }) =>
      series.map((own) => {
        const measured = own.points.filter(({ figure }) => figure !== null);
        const [first, last] = [measured[0], measured.at(-1)];
        if (!first?.figure || !last?.figure) return `${name}, ${own.name}: nothing measured.`;
        const from = `${formatNumber(first.figure.mean)} at ${first.written}`;
        const to = `${formatNumber(last.figure.mean)} at ${last.written}`;
        return `${name} (${unit}), ${own.name}, against ${parameter}: from ${from} to ${to}.`;
      }),
    )
    .join(' ');
}

type Place = (at: number) => number;

function placeOf(points: readonly SweepPoint[], { axis, width }: SweepChartOptions): Place {
  const [low = 0, high = 1] = extent(points, ({ at }) => at);
  const right = width - RIGHT;
  if (axis === 'log' && low > 0 && high > low) {
    const span = ln(high / low);
    return (at) => LEFT + (ln(at / low) / span) * (right - LEFT);
  }
  const scale = scaleLinear()
    .domain([low, high === low ? low + 1 : high])
    .range([LEFT, right]);
  return (at) => scale(at);
}

const round = (value: number): number => Math.round(value * 10) / 10;

function selectedMark(
  pen: Pen,
  points: readonly SweepPoint[],
  selected: string | null,
  place: Place,
  bottom: number,
): readonly Mark[] {
  const point = points.find(({ written }) => written === selected);
  if (point === undefined) return [];
  const d = `M${round(place(point.at))} ${TOP}V${bottom}`;
  return [{ kind: 'path', d, stroke: pen.inks.ink, strokeWidth: 1.6, dash: '2 3' }];
}

function panelMarks(
  pen: Pen,
  panel: SweepPanel,
  top: number,
  place: Place,
  options: SweepChartOptions,
): readonly Mark[] {
  const tops = panel.series.flatMap(({ points }) =>
    points.map(({ figure }) => (figure === null ? 0 : figure.mean + (figure.halfWidth95 ?? 0))),
  );
  const y = scaleLinear()
    .domain([0, Math.max(1e-9, max(tops) ?? 0)])
    .nice(3)
    .range([top + PANEL - 26, top + 34]);
  return [
    write(LEFT, top + 18, panel.name, 13, pen.inks.ink, { weight: 600 }),
    write(options.width - RIGHT, top + 18, panel.unit, 11.5, pen.inks.ink2, { anchor: 'end' }),
    ...y
      .ticks(3)
      .flatMap((tick) => [
        line(`M${LEFT} ${round(y(tick))}H${options.width - RIGHT}`, pen.inks.rule, 1),
        write(LEFT - 8, y(tick) + 4, formatNumber(tick), 11.5, pen.inks.ink2, { anchor: 'end' }),
      ]),
    ...panel.series.flatMap((series) => seriesMarks(pen, series, place, y, options)),
    ...endLabels(pen, panel, y, options),
  ];
}

/** Names at the ends of the lines, pushed apart where lines end near each other. */
function endLabels(
  pen: Pen,
  panel: SweepPanel,
  y: (value: number) => number,
  { width }: SweepChartOptions,
): readonly Mark[] {
  const ends = panel.series.flatMap((series) => {
    const last = series.points.findLast(({ figure }) => figure !== null)?.figure ?? null;
    return last === null ? [] : [{ name: series.name, y: y(last.mean) + 4 }];
  });
  let lowest = -Infinity;
  return ends
    .toSorted((a, b) => a.y - b.y)
    .map((end) => {
      lowest = Math.max(end.y, lowest + 14);
      return write(width - RIGHT + 8, lowest, end.name, 12, pen.inks.ink, { weight: 600 });
    });
}

function seriesMarks(
  pen: Pen,
  series: SweepPanel['series'][number],
  place: Place,
  y: (value: number) => number,
  options: SweepChartOptions,
): readonly Mark[] {
  const measured = series.points.flatMap((point) =>
    point.figure === null ? [] : [{ ...point, figure: point.figure }],
  );
  if (measured.length === 0) return [];
  const ink = layerInk(series.hue, pen.variant).fill;
  type Point = (typeof measured)[number];
  const x = ({ at }: Point): number => round(place(at));
  const band = area<Point>()
    .x(x)
    .y0(({ figure }) => round(y(Math.max(0, figure.mean - (figure.halfWidth95 ?? 0)))))
    .y1(({ figure }) => round(y(figure.mean + (figure.halfWidth95 ?? 0))));
  const mean = lineOf<Point>()
    .x(x)
    .y(({ figure }) => round(y(figure.mean)));
  const chosen = measured.find(({ written }) => written === options.selected);
  return [
    { kind: 'path', d: band([...measured]) ?? '', fill: ink, opacity: 0.28 },
    {
      kind: 'path',
      d: mean([...measured]) ?? '',
      stroke: ink,
      strokeWidth: 2.2,
      ...(series.dash !== undefined && { dash: series.dash }),
    },
    ...(options.replications
      ? measured.flatMap((point) =>
          point.replications.map((value) => ring(x(point), y(value), 2, pen.inks.ink3, 'none')),
        )
      : []),
    ...measured.map((point) => ring(x(point), y(point.figure.mean), 3.2, ink, ink)),
    ...(chosen === undefined
      ? []
      : [ring(x(chosen), y(chosen.figure.mean), 5, pen.inks.ink, pen.inks.background)]),
  ];
}

const ring = (x: number, y: number, r: number, stroke: string, fill: string): Mark => ({
  kind: 'path',
  d: `M${round(x - r)} ${round(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`,
  stroke,
  strokeWidth: 1.6,
  fill,
});

function parameterAxis(
  pen: Pen,
  points: readonly SweepPoint[],
  place: Place,
  bottom: number,
  options: SweepChartOptions,
): readonly Mark[] {
  const values = [...new Map(points.map((point) => [point.written, point.at]))];
  let free = -Infinity;
  const labels = values.flatMap(([written, at]): readonly Mark[] => {
    const x = place(at);
    const tick = line(`M${round(x)} ${bottom - 26}v6`, pen.inks.ink2, 1);
    const strong = written === options.selected;
    if (x < free && !strong) return [tick];
    free = x + 46;
    return [
      tick,
      write(x, bottom - 4, written, 11.5, strong ? pen.inks.ink : pen.inks.ink2, {
        anchor: 'middle',
        ...(strong && { weight: 600 }),
      }),
    ];
  });
  const name = `${options.parameter}${options.axis === 'log' ? ' (log axis)' : ''}`;
  return [
    ...labels,
    write((LEFT + options.width - RIGHT) / 2, bottom + 22, name, 12, pen.inks.ink2, { anchor: 'middle' }),
  ];
}

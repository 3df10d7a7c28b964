/** One request as a waterfall, the same request in every deployment: waiting, starting, working, waiting for others. */
import { scaleLinear } from 'd3-scale';
import { formatDuration } from '../base/quantity';
import type { Drawing, Mark } from '../drawing/drawing';
import { fitText, textWidth } from '../drawing/measure';
import { INKS, type Variant } from '../drawing/palette';
import type { DeploymentTrace, RequestTrace, TraceSpan } from '../lab/request-trace';
import { technologyOf } from '../technologies/catalogue';
import { bar, line, onBar, write, type Pen } from './architecture-pen';

export interface WaterfallOptions {
  readonly width: number;
  readonly variant: Variant;
  readonly patterns: boolean;
  readonly provenance: string;
}

const NAMES = 176;
const RIGHT = 96;
const CALL = 26;
const HEAD = 34;
const TOP = 34;

export function drawWaterfall(trace: RequestTrace, options: WaterfallOptions): Drawing {
  const pen: Pen = { inks: INKS[options.variant], variant: options.variant, patterns: options.patterns };
  const { width } = options;
  const longest = Math.max(
    1000,
    ...trace.deployments.map(({ arrivedMicros, endMicros }) => endMicros - arrivedMicros),
  );
  const scale = scaleLinear()
    .domain([0, longest * 1.02])
    .range([NAMES, width - RIGHT]);
  let y = TOP;
  const groups = trace.deployments.map((deployment): Mark => {
    const marks = deploymentMarks(pen, deployment, y, width, scale);
    y += HEAD + Math.max(1, deployment.calls.length) * CALL + 10;
    return { kind: 'group', name: describeTrace(deployment), marks };
  });
  const ticks = scale.ticks(Math.max(2, Math.floor((width - NAMES - RIGHT) / 110)));
  return {
    width,
    height: y + 34,
    title: `Request ${trace.number} of ${trace.workload}`,
    description: describeWaterfall(trace),
    background: pen.inks.background,
    provenance: options.provenance,
    marks: [
      ...ticks.flatMap((tick) => [
        line(`M${scale(tick).toFixed(1)} ${TOP - 10}V${y}`, pen.inks.rule, 1),
        write(scale(tick), y + 18, tick === 0 ? '0' : formatDuration(tick), 11.5, pen.inks.ink2, {
          anchor: 'middle',
        }),
      ]),
      ...groups,
    ],
  };
}

/** Each deployment in a sentence: the twin of the picture. */
export function describeWaterfall(trace: RequestTrace): string {
  const each = trace.deployments.map((deployment) => describeTrace(deployment));
  return each.length === 0
    ? `Request ${trace.number}: refused everywhere at once.`
    : `Request ${trace.number}. ${each.join('. ')}.`;
}

function describeTrace(deployment: DeploymentTrace): string {
  const spent = sumByKind(deployment);
  const parts = KIND_ORDER.flatMap((kind) => {
    const micros = spent.get(kind) ?? 0;
    return micros > 0 ? [`${KIND_WORDS[kind]} ${formatDuration(micros)}`] : [];
  });
  const total = formatDuration(deployment.endMicros - deployment.arrivedMicros);
  const how = deployment.open ? `still on its way after ${total}` : `answered in ${total}`;
  return `${technologyOf(deployment.technology).plural}: ${how}${parts.length === 0 ? '' : `, ${parts.join(', ')}`}`;
}

const KIND_ORDER: readonly TraceSpan['kind'][] = [
  'queued',
  'starting',
  'serving',
  'waiting',
  'backing-off',
  'network',
  'managed',
];
const KIND_WORDS: Readonly<Record<TraceSpan['kind'], string>> = {
  queued: 'in a queue',
  starting: 'for a start',
  serving: 'at work',
  waiting: 'workers waiting for others',
  'backing-off': 'before trying again',
  network: 'on the network',
  managed: 'at managed services',
};

/** Microseconds by what was done, over all calls of a deployment. */
export function sumByKind(deployment: DeploymentTrace): ReadonlyMap<TraceSpan['kind'], number> {
  const sums = new Map<TraceSpan['kind'], number>();
  for (const span of deployment.calls.flatMap((call) => call.spans))
    sums.set(span.kind, (sums.get(span.kind) ?? 0) + span.toMicros - span.fromMicros);
  return sums;
}

function deploymentMarks(
  pen: Pen,
  deployment: DeploymentTrace,
  top: number,
  width: number,
  scale: (micros: number) => number,
): readonly Mark[] {
  const technology = technologyOf(deployment.technology);
  const start = deployment.arrivedMicros;
  const total = formatDuration(deployment.endMicros - start);
  return [
    line(`M0 ${top}H${width}`, pen.inks.rule, 1),
    bar(pen, technology.hue, 16, top + 9, 16, 16),
    write(40, top + 22, fitText(technology.plural, 13, NAMES, 600), 13, pen.inks.ink, { weight: 600 }),
    write(width - 16, top + 22, deployment.open ? `${total} so far` : total, 13, pen.inks.ink, {
      weight: 600,
      anchor: 'end',
    }),
    ...deployment.calls.flatMap((call, i): readonly Mark[] => {
      const y = top + HEAD + i * CALL;
      const indent = Math.min(3, call.depth) * 12;
      return [
        write(40 + indent, y + 15, fitText(call.component, 12, NAMES - 52 - indent), 12, pen.inks.ink2),
        ...call.spans.flatMap((span) => spanMarks(pen, span, start, y, scale)),
        ...sandboxLabel(pen, call.sandbox, call.spans.at(-1), start, y, width, scale),
      ];
    }),
  ];
}

function sandboxLabel(
  pen: Pen,
  name: string,
  last: TraceSpan | undefined,
  start: number,
  y: number,
  width: number,
  scale: (micros: number) => number,
): readonly Mark[] {
  if (last === undefined || name === '') return [];
  const x = scale(last.toMicros - start) + 6;
  return x + textWidth(name, 11) > width - 12 ? [] : [write(x, y + 15, name, 11, pen.inks.ink3)];
}

function spanMarks(
  pen: Pen,
  span: TraceSpan,
  start: number,
  y: number,
  scale: (micros: number) => number,
): readonly Mark[] {
  const x = scale(span.fromMicros - start);
  const spanWidth = Math.max(1, scale(span.toMicros - start) - x);
  const box = { kind: 'rect', x, y: y + 2, width: spanWidth, height: 18 } as const;
  const { ghost, ink, ink2 } = pen.inks;
  const words = (text: string, fill: string): readonly Mark[] =>
    textWidth(text, 11) + 10 < spanWidth ? [write(x + 5, y + 15, text, 11, fill)] : [];
  switch (span.kind) {
    case 'queued':
      return [
        { ...box, fill: 'none', stroke: ink2, strokeWidth: 1.2, dash: '2 2' },
        ...words(`waits ${formatDuration(span.toMicros - span.fromMicros)}`, ink),
      ];
    case 'backing-off':
      return [
        { ...box, fill: 'none', stroke: ink2, strokeWidth: 1.2, dash: '6 3' },
        ...words('tries again later', ink),
      ];
    case 'network':
      return [
        { ...box, fill: ink2, stroke: 'none', strokeWidth: 0 },
        ...words('network', pen.inks.background),
      ];
    case 'managed':
      return [
        { ...box, fill: 'none', stroke: ink, strokeWidth: 1.2 },
        ...words(span.name ?? 'managed service', ink),
      ];
    case 'waiting':
      return [
        {
          ...box,
          fill: 'none',
          stroke: ghost,
          strokeWidth: 1.2,
          pattern: { id: 'waste', ink: ghost, opacity: 0.55 },
        },
      ];
    case 'starting':
    case 'serving': {
      const layer = span.layer ?? 'ap';
      const name = span.name ?? 'your code';
      return [
        bar(pen, layer, x, y + 2, spanWidth, 18),
        ...(textWidth(name, 11, 600) + 10 < spanWidth ? [onBar(pen, layer, x + 5, y + 15, name, 11)] : []),
      ];
    }
  }
}

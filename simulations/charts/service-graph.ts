/**
 * Who calls whom: boxes are components, split by their replicas. Fill = workers that work, hatch = workers that are
 * taken but wait for others, rings = the queue, width of a line = requests a second.
 */
import { formatNumber } from '../base/quantity';
import type { Drawing, Mark } from '../drawing/drawing';
import { fitText } from '../drawing/measure';
import { INKS, layerInk, type Variant } from '../drawing/palette';
import type { ComponentFrame, Frame } from '../lab/frame';
import type { ServiceFrame } from '../lab/traffic-frame';
import type { Scenario } from '../scenario/schema';
import { technologyOf } from '../technologies/catalogue';
import type { LayerId } from '../technologies/layers';
import { line, write, type Pen } from './architecture-pen';
import { edgesAmong, type Edge } from './graph-edges';
import {
  backEndEdges,
  backEndMarks,
  describeService,
  nodeIdOf,
  servicesIn,
  type BackEndEdge,
} from './graph-back-ends';

export interface GraphOptions {
  readonly width: number;
  readonly height: number;
  readonly variant: Variant;
  readonly patterns: boolean;
  readonly selected: string | null;
}

export interface GraphNode {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface ServiceGraph {
  readonly drawing: Drawing;
  readonly nodes: readonly GraphNode[];
}

const BOX = { width: 92, height: 56, widest: 150, highest: 96 };
/** What is kept free at the left for those who wait at the door. */
const DOOR = 150;
const RINGS_HIGH = 7;
const RING = 9;

/** The graph of one deployment at the instant of the frame. */
export function drawServiceGraph(
  frame: Frame,
  scenario: Scenario,
  deployment: string,
  options: GraphOptions,
): ServiceGraph {
  const pen: Pen = { inks: INKS[options.variant], variant: options.variant, patterns: options.patterns };
  const own = frame.deployments.find(({ id }) => id === deployment);
  const components = (own?.components ?? []).map((component) => ({
    ...component,
    id: nodeIdOf(component),
    runs: component.id,
  }));
  const services = servicesIn(frame, deployment);
  const parts = [...components, ...services];
  const others = backEndEdges(frame, scenario, deployment);
  const calls = edgesAmong(scenario, parts, components);
  const edges = [...calls, ...others.filter(({ isTrigger }) => !isTrigger)];
  const nodes = placeNodes(parts, edges, options);
  const hue = own === undefined ? 'hw' : technologyOf(own.technology).hue;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const rates = new Map([
    ...ratesOf(frame, components),
    ...ratesOf(
      frame,
      services.map(({ id, requests }) => ({ id, calls: requests })),
    ),
  ]);
  return {
    nodes,
    drawing: {
      width: options.width,
      height: options.height,
      title: `Service graph, ${deployment}`,
      description: describeGraph(components, services, edges, others),
      background: pen.inks.background,
      provenance: `Strata ${frame.engine}, scenario ${frame.title}, seed ${frame.seed}`,
      marks: [
        ...edges.flatMap((edge) => edgeMarks(pen, edge, byId, rates.get(edge.to) ?? 0)),
        ...others.filter(({ isTrigger }) => isTrigger).flatMap((edge) => triggerMarks(pen, edge, byId)),
        ...services.map((service): Mark => {
          const node = byId.get(service.id);
          const marks =
            node === undefined
              ? []
              : [
                  ...backEndMarks(pen, service, node, service.id === options.selected),
                  ...queueMarks(pen, service.waiting, node),
                ];
          return { kind: 'group', name: describeService(service), marks };
        }),
        ...components.map((component): Mark => {
          const node = byId.get(component.id);
          const marks = node === undefined ? [] : nodeMarks(pen, hue, component, node, scenario, options);
          return { kind: 'group', name: describeComponent(component), marks };
        }),
      ],
    },
  };
}

/** Calls a second, on average since the start of the run. */
function ratesOf(
  frame: Frame,
  components: readonly Pick<ComponentFrame, 'id' | 'calls'>[],
): ReadonlyMap<string, number> {
  const seconds = Math.max(1, frame.nowMicros / 1e6);
  return new Map(components.map(({ id, calls }) => [id, calls / seconds]));
}

/** Columns by the longest way from the door, rows in the order of the scenario. */
function placeNodes(
  components: readonly { readonly id: string }[],
  edges: readonly Edge[],
  { width, height }: GraphOptions,
): readonly GraphNode[] {
  const column = new Map<string, number>();
  const depth = (id: string, seen: ReadonlySet<string>): number => {
    const known = column.get(id);
    if (known !== undefined) return known;
    const callers = edges.filter((edge) => edge.to === id && edge.from !== null && !seen.has(edge.from));
    const found = callers.reduce(
      (most, { from }) => Math.max(most, 1 + depth(from ?? '', new Set([...seen, id]))),
      0,
    );
    column.set(id, found);
    return found;
  };
  for (const { id } of components) depth(id, new Set());
  const columns = Math.max(0, ...column.values()) + 1;
  const rows = Math.max(
    1,
    ...Array.from(
      { length: columns },
      (_, at) => components.filter(({ id }) => column.get(id) === at).length,
    ),
  );
  // As large as there is room for, and in the middle of it: at a projector a small graph is a large picture.
  const room = width - DOOR - 40;
  const boxWidth = Math.max(BOX.width, Math.min(BOX.widest, (room / columns) * 0.5));
  const step = columns === 1 ? 0 : Math.min(boxWidth * 2.5, (room - boxWidth) / (columns - 1));
  const rowStep = Math.min(BOX.highest + 50, (height - 20) / rows);
  const boxHeight = Math.min(
    columns === 1 || rows < 4 ? BOX.highest : BOX.height,
    Math.max(18, rowStep - 46),
  );
  const left = DOOR + Math.max(0, (room - (columns - 1) * step - boxWidth) / 2);
  return components.map(({ id }) => {
    const at = column.get(id) ?? 0;
    const peers = components.filter((other) => column.get(other.id) === at);
    const row = peers.findIndex((peer) => peer.id === id);
    return {
      id,
      x: left + at * step,
      y: height / 2 + (row - (peers.length - 1) / 2) * rowStep - boxHeight / 2,
      width: boxWidth,
      height: boxHeight,
    };
  });
}

/** What invokes a function from behind: dashed, under the boxes, with a head, for nobody waits for it. */
function triggerMarks(
  pen: Pen,
  { from, to }: { readonly from: string; readonly to: string },
  nodes: ReadonlyMap<string, GraphNode>,
): readonly Mark[] {
  const [source, target] = [nodes.get(from), nodes.get(to)];
  if (source === undefined || target === undefined) return [];
  // From side to side where there is a gap between the columns, else around below.
  const back = target.x + target.width < source.x;
  const [x1, y1] = back
    ? [source.x, source.y + source.height * 0.8]
    : [source.x + source.width / 2, source.y + source.height];
  const [x2, y2] = back
    ? [target.x + target.width, target.y + target.height * 0.8]
    : [target.x + target.width * 0.75, target.y + target.height];
  const middle = (x1 + x2) / 2;
  const low = Math.max(y1, y2) + 46;
  const bend = back
    ? `C${round(middle)} ${round(y1)} ${round(middle)} ${round(y2)} ${round(x2 + 3)} ${round(y2)}`
    : `C${round(x1)} ${round(low)} ${round(x2)} ${round(low)} ${round(x2)} ${round(y2 + 3)}`;
  const head = back
    ? `M${round(x2 + 8)} ${round(y2 - 4)}L${round(x2 + 1)} ${round(y2)}L${round(x2 + 8)} ${round(y2 + 4)}z`
    : `M${round(x2 - 4)} ${round(y2 + 8)}L${round(x2)} ${round(y2 + 1)}L${round(x2 + 4)} ${round(y2 + 8)}z`;
  return [
    {
      kind: 'path',
      d: `M${round(x1)} ${round(y1)}${bend}`,
      stroke: pen.inks.ink2,
      strokeWidth: 1.4,
      dash: '5 4',
    },
    { kind: 'path', d: head, fill: pen.inks.ink2 },
  ];
}

function edgeMarks(
  pen: Pen,
  edge: Edge,
  nodes: ReadonlyMap<string, GraphNode>,
  perSecond: number,
): readonly Mark[] {
  const to = nodes.get(edge.to);
  const from = edge.from === null ? undefined : nodes.get(edge.from);
  if (to === undefined || (edge.from !== null && from === undefined)) return [];
  const y2 = to.y + to.height / 2;
  const [x1, y1] = from === undefined ? [12, y2] : [from.x + from.width, from.y + from.height / 2];
  const middle = (x1 + to.x) / 2;
  const d = `M${round(x1)} ${round(y1)}C${round(middle)} ${round(y1)} ${round(middle)} ${round(y2)} ${round(to.x)} ${round(y2)}`;
  return [line(d, pen.inks.rule, Math.min(18, 1.5 + Math.sqrt(perSecond)))];
}

const round = (value: number): number => Math.round(value * 10) / 10;

function nodeMarks(
  pen: Pen,
  hue: LayerId,
  component: ComponentFrame,
  node: GraphNode,
  scenario: Scenario,
  options: GraphOptions,
): readonly Mark[] {
  const label = scenario.components.find(({ id }) => id === component.id)?.label ?? component.id;
  const full = component.workers > 0 && component.busy >= component.workers;
  const share =
    component.workers === 0 ? 'no worker' : `${Math.round((100 * component.busy) / component.workers)} %`;
  const { x, y, width, height } = node;
  const workers = `${component.busy} of ${component.workers} ${component.workers === 1 ? 'worker' : 'workers'}`;
  const waiting = component.waitingOnCall > 0 ? `${component.waitingOnCall} wait for others` : '';
  return [
    write(x, y - 10, fitText(label, 12.5, width - 30, 600), 12.5, pen.inks.ink, { weight: 600 }),
    write(x + width, y - 10, full ? 'full' : share, 11.5, pen.inks.ink2, {
      anchor: 'end',
      ...(full && { weight: 600 }),
    }),
    ...replicaBoxes(pen, hue, component, node),
    ...(component.id === options.selected
      ? [
          {
            kind: 'rect',
            x: x - 5,
            y: y - 5,
            width: width + 10,
            height: height + 10,
            fill: 'none',
            stroke: pen.inks.ink,
            strokeWidth: 2,
          } as const,
        ]
      : []),
    ...(height >= 30 ? [write(x, y + height + 18, workers, 11, pen.inks.ink2)] : []),
    ...(height >= 30 && waiting !== ''
      ? [write(x, y + height + 31, waiting, 11, pen.inks.ink, { weight: 600 })]
      : []),
    ...queueMarks(pen, component.queued, node),
  ];
}

/** One box a replica, at most six drawn; what is starting is dashed. */
function replicaBoxes(pen: Pen, hue: LayerId, component: ComponentFrame, node: GraphNode): readonly Mark[] {
  const ink = layerInk(hue, pen.variant);
  const running = Math.max(0, component.replicas);
  const shown = Math.max(1, Math.min(6, running + component.starting));
  const gap = 3;
  const width = (node.width - gap * (shown - 1)) / shown;
  const workers = Math.max(1, component.workers);
  const working = Math.max(0, component.busy - component.waitingOnCall) / workers;
  const held = component.waitingOnCall / workers;
  return Array.from({ length: shown }, (_, i): readonly Mark[] => {
    const box = {
      kind: 'rect',
      x: node.x + i * (width + gap),
      y: node.y,
      width,
      height: node.height,
    } as const;
    if (i >= running)
      return [{ ...box, fill: pen.inks.background, stroke: ink.fill, strokeWidth: 1.4, dash: '4 3' }];
    const filled = node.height * Math.min(1, working);
    const hatched = Math.min(node.height - filled, node.height * held);
    return [
      { ...box, fill: pen.inks.background, stroke: ink.fill, strokeWidth: 1.4 },
      {
        ...box,
        y: node.y + node.height - filled,
        height: filled,
        fill: ink.fill,
        ...(pen.patterns && { pattern: { id: hue, ink: ink.on, opacity: pen.inks.pattern } }),
      },
      ...(hatched > 0.5
        ? [
            {
              ...box,
              y: node.y + node.height - filled - hatched,
              height: hatched,
              fill: 'none',
              pattern: { id: 'waste', ink: pen.inks.ink2, opacity: 0.8 },
            } as const,
          ]
        : []),
    ];
  }).flat();
}

/** Rings before the box, the nearest first; past the drawn ones the count says how many. */
function queueMarks(pen: Pen, queued: number, node: GraphNode): readonly Mark[] {
  if (queued === 0) return [];
  const columns = Math.max(1, Math.min(12, Math.floor((node.x - 14) / RING)));
  const high = Math.min(RINGS_HIGH, Math.max(2, Math.floor((node.height + 10) / RING)));
  const shown = Math.min(queued, columns * high);
  const top = node.y + node.height / 2 - (Math.min(high, queued) * RING) / 2 + RING / 2;
  const rings = Array.from({ length: shown }, (_, i): Mark => {
    const x = node.x - 10 - Math.floor(i / high) * RING;
    const y = top + (i % high) * RING;
    return {
      kind: 'path',
      d: `M${round(x - 3)} ${round(y)}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0`,
      fill: pen.inks.background,
      stroke: pen.inks.ink2,
      strokeWidth: 1.3,
    };
  });
  const count = `${formatNumber(queued, 6)} waiting`;
  return [
    ...rings,
    write(node.x - 8, node.y + node.height + 18, count, 11.5, pen.inks.ink, {
      weight: 600,
      anchor: 'end',
      halo: pen.inks.background,
    }),
  ];
}

export function describeComponent(component: ComponentFrame): string {
  const replicas = `${component.replicas} ${component.replicas === 1 ? 'replica' : 'replicas'}`;
  const held = component.waitingOnCall > 0 ? `, ${component.waitingOnCall} of them wait for others` : '';
  return `${component.id}: ${replicas}, ${component.busy} of ${component.workers} workers taken${held}, ${component.queued} waiting`;
}

function describeGraph(
  components: readonly ComponentFrame[],
  services: readonly ServiceFrame[],
  edges: readonly Edge[],
  others: readonly BackEndEdge[],
): string {
  const ways = edges.filter(({ from }) => from !== null).map(({ from, to }) => `${from} to ${to}`);
  const invoked = others.filter(({ isTrigger }) => isTrigger).map(({ from, to }) => `${from} to ${to}`);
  return [
    `${[...components.map(describeComponent), ...services.map(describeService)].join('. ')}.`,
    ...(ways.length === 0 ? [] : [`Calls: ${ways.join(', ')}.`]),
    ...(invoked.length === 0 ? [] : [`Triggers: ${invoked.join(', ')}.`]),
  ].join(' ');
}

/** All hosts as small tanks: who owns the memory of each, what runs there, who waits. Totals agree with the outline. */
import { formatBytes } from '../base/quantity';
import type { Drawing, Mark } from '../drawing/drawing';
import { fitText } from '../drawing/measure';
import { INKS, type Variant } from '../drawing/palette';
import type { Frame, HostFrame } from '../lab/frame';
import { technologyOf } from '../technologies/catalogue';
import { LAYER_IDS } from '../technologies/layers';
import { bar, write, type Pen } from './architecture-pen';

export interface CentreOptions {
  readonly width: number;
  readonly variant: Variant;
  readonly patterns: boolean;
  readonly selected: string | null;
}

export interface CentreChart {
  readonly drawing: Drawing;
  readonly hosts: readonly {
    readonly id: string;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
}

const CELL = { width: 212, height: 132 };
const GAP = 16;
/** More are counted, not drawn. */
export const MOST_TANKS = 400;

export function drawDataCentre(frame: Frame, options: CentreOptions): CentreChart {
  const pen: Pen = { inks: INKS[options.variant], variant: options.variant, patterns: options.patterns };
  const columns = Math.max(1, Math.floor((options.width - GAP) / (CELL.width + GAP)));
  const shown = frame.hosts.slice(0, MOST_TANKS);
  const cells = shown.map((host, i) => ({
    id: host.id,
    x: GAP + (i % columns) * (CELL.width + GAP),
    y: 12 + Math.floor(i / columns) * (CELL.height + GAP),
    ...CELL,
  }));
  const rows = Math.ceil(shown.length / columns);
  const rest = frame.hosts.length - shown.length;
  return {
    hosts: cells,
    drawing: {
      width: options.width,
      height: 24 + rows * (CELL.height + GAP) + (rest > 0 ? 24 : 0),
      title: 'Data centre',
      description: describeCentre(frame),
      background: pen.inks.background,
      provenance: `Strata ${frame.engine}, scenario ${frame.title}, seed ${frame.seed}`,
      marks: [
        ...shown.map((host, i): Mark => {
          const cell = cells[i] ?? { x: 0, y: 0 };
          return {
            kind: 'group',
            name: describeHost(frame, host),
            marks: tankMarks(pen, frame, host, cell.x, cell.y, host.id === options.selected),
          };
        }),
        ...(rest > 0
          ? [write(GAP, 12 + rows * (CELL.height + GAP) + 14, `and ${rest} more hosts`, 12, pen.inks.ink2)]
          : []),
      ],
    },
  };
}

function tankMarks(
  pen: Pen,
  frame: Frame,
  host: HostFrame,
  x: number,
  y: number,
  selected: boolean,
): readonly Mark[] {
  return [
    {
      kind: 'rect',
      x,
      y,
      ...CELL,
      fill: 'none',
      stroke: selected ? pen.inks.ink : pen.inks.rule,
      strokeWidth: selected ? 2 : 1,
    },
    write(x + 12, y + 24, fitText(host.id, 14, CELL.width - 24, 600), 14, pen.inks.ink, { weight: 600 }),
    write(
      x + 12,
      y + 42,
      fitText(technologyOf(host.technology).plural, 12, CELL.width - 24),
      12,
      pen.inks.ink2,
    ),
    ...memoryMarks(pen, host, x, y),
    write(x + 12, y + 106, runningText(host), 12, pen.inks.ink),
    write(
      x + 12,
      y + 122,
      `${formatBytes(freeOf(host))} of ${formatBytes(host.memoryBytes)} free`,
      11,
      pen.inks.ink2,
    ),
    write(x + CELL.width - 12, y + 122, waitingText(frame, host), 11, pen.inks.ink2, { anchor: 'end' }),
  ];
}

/** The memory of the host laid flat, by owner; what is held but not used is hatched. */
function memoryMarks(pen: Pen, host: HostFrame, x: number, y: number): readonly Mark[] {
  const tank = { x: x + 12, y: y + 62, width: CELL.width - 24, height: 26 };
  const perByte = tank.width / Math.max(1, host.memoryBytes);
  const owned = new Map(host.memoryByOwner.map(({ owner, bytes }) => [owner, bytes]));
  let at = tank.x;
  const layers = LAYER_IDS.flatMap((layer): readonly Mark[] => {
    const width = (owned.get(layer) ?? 0) * perByte;
    if (width < 0.3) return [];
    at += width;
    return [bar(pen, layer, at - width, tank.y, width, tank.height)];
  });
  const reserved = (owned.get('reserved') ?? 0) * perByte;
  return [
    ...layers,
    ...(reserved > 0.3
      ? [
          {
            kind: 'rect',
            x: at,
            y: tank.y,
            width: reserved,
            height: tank.height,
            fill: 'none',
            pattern: { id: 'waste', ink: pen.inks.ghost, opacity: 0.55 },
          } as const,
        ]
      : []),
    { kind: 'rect', ...tank, fill: 'none', stroke: pen.inks.ghost, strokeWidth: 1.2 },
  ];
}

const freeOf = (host: HostFrame): number =>
  host.memoryByOwner.find(({ owner }) => owner === 'free')?.bytes ?? 0;

function runningText(host: HostFrame): string {
  const count = (...states: readonly string[]): number =>
    host.sandboxes.filter(({ state }) => states.includes(state)).length;
  const starting = count('starting');
  const failed = count('failed');
  return `${count('running', 'idle')} running${starting > 0 ? `, ${starting} starting` : ''}${failed > 0 ? `, ${failed} failed` : ''}`;
}

const waitingText = (frame: Frame, host: HostFrame): string => {
  const waiting = frame.deployments.find(({ id }) => id === host.deployment)?.waiting ?? 0;
  return waiting === 0 ? '' : `${waiting} waiting`;
};

export const describeHost = (frame: Frame, host: HostFrame): string =>
  [
    `${host.id}, ${technologyOf(host.technology).plural.toLowerCase()}`,
    runningText(host),
    waitingText(frame, host),
  ]
    .filter((part) => part !== '')
    .join(', ');

function describeCentre(frame: Frame): string {
  const running = frame.hosts.reduce(
    (sum, host) => sum + host.sandboxes.filter(({ state }) => state === 'running' || state === 'idle').length,
    0,
  );
  const listed = frame.hosts.slice(0, 12).map((host) => describeHost(frame, host));
  return `${frame.hosts.length} ${frame.hosts.length === 1 ? 'host' : 'hosts'}, ${running} sandboxes running. ${listed.join('. ')}.`;
}

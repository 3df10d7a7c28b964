/**
 * The architecture figure: one application, so many ways to run it. Sandboxes stand on the shared layers of their host,
 * to scale in memory; below them the figures, the legend and the sources. Everything is computed from the run.
 */
import { formatBytes } from '../base/quantity';
import type { Drawing, Mark } from '../drawing/drawing';
import { fitText, textWidth } from '../drawing/measure';
import { INKS, type Variant } from '../drawing/palette';
import type { DeploymentFrame, Frame, SandboxFrame } from '../lab/frame';
import { describeScene } from '../scene/describe';
import { sceneOf } from '../scene/scene-of';
import { LAYERS } from '../technologies/layers';
import { technologyOf } from '../technologies/catalogue';
import { factRows, footnoteOf } from './architecture-facts';
import { legend, sources } from './architecture-key';
import { bar, LEFT, line, onBar, RIGHT, write, type Pen } from './architecture-pen';

export interface FigureOptions {
  readonly variant?: Variant;
  readonly patterns?: boolean;
  readonly legend?: boolean;
  readonly sources?: boolean;
  readonly title?: string;
  /** Without the title in the picture, where what is around it says it. */
  readonly heading?: boolean;
  readonly description?: string;
}

const WIDTH = 1600;
const HEIGHT = 900;
const FLOOR = 552;
const PLATE = 32;
const TOP = 196;
const MOST_COPIES = 8;

export function drawArchitecture(frame: Frame, options: FigureOptions = {}): Drawing {
  const variant = options.variant ?? 'light';
  const pen: Pen = { inks: INKS[variant], variant, patterns: options.patterns ?? true };
  const deployments = frame.deployments.slice(0, 4);
  const gap = 64;
  const columnWidth = (RIGHT - LEFT - gap * (deployments.length - 1)) / Math.max(1, deployments.length);
  const columns = deployments.map((deployment, i) => ({
    deployment,
    x: LEFT + i * (columnWidth + gap),
    copies: copiesOf(frame, deployment),
  }));
  const largest = Math.max(1, ...columns.flatMap(({ copies }) => copies.map(takenBytes)));
  const perByte = (FLOOR - 3 - TOP) / largest;
  const notes: string[] = [];
  const parts = columns.map(({ deployment, x, copies }): Mark => ({
    kind: 'group',
    name: technologyOf(deployment.technology).plural,
    marks: [
      ...heading(pen, deployment, x, columnWidth),
      ...disturbance(pen, frame, deployment, x, columnWidth),
      ...plates(pen, frame, deployment, x, columnWidth),
      ...sandboxes(pen, copies, x, columnWidth, perByte),
      ...facts(pen, frame, deployment, copies, x, columnWidth, notes),
    ],
  }));
  const provenance = `Strata ${frame.engine}, scenario ${frame.title}, seed ${frame.seed}`;
  return {
    width: WIDTH,
    height: HEIGHT,
    title: options.title ?? frame.title,
    description: options.description ?? describeScene(sceneOf(frame)),
    background: pen.inks.background,
    provenance,
    marks: [
      ...(options.heading === false ? [] : titleMarks(pen, frame, options.title ?? frame.title)),
      ...scale(pen, largest, perByte),
      ...parts,
      line(`M${LEFT} ${FLOOR - 1.5}H${RIGHT}`, pen.inks.ink, 2.4),
      ...(options.legend === false ? [] : legend(pen)),
      ...((options.sources ?? true) ? sources(pen, notes, `${provenance}. CC BY 4.0`) : []),
    ],
  };
}

/** Running sandboxes: of one component up to three, of several components one each. */
function copiesOf(frame: Frame, deployment: DeploymentFrame): readonly SandboxFrame[] {
  const all = frame.hosts
    .filter((host) => host.deployment === deployment.id)
    .flatMap((host) => host.sandboxes);
  const here = all.filter((sandbox) => sandbox.state === 'running' || sandbox.state === 'idle');
  if (deployment.components.length === 1) return here.slice(0, 3);
  return deployment.components
    .flatMap((component) => here.find((sandbox) => sandbox.component === component.id) ?? [])
    .slice(0, MOST_COPIES);
}

const usedBytes = (sandbox: SandboxFrame): number =>
  sandbox.memory.reduce((sum, slice) => sum + slice.bytes, 0);
const takenBytes = (sandbox: SandboxFrame): number => usedBytes(sandbox) + sandbox.reservedBytes;

function titleMarks(pen: Pen, frame: Frame, title: string): readonly Mark[] {
  const host = frame.hosts[0];
  const where =
    host === undefined
      ? ''
      : ` on ${frame.hosts.length === 1 ? 'one host' : 'hosts'} of ${formatBytes(host.memoryBytes)}`;
  const ways = frame.deployments.length === 1 ? 'One application' : 'The same application';
  return [
    write(LEFT, 72, fitText(title, 36, RIGHT - LEFT, 600), 36, pen.inks.ink, { weight: 600 }),
    write(LEFT, 103, `${ways}${where}. Heights above the floor are RAM, to scale.`, 18, pen.inks.ink2),
  ];
}

function heading(pen: Pen, deployment: DeploymentFrame, x: number, width: number): readonly Mark[] {
  return [
    write(x, 160, fitText(technologyOf(deployment.technology).plural, 24, width, 600), 24, pen.inks.ink, {
      weight: 600,
    }),
  ];
}

/** What goes wrong in it, and what moves; nothing where all is well. */
function disturbance(
  pen: Pen,
  frame: Frame,
  deployment: DeploymentFrame,
  x: number,
  width: number,
): readonly Mark[] {
  const own = frame.hosts.filter((host) => host.deployment === deployment.id);
  const here = new Set(own.flatMap(({ id, sandboxes: all }) => [id, ...all.map((sandbox) => sandbox.id)]));
  const { faults, moves } = sceneOf(frame);
  const [first, ...rest] = [
    ...faults.filter(({ target }) => here.has(target)),
    ...moves.filter(({ sandbox }) => here.has(sandbox)),
  ].map(({ sentence }) => sentence);
  if (first === undefined) return [];
  const words = rest.length === 0 ? first : `${first}, and ${rest.length} more`;
  return [write(x, 184, fitText(words, 14, width, 600), 14, pen.inks.ink, { weight: 600 })];
}

function plates(
  pen: Pen,
  frame: Frame,
  deployment: DeploymentFrame,
  x: number,
  width: number,
): readonly Mark[] {
  const host = frame.hosts.find((h) => h.deployment === deployment.id);
  return (host?.plates.toReversed() ?? []).flatMap((plate, i) => {
    const y = FLOOR + i * (PLATE + 3);
    return [
      bar(pen, plate.layer, x, y, width, PLATE),
      onBar(pen, plate.layer, x + 14, y + 22, plate.name, 17),
    ];
  });
}

function sandboxes(
  pen: Pen,
  copies: readonly SandboxFrame[],
  x: number,
  width: number,
  perByte: number,
): readonly Mark[] {
  const [first] = copies;
  if (first === undefined) return [write(x, FLOOR - 20, 'nothing runs', 16, pen.inks.ink3)];
  const several = new Set(copies.map((copy) => copy.component)).size > 1;
  const boxWidth = Math.min(several ? 140 : 124, (width - 20 * (copies.length - 1)) / copies.length);
  const gap = copies.length > 1 ? (width - copies.length * boxWidth) / (copies.length - 1) : 0;
  const marks: Mark[] = [];
  const thin: { readonly name: string; readonly bytes: number; readonly x: number; readonly y: number }[] =
    [];
  copies.forEach((copy, c) => {
    const left = x + c * (boxWidth + gap);
    let y = FLOOR - 3;
    for (const slice of copy.memory) {
      const height = Math.max(1.5, slice.bytes * perByte);
      y -= height;
      marks.push(bar(pen, slice.layer, left, y, boxWidth, height));
      const label = slice.layer === 'ap' ? 'your code' : LAYERS[slice.layer].name;
      if (height >= 20)
        marks.push(
          onBar(
            pen,
            slice.layer,
            left + boxWidth / 2,
            y + height / 2 + 5,
            label,
            slice.layer === 'ap' ? 14 : 16,
            'middle',
          ),
        );
      else if (c === 0 && slice.layer !== 'hv')
        thin.push({ name: slice.name, bytes: slice.bytes, x: left + boxWidth - 18, y: y + height / 2 });
    }
    const reserved = copy.reservedBytes * perByte;
    if (reserved > 1)
      marks.push(
        ...reservedMarks(pen, left, y - reserved, boxWidth, reserved, c === Math.floor(copies.length / 2)),
      );
    if (several)
      marks.push(
        write(
          left + boxWidth / 2,
          y - Math.max(0, reserved) - 8,
          fitText(copy.component, 15, boxWidth + gap * 0.6, 600),
          15,
          pen.inks.ink,
          { weight: 600, anchor: 'middle' },
        ),
      );
  });
  const above = FLOOR - 3 - takenBytes(first) * perByte;
  return [...marks, ...leaders(pen, thin.slice(0, 3), above - (several ? 40 : 16), x + width)];
}

function reservedMarks(
  pen: Pen,
  x: number,
  y: number,
  width: number,
  height: number,
  labelled: boolean,
): readonly Mark[] {
  const { ghost, ink, background } = pen.inks;
  const box: Mark = {
    kind: 'rect',
    x,
    y,
    width,
    height,
    fill: 'none',
    stroke: ghost,
    strokeWidth: 1.2,
    dash: '5 4',
    pattern: { id: 'waste', ink: ghost, opacity: 0.55 },
  };
  if (!labelled || height < 60) return [box];
  const text = (dy: number, words: string): Mark =>
    write(x + width / 2, y + height / 2 + dy, words, 15, ink, {
      weight: 500,
      anchor: 'middle',
      halo: background,
    });
  return [box, text(0, 'reserved,'), text(19, 'unused')];
}

/** Names of slices that are too thin to carry one. */
function leaders(
  pen: Pen,
  thin: readonly { readonly name: string; readonly bytes: number; readonly x: number; readonly y: number }[],
  bottom: number,
  right: number,
): readonly Mark[] {
  return thin.flatMap(({ name, bytes, x, y }, i) => {
    const label = `${name.replace(/^Container: .*/, 'Container: libraries')}, ${formatBytes(bytes)}`;
    const textY = bottom - i * 26;
    const textX = Math.min(x + 44 - i * 14, right - textWidth(label, 15) - 4);
    return [
      line(`M${x} ${y}L${textX - 6} ${textY - 4}`, pen.inks.ink2, 1.1),
      {
        kind: 'path',
        d: `M${x - 2.8} ${y}a2.8 2.8 0 1 0 5.6 0a2.8 2.8 0 1 0 -5.6 0`,
        fill: pen.inks.ink,
      } as const,
      write(textX, textY, label, 15, pen.inks.ink, { halo: pen.inks.background }),
    ];
  });
}

/** Memory at the left, in round steps. */
function scale(pen: Pen, largest: number, perByte: number): readonly Mark[] {
  const gib = 1024 ** 3;
  const step =
    [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8, 16, 32].find(
      (candidate) => largest / (candidate * gib) <= 4.5,
    ) ?? 64;
  const count = Math.floor(largest / (step * gib) + 1e-9);
  const y = (i: number): number => FLOOR - 3 - i * step * gib * perByte;
  const unit = step < 1 && count * step < 1 ? 'MiB' : 'GiB';
  const marks: Mark[] = [
    line(`M48 ${FLOOR - 3}V${y(count)}`, pen.inks.ink2, 1.2),
    write(38, y(count) - 12, unit, 13, pen.inks.ink2, { anchor: 'end' }),
  ];
  for (let i = 0; i <= count; i++) {
    const amount = unit === 'GiB' ? i * step : i * step * 1024;
    marks.push(
      line(`M42 ${y(i)}h6`, pen.inks.ink2, 1.2),
      write(38, y(i) + 5, String(amount), 13, pen.inks.ink2, { anchor: 'end' }),
    );
  }
  return marks;
}

function facts(
  pen: Pen,
  frame: Frame,
  deployment: DeploymentFrame,
  copies: readonly SandboxFrame[],
  x: number,
  width: number,
  notes: string[],
): readonly Mark[] {
  const rows = factRows(frame, deployment, copies);
  // One row more stands closer: below it the legend begins.
  const pitch = rows.length > 5 ? 20.4 : 24.5;
  return rows.flatMap((row, i) => {
    const y = 680 + i * pitch;
    const note = row.bases.length === 0 ? undefined : noteLetter(notes, footnoteOf(row.bases));
    return [
      write(x, y, row.name, 15.5, pen.inks.ink3),
      write(x + 142, y, fitText(row.value, 16, width - 150, 600), 16, pen.inks.ink, {
        weight: 600,
        ...(note !== undefined && { note }),
      }),
    ];
  });
}

/** The letter of a footnote; equal ones share it. */
function noteLetter(notes: string[], text: string): string {
  const known = notes.indexOf(text);
  const index = known >= 0 ? known : notes.push(text) - 1;
  return String.fromCharCode(97 + index);
}

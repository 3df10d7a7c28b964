/**
 * A sandbox opened up: its own layers on the shared ones, what it was given (virtual hardware; namespaces, cgroup, image
 * layers and address; or what a provider lets one see), and the way of a write, a packet or a request through it.
 */
import { formatBytes, formatNumber } from '../base/quantity';
import type { Drawing, Mark } from '../drawing/drawing';
import { fitText, wrapText } from '../drawing/measure';
import { INKS, layerInk, type Variant } from '../drawing/palette';
import type { HostFrame, SandboxFrame } from '../lab/frame';
import { technologyOf } from '../technologies/catalogue';
import type { LayerId } from '../technologies/layers';
import { bar, line, onBar, write, type Pen } from './architecture-pen';
import { wayOf, type Way } from './layer-way';

export interface OpenedOptions {
  readonly width: number;
  readonly variant: Variant;
  readonly patterns: boolean;
  readonly way: Way | null;
  /** What the provider of a function hides is shown. */
  readonly curtainUp: boolean;
  readonly vcpus: number | null;
  readonly provenance: string;
}

interface Floor {
  readonly layer: LayerId;
  readonly name: string;
  readonly bytes: number;
  readonly own: boolean;
  readonly hidden: boolean;
}

export interface Given {
  readonly name: string;
  readonly value: string;
  readonly note: string;
}

const FLOOR = 46;
const LEFT = 24;
const TOP = 62;

export function drawOpenedSandbox(host: HostFrame, sandbox: SandboxFrame, options: OpenedOptions): Drawing {
  const pen: Pen = { inks: INKS[options.variant], variant: options.variant, patterns: options.patterns };
  const floors = floorsOf(host, sandbox, options.curtainUp);
  const stack = Math.min(320, options.width * 0.4);
  const given = givenTo(sandbox, options.vcpus);
  const bottom = TOP + floors.length * FLOOR;
  const right = LEFT + stack + 40;
  const description = describeOpened(host, sandbox, options);
  return {
    width: options.width,
    height: Math.max(bottom + 56, TOP + given.length * 52 + 40),
    title: `${sandbox.id}, opened`,
    description,
    background: pen.inks.background,
    provenance: options.provenance,
    marks: [
      write(LEFT, 30, `${sandbox.id} on ${host.id}`, 15, pen.inks.ink, { weight: 600 }),
      write(LEFT, 48, technologyOf(sandbox.technology).label, 12, pen.inks.ink2),
      ...floors.flatMap((floor, i) => floorMarks(pen, floor, TOP + i * FLOOR, stack)),
      ...boundaryMarks(pen, floors, stack, technologyOf(sandbox.technology).boundary),
      ...(options.way === null
        ? givenMarks(pen, given, right, options.width - right - 20)
        : wayMarks(pen, sandbox, options.way, floors, right, options.width - right - 20)),
    ],
  };
}

/** From your code down to the hardware. */
function floorsOf(host: HostFrame, sandbox: SandboxFrame, curtainUp: boolean): readonly Floor[] {
  const { perRequest } = technologyOf(sandbox.technology);
  const own = sandbox.memory.toReversed().map(({ layer, name, bytes }): Floor => ({
    layer,
    name,
    bytes,
    own: true,
    hidden: perRequest && !curtainUp && layer !== 'ap' && layer !== 'fn',
  }));
  const shared = host.plates.toReversed().map(({ layer, name, memoryBytes }): Floor => ({
    layer,
    name,
    bytes: memoryBytes,
    own: false,
    hidden: perRequest && !curtainUp,
  }));
  return [...own, ...shared];
}

function floorMarks(pen: Pen, floor: Floor, y: number, width: number): readonly Mark[] {
  const height = FLOOR - 4;
  if (floor.hidden)
    return [
      {
        kind: 'rect',
        x: LEFT,
        y,
        width,
        height,
        fill: 'none',
        stroke: pen.inks.ghost,
        strokeWidth: 1.2,
        dash: '5 4',
        pattern: { id: 'waste', ink: pen.inks.ghost, opacity: 0.4 },
      },
      write(LEFT + 12, y + 26, 'hidden by the provider', 12, pen.inks.ink2, { halo: pen.inks.background }),
    ];
  const bytes = floor.bytes > 0 ? formatBytes(floor.bytes) : '';
  return [
    bar(pen, floor.layer, LEFT, y, width, height),
    onBar(pen, floor.layer, LEFT + 12, y + 26, fitText(floor.name, 13, width - 110, 600), 13),
    write(LEFT + width - 12, y + 26, bytes, 12, layerInk(floor.layer, pen.variant).on, {
      anchor: 'end',
      halo: layerInk(floor.layer, pen.variant).fill,
    }),
  ];
}

/** The line between what the sandbox has alone and what it shares. */
function boundaryMarks(pen: Pen, floors: readonly Floor[], width: number, boundary: string): readonly Mark[] {
  const own = floors.filter((floor) => floor.own).length;
  const y = TOP + own * FLOOR - 2;
  const bottom = TOP + floors.length * FLOOR;
  return [
    {
      kind: 'path',
      d: `M${LEFT - 12} ${y}H${LEFT + width + 12}`,
      stroke: pen.inks.ink,
      strokeWidth: 2,
      dash: '7 4',
    },
    write(
      LEFT,
      bottom + 18,
      `Above the dashed line: its own. Below: shared with others.`,
      11.5,
      pen.inks.ink2,
    ),
    write(LEFT, bottom + 35, `Kept apart by: ${boundary}.`, 11.5, pen.inks.ink2),
  ];
}

/** What the sandbox sees as its machine. Only what the model knows is said with a figure. */
export function givenTo(sandbox: SandboxFrame, vcpus: number | null): readonly Given[] {
  const technology = technologyOf(sandbox.technology);
  const used = sandbox.memory.reduce((sum, { bytes }) => sum + bytes, 0);
  const address = { name: 'Address', value: sandbox.address, note: 'its own, on the inner network' };
  const has = (layer: LayerId): boolean =>
    technology.stack.some((own) => own.layer === layer && own.scope === 'own');
  if (technology.perRequest)
    return [
      { name: 'Your code', value: `${sandbox.workers} at a time`, note: 'all that one may bring' },
      {
        name: 'Memory',
        value: formatBytes(used + sandbox.reservedBytes),
        note: 'chosen and billed; the share of the processor follows it',
      },
      { name: 'Hidden', value: 'host, network, place', note: 'the provider’s to choose and to change' },
    ];
  const container = has('ct') ? containerGiven(sandbox, used) : [];
  const virtual = has('go') && technology.memoryIsReserved ? virtualGiven(sandbox, used, vcpus) : [];
  return virtual.length > 0 && container.length === 0 ? virtual : [...virtual, ...container, address];
}

/** What a kernel gives a container: what it sees, what it may take, what it is made of. */
const containerGiven = (sandbox: SandboxFrame, used: number): readonly Given[] => [
  {
    name: 'Namespaces',
    value: 'pid, net, mnt, uts, ipc',
    note: 'what it can see: its own processes, network, files, name',
  },
  {
    name: 'Cgroup',
    value: cgroupOf(sandbox, used),
    note: 'what it may take: memory and processor are counted here',
  },
  {
    name: 'Image',
    value: sandbox.image ?? 'not named',
    note: `read-only layers, shared; writable layer: ${formatBytes(sandbox.writtenBytes)}`,
  },
];

/** The virtual hardware that a hypervisor gives a VM. */
const virtualGiven = (sandbox: SandboxFrame, used: number, vcpus: number | null): readonly Given[] => [
  {
    name: 'vCPU',
    value: vcpus === null ? 'as many as it asks for' : String(vcpus),
    note: 'threads of the hypervisor on the host’s cores',
  },
  {
    name: 'Memory',
    value: formatBytes(used + sandbox.reservedBytes),
    note: `assigned whole; ${formatBytes(used)} of it touched`,
  },
  { name: 'Network card', value: sandbox.address, note: 'virtual, connected to a virtual switch' },
  {
    name: 'Disk',
    value: `virtual, ${formatBytes(sandbox.writtenBytes)} written`,
    note: 'a file or volume of the host',
  },
  {
    name: 'Guest',
    value: sandbox.guest ?? 'its own kernel',
    note: 'boots as on a machine of its own',
  },
];

/** "188 of 256 MiB, 0.5 cores": what is counted, and what stops it. */
function cgroupOf({ limitBytes, cpuCap }: SandboxFrame, used: number): string {
  const memory =
    limitBytes === undefined
      ? `${formatBytes(used)}, no limit`
      : `${formatBytes(used)} of ${formatBytes(limitBytes)}`;
  return cpuCap === undefined ? memory : `${memory}; ${formatNumber(cpuCap)} cores`;
}

function givenMarks(pen: Pen, given: readonly Given[], x: number, width: number): readonly Mark[] {
  return given.flatMap(({ name, value, note }, i): readonly Mark[] => {
    const y = TOP + i * 52;
    return [
      line(`M${x} ${y}H${x + width}`, pen.inks.rule, 1),
      write(x, y + 20, name, 12.5, pen.inks.ink2),
      write(x + 110, y + 20, fitText(value, 13, width - 112, 600), 13, pen.inks.ink, { weight: 600 }),
      write(x + 110, y + 37, fitText(note, 11.5, width - 112), 11.5, pen.inks.ink2),
    ];
  });
}

function wayMarks(
  pen: Pen,
  sandbox: SandboxFrame,
  way: Way,
  floors: readonly Floor[],
  x: number,
  width: number,
): readonly Mark[] {
  const stations = wayOf(technologyOf(sandbox.technology), way);
  const rows = stations.flatMap((station) => {
    const i = floors.findIndex((floor) => floor.layer === station.layer && floor.name === station.name);
    const at = i >= 0 ? i : floors.findIndex((floor) => floor.layer === station.layer);
    return at < 0 ? [] : [{ station, y: TOP + at * FLOOR + FLOOR / 2 - 2 }];
  });
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return [];
  const down = last.y > first.y ? 1 : -1;
  return [
    line(`M${x} ${first.y}V${last.y - down * 2}`, pen.inks.ink, 2.2),
    {
      kind: 'path',
      d: `M${x - 5} ${last.y - down * 9}L${x} ${last.y}L${x + 5} ${last.y - down * 9}z`,
      fill: pen.inks.ink,
    },
    ...rows.flatMap(({ station, y }, i): readonly Mark[] => [
      line(`M${x - 28} ${y}H${x}`, pen.inks.ink, 1.4),
      { kind: 'path', d: `M${x - 4} ${y}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0`, fill: pen.inks.ink },
      write(x + 16, y + 1, `${i + 1}  ${station.name}`, 12.5, pen.inks.ink, { weight: 600 }),
      ...wrapText(station.what, 11.5, width - 18)
        .slice(0, 2)
        .map((text, row) => write(x + 16, y + 15 + row * 13, text, 11.5, pen.inks.ink2)),
    ]),
  ];
}

/** The picture in words. */
export function describeOpened(
  host: HostFrame,
  sandbox: SandboxFrame,
  options: Pick<OpenedOptions, 'way' | 'vcpus' | 'curtainUp'>,
): string {
  const technology = technologyOf(sandbox.technology);
  const floors = floorsOf(host, sandbox, options.curtainUp)
    .filter(({ hidden }) => !hidden)
    .map(({ name, own }) => `${name} (${own ? 'its own' : 'shared'})`);
  const stack = `${sandbox.id}, a ${technology.unit} on ${host.id}. From your code down: ${floors.join(', ')}.`;
  if (options.way === null)
    return `${stack} ${givenTo(sandbox, options.vcpus)
      .map(({ name, value, note }) => `${name}: ${value}, ${note}`)
      .join('. ')}.`;
  const way = wayOf(technology, options.way).map(({ name, what }, i) => `${i + 1}. ${name}: ${what}`);
  return `${stack} ${way.join('. ')}.`;
}

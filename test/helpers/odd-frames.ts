/** Instants that a run reaches rarely or never on its way: for pictures and for tests of what must hold up anywhere. */
import { frameAround, GIB, hostFrame, sampleFrame, sandboxFrame, startUp } from './sample-frame';
import type { Frame, HostFrame, SandboxFrame } from '../../simulations';

const MIB = 1024 * 1024;

const container = (id: string, slot: number, parts: Partial<SandboxFrame> = {}): SandboxFrame =>
  sandboxFrame('container', 'ct-host', { id, slot, busy: 1, ...parts });

const vm = (id: string, slot: number, parts: Partial<SandboxFrame> = {}): SandboxFrame =>
  sandboxFrame('full-vm-type-1', 'vm-host', {
    id,
    slot,
    busy: 1,
    reservedBytes: (2048 - 570) * MIB,
    ...parts,
  });

const functionHost = (count: number): HostFrame =>
  hostFrame(
    'cloud',
    'cloud-function',
    Array.from({ length: count }, (_, i) =>
      sandboxFrame('cloud-function', 'cloud', {
        id: `thumb-${i + 1}`,
        slot: i,
        workers: 1,
        reservedBytes: 31 * MIB,
        ...(i % 5 === 2 ? { state: 'idle', busy: 0 } : { busy: 1 }),
        ...(i % 41 === 40 ? { busy: 0, ...startUp('cloud-function', [50, 161, 143, 60], 240) } : {}),
      }),
    ),
    { memoryBytes: Math.max(16, Math.ceil((count * 256) / 1024) + 1) * GIB },
  );

/** Seven unlike containers of one application on one host. */
const cmsHost = (): HostFrame =>
  hostFrame(
    'ct-host',
    'container',
    (
      [
        ['web', 256, 200, 140],
        ['renderer', 256, 32, 20],
        ['media', 256, 8, 1],
        ['comments', 256, 4, 0],
        ['accounts', 256, 4, 1],
        ['search', 1024, 1, 1],
        ['database', 1024, 8, 2],
      ] as const
    ).map(([component, mebibytes, workers, busy], slot) =>
      sandboxFrame('container', 'ct-host', {
        id: `${component}-1`,
        slot,
        component,
        workers,
        busy,
        waitingOnCall: component === 'web' ? 130 : 0,
        applicationBytes: mebibytes * MIB,
      }),
    ),
    { memoryBytes: 8 * GIB, cores: 64 },
  );

const fullVmHost = (): HostFrame =>
  hostFrame(
    'vm-host',
    'full-vm-type-1',
    Array.from({ length: 7 }, (_, i) => vm(`web-${i + 1}`, i, { busy: 2 })),
    { noRoom: { label: 'web-8', neededBytes: 2 * GIB, freeBytes: 0.4 * GIB } },
  );

/** Every state of a sandbox once. */
const statesHost = (): HostFrame =>
  hostFrame('vm-host', 'full-vm-type-1', [
    vm('running-1', 0, { busy: 2 }),
    vm('starting-2', 1, {
      busy: 0,
      ...startUp('full-vm-type-1', [600, 2000, 5000, 19_000, 1400, 3000], 28_300),
    }),
    vm('idle-3', 2, { state: 'idle', busy: 0 }),
    vm('stopping-4', 3, { state: 'stopping', busy: 0 }),
    vm('failed-5', 4, { state: 'failed', busy: 0 }),
    vm('waiting-6', 5, { busy: 2, waitingOnCall: 2 }),
  ]);

const containers = (count: number): HostFrame =>
  hostFrame(
    'ct-host',
    'container',
    Array.from({ length: count }, (_, i) => container(`api-${i + 1}`, i)),
  );

/** By name, for the gallery and for the tests. */
export const ODD_FRAMES: Readonly<Record<string, () => Frame>> = {
  sample: sampleFrame,
  'one-host': () => frameAround(sampleFrame().hosts.slice(0, 1), [96]),
  'two-hosts': () => frameAround(sampleFrame().hosts.slice(0, 2), [3, 1400]),
  'four-hosts': () =>
    frameAround([...sampleFrame().hosts, { ...containers(12), id: 'ct-host-2' }], [96, 14, 2, 0]),
  'forty-containers': () => frameAround([containers(40)], [0]),
  'three-hundred-functions': () => frameAround([functionHost(300)], [12]),
  'eight-hundred-functions': () => frameAround([functionHost(800)], [0]),
  empty: () => frameAround([hostFrame('ct-host', 'container', [])], [0]),
  'no-room': () => frameAround([fullVmHost(), containers(40)], [240, 0]),
  states: () => frameAround([statesHost()], [0]),
  cms: () => frameAround([cmsHost()], [35]),
};

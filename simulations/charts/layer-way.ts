/**
 * Where is this really? The way of a disk write, a packet or a request through the layers of a sandbox, station by
 * station. The layers are those of the technology's stack; what each does on the way is said once here.
 */
import type { LayerId } from '../technologies/layers';
import type { Technology } from '../technologies/technology';

export const WAYS = ['disk', 'packet', 'request'] as const;
export type Way = (typeof WAYS)[number];

export interface Station {
  readonly layer: LayerId;
  readonly name: string;
  readonly what: string;
}

/** The engine starts and watches, but carries no data: it is not on the way. */
const WHAT: Readonly<Record<Way, Readonly<Partial<Record<LayerId, string>>>>> = {
  disk: {
    ap: 'calls write()',
    fn: 'the runtime’s file functions; only /tmp can be written',
    ct: 'overlay file system: the first write copies the file up into the writable layer',
    go: 'guest file system, then the driver of the virtual disk',
    hv: 'device model: the virtual disk is a file or volume of the host',
    hk: 'host file system, page cache, block layer',
    hw: 'disk controller and disk',
  },
  packet: {
    ap: 'calls send()',
    fn: 'the runtime’s sockets',
    ct: 'its own network namespace, left through a veth pair',
    go: 'guest TCP/IP, then the driver of the virtual network card',
    hv: 'virtual switch: the packet leaves the guest',
    hk: 'bridge or NAT, TCP/IP of the host',
    hw: 'network card and wire',
  },
  request: {
    hw: 'the packet comes in at the network card',
    hk: 'TCP/IP of the host, bridge or NAT',
    hv: 'virtual switch: into the guest',
    go: 'guest TCP/IP, socket of the process',
    ct: 'through the veth pair into its network namespace',
    fn: 'the platform hands the event to the runtime',
    ap: 'your code answers',
  },
};

/** Layers of other meaning than their hue's: a kernel in user space is no guest. */
const SPECIAL: Readonly<Record<string, Readonly<Partial<Record<LayerId, string>>>>> = {
  'sandboxed-container': {
    go: 'user-space kernel: handles the call itself, asks the host for little',
  },
  unikernel: { go: 'library operating system, linked with your code: a function call, no system call' },
  isolate: { fn: 'the language runtime, shared with other isolates: only its own interface is open' },
};

/** From your code down to the device; a request goes the other way. */
export function wayOf(technology: Technology, way: Way): readonly Station[] {
  const special = SPECIAL[technology.id] ?? {};
  const stations = technology.stack.toReversed().flatMap(({ layer, name }): readonly Station[] => {
    const what = (way === 'request' ? undefined : special[layer]) ?? WHAT[way][layer];
    return what === undefined ? [] : [{ layer, name, what }];
  });
  // Two layers of one kind do one thing: the sandbox's own, which comes first, is named.
  const told = stations.filter((station, i) => stations.findIndex(({ what }) => what === station.what) === i);
  return way === 'request' ? told.toReversed() : told;
}

import { MIB } from '../base/quantity';
import { assumed, measured } from './basis';
import { minimalLinux } from './guests/minimal-linux';
import { firecracker } from './monitors/firecracker';
import { defineTechnology, inTurn, ofPart, onCpu, own, phase, shared, YOUR_CODE } from './technology';

/** A guest kernel under a minimal monitor: the boundary of a VM with few of its devices. */
export const microvm = defineTechnology({
  id: 'microvm',
  order: 15,
  label: 'microVM',
  plural: 'MicroVMs',
  unit: 'microVM',
  hue: 'hv',
  boundary: 'hypervisor',
  lookAfter: 'guest kernel and up',
  door: 'Load balancer',
  description:
    'A virtual machine with next to no devices: a small monitor starts a minimal guest kernel in a fraction of a second, behind the same boundary as a full VM.',
  stack: [
    shared('hw', 'Hardware', 0, assumed()),
    shared('hk', 'Host kernel', 380 * MIB, assumed('a general Linux server')),
    shared(
      'hv',
      'Hypervisor, microVM',
      90 * MIB,
      assumed('agents on the host; each monitor is counted with its microVM'),
    ),
    own('hv', 'Monitor', firecracker.memoryBytes, firecracker.memoryBasis),
    own(
      'go',
      'Guest kernel',
      minimalLinux.kernelBytes + minimalLinux.userlandBytes,
      minimalLinux.memoryBasis,
    ),
    own('ap', 'Your code', 0, assumed('the component states its memory')),
  ],
  startUp: [
    inTurn(
      onCpu(
        phase(
          'Launch',
          'hk',
          'log-normal(median 3.5 ms, p99 6 ms)',
          measured('proc.forkexec', 'one launcher, one process after another'),
        ),
      ),
    ),
    ...ofPart('monitor', [firecracker.start]),
    ...ofPart('guest', minimalLinux.boot),
    YOUR_CODE,
    phase('Readiness check', 'ap', 'uniform(0 s, 2 s)', assumed('checked every 2 s, passed once')),
  ],
  overhead: {
    cpu: { value: 1.023, basis: measured('vm.cpu.linpack', '290.8 native, 284.2 in a tuned KVM guest') },
    memory: {
      value: 1.16,
      basis: measured('vm.mem.randomaccess.single', 'worst case: random access, one socket'),
    },
    syscall: { value: 1.51, basis: measured('io.rand.latency', 'median random read, 1624 to 2448 µs') },
    network: { value: 1.81, basis: measured('net.latency.tcp_rr', '37.6 to 67.9 µs per round trip') },
  },
  /** Those of its monitor. */
  limits: [],
  memoryIsReserved: true,
  perRequest: false,
  startVerb: 'booting',
  tool: 'virsh',
  staysDefined: true,
  guest: minimalLinux.id,
  guestFamilies: ['linux', 'bsd', 'library-os'],
  monitor: firecracker.id,
});

import { MIB } from '../base/quantity';
import { assumed, measured, published } from './basis';
import { ubuntu } from './guests/ubuntu';
import {
  defineTechnology,
  mostVcpus,
  ofPart,
  onCpu,
  own,
  perNeighbour,
  phase,
  shared,
  YOUR_CODE,
} from './technology';

/** Virtual firmware and boot loader: most of it waits for devices that answer slowly. */
export const FIRMWARE = onCpu(
  phase('Firmware', 'hv', 'log-normal(median 2.3 s, p99 3 s)', assumed('virtual firmware and boot loader')),
  0.3,
);

/** A whole computer per application: virtual hardware and a guest operating system on a bare-metal hypervisor. */
export const fullVmType1 = defineTechnology({
  id: 'full-vm-type-1',
  order: 10,
  label: 'full VM, type 1 hypervisor',
  plural: 'Virtual machines',
  unit: 'VM',
  hue: 'go',
  boundary: 'hypervisor',
  lookAfter: 'guest OS and up',
  door: 'Load balancer',
  description:
    'A computer made of files and a share of time: the hypervisor on the bare metal gives it virtual CPUs, memory, a network card and a disk, and it boots an operating system of its own.',
  stack: [
    shared('hw', 'Hardware', 0, assumed()),
    shared('hv', 'Hypervisor, type 1', 150 * MIB, assumed('hypervisor and its management domain')),
    own('go', 'Guest OS', ubuntu.kernelBytes + ubuntu.userlandBytes, ubuntu.memoryBasis),
    own('ap', 'Your code', 0, assumed('the component states its memory')),
  ],
  startUp: [
    perNeighbour(
      onCpu(
        phase(
          'Create VM',
          'hv',
          'log-normal(median 500 ms, p99 700 ms)',
          published('vm.boot.xen.debian.create', '41.5 ms more for each VM on the host: 42 s for the 1000th'),
        ),
        0.5,
      ),
      41.5,
    ),
    ...ofPart('firmware', [FIRMWARE]),
    ...ofPart('guest', ubuntu.boot),
    YOUR_CODE,
    phase('Health check', 'ap', 'uniform(1 s, 5 s)', assumed('checked every 5 s, passed once')),
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
  limits: [mostVcpus(288, 'QEMU under KVM', assumed('its q35 machine; no fact was collected'))],
  memoryIsReserved: true,
  perRequest: false,
  startVerb: 'booting',
  tool: 'virsh',
  staysDefined: true,
  guest: ubuntu.id,
});

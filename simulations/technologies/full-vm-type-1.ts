import { MIB } from '../base/quantity';
import { assumed, measured, published } from './basis';
import { defineTechnology, own, phase, shared } from './technology';

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
    own(
      'go',
      'Guest OS',
      420 * MIB,
      assumed('a general Linux server; a minimal image was measured at 202 MiB (2 GiB guest)'),
    ),
    own('ap', 'Your code', 0, assumed('the component states its memory')),
  ],
  startUp: [
    phase('Create VM', 'hv', 'log-normal(median 500 ms, p99 700 ms)', published('vm.boot.xen.debian.create')),
    phase('Firmware', 'hv', 'log-normal(median 2.3 s, p99 3 s)', assumed('virtual firmware and boot loader')),
    phase(
      'Guest kernel',
      'go',
      'log-normal(median 5 s, p99 7 s)',
      assumed('kernel, drivers, root file system'),
    ),
    phase(
      'Guest services',
      'go',
      'log-normal(median 18 s, p99 25 s)',
      assumed('a general Linux guest, 34 services'),
    ),
    phase(
      'Your code',
      'ap',
      'log-normal(median 1.4 s, p99 2.2 s)',
      measured('ct.start.node.gce', 'web application until its first answer, container start taken off'),
    ),
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
  memoryIsReserved: true,
  perRequest: false,
  startVerb: 'booting',
  tool: 'virsh',
  staysDefined: true,
});

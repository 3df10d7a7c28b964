import { MIB } from '../base/quantity';
import { assumed, measured } from './basis';
import { defineTechnology, own, phase, shared } from './technology';

/** A whole computer per application, run by a program on an ordinary operating system: the hypervisor of a desktop. */
export const fullVmType2 = defineTechnology({
  id: 'full-vm-type-2',
  order: 12,
  label: 'full VM, type 2 hypervisor',
  plural: 'Virtual machines, hosted',
  unit: 'VM',
  hue: 'go',
  boundary: 'hypervisor, on a host OS',
  lookAfter: 'guest OS and up',
  door: 'Load balancer',
  description:
    'A computer made of files and a share of time, run by a program on an ordinary operating system: the host’s kernel stands below the hypervisor, and where that program or its host falls, the guests fall with it.',
  stack: [
    shared('hw', 'Hardware', 0, assumed()),
    shared('hk', 'Host OS', 1024 * MIB, assumed('a desktop operating system')),
    shared('hv', 'Hypervisor, type 2', 200 * MIB, assumed('the program and its services')),
    own('go', 'Guest OS', 420 * MIB, assumed('a general Linux server')),
    own('ap', 'Your code', 0, assumed('the component states its memory')),
  ],
  startUp: [
    phase('Create VM', 'hv', 'log-normal(median 800 ms, p99 1.5 s)', assumed()),
    phase('Firmware', 'hv', 'log-normal(median 2.3 s, p99 3 s)', assumed('virtual firmware and boot loader')),
    phase(
      'Guest kernel',
      'go',
      'log-normal(median 5.5 s, p99 8 s)',
      assumed('kernel, drivers, root file system'),
    ),
    phase(
      'Guest services',
      'go',
      'log-normal(median 20 s, p99 28 s)',
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
    cpu: { value: 1.05, basis: assumed('as type 1, and up to 5 % more; no measured figure was found') },
    memory: { value: 1.16, basis: measured('vm.mem.randomaccess.single', 'as type 1') },
    syscall: { value: 1.9, basis: assumed('as type 1, and 25 % more') },
    network: { value: 3.6, basis: assumed('as type 1, twice') },
  },
  memoryIsReserved: true,
  perRequest: false,
  startVerb: 'booting',
  tool: 'virsh',
  staysDefined: true,
});

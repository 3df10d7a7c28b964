import { MIB } from '../base/quantity';
import { assumed, measured } from './basis';
import { FIRMWARE } from './full-vm-type-1';
import { ubuntu } from './guests/ubuntu';
import { defineTechnology, mostVcpus, ofPart, onCpu, own, phase, shared, YOUR_CODE } from './technology';

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
    own('go', 'Guest OS', ubuntu.kernelBytes + ubuntu.userlandBytes, ubuntu.memoryBasis),
    own('ap', 'Your code', 0, assumed('the component states its memory')),
  ],
  startUp: [
    onCpu(phase('Create VM', 'hv', 'log-normal(median 800 ms, p99 1.5 s)', assumed()), 0.5),
    ...ofPart('firmware', [FIRMWARE]),
    ...ofPart('guest', ubuntu.boot),
    YOUR_CODE,
    phase('Health check', 'ap', 'uniform(1 s, 5 s)', assumed('checked every 5 s, passed once')),
  ],
  overhead: {
    cpu: { value: 1.05, basis: assumed('as type 1, and up to 5 % more; no measured figure was found') },
    memory: { value: 1.16, basis: measured('vm.mem.randomaccess.single', 'as type 1') },
    syscall: { value: 1.9, basis: assumed('as type 1, and 25 % more') },
    network: { value: 3.6, basis: assumed('as type 1, twice') },
  },
  limits: [mostVcpus(32, 'VirtualBox', assumed('its manual states it; no fact was collected'))],
  memoryIsReserved: true,
  perRequest: false,
  startVerb: 'booting',
  tool: 'virsh',
  staysDefined: true,
  guest: ubuntu.id,
});

import { MIB } from '../base/quantity';
import { assumed, measured, published } from './basis';
import { unikraft } from './guests/unikraft';
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

/** The application linked with the few parts of an operating system that it needs, as one image on a hypervisor. */
export const unikernel = defineTechnology({
  id: 'unikernel',
  order: 17,
  label: 'unikernel',
  plural: 'Unikernels',
  unit: 'unikernel',
  hue: 'go',
  boundary: 'hypervisor',
  lookAfter: 'one image: code and library OS',
  door: 'Load balancer',
  description:
    'Your code and the few parts of an operating system that it calls, linked into one image that boots as a virtual machine: no other process, no shell, no user.',
  stack: [
    shared('hw', 'Hardware', 0, assumed()),
    shared('hv', 'Hypervisor, type 1', 150 * MIB, assumed('hypervisor and its management domain')),
    own('go', 'Library OS', unikraft.kernelBytes + unikraft.userlandBytes, unikraft.memoryBasis),
    own('ap', 'Your code', 0, assumed('the component states its memory')),
  ],
  startUp: [
    perNeighbour(
      onCpu(
        phase(
          'Create VM',
          'hv',
          'log-normal(median 80 ms, p99 120 ms)',
          published(
            'vm.boot.xen.unikernel.create',
            '0.62 ms more for each VM on the host: 700 ms for the 1000th',
          ),
        ),
        0.5,
      ),
      0.62,
    ),
    ...ofPart('guest', unikraft.boot),
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
  limits: [mostVcpus(128, 'Xen', assumed('a guest with hardware support; no fact was collected'))],
  memoryIsReserved: true,
  perRequest: false,
  startVerb: 'booting',
  tool: 'virsh',
  staysDefined: true,
  guest: unikraft.id,
  guestFamilies: ['library-os'],
});

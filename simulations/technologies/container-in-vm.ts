import { MIB } from '../base/quantity';
import { assumed, measured, published } from './basis';
import { LEAST_CONTAINER_MEMORY, SHIM } from './container';
import { defineTechnology, mostVcpus, onCpu, own, phase, shared, YOUR_CODE } from './technology';

/** A container in a small virtual machine of its own: the image of one, the boundary of the other. */
export const containerInVm = defineTechnology({
  id: 'container-in-vm',
  order: 25,
  label: 'container in a VM',
  plural: 'Containers in VMs',
  unit: 'container in a VM',
  hue: 'ct',
  boundary: 'hypervisor, one VM each',
  lookAfter: 'container and up',
  door: 'Load balancer',
  description:
    'A container image started in a small virtual machine of its own: handled like a container, kept apart like a VM.',
  stack: [
    shared('hw', 'Hardware', 0, assumed()),
    shared('hk', 'Host kernel', 380 * MIB, assumed('a general Linux server')),
    shared('ce', 'Container engine', 120 * MIB, assumed('engine daemons')),
    own('go', 'Guest kernel and agent', 130 * MIB, published('vm.mem.kata.podfixed')),
    SHIM,
    own('ap', 'Your code', 0, assumed('the component states its memory')),
  ],
  startUp: [
    onCpu(
      phase(
        'Start VM and container',
        'go',
        'log-normal(median 483 ms, p99 800 ms)',
        published('ct.start.kata.ctr', 'start and end of one, without an orchestrator'),
      ),
    ),
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
  limits: [
    LEAST_CONTAINER_MEMORY,
    mostVcpus(288, 'QEMU under KVM', assumed('its q35 machine; no fact was collected')),
  ],
  memoryIsReserved: false,
  perRequest: false,
  startVerb: 'starting',
  tool: 'docker',
  staysDefined: false,
  startsFromImage: true,
  hasVirtualHardware: true,
});

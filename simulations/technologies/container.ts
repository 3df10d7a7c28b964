import { MIB } from '../base/quantity';
import { assumed, measured, published } from './basis';
import { defineTechnology, own, phase, shared } from './technology';

/** A fenced-in process: own process numbers, file system, network interface and limits, on the host's kernel. */
export const container = defineTechnology({
  id: 'container',
  order: 20,
  label: 'container',
  plural: 'Containers',
  unit: 'container',
  hue: 'ct',
  boundary: 'host kernel',
  lookAfter: 'container and up',
  door: 'Load balancer',
  description:
    'A process of the host behind fences: namespaces give it its own process numbers, file system, network interface and address, a cgroup limits what it takes, and the kernel under it is the host’s own.',
  stack: [
    shared('hw', 'Hardware', 0, assumed()),
    shared('hk', 'Host kernel', 380 * MIB, assumed('a general Linux server')),
    shared('ce', 'Container engine', 120 * MIB, assumed('engine daemons')),
    own(
      'ct',
      'Container: shim and libraries',
      38 * MIB,
      assumed('10.5 MB of it the shim, measured; the rest libraries'),
    ),
    own('ap', 'Your code', 0, assumed('the component states its memory')),
  ],
  startUp: [
    phase(
      'Create container',
      'ce',
      'log-normal(median 117 ms, p99 160 ms)',
      published('ct.start.docker.lightvm', '150 ms with an image present, the runtime’s 33 ms taken off'),
    ),
    phase(
      'Namespaces, cgroup, mounts',
      'hk',
      'log-normal(median 33 ms, p99 45 ms)',
      measured('ct.start.runc'),
    ),
    phase(
      'Your code',
      'ap',
      'log-normal(median 1.4 s, p99 2.2 s)',
      measured('ct.start.node.gce', 'web application until its first answer, container start taken off'),
    ),
    phase('Readiness check', 'ap', 'uniform(0 s, 2 s)', assumed('checked every 2 s, passed once')),
  ],
  overhead: {
    cpu: { value: 1, basis: measured('vm.cpu.linpack', '290.8 native, 290.9 in Docker') },
    memory: { value: 1, basis: measured('vm.mem.randomaccess.single', '0.0458 native, 0.0457 in Docker') },
    syscall: { value: 1, basis: measured('io.rand', '84,044 native, 84,092 in Docker') },
    network: {
      value: 1.33,
      basis: measured('net.docker.nat.redis', 'bridge with NAT; 1 with host networking'),
    },
  },
  memoryIsReserved: false,
  perRequest: false,
  startVerb: 'starting',
  tool: 'docker',
  staysDefined: false,
});

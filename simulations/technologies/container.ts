import { MIB } from '../base/quantity';
import { assumed, measured, published } from './basis';
import {
  defineTechnology,
  onCpu,
  own,
  perNeighbour,
  phase,
  type SandboxLimit,
  shared,
  YOUR_CODE,
} from './technology';

/** A container with nothing in it: the free memory that a host lost to each. */
export const SHIM = own(
  'ct',
  'Container: shim',
  Math.round(3.9 * MIB),
  measured('ct.mem.empty', 'free memory lost to an idle container'),
);

/**
 * What comes to it with an image that has a language runtime: pages that runtime and libraries write for themselves. What
 * they only read is in the page cache, once a host.
 */
export const RUNTIME_BYTES = 38 * MIB - SHIM.memoryBytes;

/**
 * What the engine does before the kernel is asked: half of it waits for other processes and for the disk (assumed). With
 * 3,000 containers on the host it takes 1 s (ct.start.docker.3000): 0.28 ms more for each.
 */
export const CREATE_CONTAINER = perNeighbour(
  onCpu(
    phase(
      'Create container',
      'ce',
      'log-normal(median 117 ms, p99 160 ms)',
      published(
        'ct.start.docker.lightvm',
        '150 ms with an image present, the runtime’s 33 ms taken off; 0.28 ms more for each container on the host (ct.start.docker.3000)',
      ),
    ),
    0.5,
  ),
  0.28,
);

/** Below it, the engine says no. */
export const LEAST_CONTAINER_MEMORY: SandboxLimit = {
  of: 'memory',
  least: 6 * MIB,
  name: 'the container engine',
  basis: assumed('Docker’s documentation states it; no fact was collected'),
};

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
    SHIM,
    own('ap', 'Your code', 0, assumed('the component states its memory')),
  ],
  startUp: [
    CREATE_CONTAINER,
    onCpu(
      phase(
        'Namespaces, cgroup, mounts',
        'hk',
        'log-normal(median 33 ms, p99 45 ms)',
        measured('ct.start.runc'),
      ),
    ),
    YOUR_CODE,
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
  limits: [LEAST_CONTAINER_MEMORY],
  memoryIsReserved: false,
  perRequest: false,
  startVerb: 'starting',
  tool: 'docker',
  staysDefined: false,
  startsFromImage: true,
});

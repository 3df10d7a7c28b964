import { MIB } from '../base/quantity';
import { assumed, measured } from './basis';
import { CREATE_CONTAINER, LEAST_CONTAINER_MEMORY, SHIM } from './container';
import { defineTechnology, onCpu, own, phase, shared, YOUR_CODE } from './technology';

/** A container whose system calls are answered by a kernel in user space before they may reach the host’s. */
export const sandboxedContainer = defineTechnology({
  id: 'sandboxed-container',
  order: 22,
  label: 'sandboxed container (user-space kernel)',
  plural: 'Sandboxed containers',
  unit: 'sandboxed container',
  hue: 'ct',
  boundary: 'user-space kernel, then host kernel',
  lookAfter: 'container and up',
  door: 'Load balancer',
  description:
    'A container that does not speak to the host’s kernel itself: a kernel of its own, a program in user space, answers its system calls and passes few of them on.',
  stack: [
    shared('hw', 'Hardware', 0, assumed()),
    shared('hk', 'Host kernel', 380 * MIB, assumed('a general Linux server')),
    shared('ce', 'Container engine', 120 * MIB, assumed('engine daemons')),
    own(
      'go',
      'User-space kernel',
      Math.round(18.7 * MIB),
      measured('ct.mem.empty', '22.6 MiB against 3.9 MiB of an idle container'),
    ),
    SHIM,
    own('ap', 'Your code', 0, assumed('the component states its memory')),
  ],
  startUp: [
    CREATE_CONTAINER,
    onCpu(
      phase(
        'User-space kernel',
        'go',
        'log-normal(median 33 ms, p99 60 ms)',
        assumed('container starts were measured alike: 1144 against 1193 ms'),
      ),
    ),
    YOUR_CODE,
    phase('Readiness check', 'ap', 'uniform(0 s, 2 s)', assumed('checked every 2 s, passed once')),
  ],
  overhead: {
    cpu: { value: 1.004, basis: measured('ct.cpu.gvisor', '103.6 against 103.2 events a second') },
    memory: { value: 1, basis: assumed('no figure was found; memory is mapped as in a container') },
    syscall: { value: 1.56, basis: measured('ct.fs.gvisor', 'random writes, 107.8 against 69.2 MB/s') },
    network: { value: 1.98, basis: measured('ct.redis.gvisor', '30,312 against 15,326 requests a second') },
  },
  limits: [LEAST_CONTAINER_MEMORY],
  memoryIsReserved: false,
  perRequest: false,
  startVerb: 'starting',
  tool: 'docker',
  staysDefined: false,
  startsFromImage: true,
});

import { MIB } from '../base/quantity';
import { assumed, computed, measured } from './basis';
import { defineTechnology, onCpu, own, phase, shared, YOUR_CODE } from './technology';

/** A program on the host, kept apart from others by what every process has: an address space and a user. */
export const bareProcess = defineTechnology({
  id: 'bare-process',
  order: 5,
  label: 'bare process',
  plural: 'Processes',
  unit: 'process',
  hue: 'hk',
  boundary: 'process: address space and user',
  lookAfter: 'host OS and up',
  door: 'Load balancer',
  description:
    'A program started on the host’s own operating system: nothing between it and the kernel, and nothing that keeps its files, its network or its share of the machine apart from those of its neighbours.',
  stack: [
    shared('hw', 'Hardware', 0, assumed()),
    shared('hk', 'Host kernel', 380 * MIB, assumed('a general Linux server')),
    own('ap', 'Your code', 0, assumed('the component states its memory')),
  ],
  startUp: [
    onCpu(phase('Start process', 'hk', 'log-normal(median 3.5 ms, p99 6 ms)', measured('proc.forkexec'))),
    YOUR_CODE,
    phase('Readiness check', 'ap', 'uniform(0 s, 2 s)', assumed('checked every 2 s, passed once')),
  ],
  overhead: {
    cpu: { value: 1, basis: computed('the measure of the others') },
    memory: { value: 1, basis: computed('the measure of the others') },
    syscall: { value: 1, basis: computed('the measure of the others') },
    network: { value: 1, basis: computed('the measure of the others') },
  },
  /** None of its own: what the host has. */
  limits: [],
  memoryIsReserved: false,
  perRequest: false,
  startVerb: 'starting',
  tool: 'shell',
  staysDefined: false,
});

import { MIB } from '../base/quantity';
import { assumed, measured, published } from './basis';
import { nodejs22 } from './runtimes/nodejs-22';
import { defineTechnology, onCpu, onNetwork, own, phase, shared } from './technology';

/** Code that a provider runs on an event, in a sandbox that it starts, hides, limits and removes. */
export const cloudFunction = defineTechnology({
  id: 'cloud-function',
  order: 30,
  label: 'function on a FaaS platform',
  plural: 'Serverless functions',
  unit: 'function instance',
  hue: 'fn',
  boundary: 'hypervisor, one microVM each',
  lookAfter: 'code',
  door: 'Gateway',
  description:
    'Your code and nothing else: when an event comes, the provider starts a microVM with a language runtime around it, keeps it for a while, and takes it away.',
  stack: [
    shared('hw', 'Hardware', 0, assumed()),
    shared('hk', 'Host kernel', 380 * MIB, assumed('a general Linux server')),
    shared(
      'hv',
      'Hypervisor, microVM',
      90 * MIB,
      assumed('the provider’s agents on a host; each monitor is counted with its instance'),
    ),
    own('hv', 'Monitor', 5 * MIB, published('vm.mem.firecracker.slo', 'at most 5 MiB; 2.5 MiB measured')),
    own('go', 'Guest kernel', 40 * MIB, assumed('a minimal kernel and init')),
    own('fn', 'Function runtime', 30 * MIB, assumed('language runtime, idle')),
    own('ap', 'Your code', 0, assumed('the component states its memory')),
  ],
  startUp: [
    phase(
      'Place on host',
      'hk',
      'log-normal(median 50 ms, p99 120 ms)',
      assumed('the provider’s choice of a host'),
    ),
    onCpu(
      phase(
        'Boot microVM',
        'go',
        'log-normal(median 160.9 ms, p99 172.5 ms)',
        measured(
          'vm.boot.firecracker.e2e',
          'a core starts 5 a second (vm.rate.firecracker): 200 ms of core time',
        ),
      ),
      1.24,
    ),
    nodejs22.init,
    onNetwork(
      phase('Load your code', 'ap', 'log-normal(median 60 ms, p99 140 ms)', assumed('a package of 12 MB')),
      200,
    ),
  ],
  overhead: {
    cpu: { value: 1.023, basis: measured('vm.cpu.linpack', 'as a full VM') },
    memory: { value: 1.16, basis: measured('vm.mem.randomaccess.single', 'as a full VM') },
    syscall: { value: 1.51, basis: measured('io.rand.latency', 'as a full VM') },
    network: { value: 1.81, basis: measured('net.latency.tcp_rr', 'as a full VM') },
  },
  /** Those of the provider, in its dated profile. */
  limits: [],
  memoryIsReserved: true,
  perRequest: true,
  startVerb: 'cold-starting',
  tool: 'aws',
  staysDefined: false,
});

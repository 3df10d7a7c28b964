import { MIB } from '../base/quantity';
import { assumed } from './basis';
import { defineTechnology, onCpu, own, phase, shared } from './technology';

/** A function in a runtime that it shares with many others: kept apart by the language, not by a kernel. */
export const isolate = defineTechnology({
  id: 'isolate',
  order: 35,
  label: 'V8 isolate',
  plural: 'Isolates',
  unit: 'isolate',
  hue: 'fn',
  boundary: 'language runtime',
  lookAfter: 'code',
  door: 'Gateway',
  description:
    'A function that runs in a process with thousands of others: the language runtime gives each a heap of its own. It starts in milliseconds, and the boundary is that of the runtime.',
  stack: [
    shared('hw', 'Hardware', 0, assumed()),
    shared('hk', 'Host kernel', 380 * MIB, assumed('a general Linux server')),
    shared('fn', 'Function runtime, shared', 120 * MIB, assumed('one process for all isolates')),
    own('fn', 'Heap of the isolate', 3 * MIB, assumed('no measured figure was found')),
    own('ap', 'Your code', 0, assumed('the component states its memory')),
  ],
  startUp: [
    onCpu(
      phase(
        'Create isolate',
        'fn',
        'log-normal(median 5 ms, p99 12 ms)',
        assumed('no measured figure was found'),
      ),
    ),
    onCpu(
      phase(
        'Load your code',
        'ap',
        'log-normal(median 8 ms, p99 25 ms)',
        assumed('no measured figure was found'),
      ),
    ),
  ],
  overhead: {
    cpu: { value: 1, basis: assumed('same process, same instructions') },
    memory: { value: 1, basis: assumed() },
    syscall: { value: 1, basis: assumed() },
    network: { value: 1, basis: assumed() },
  },
  limits: [
    {
      of: 'memory',
      most: 4096 * MIB,
      name: 'V8',
      basis: assumed('with compressed pointers all heaps of a cage share 4 GiB; no fact was collected'),
    },
  ],
  memoryIsReserved: false,
  perRequest: true,
  startVerb: 'cold-starting',
  tool: 'aws',
  staysDefined: false,
});

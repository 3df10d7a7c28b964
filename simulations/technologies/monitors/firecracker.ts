import { MIB } from '../../base/quantity';
import { assumed, measured, published } from '../basis';
import { mostVcpus, onCpu, phase } from '../technology';
import { defineMonitor } from './monitor';

/**
 * 161 ms from its start to the guest's first process, 110 ms of them in the guest. A core starts 5 a second
 * (vm.rate.firecracker), so one start is 200 ms of core time: 110 in the guest, 90 in the 51 ms before, on several threads.
 */
export const firecracker = defineMonitor({
  id: 'firecracker',
  order: 10,
  label: 'Firecracker',
  memoryBytes: 5 * MIB,
  memoryBasis: published('vm.mem.firecracker.slo', 'at most 5 MiB; 2.5 MiB measured'),
  start: onCpu(
    phase(
      'Start monitor',
      'hv',
      'log-normal(median 50.9 ms, p99 60 ms)',
      measured(
        'vm.boot.firecracker.e2e',
        '160.9 ms, less 110 ms in the guest; work from vm.rate.firecracker',
      ),
    ),
    1.76,
  ),
  limits: [mostVcpus(32, 'Firecracker', assumed('its documentation states it; no fact was collected'))],
  guestFactor: 1,
});

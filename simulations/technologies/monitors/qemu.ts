import { MIB } from '../../base/quantity';
import { assumed, measured } from '../basis';
import { mostVcpus, onCpu, phase } from '../technology';
import { defineMonitor } from './monitor';

/**
 * With its default firmware 243.5 ms in all; 110 of them in the guest as under Firecracker (assumed). A hundred at a time
 * are no slower than one (vm.boot.parallel100.qemu), so before the guest it waits for more than half of its time (fitted).
 */
export const qemu = defineMonitor({
  id: 'qemu',
  order: 30,
  label: 'QEMU',
  memoryBytes: Math.round(28.5 * MIB),
  memoryBasis: measured('vm.mem.qemu.rss_excess', '26 MiB more than Firecracker, resident'),
  start: onCpu(
    phase(
      'Start monitor',
      'hv',
      'log-normal(median 133.5 ms, p99 147 ms)',
      measured('vm.boot.qemu.seabios', '243.5 ms, less 110 ms in the guest'),
    ),
    0.43,
  ),
  limits: [mostVcpus(288, 'QEMU', assumed('its q35 machine; no fact was collected'))],
  guestFactor: 1,
});

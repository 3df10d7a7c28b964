import { MIB } from '../../base/quantity';
import { assumed, measured } from '../basis';
import { mostVcpus, onCpu, phase } from '../technology';
import { defineMonitor } from './monitor';

/**
 * 102.5 ms in all; how they part between monitor and guest is assumed. Its core time, 215 ms a start, is fitted: with it
 * a hundred at a time are as slow as they were measured (vm.boot.parallel100.cloudhypervisor).
 */
export const cloudHypervisor = defineMonitor({
  id: 'cloud-hypervisor',
  order: 20,
  label: 'Cloud Hypervisor',
  memoryBytes: Math.round(13.3 * MIB),
  memoryBasis: measured('vm.mem.cloudhypervisor.vmm'),
  start: onCpu(
    phase(
      'Start monitor',
      'hv',
      'log-normal(median 40 ms, p99 46 ms)',
      measured('vm.boot.cloudhypervisor.e2e', '102.5 ms; 62.5 of them in the guest (assumed)'),
    ),
    3.8,
  ),
  limits: [
    mostVcpus(
      254,
      'Cloud Hypervisor',
      assumed('as many as its interrupt controller can number; no fact was collected'),
    ),
  ],
  guestFactor: 0.568,
});

import { MIB } from '../../base/quantity';
import { assumed, measured } from '../basis';
import { onCpu, phase } from '../technology';
import { defineGuest } from './guest';

/** A kernel with only the drivers that a microVM has, and an init: the guest of the Firecracker measurements. */
export const minimalLinux = defineGuest({
  id: 'minimal-linux',
  order: 20,
  label: 'Linux, minimal kernel',
  family: 'linux',
  kernel: 'Linux 4.14, minimal',
  aliases: ['linuxkit'],
  kernelBytes: Math.round(15.9 * MIB),
  userlandBytes: 128 * MIB - Math.round(15.9 * MIB),
  memoryBasis: measured('vm.mem.guest.used', 'a minimal Linux guest just after boot'),
  diskBytes: 60e6,
  diskBasis: assumed('a kernel and a root file system for one service'),
  bootsDirectly: true,
  boot: [
    onCpu(
      phase(
        'Guest kernel',
        'go',
        'log-normal(median 110 ms, p99 116 ms)',
        measured('vm.boot.firecracker.inner'),
      ),
    ),
  ],
});

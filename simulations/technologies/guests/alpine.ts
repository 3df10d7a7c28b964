import { MIB } from '../../base/quantity';
import { assumed, measured } from '../basis';
import { onCpu, phase } from '../technology';
import { defineGuest } from './guest';

/** A small Linux: another C library, few services, a root file system of some hundred megabytes. */
export const alpine = defineGuest({
  id: 'alpine-3.20',
  order: 15,
  label: 'Alpine Linux 3.20',
  family: 'linux',
  kernel: 'Linux 6.6.0-virt',
  aliases: ['alpine'],
  kernelBytes: 24 * MIB,
  userlandBytes: 40 * MIB,
  memoryBasis: assumed('half of what a minimal Linux guest was measured to use'),
  diskBytes: 160e6,
  diskBasis: assumed('a virtual-machine image without added packages'),
  bootsDirectly: false,
  boot: [
    onCpu(
      phase(
        'Guest kernel and services',
        'go',
        'log-normal(median 330 ms, p99 420 ms)',
        measured('vm.boot.alpine.firecracker'),
      ),
    ),
  ],
});

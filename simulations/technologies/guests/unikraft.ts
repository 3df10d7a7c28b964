import { MIB } from '../../base/quantity';
import { published } from '../basis';
import { onCpu, phase } from '../technology';
import { defineGuest } from './guest';

/** The parts of an operating system that one application calls, linked with it into one image. */
export const unikraft = defineGuest({
  id: 'unikraft',
  order: 50,
  label: 'Unikraft library OS',
  family: 'library-os',
  kernel: 'Unikraft, linked with the application',
  aliases: ['library-os', 'unikernel'],
  kernelBytes: 4 * MIB,
  userlandBytes: 0,
  memoryBasis: published('vm.mem.unikraft.min'),
  diskBytes: 0.48e6,
  diskBasis: published('vm.image', 'the smallest unikernel'),
  bootsDirectly: true,
  boot: [
    onCpu(phase('Boot', 'go', 'log-normal(median 3 ms, p99 5 ms)', published('vm.boot.xen.unikernel.boot'))),
  ],
});

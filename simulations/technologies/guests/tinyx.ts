import { published } from '../basis';
import { onCpu, phase } from '../technology';
import { defineGuest } from './guest';

/** Linux cut down to one application: the Tinyx guest of the LightVM paper. */
export const tinyx = defineGuest({
  id: 'tinyx',
  order: 18,
  label: 'Tinyx',
  family: 'linux',
  kernel: 'Linux 4.4, cut down',
  aliases: [],
  kernelBytes: 1.6e6,
  userlandBytes: 24.4e6,
  memoryBasis: published('vm.mem.tinyx1000', '27 MB each, 1 MB of it the application; 1.6 MB the kernel'),
  diskBytes: 9.5e6,
  diskBasis: published('vm.image'),
  bootsDirectly: true,
  boot: [
    onCpu(
      phase(
        'Guest kernel',
        'go',
        'log-normal(median 180 ms, p99 240 ms)',
        published('vm.boot.xen.tinyx.boot'),
      ),
    ),
  ],
});

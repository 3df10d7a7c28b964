import { published } from '../basis';
import { onCpu, phase } from '../technology';
import { defineGuest } from './guest';

/** The Debian guest of the LightVM paper: a thousand of them took 114 GB of a Xen host, one app process in each. */
export const debianMinimal = defineGuest({
  id: 'debian-minimal',
  order: 12,
  label: 'Debian, minimal',
  family: 'linux',
  kernel: 'Linux 3.16.0-amd64',
  aliases: ['debian'],
  kernelBytes: 8e6,
  userlandBytes: 105e6,
  memoryBasis: published('vm.mem.debian1000', '114 MB each, 1 MB of it the application; 8 MB the kernel'),
  diskBytes: 1.1e9,
  diskBasis: published('vm.image'),
  bootsDirectly: true,
  boot: [
    onCpu(
      phase(
        'Guest kernel and services',
        'go',
        'log-normal(median 1.5 s, p99 2 s)',
        published('vm.boot.xen.debian.boot'),
      ),
    ),
  ],
});

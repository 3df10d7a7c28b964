import { MIB } from '../../base/quantity';
import { assumed } from '../basis';
import { onCpu, onDisk, phase } from '../technology';
import { defineGuest } from './guest';

/** A general Linux server with what a distribution starts by default. */
export const ubuntu = defineGuest({
  id: 'ubuntu-22.04',
  order: 10,
  label: 'Ubuntu 22.04 LTS',
  family: 'linux',
  kernel: 'Linux 5.15.0-generic',
  aliases: ['Linux', 'ubuntu'],
  kernelBytes: 56 * MIB,
  userlandBytes: 364 * MIB,
  memoryBasis: assumed('a general Linux server; a minimal image was measured at 202 MiB (2 GiB guest)'),
  diskBytes: 2.2e9,
  diskBasis: assumed('a server image with its packages'),
  bootsDirectly: false,
  boot: [
    onCpu(
      phase(
        'Guest kernel',
        'go',
        'log-normal(median 5 s, p99 7 s)',
        assumed('kernel, drivers, root file system'),
      ),
    ),
    onDisk(
      phase(
        'Guest services',
        'go',
        'log-normal(median 18 s, p99 25 s)',
        assumed('a general Linux guest, 34 services; they read 500 MB on the way'),
      ),
      28,
    ),
  ],
});

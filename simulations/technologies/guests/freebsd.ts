import { MIB } from '../../base/quantity';
import { assumed } from '../basis';
import { onCpu, onDisk, phase } from '../technology';
import { defineGuest } from './guest';

/** Another UNIX: kernel and base system from one source tree. */
export const freebsd = defineGuest({
  id: 'freebsd-14',
  order: 30,
  label: 'FreeBSD 14.1',
  family: 'bsd',
  kernel: 'FreeBSD 14.1-RELEASE GENERIC',
  aliases: ['freebsd'],
  kernelBytes: 90 * MIB,
  userlandBytes: 130 * MIB,
  memoryBasis: assumed('kernel with all drivers of GENERIC; base system and sshd'),
  diskBytes: 1.5e9,
  diskBasis: assumed('base system and kernel'),
  bootsDirectly: false,
  boot: [
    onCpu(
      phase('Guest kernel', 'go', 'log-normal(median 7 s, p99 10 s)', assumed('probes devices in order')),
    ),
    onDisk(
      phase('rc scripts', 'go', 'log-normal(median 9 s, p99 13 s)', assumed('services one after another')),
      20,
    ),
  ],
});

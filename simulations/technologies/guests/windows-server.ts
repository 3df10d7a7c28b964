import { MIB } from '../../base/quantity';
import { assumed } from '../basis';
import { onCpu, onDisk, phase } from '../technology';
import { defineGuest } from './guest';

/** A server with the services of a full installation. */
export const windowsServer = defineGuest({
  id: 'windows-server-2022',
  order: 40,
  label: 'Windows Server 2022',
  family: 'windows',
  kernel: 'Windows NT 10.0.20348',
  aliases: ['windows', 'windows-server'],
  kernelBytes: 380 * MIB,
  userlandBytes: 1240 * MIB,
  memoryBasis: assumed('a full installation without a desktop session'),
  diskBytes: 12e9,
  diskBasis: assumed('system folder, component store and page file'),
  bootsDirectly: false,
  boot: [
    onCpu(
      phase('NT kernel and drivers', 'go', 'log-normal(median 9 s, p99 14 s)', assumed('boot-start drivers')),
    ),
    onDisk(
      phase(
        'Windows services',
        'go',
        'log-normal(median 35 s, p99 55 s)',
        assumed('services and scheduled tasks; they read 1.5 GB on the way'),
      ),
      43,
    ),
  ],
});

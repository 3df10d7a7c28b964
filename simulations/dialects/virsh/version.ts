import { defineSubcommand } from '../dialect';
import { said } from './domains';

/** `virsh version` */
export const virshVersion = defineSubcommand({
  id: 'virsh version',
  words: ['virsh', 'version'],
  usage: 'virsh version [--daemon]',
  summary: 'show version',
  flags: [],
  leavesOut: { daemon: 'tells the version of the daemon too.' },
  examples: ['virsh version'],
  differs: 'The versions are made up.',
  run: (args) =>
    said(
      args,
      'Compiled against library: libvirt 9.0.0',
      'Using library: libvirt 9.0.0',
      'Using API: QEMU 9.0.0',
      'Running hypervisor: QEMU 7.2.7',
    ),
});

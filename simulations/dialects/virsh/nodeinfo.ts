import { defineSubcommand, error } from '../dialect';
import { vshFields } from '../output/vsh-table';
import { hostsAt, kib, said } from './domains';

/** `virsh nodeinfo` */
export const virshNodeinfo = defineSubcommand({
  id: 'virsh nodeinfo',
  words: ['virsh', 'nodeinfo'],
  usage: 'virsh nodeinfo',
  summary: 'node information',
  flags: [],
  examples: ['virsh nodeinfo'],
  models:
    'Cores and memory of the host; sockets, threads and NUMA cells are not modelled: each core is one CPU.',
  differs: 'Has no line “CPU frequency”: the model knows no clock rate.',
  run(args, context) {
    const hosts = hostsAt(args, context);
    const [host] = hosts;
    if (host === undefined) return error(1, 'error: failed to get node information');
    return said(
      args,
      ...vshFields(
        [
          ['CPU model', 'x86_64'],
          ['CPU(s)', String(host.cores)],
          ['CPU socket(s)', '1'],
          ['Core(s) per socket', String(host.cores)],
          ['Thread(s) per core', '1'],
          ['NUMA cell(s)', '1'],
          ['Memory size', `${kib(host.memoryBytes)} KiB`],
        ],
        21,
      ),
    );
  },
});

import { defineSubcommand, ignored } from '../dialect';
import { domainsOf } from '../objects';
import { vshFields } from '../output/vsh-table';
import { DOMAIN, isActive, said, withDomain } from './domains';

const ITSELF = { words: ['virsh', 'vcpuinfo'] } as const;

/** `virsh vcpuinfo DOMAIN` */
export const virshVcpuinfo = defineSubcommand({
  id: 'virsh vcpuinfo',
  ...ITSELF,
  usage: 'virsh vcpuinfo <domain> [--pretty]',
  summary: 'detailed domain vcpu information',
  flags: [DOMAIN, ignored('pretty', 'return human readable output')],
  examples: ['virsh vcpuinfo web-1'],
  operands: (frame) => domainsOf(frame).map((d) => d.id),
  models: 'Virtual processors run on any core of the host: none is pinned.',
  differs:
    'CPU is N/A, where the real one names the core of this instant, and there is no line “CPU time”: the model shares the cores without naming them.',
  run: (args, context) =>
    withDomain(args, context, ITSELF, ({ sandbox, host, vcpus }) => {
      const blocks = Array.from({ length: vcpus }, (_, i) =>
        vshFields(
          [
            ['VCPU', String(i)],
            ['CPU', 'N/A'],
            ['State', isActive(sandbox) ? 'running' : 'N/A'],
            ['CPU Affinity', 'y'.repeat(host.cores)],
          ],
          16,
        ),
      );
      return said(args, ...blocks.flatMap((lines, i) => (i === 0 ? lines : ['', ...lines])));
    }),
});

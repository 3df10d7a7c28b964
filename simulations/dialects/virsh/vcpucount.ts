import { defineSubcommand } from '../dialect';
import { domainsOf } from '../objects';
import { pad, padLeft } from '../output/columns';
import { DOMAIN, isActive, said, withDomain } from './domains';

const ITSELF = { words: ['virsh', 'vcpucount'] } as const;

/** `virsh vcpucount DOMAIN` */
export const virshVcpucount = defineSubcommand({
  id: 'virsh vcpucount',
  ...ITSELF,
  usage: 'virsh vcpucount <domain>',
  summary: 'domain vcpu counts',
  flags: [DOMAIN],
  leavesOut: {
    maximum: 'prints the largest number alone.',
    active: 'prints the present number alone.',
    live: 'prints the number of the running domain.',
    config: 'prints the number at the next boot.',
    guest: 'asks the agent in the guest.',
  },
  examples: ['virsh vcpucount web-1'],
  operands: (frame) => domainsOf(frame).map((d) => d.id),
  run: (args, context) =>
    withDomain(args, context, ITSELF, ({ sandbox, vcpus }) => {
      const rows = [
        ['maximum', 'config'],
        ...(isActive(sandbox) ? [['maximum', 'live']] : []),
        ['current', 'config'],
        ...(isActive(sandbox) ? [['current', 'live']] : []),
      ];
      return said(
        args,
        ...rows.map(
          ([what, where]) => `${pad(what ?? '', 12)} ${pad(where ?? '', 12)} ${padLeft(String(vcpus), 3)}`,
        ),
      );
    }),
});

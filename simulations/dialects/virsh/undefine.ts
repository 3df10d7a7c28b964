import { defineSubcommand, flag, ignored } from '../dialect';
import { domainsOf } from '../objects';
import { DOMAIN, failed, isActive, said, withDomain } from './domains';

const ITSELF = { words: ['virsh', 'undefine'] } as const;

/** `virsh undefine DOMAIN` */
export const virshUndefine = defineSubcommand({
  id: 'virsh undefine',
  ...ITSELF,
  usage: 'virsh undefine <domain> [--managed-save] [--snapshots-metadata] [--nvram] [--remove-all-storage]',
  summary: 'undefine a domain',
  flags: [
    DOMAIN,
    ignored('managed-save', 'remove domain managed state file'),
    flag('snapshots-metadata', 'remove all domain snapshot metadata'),
    ignored('nvram', 'remove nvram file'),
    ignored('remove-all-storage', 'remove all associated storage volumes'),
  ],
  examples: ['virsh destroy web-3; virsh undefine web-3'],
  operands: (frame) => domainsOf(frame).map((d) => d.id),
  differs:
    'A domain that runs is refused: the real one would let it run on until it is shut off, and then forget it.',
  run: (args, context) =>
    withDomain(args, context, ITSELF, ({ sandbox }) => {
      const { id } = sandbox;
      if (isActive(sandbox))
        return failed(
          args,
          `virsh undefine: not in this model while ${id} runs. The real one would make it transient: it runs on, and is gone once it is shut off. Type virsh destroy ${id} first.`,
        );
      const kept = sandbox.snapshots?.length ?? 0;
      if (kept > 0 && !args.has('snapshots-metadata'))
        return failed(
          args,
          `error: Failed to undefine domain '${id}'`,
          `error: Requested operation is not valid: cannot delete inactive domain with ${kept} snapshots`,
        );
      return {
        acts: [
          {
            call: { name: 'remove', args: { target: id } },
            done: () => said(args, `Domain '${id}' has been undefined`),
            refused: ({ message }) =>
              failed(args, `error: Failed to undefine domain '${id}'`, `error: ${message}`),
          },
        ],
      };
    }),
});

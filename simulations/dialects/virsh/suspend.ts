import { defineSubcommand } from '../dialect';
import { domainsOf } from '../objects';
import { one } from './destroy';
import { DOMAIN, isActive, notRunning, said, withDomain } from './domains';

const ITSELF = { words: ['virsh', 'suspend'] } as const;

/** `virsh suspend DOMAIN` */
export const virshSuspend = defineSubcommand({
  id: 'virsh suspend',
  ...ITSELF,
  usage: 'virsh suspend <domain>',
  summary: 'suspend a domain',
  flags: [DOMAIN],
  examples: ['virsh suspend web-1'],
  operands: (frame) => domainsOf(frame).map((d) => d.id),
  models: 'The virtual processors stand still; memory stays where it is, and nothing else uses it.',
  differs: 'A guest that still boots cannot be suspended.',
  run: (args, context) =>
    withDomain(args, context, ITSELF, ({ sandbox }) => {
      if (!isActive(sandbox)) return notRunning(args, 'suspend', sandbox.id);
      // libvirt finds nothing wrong with suspending what is paused.
      if (sandbox.state === 'paused') return said(args, `Domain '${sandbox.id}' suspended`);
      return one(args, 'pause', 'suspend', 'suspended', sandbox.id);
    }),
});

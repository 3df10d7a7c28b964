import { defineSubcommand } from '../dialect';
import { domainsOf } from '../objects';
import { one } from './destroy';
import { DOMAIN, isActive, notRunning, said, withDomain } from './domains';

const ITSELF = { words: ['virsh', 'resume'] } as const;

/** `virsh resume DOMAIN` */
export const virshResume = defineSubcommand({
  id: 'virsh resume',
  ...ITSELF,
  usage: 'virsh resume <domain>',
  summary: 'resume a domain',
  flags: [DOMAIN],
  examples: ['virsh suspend web-1 && virsh resume web-1'],
  operands: (frame) => domainsOf(frame).map((d) => d.id),
  models: 'The virtual processors go on where they stood.',
  run: (args, context) =>
    withDomain(args, context, ITSELF, ({ sandbox }) => {
      if (!isActive(sandbox)) return notRunning(args, 'resume', sandbox.id);
      // libvirt finds nothing wrong with resuming what runs.
      if (sandbox.state !== 'paused') return said(args, `Domain '${sandbox.id}' resumed`);
      return one(args, 'resume', 'resume', 'resumed', sandbox.id);
    }),
});

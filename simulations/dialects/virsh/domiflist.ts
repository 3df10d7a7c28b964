import { defineSubcommand, ignored } from '../dialect';
import { domainsOf } from '../objects';
import { vshTable } from '../output/vsh-table';
import { cardOf, macOf } from './devices';
import { DOMAIN, said, withDomain } from './domains';

const ITSELF = { words: ['virsh', 'domiflist'] } as const;

/** `virsh domiflist DOMAIN` */
export const virshDomiflist = defineSubcommand({
  id: 'virsh domiflist',
  ...ITSELF,
  usage: 'virsh domiflist <domain> [--inactive]',
  summary: 'list all domain virtual interfaces',
  flags: [DOMAIN, ignored('inactive', 'get inactive rather than running configuration')],
  examples: ['virsh domiflist web-1'],
  operands: (frame) => domainsOf(frame).map((d) => d.id),
  models: 'One card a VM, on the default network.',
  run: (args, context) =>
    withDomain(args, context, ITSELF, (domain) =>
      said(
        args,
        ...vshTable(
          ['Interface', 'Type', 'Source', 'Model', 'MAC'],
          [[cardOf(domain), 'network', 'default', 'virtio', macOf(domain.sandbox.id)]],
        ),
      ),
    ),
});

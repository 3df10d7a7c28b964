import { defineSubcommand, flag, ignored } from '../dialect';
import { domainsOf } from '../objects';
import { vshTable } from '../output/vsh-table';
import { diskOf } from './devices';
import { DOMAIN, said, withDomain } from './domains';

const ITSELF = { words: ['virsh', 'domblklist'] } as const;

/** `virsh domblklist DOMAIN` */
export const virshDomblklist = defineSubcommand({
  id: 'virsh domblklist',
  ...ITSELF,
  usage: 'virsh domblklist <domain> [--inactive] [--details]',
  summary: 'list all domain blocks',
  flags: [
    DOMAIN,
    ignored('inactive', 'get inactive rather than running configuration'),
    flag('details', 'additionally display the type and device value'),
  ],
  examples: ['virsh domblklist web-1'],
  operands: (frame) => domainsOf(frame).map((d) => d.id),
  models: 'One disk a VM, an image file on its host.',
  run: (args, context) =>
    withDomain(args, context, ITSELF, (domain) =>
      said(
        args,
        ...(args.has('details')
          ? vshTable(['Type', 'Device', 'Target', 'Source'], [['file', 'disk', 'vda', diskOf(domain)]])
          : vshTable(['Target', 'Source'], [['vda', diskOf(domain)]])),
      ),
    ),
});

import { defineSubcommand } from '../dialect';
import { vshFields } from '../output/vsh-table';
import { DOMAIN, isActive, kib, said, stateOf, withDomain } from './domains';

const ITSELF = { words: ['virsh', 'dominfo'] } as const;

/** `virsh dominfo DOMAIN` */
export const virshDominfo = defineSubcommand({
  id: 'virsh dominfo',
  ...ITSELF,
  usage: 'virsh dominfo <domain>',
  summary: 'domain information',
  flags: [DOMAIN],
  examples: ['virsh dominfo web-1'],
  differs: 'Has no line “CPU time”: the model keeps processor time for groups of VMs, not for each.',
  run: (args, context) =>
    withDomain(args, context, ITSELF, ({ sandbox, number, uuid, vcpus, memoryBytes }) =>
      said(
        args,
        ...vshFields(
          [
            ['Id', number === null ? '-' : String(number)],
            ['Name', sandbox.id],
            ['UUID', uuid],
            ['OS Type', 'hvm'],
            ['State', stateOf(sandbox.state)],
            ['CPU(s)', String(vcpus)],
            ['Max memory', `${kib(memoryBytes)} KiB`],
            ['Used memory', `${kib(isActive(sandbox) ? memoryBytes : 0)} KiB`],
            ['Persistent', 'yes'],
            ['Autostart', 'disable'],
            ['Managed save', 'no'],
            ['Security model', 'none'],
            ['Security DOI', '0'],
          ],
          16,
        ),
      ),
    ),
});

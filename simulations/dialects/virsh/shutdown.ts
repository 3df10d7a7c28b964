import { printable } from '../../base/errors';
import { defineSubcommand, error } from '../dialect';
import { domainsOf } from '../objects';

/** `virsh shutdown DOMAIN` */
export const virshShutdown = defineSubcommand({
  id: 'virsh shutdown',
  words: ['virsh', 'shutdown'],
  usage: 'virsh shutdown <domain>',
  summary: 'gracefully shutdown a domain',
  flags: [],
  operands: (frame) => domainsOf(frame).map((d) => d.id),
  run({ rest }, { frame }) {
    const [name] = rest;
    if (name === undefined) return error(1, "error: command 'shutdown' requires <domain> option");
    const domain = domainsOf(frame).find((d) => d.id === name);
    if (domain === undefined) return error(1, `error: failed to get domain '${printable(name)}'`);
    return {
      acts: [
        {
          call: { name: 'stop', args: { sandbox: name } },
          done: () => ({ out: [`Domain '${name}' is being shutdown`] }),
        },
      ],
    };
  },
});

import { printable } from '../../base/errors';
import { defineSubcommand, error } from '../dialect';
import { domainsOf } from './list';

/** `virsh shutdown DOMAIN` */
export const virshShutdown = defineSubcommand({
  id: 'virsh shutdown',
  words: ['virsh', 'shutdown'],
  usage: 'virsh shutdown DOMAIN',
  summary: 'Shut a virtual machine down',
  valued: [],
  switches: [],
  short: {},
  run({ rest }, frame) {
    const [name] = rest;
    if (name === undefined) return error(1, "error: command 'shutdown' requires <domain> option");
    const domain = domainsOf(frame).find((d) => d.id === name);
    if (domain === undefined) return error(1, `error: failed to get domain '${printable(name)}'`);
    return {
      kind: 'command',
      call: { name: 'stop', args: { sandbox: name } },
      report: () => [`Domain '${name}' is being shutdown`],
    };
  },
});

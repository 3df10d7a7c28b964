import { defineSubcommand, ignored } from '../dialect';
import { domainsOf } from '../objects';
import { DOMAIN, failed, isActive, withDomain } from './domains';

const ITSELF = { words: ['virsh', 'console'] } as const;

/** `virsh console DOMAIN` */
export const virshConsole = defineSubcommand({
  id: 'virsh console',
  ...ITSELF,
  usage: 'virsh console <domain> [--devname <string>] [--force] [--safe]',
  summary: 'connect to the guest console',
  flags: [
    DOMAIN,
    ignored('force', 'force console connection (disconnect already connected sessions)'),
    ignored('safe', 'only connect if safe console handling is supported'),
    ignored('devname', 'character device name', { value: 'string' }),
  ],
  examples: ['virsh console web-1'],
  operands: (frame) => domainsOf(frame).map((d) => d.id),
  models: 'The serial console of the guest: a login there, once its system is up.',
  differs:
    'Nobody asks for a password; exit leaves it, as Ctrl-] does. The messages of the boot do not scroll past.',
  run: (args, context) =>
    withDomain(args, context, ITSELF, ({ sandbox }) => {
      if (!isActive(sandbox)) return failed(args, 'error: The domain is not running');
      const connected = [`Connected to domain '${sandbox.id}'`, 'Escape character is ^] (Ctrl + ])'];
      if (sandbox.state === 'starting')
        return {
          out: [...connected, ''],
          err: ['(the guest still boots: there is no login yet)'],
          exitCode: 0,
        };
      return { out: connected, enter: { kind: 'vm', id: sandbox.id } };
    }),
});

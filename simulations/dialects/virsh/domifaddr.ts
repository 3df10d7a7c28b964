import { defineSubcommand, ignored } from '../dialect';
import { domainsOf } from '../objects';
import { pad } from '../output/columns';
import { cardOf, macOf } from './devices';
import { DOMAIN, failed, isActive, said, withDomain } from './domains';

/** libvirt's own format: `" %-10s %-20s %-8s     %s"`. */
const line = (name: string, mac: string, protocol: string, address: string): string =>
  ` ${pad(name, 10)} ${pad(mac, 20)} ${pad(protocol, 8)}     ${address}`;

const ITSELF = { words: ['virsh', 'domifaddr'] } as const;

/** `virsh domifaddr DOMAIN` */
export const virshDomifaddr = defineSubcommand({
  id: 'virsh domifaddr',
  ...ITSELF,
  usage: 'virsh domifaddr <domain> [<interface>] [--full] [--source <string>]',
  summary: 'Get network interfaces\u2019 addresses for a running domain',
  flags: [
    DOMAIN,
    ignored('full', 'always display names and MACs of interfaces'),
    ignored('source', "address source: 'lease', 'agent', or 'arp'", { value: 'string' }),
  ],
  examples: ['virsh domifaddr web-1'],
  operands: (frame) => domainsOf(frame).map((d) => d.id),
  run: (args, context) =>
    withDomain(args, context, ITSELF, (domain) =>
      isActive(domain.sandbox)
        ? said(
            args,
            line('Name', 'MAC address', 'Protocol', 'Address'),
            '-'.repeat(79),
            line(cardOf(domain), macOf(domain.sandbox.id), 'ipv4', `${domain.sandbox.address}/24`),
          )
        : failed(
            args,
            'error: Failed to query for interfaces addresses',
            'error: Requested operation is not valid: domain is not running',
          ),
    ),
});

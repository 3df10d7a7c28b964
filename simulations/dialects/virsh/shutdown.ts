import { defineSubcommand, ignored } from '../dialect';
import { domainsOf } from '../objects';
import { DOMAIN, isActive, notRunning, said, withDomain } from './domains';

const ITSELF = { words: ['virsh', 'shutdown'] } as const;

/** `virsh shutdown DOMAIN` */
export const virshShutdown = defineSubcommand({
  id: 'virsh shutdown',
  ...ITSELF,
  usage: 'virsh shutdown <domain> [--mode <string>]',
  summary: 'gracefully shutdown a domain',
  flags: [DOMAIN, ignored('mode', 'shutdown mode: acpi|agent|initctl|signal|paravirt', { value: 'string' })],
  examples: ['virsh shutdown web-1'],
  operands: (frame) => domainsOf(frame).map((d) => d.id),
  models: 'The guest finishes the requests that it has begun and takes no new ones; then it is shut off.',
  run: (args, context) =>
    withDomain(args, context, ITSELF, ({ sandbox }) =>
      isActive(sandbox)
        ? {
            acts: [
              {
                call: { name: 'stop', args: { sandbox: sandbox.id } },
                done: () => said(args, `Domain '${sandbox.id}' is being shutdown`),
              },
            ],
          }
        : notRunning(args, 'shutdown', sandbox.id),
    ),
});

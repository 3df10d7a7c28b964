import { defineSubcommand, ignored, type Intent, type Subcommand } from '../dialect';
import { domainsOf } from '../objects';
import { DOMAIN, isActive, notRunning, said, withDomain } from './domains';

const MODE = ignored('mode', 'shutdown mode: acpi|agent|initctl|signal|paravirt', { value: 'string' });

/** A guest that runs is asked to go down, for good or to come up again. */
const asks = (verb: 'shutdown' | 'reboot', call: 'stop' | 'restart', done: string): Subcommand['run'] => {
  const itself = { words: ['virsh', verb] };
  return (args, context): Intent =>
    withDomain(args, context, itself, ({ sandbox }) =>
      isActive(sandbox)
        ? {
            acts: [
              {
                call: { name: call, args: { sandbox: sandbox.id } },
                done: () => said(args, `Domain '${sandbox.id}' is being ${done}`),
              },
            ],
          }
        : notRunning(args, verb, sandbox.id),
    );
};

/** `virsh shutdown DOMAIN` */
export const virshShutdown = defineSubcommand({
  id: 'virsh shutdown',
  words: ['virsh', 'shutdown'],
  usage: 'virsh shutdown <domain> [--mode <string>]',
  summary: 'gracefully shutdown a domain',
  flags: [DOMAIN, MODE],
  examples: ['virsh shutdown web-1'],
  operands: (frame) => domainsOf(frame).map((d) => d.id),
  models: 'The guest finishes the requests that it has begun and takes no new ones; then it is shut off.',
  run: asks('shutdown', 'stop', 'shutdown'),
});

/** `virsh reboot DOMAIN` */
export const virshReboot = defineSubcommand({
  id: 'virsh reboot',
  words: ['virsh', 'reboot'],
  usage: 'virsh reboot <domain> [--mode <string>]',
  summary: 'reboot a domain',
  flags: [DOMAIN, MODE],
  examples: ['virsh reboot web-1'],
  operands: (frame) => domainsOf(frame).map((d) => d.id),
  models:
    'The guest finishes the requests that it has begun and takes no new ones; then it boots anew, phase by phase.',
  differs: 'The domain gets another number by it: the model shuts it off and starts it.',
  run: asks('reboot', 'restart', 'rebooted'),
});

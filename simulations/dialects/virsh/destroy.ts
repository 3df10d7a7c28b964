import { defineSubcommand, flag, type Act, type Arguments, type Intent } from '../dialect';
import { domainsOf } from '../objects';
import { DOMAIN, failed, isActive, notRunning, said, withDomain, type Domain } from './domains';

const ITSELF = { words: ['virsh', 'destroy'] } as const;

/** `virsh destroy DOMAIN` */
export const virshDestroy = defineSubcommand({
  id: 'virsh destroy',
  ...ITSELF,
  usage: 'virsh destroy <domain> [--graceful]',
  summary: 'destroy (stop) a domain',
  flags: [DOMAIN, flag('graceful', 'terminate gracefully')],
  examples: ['virsh destroy web-1'],
  operands: (frame) => domainsOf(frame).map((d) => d.id),
  models:
    'The power plug: what the guest had begun fails. The domain stays defined, and a scale group that misses it starts another.',
  differs: '--graceful ends the guest as at once as without it.',
  run: (args, context) =>
    withDomain(args, context, ITSELF, ({ sandbox }) =>
      isActive(sandbox)
        ? one(args, 'kill', 'destroy', 'destroyed', sandbox.id)
        : notRunning(args, 'destroy', sandbox.id),
    ),
});

/** One typed command of the lab about one domain, in the words that virsh has for it. */
export function one(
  args: Arguments,
  name: 'kill' | 'pause' | 'resume',
  verb: string,
  done: string,
  id: Domain['sandbox']['id'],
): Intent {
  const act: Act = {
    call: { name, args: { sandbox: id } },
    done: () => said(args, `Domain '${id}' ${done}`),
    refused: ({ message, hint }) =>
      failed(
        args,
        `error: Failed to ${verb} domain '${id}'`,
        `error: ${message}${hint === undefined ? '' : ` (${hint})`}`,
      ),
  };
  return { acts: [act] };
}

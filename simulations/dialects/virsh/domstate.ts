import { defineSubcommand, flag } from '../dialect';
import { domainsOf } from '../objects';
import { DOMAIN, said, stateOf, withDomain } from './domains';

const ITSELF = { words: ['virsh', 'domstate'] } as const;
const REASONS: Readonly<Record<string, string>> = {
  running: 'booted',
  'shut off': 'shutdown',
  'in shutdown': 'user',
  paused: 'user',
};

/** `virsh domstate DOMAIN [--reason]` */
export const virshDomstate = defineSubcommand({
  id: 'virsh domstate',
  ...ITSELF,
  usage: 'virsh domstate <domain> [--reason]',
  summary: 'domain state',
  flags: [DOMAIN, flag('reason', 'also print reason for the state')],
  examples: ['virsh domstate web-1 --reason'],
  operands: (frame) => domainsOf(frame).map((d) => d.id),
  run: (args, context) =>
    withDomain(args, context, ITSELF, ({ sandbox }) => {
      const state = stateOf(sandbox.state);
      return said(
        args,
        args.has('reason')
          ? `${state} (${sandbox.state === 'failed' ? 'crashed' : (REASONS[state] ?? 'unknown')})`
          : state,
      );
    }),
});

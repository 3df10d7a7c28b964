import { printable } from '../../base/errors';
import type { Frame } from '../../lab/frame';
import { defineSubcommand, flag, ignored, type Followed, type Plain } from '../dialect';
import { domainsOf, virshHosts } from '../objects';
import {
  DOMAIN,
  failed,
  hostOfUri,
  inOrder,
  isActive,
  isIntent,
  notRunning,
  requires,
  uriOf,
  withDomain,
} from './domains';

const ITSELF = { words: ['virsh', 'migrate'] } as const;

interface Moving {
  readonly domain: string;
  readonly to: string;
  readonly verbose: boolean;
  readonly quiet: boolean;
}

/** `virsh migrate --live DOMAIN qemu+ssh://HOST/system` */
export const virshMigrate = defineSubcommand({
  id: 'virsh migrate',
  ...ITSELF,
  usage:
    'virsh migrate <domain> <desturi> [<migrateuri>] [--live] [--persistent] [--undefinesource] [--verbose] [--auto-converge]',
  summary: 'migrate domain to another host',
  flags: [
    DOMAIN,
    flag(
      'desturi',
      'connection URI of the destination host as seen from the client(normal migration) or source(p2p migration)',
      {
        value: 'string',
        names: (frame) => virshHosts(frame).map((host) => uriOf(host.id)),
      },
    ),
    flag('live', 'live migration'),
    flag('verbose', 'display the progress of migration'),
    ignored('p2p', 'peer-2-peer migration'),
    ignored('persistent', 'persist VM on destination'),
    ignored('undefinesource', 'undefine VM on source'),
    ignored('unsafe', 'force migration even if it may be unsafe'),
  ],
  leavesOut: {
    offline: 'moves only the definition of a domain.',
    'copy-storage-all': 'copies the disk too; here both hosts have it.',
    'auto-converge': 'slows the guest down until its memory can be copied; in the scenario: migration.',
    postcopy:
      'lets the guest go on at the destination before its memory is there; in the scenario: migration.',
    timeout: 'suspends the guest if it takes longer.',
    bandwidth: 'limits how much of the network it takes.',
    migrateuri: 'names the address for the memory itself.',
  },
  operands: (frame, position) =>
    position === 0 ? domainsOf(frame).map((d) => d.id) : virshHosts(frame).map((host) => uriOf(host.id)),
  models:
    'Pre-copy: all memory goes over the network while the guest runs, then again and again what it wrote meanwhile, until the rest is copied while it stands still. The command waits until it is over.',
  differs: 'Without --live, where the real one suspends the guest meanwhile, it is refused.',
  run(args, context) {
    const given = inOrder(args, ['domain', 'desturi']);
    if (isIntent(given)) return given;
    const uri = (given as ReadonlyMap<string, string>).get('desturi');
    if (uri === undefined && (given as ReadonlyMap<string, string>).has('domain'))
      return requires(ITSELF, 'desturi');
    return withDomain(
      args,
      context,
      ITSELF,
      ({ sandbox }) => {
        const host = hostOfUri(uri);
        if (host === null || !virshHosts(context.frame).some(({ id }) => id === host))
          return failed(
            args,
            'error: failed to connect to the hypervisor',
            `error: Cannot recv data: ssh: Could not resolve hostname ${printable(host ?? uri ?? '', 60)}: Name or service not known`,
            `(hosts of VMs: ${virshHosts(context.frame)
              .map(({ id }) => uriOf(id))
              .join(', ')})`,
          );
        if (!isActive(sandbox)) return notRunning(args, 'migrate', sandbox.id);
        if (!args.has('live'))
          return failed(
            args,
            'virsh migrate: not in this model without --live. The real one would suspend the guest until its memory is at the destination.',
          );
        const [verbose, quiet] = [args.has('verbose'), args.has('quiet')];
        return {
          acts: [
            {
              call: { name: 'migrate', args: { sandbox: sandbox.id, host } },
              done: () => ({ follow: { domain: sandbox.id, to: host, verbose, quiet } }),
              refused: ({ message }) => failed(args, `error: Requested operation is not valid: ${message}`),
            },
          ],
        };
      },
      ['domain', 'desturi'],
    );
  },
  follow(state: Plain, frame: Frame): Followed {
    const { domain, to, verbose, quiet } = state as unknown as Moving;
    if (frame.migrations.some(({ sandbox }) => sandbox === domain)) return { next: state };
    const end = quiet ? [] : [''];
    const arrived = domainsOf(frame).find(({ id }) => id === domain)?.host === to;
    return arrived
      ? { out: [...(verbose ? ['Migration: [100.00 %]'] : []), ...end], next: null }
      : {
          err: ['error: operation failed: migration out job: unexpectedly failed'],
          out: end,
          exitCode: 1,
          next: null,
        };
  },
});

import { formatClock } from '../../base/quantity';
import { printable } from '../../base/errors';
import { defineSubcommand, ignored, type Act, type Arguments, type Context, type Intent } from '../dialect';
import { domainsOf } from '../objects';
import { DOMAIN, domainsAt, failed, isActive, isIntent, said, wantedDomain, type Domain } from './domains';

const ITSELF = { words: ['virsh', 'start'] } as const;

/** `virsh start DOMAIN`: boots a VM that is shut off, or the next one of its group. */
export const virshStart = defineSubcommand({
  id: 'virsh start',
  ...ITSELF,
  usage: 'virsh start <domain> [--console] [--paused] [--autodestroy] [--bypass-cache] [--force-boot]',
  summary: 'start a (previously defined) inactive domain',
  flags: [DOMAIN, ignored('force-boot', 'force fresh boot by discarding any managed save')],
  leavesOut: {
    console: 'attaches to the console after the start; type virsh console.',
    paused: 'leaves the guest paused after creation.',
    autodestroy: 'destroys the guest when virsh disconnects.',
    'bypass-cache': 'avoids the file system cache when loading.',
  },
  examples: ['virsh start web-4'],
  models:
    'The boot of the guest in its phases; it answers when they are over, though its state is running at once.',
  differs:
    'Starts the next VM of a group (web-4 after web-3) as if it had been defined, and says until when the guest boots.',
  operands: (frame) => domainsOf(frame).map((d) => d.id),
  run(args, context) {
    const found = wantedDomain(args, context, ITSELF);
    const name = args.value('domain') ?? args.rest[0] ?? '';
    if (isIntent(found)) return nextOfGroup(args, context, name) ?? found;
    const { sandbox } = found as Domain;
    if (isActive(sandbox)) return failed(args, 'error: Domain is already active');
    return {
      acts: [{ call: { name: 'start', args: { sandbox: sandbox.id } }, ...worded(args, sandbox.id) }],
    };
  },
});

function worded(args: Arguments, name: string): Pick<Act, 'done' | 'refused'> {
  return {
    done: ({ subject }, after) => {
      const id = subject ?? name;
      const booted = domainsOf(after).find((d) => d.id === id);
      const until = formatClock(after.startsAtMicros + (booted?.readyAtMicros ?? after.nowMicros), false);
      return said(args, `Domain '${id}' started`, `(its guest boots until ${until})`);
    },
    refused: ({ message, hint }) =>
      failed(
        args,
        `error: Failed to start domain '${name}'`,
        `error: internal error: process exited while connecting to monitor: cannot set up guest memory 'pc.ram': Cannot allocate memory`,
        `(${message}${hint === undefined ? '' : `; ${hint}`})`,
      ),
  };
}

/** `web-4` where there are web-1 to web-3: the scenario's groups have as many VMs as they are given. */
function nextOfGroup(args: Arguments, context: Context, name: string): Intent | null {
  const group = name.replace(/-\d+$/, '');
  const siblings = domainsAt(args, context)
    .map(({ sandbox }) => sandbox)
    .filter((d) => d.id.replace(/-\d+$/, '') === group);
  const [sibling] = siblings;
  if (sibling === undefined) return null;
  const next = `${group}-${Math.max(...siblings.map((d) => Number(/-(\d+)$/.exec(d.id)?.[1] ?? 0))) + 1}`;
  if (name !== next)
    return failed(
      args,
      `error: failed to get domain '${printable(name, 80)}'`,
      `(the next one of this group is called ${next})`,
    );
  const call = { component: sibling.component, deployment: sibling.deployment };
  return { acts: [{ call: { name: 'run', args: call }, ...worded(args, name) }] };
}

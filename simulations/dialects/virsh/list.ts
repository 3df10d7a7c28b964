import type { Frame, SandboxFrame } from '../../lab/frame';
import { technologyOf } from '../../technologies/catalogue';
import { defineSubcommand, print, table } from '../dialect';

export const domainsOf = (frame: Frame): readonly SandboxFrame[] =>
  frame.hosts
    .filter((host) => technologyOf(host.technology).tool === 'virsh')
    .flatMap((host) => host.sandboxes);

/** `virsh list [--all]` */
export const virshList = defineSubcommand({
  id: 'virsh list',
  words: ['virsh', 'list'],
  usage: 'virsh list [--all]',
  summary: 'List virtual machines',
  valued: [],
  switches: ['all'],
  short: {},
  run({ values }, frame) {
    const domains = domainsOf(frame).filter((d) => values.has('all') || d.state !== 'stopped');
    const rows = domains.map((d, i) => [` ${d.state === 'stopped' ? '-' : i + 1}`, d.id, stateOf(d)]);
    const [head, ...body] = table([[' Id', 'Name', 'State'], ...rows]);
    return print(head ?? '', '-'.repeat(28), ...body);
  },
});

function stateOf(domain: SandboxFrame): string {
  switch (domain.state) {
    case 'stopped':
      return 'shut off';
    case 'stopping':
      return 'in shutdown';
    case 'failed':
      return 'crashed';
    case 'paused':
      return 'paused';
    case 'starting':
      return 'running (guest boots)';
    case 'running':
    case 'idle':
      return 'running';
  }
}

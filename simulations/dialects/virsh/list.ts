import type { SandboxFrame } from '../../lab/frame';
import { defineSubcommand, flag, print } from '../dialect';
import { domainsOf } from '../objects';
import { columns } from '../output/columns';

/** `virsh list [--all]` */
export const virshList = defineSubcommand({
  id: 'virsh list',
  words: ['virsh', 'list'],
  usage: 'virsh list [--all]',
  summary: 'list domains',
  flags: [flag('all', 'list inactive & active domains')],
  run(args, { frame }) {
    const domains = domainsOf(frame).filter((d) => args.has('all') || d.state !== 'stopped');
    const rows = domains.map((d, i) => [` ${d.state === 'stopped' ? '-' : i + 1}`, d.id, stateOf(d)]);
    const [head, ...body] = columns([[' Id', 'Name', 'State'], ...rows], { minWidth: 0, padding: 3 });
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

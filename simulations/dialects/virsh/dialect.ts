import { catalogue } from '../../base/catalogue';
import { defineDialect, ignored, type Dialect, type Subcommand } from '../dialect';
import { virshGrammar } from '../grammars/virsh';
import { virshHosts } from '../objects';
import * as entries from './index';

/** `virsh list` and its kin. */
export const virsh: Dialect = defineDialect({
  id: 'virsh',
  order: 30,
  command: 'virsh',
  summary: 'virsh, the virtualization interactive terminal',
  grammar: virshGrammar,
  flags: [ignored('connect', 'hypervisor connection URI', { short: 'c', value: 'URI' })],
  leavesOut: {},
  subcommands: catalogue<Subcommand>(entries),
  missingAt: (place, frame) => {
    if (place.kind === 'container') return 'sh: virsh: not found';
    if (place.kind === 'vm') return 'bash: virsh: command not found';
    const has = virshHosts(frame).some((host) => place.kind === 'desk' || host.id === place.id);
    if (has) return null;
    return place.kind === 'desk'
      ? 'error: failed to connect to the hypervisor: no host of this scenario runs VMs'
      : 'bash: virsh: command not found (this host runs no VMs)';
  },
});

import { catalogue } from '../../base/catalogue';
import { defineDialect, flag, type Dialect, type Subcommand } from '../dialect';
import { virshGrammar } from '../grammars/virsh';
import { virshHosts } from '../objects';
import { uriOf } from './domains';
import * as entries from './index';

/** `virsh list` and its kin. */
export const virsh: Dialect = defineDialect({
  id: 'virsh',
  order: 30,
  command: 'virsh',
  summary: 'virsh, the virtualization interactive terminal',
  grammar: virshGrammar,
  flags: [
    flag('connect', 'hypervisor connection URI', {
      short: 'c',
      value: 'URI',
      names: (frame) => virshHosts(frame).map((host) => uriOf(host.id)),
    }),
    flag('quiet', 'quiet mode', { short: 'q' }),
  ],
  leavesOut: {
    'snapshot-create': 'makes a snapshot that is described in XML; use virsh snapshot-create-as.',
    'snapshot-current': 'tells which snapshot is the last; see virsh snapshot-list.',
    'snapshot-dumpxml': 'describes a snapshot as XML; see virsh snapshot-info.',
    save: 'writes the memory of a VM to a file and shuts it off.',
    managedsave: 'writes the memory of a VM to a file, with which its next start goes on.',
    restore: 'lets a saved VM go on.',
    reset: 'pulls the reset line of the virtual machine: its guest boots anew without being shut down.',
    define: 'defines a domain from XML; here the scenario does.',
    create: 'defines and starts a domain from XML; here virsh start boots the next VM of a group.',
    edit: 'opens the XML of a domain in an editor.',
    setvcpus:
      'plugs virtual processors into a guest that runs, or takes them out, up to the maximum of its definition; here all VMs of a group keep the size that the scenario gives them.',
    setmem:
      'inflates or deflates the balloon of a guest that runs, up to its maximum; here all VMs of a group keep the size that the scenario gives them.',
    setmaxmem: 'changes how much memory a domain may have, at its next start.',
    vcpupin: 'binds virtual processors to cores; cores have no names in this model.',
    schedinfo: 'shows and sets the weight of a domain; in the scenario: cpuWeight.',
    'cpu-stats': 'shows processor time by core.',
    domblkstat: 'shows reads and writes of a disk.',
    domifstat: 'shows packets and bytes of a network card.',
    domblkinfo: 'shows the size of a disk.',
    autostart: 'lets a domain start with its host.',
    'net-list': 'lists virtual networks.',
    'pool-list': 'lists pools of storage.',
    'vol-list': 'lists volumes of a pool.',
    'attach-disk': 'plugs a disk into a domain.',
    'attach-interface': 'plugs a network card into a domain.',
    capabilities: 'describes host and hypervisor as XML.',
  },
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

import { defineSubcommand, flag } from '../dialect';
import { domainsOf } from '../objects';
import { domainsAt, failed, isActive, kib, said, stateNumber, type Domain } from './domains';
import { printable } from '../../base/errors';

const GROUPS = ['state', 'balloon', 'vcpu'] as const;
type Group = (typeof GROUPS)[number];

/** `virsh domstats [DOMAIN…] [--state] [--balloon] [--vcpu]` */
export const virshDomstats = defineSubcommand({
  id: 'virsh domstats',
  words: ['virsh', 'domstats'],
  usage: 'virsh domstats [--state] [--balloon] [--vcpu] [--list-active] [--list-inactive] [<domain>]...',
  summary: 'get statistics about one or multiple domains',
  flags: [
    flag('state', 'report domain state'),
    flag('balloon', 'report domain balloon statistics'),
    flag('vcpu', 'report domain virtual cpu information'),
    flag('list-active', 'list only active domains'),
    flag('list-inactive', 'list only inactive domains'),
    flag('list-running', 'list only running domains'),
    flag('domain', 'list of domains to get stats for', { value: 'domain' }),
  ],
  leavesOut: {
    'cpu-total': 'reports processor time; the model keeps it for groups of VMs, not for each.',
    interface: 'reports packets and bytes of the network cards.',
    block: 'reports reads and writes of the disks.',
    perf: 'reports counters of the processor.',
    iothread: 'reports the threads that serve the disks.',
  },
  examples: ['virsh domstats web-1', 'virsh domstats --balloon'],
  operands: (frame) => domainsOf(frame).map((d) => d.id),
  models: 'State, memory (assigned and touched) and number of virtual processors.',
  run(args, context) {
    const all = domainsAt(args, context);
    const wanted = [...args.all('domain'), ...args.rest];
    const missing = wanted.find((name) => !all.some((d) => d.sandbox.id === name || d.uuid === name));
    if (missing !== undefined) return failed(args, `error: failed to get domain '${printable(missing, 80)}'`);
    const chosen = all.filter(
      (d) => wanted.length === 0 || wanted.includes(d.sandbox.id) || wanted.includes(d.uuid),
    );
    const shown = chosen
      .filter((d) => !(args.has('list-active') || args.has('list-running')) || isActive(d.sandbox))
      .filter((d) => !args.has('list-inactive') || !isActive(d.sandbox));
    const groups = GROUPS.filter((group) => args.has(group));
    const parts = shown.map((d) => statsOf(d, groups.length === 0 ? GROUPS : groups));
    return said(args, ...parts.flatMap((lines, i) => (i === 0 ? lines : ['', ...lines])));
  },
});

function statsOf(domain: Domain, groups: readonly Group[]): readonly string[] {
  const { sandbox, vcpus, memoryBytes, touchedBytes } = domain;
  const running = isActive(sandbox);
  const lines: Readonly<Record<Group, readonly string[]>> = {
    state: [`state.state=${stateNumber(sandbox.state)}`, 'state.reason=1'],
    balloon: [
      ...(running ? [`balloon.current=${kib(memoryBytes)}`] : []),
      `balloon.maximum=${kib(memoryBytes)}`,
      ...(running
        ? [
            `balloon.unused=${kib(memoryBytes - touchedBytes)}`,
            `balloon.available=${kib(memoryBytes)}`,
            `balloon.rss=${kib(memoryBytes)}`,
          ]
        : []),
    ],
    vcpu: [
      ...(running ? [`vcpu.current=${vcpus}`] : []),
      `vcpu.maximum=${vcpus}`,
      ...(running ? Array.from({ length: vcpus }, (_, i) => `vcpu.${i}.state=1`) : []),
    ],
  };
  return [`Domain: '${sandbox.id}'`, ...groups.flatMap((group) => lines[group].map((line) => `  ${line}`))];
}

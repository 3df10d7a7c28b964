import { clockOf, hostAddress, instantOf, MONTH_NAMES, WEEKDAYS, insideOf } from '../../lab/machines';
import { defineSubcommand, flag, ignored, type Arguments, type Context } from '../dialect';
import { defineMachineTool, type Machine } from './machine';
import { coresOf } from './processes';

/** `uname [-a]` */
export const uname = defineMachineTool({
  name: 'uname',
  usage: 'uname [OPTION]...',
  summary: 'Print certain system information.',
  flags: [
    flag('all', 'print all information', { short: 'a' }),
    flag('kernel-name', 'print the kernel name', { short: 's' }),
    flag('nodename', 'print the network node hostname', { short: 'n' }),
    flag('kernel-release', 'print the kernel release', { short: 'r' }),
    flag('kernel-version', 'print the kernel version', { short: 'v' }),
    flag('machine', 'print the machine hardware name', { short: 'm' }),
    flag('operating-system', 'print the operating system', { short: 'o' }),
  ],
  models: 'The kernel that answers: a VM’s own, the host’s in a container.',
  run(args, { kernel, hostname }) {
    const parts: readonly (readonly [string, string])[] = [
      ['kernel-name', kernel.system],
      ['nodename', hostname],
      ['kernel-release', kernel.release],
      ['kernel-version', kernel.version],
      ['machine', 'x86_64'],
      ['operating-system', kernel.system === 'Linux' ? 'GNU/Linux' : kernel.system],
    ];
    const asked = parts.filter(([name]) => args.has('all') || args.has(name));
    return { out: [(asked.length === 0 ? parts.slice(0, 1) : asked).map(([, text]) => text).join(' ')] };
  },
});

/** Cores in use now; the two longer means are of the run so far. */
export function loadsOf(machine: Machine, { frame, world }: Context): readonly [number, number, number] {
  const busy = frame.deployments
    .filter((d) => d.hosts.includes(machine.host.id))
    .flatMap((d) => d.components)
    .reduce((sum, c) => sum + c.utilization * c.workers, 0);
  const own = machine.sandbox !== null && insideOf(machine.sandbox) !== 'shares-host-kernel';
  const mean = own && machine.sandbox !== null ? coresOf(world, frame, machine.sandbox) : busy;
  return [machine.coresInUse, (machine.coresInUse + mean) / 2, mean];
}

/** ` 09:01:00 up 12 days,  3:04,  1 user,  load average: 0.42, 0.40, 0.38` */
export function uptimeLine(machine: Machine, context: Context): string {
  const { frame } = context;
  const minutes = Math.floor((frame.nowMicros - machine.bootedAtMicros) / 60e6);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const clock = hours > 0 ? `${String(hours).padStart(2)}:${String(rest).padStart(2, '0')}` : `${rest} min`;
  const up = `${days > 0 ? `${days} day${days === 1 ? '' : 's'}, ` : ''}${clock}`;
  const loads = loadsOf(machine, context).map((load) => load.toFixed(2));
  return ` ${clockOf(frame, frame.nowMicros)} up ${up},  1 user,  load average: ${loads.join(', ')}`;
}

/** `uptime` */
export const uptime = defineMachineTool({
  name: 'uptime',
  usage: 'uptime [options]',
  summary: 'Tell how long the system has been running.',
  flags: [
    flag('since', 'system up since', { short: 's' }),
    ignored('pretty', 'show uptime in pretty format', { short: 'p' }),
  ],
  differs: 'The load is cores in use now, and towards the mean of the run for five and fifteen minutes.',
  run(args, machine, context) {
    if (!args.has('since')) return { out: [uptimeLine(machine, context)] };
    const at = instantOf(context.frame, machine.bootedAtMicros);
    const two = (n: number): string => String(n).padStart(2, '0');
    return {
      out: [`${at.year}-${two(at.month)}-${two(at.day)} ${clockOf(context.frame, machine.bootedAtMicros)}`],
    };
  },
});

/** `lscpu` */
export const lscpu = defineMachineTool({
  name: 'lscpu',
  usage: 'lscpu [options]',
  summary: 'Display information about the CPU architecture.',
  models: 'A VM has its vCPUs; a container sees all of the host’s, whatever its share.',
  differs: 'The model’s cores have no name, cache or frequency.',
  run(_args, { cpus, sandbox }) {
    const own = sandbox !== null && insideOf(sandbox) === 'own-kernel';
    const lines: readonly (readonly [string, string])[] = [
      ['Architecture:', 'x86_64'],
      ['  CPU op-mode(s):', '32-bit, 64-bit'],
      ['  Byte Order:', 'Little Endian'],
      ['CPU(s):', String(cpus)],
      ['  On-line CPU(s) list:', cpus === 1 ? '0' : `0-${cpus - 1}`],
      ['Thread(s) per core:', '1'],
      ['Core(s) per socket:', String(cpus)],
      ['Socket(s):', '1'],
      ...(own
        ? ([
            ['Hypervisor vendor:', 'KVM'],
            ['Virtualization type:', 'full'],
          ] as const)
        : ([['Virtualization:', 'VT-x']] as const)),
    ];
    return { out: lines.map(([name, value]) => name.padEnd(24) + value) };
  },
});

/** `nproc` */
export const nproc = defineMachineTool({
  name: 'nproc',
  usage: 'nproc [OPTION]...',
  summary: 'Print the number of processing units available.',
  flags: [ignored('all', 'print the number of installed processors')],
  run: (_args, { cpus }) => ({ out: [String(cpus)] }),
});

/** `hostname` */
export const hostname = defineMachineTool({
  name: 'hostname',
  usage: 'hostname [OPTION]',
  summary: "Show the system's host name.",
  flags: [
    flag('ip-address', 'addresses for the host name', { short: 'i' }),
    flag('all-ip-addresses', 'all addresses for the host', { short: 'I' }),
  ],
  run(args, machine, context) {
    if (!args.has('ip-address') && !args.has('all-ip-addresses')) return { out: [machine.hostname] };
    return { out: [addressOf(machine, context)] };
  },
});

export const addressOf = (machine: Machine, { frame }: Pick<Context, 'frame'>): string =>
  machine.sandbox?.address ?? hostAddress(machine.host, frame);

const userAt = (context: Context): string => (context.place.kind === 'container' ? 'root' : 'learner');

/** `id` */
export const id = defineMachineTool({
  name: 'id',
  usage: 'id [OPTION]...',
  summary: 'Print user and group information.',
  flags: [flag('user', 'print only the effective user ID', { short: 'u' })],
  run(args: Arguments, _machine, context) {
    const root = userAt(context) === 'root';
    if (args.has('user')) return { out: [root ? '0' : '1000'] };
    return {
      out: [
        root
          ? 'uid=0(root) gid=0(root) groups=0(root)'
          : 'uid=1000(learner) gid=1000(learner) groups=1000(learner),27(sudo),998(docker)',
      ],
    };
  },
});

/** `whoami` */
export const whoami = defineMachineTool({
  name: 'whoami',
  usage: 'whoami',
  summary: 'Print effective user name.',
  run: (_args, _machine, context) => ({ out: [userAt(context)] }),
});

/** `date`: also at the desk, whose clock is that of the model. */
export const date = defineSubcommand({
  id: 'date',
  words: ['date'],
  usage: 'date',
  summary: 'Display the current time.',
  flags: [],
  models: 'Simulated time; the day is made up.',
  run(_args, { frame }) {
    const at = instantOf(frame, frame.nowMicros);
    return {
      out: [
        `${WEEKDAYS[at.weekday] ?? ''} ${MONTH_NAMES[at.month - 1] ?? ''} ${String(at.day).padStart(2)} ${clockOf(frame, frame.nowMicros)} UTC ${at.year}`,
      ],
    };
  },
});

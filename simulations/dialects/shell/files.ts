/** Files that can be read at a place: those of /proc and /sys/fs/cgroup that lessons need, and a few of /etc. */
import { fail, ok, printable, type Outcome } from '../../base/errors';
import { technologyOf } from '../../technologies/catalogue';
import type { Context } from '../dialect';
import { longId } from '../objects';
import { loadsOf } from './machine-tools';
import { limitsOf, onMachine, type Machine } from './machine';
import { namespaceInode } from './namespaces';
import { nameOf, processesAt, type Process } from './processes';

type Read = (context: Context, machine: Machine) => readonly string[] | null;

const kb = (bytes: number): string => `${Math.round(bytes / 1024)} kB`;
const field = (name: string, value: string): string => `${`${name}:`.padEnd(16)}${value.padStart(11)}`;

function meminfo(_context: Context, { memory }: Machine): readonly string[] {
  return [
    field('MemTotal', kb(memory.total)),
    field('MemFree', kb(memory.free)),
    field('MemAvailable', kb(memory.free + memory.cache)),
    field('Buffers', kb(0)),
    field('Cached', kb(memory.cache)),
    field('SwapTotal', kb(memory.swapTotal)),
    field('SwapFree', kb(memory.swapTotal - memory.swapUsed)),
  ];
}

const cpuinfo: Read = (_context, { cpus }) =>
  Array.from({ length: Math.min(cpus, 256) }, (_, i) => [
    `processor\t: ${i}`,
    'vendor_id\t: model',
    'model name\t: a core of the model',
    `cpu cores\t: ${cpus}`,
    '',
  ]).flat();

const loadavg: Read = (context, machine) => {
  const processes = processesAt(context, context.place);
  const running = processes.filter((p) => p.cores > 0).length;
  const loads = loadsOf(machine, context).map((load) => load.toFixed(2));
  return [`${loads.join(' ')} ${Math.max(1, running)}/${processes.length} ${processes.at(-1)?.pid ?? 1}`];
};

/** The cgroup of a container: its limits; the root of the host has no such files. */
const cgroup =
  (read: (limits: ReturnType<typeof limitsOf>) => string): Read =>
  (context, { sandbox }) =>
    sandbox === null || technologyOf(sandbox.technology).tool !== 'docker'
      ? null
      : [read(limitsOf(sandbox, context.world))];

const FILES: Readonly<Record<string, Read>> = {
  '/proc/meminfo': meminfo,
  '/proc/cpuinfo': cpuinfo,
  '/proc/loadavg': loadavg,
  '/proc/version': (_context, { kernel }) => [
    kernel.system === 'Linux'
      ? `Linux version ${kernel.release} (${kernel.distribution}) ${kernel.version}`
      : kernel.version,
  ],
  '/proc/uptime': ({ frame }, machine) => {
    const seconds = (frame.nowMicros - machine.bootedAtMicros) / 1e6;
    return [`${seconds.toFixed(2)} ${(seconds * machine.cpus).toFixed(2)}`];
  },
  '/proc/self/cgroup': (_context, { sandbox }) => [
    sandbox !== null && technologyOf(sandbox.technology).tool === 'docker'
      ? '0::/'
      : '0::/user.slice/user-1000.slice/session-1.scope',
  ],
  '/etc/hostname': (_context, { hostname }) => [hostname],
  '/etc/os-release': (_context, { kernel, sandbox }) => [
    `PRETTY_NAME="${sandbox !== null && technologyOf(sandbox.technology).tool === 'docker' ? 'the image’s own user space' : kernel.distribution}"`,
  ],
  '/sys/fs/cgroup/memory.max': cgroup(({ memoryMax }) => (memoryMax === null ? 'max' : String(memoryMax))),
  '/sys/fs/cgroup/memory.current': cgroup(({ memoryCurrent }) => String(Math.round(memoryCurrent))),
  '/sys/fs/cgroup/cpu.max': cgroup(({ cpuQuota }) => `${cpuQuota ?? 'max'} 100000`),
  '/sys/fs/cgroup/cpu.weight': cgroup(({ cpuWeight }) => String(cpuWeight)),
  '/sys/fs/cgroup/pids.max': cgroup(({ pidsMax }) => String(pidsMax ?? 'max')),
  '/sys/fs/cgroup/pids.current': cgroup(({ pidsCurrent }) => String(pidsCurrent)),
  '/sys/fs/cgroup/cgroup.procs': (context, { sandbox }) =>
    sandbox === null ? null : processesAt(context, context.place).map((p) => String(p.pid)),
};

function status(p: Process): readonly string[] {
  return [
    `Name:\t${nameOf(p)}`,
    `State:\t${p.cores > 0 ? 'R (running)' : 'S (sleeping)'}`,
    `Tgid:\t${p.pid}`,
    `Pid:\t${p.pid}`,
    `PPid:\t${p.parent}`,
    `Uid:\t${p.user === 'root' ? '0\t0\t0\t0' : '1000\t1000\t1000\t1000'}`,
    // From the host one sees both numbers of a process that is fenced in.
    `NSpid:\t${p.pid}${p.innerPid === undefined || p.innerPid === p.pid ? '' : `\t${p.innerPid}`}`,
    `VmRSS:\t${padKb(p.residentBytes)}`,
    `Threads:\t${p.threads}`,
  ];
}
const padKb = (bytes: number): string => `${String(Math.round(bytes / 1024)).padStart(8)} kB`;

/** `/proc/PID/…` */
function ofProcess(path: string, context: Context): readonly string[] | null {
  const match = /^\/proc\/(\d{1,7}|self)\/(status|cmdline|comm|cgroup)$/.exec(path);
  const processes = processesAt(context, context.place, 'cat');
  const pid = match?.[1] === 'self' ? processes.at(-1)?.pid : Number(match?.[1]);
  const found = processes.find((p) => p.pid === pid);
  if (match === null || found === undefined) return null;
  switch (match[2]) {
    case 'status':
      return status(found);
    case 'cmdline':
      return [found.command];
    case 'comm':
      return [nameOf(found)];
    default:
      return [cgroupOf(found, context)];
  }
}

function cgroupOf(p: Process, { place }: Context): string {
  if (place.kind === 'container') return '0::/';
  if (p.innerPid === 1 && p.sandbox !== undefined)
    return `0::/system.slice/docker-${longId(p.sandbox)}.scope`;
  return p.part === 'first' && p.user === 'libvirt-qemu'
    ? `0::/machine.slice/machine-qemu-${p.sandbox ?? ''}.scope`
    : '0::/system.slice';
}

export function readFile(path: string, context: Context): Outcome<readonly string[], string> {
  const machine = onMachine(context);
  if (machine === null)
    return fail('No such file or directory (the files of your own desk are not in this model)');
  const found =
    (Object.hasOwn(FILES, path) ? FILES[path]?.(context, machine) : undefined) ?? ofProcess(path, context);
  return found === null || found === undefined
    ? fail(
        /^\/(proc|sys)\//.test(path)
          ? 'No such file or directory'
          : 'No such file or directory (of files only some of /proc and /sys are in this model)',
      )
    : ok(found);
}

/** What a directory holds, for `ls`; null where there is none. */
export function listFolder(path: string, context: Context): readonly string[] | null {
  const folder = path.replace(/\/+$/, '') || '/';
  if (onMachine(context) === null) return null;
  if (folder === '/')
    return [
      'app',
      'bin',
      'dev',
      'etc',
      'home',
      'lib',
      'proc',
      'root',
      'run',
      'sbin',
      'sys',
      'tmp',
      'usr',
      'var',
    ];
  const pids = processesAt(context, context.place).map((p) => String(p.pid));
  const match = /^\/proc\/(\d+|self)(\/ns)?$/.exec(folder);
  if (match !== null && (match[1] === 'self' || pids.includes(match[1] ?? '')))
    return match[2] === undefined
      ? ['cgroup', 'cmdline', 'comm', 'ns', 'status']
      : namespaces(Number(match[1]), context);
  const inside = Object.keys(FILES)
    .filter((file) => file.startsWith(`${folder}/`) && readFile(file, context).ok)
    .map((file) => file.slice(folder.length + 1).split('/')[0] ?? '');
  const names = folder === '/proc' ? [...pids, ...inside] : inside;
  return names.length === 0 ? null : [...new Set(names)].toSorted();
}

/** `ls /proc/1/ns`: the namespaces as links to their numbers. */
function namespaces(pid: number, context: Context): readonly string[] {
  const { place } = context;
  const process = processesAt(context, place).find((p) => p.pid === pid);
  const owner =
    place.kind === 'container' ? place.id : process?.innerPid === 1 ? (process.sandbox ?? '') : '';
  return ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'uts'].map(
    (type) => `${type} -> ${type}:[${namespaceInode(owner, type)}]`,
  );
}

export const shownPath = (path: string): string => printable(path, 200);

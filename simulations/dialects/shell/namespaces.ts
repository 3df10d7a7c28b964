import type { Frame } from '../../lab/frame';
import { insideOf, numberFor, processNumbers } from '../../lab/machines';
import { technologyOf } from '../../technologies/catalogue';
import { defineSubcommand, error, flag, type Context } from '../dialect';
import { padLeft } from '../output/columns';
import { atDesk } from './machine';
import { processesAt, programOf, type Process } from './processes';
import { hostOf, sandboxOf, type Place } from './place';

const TYPES = ['mnt', 'uts', 'ipc', 'pid', 'net', 'cgroup'] as const;
const FIRST_INODE = 4_026_531_835;

/** The inode that names a namespace: of the host, or of one container. */
export const namespaceInode = (owner: string, type: string): number =>
  owner === ''
    ? FIRST_INODE + TYPES.indexOf(type as (typeof TYPES)[number])
    : FIRST_INODE + 397 + numberFor(`${owner}/${type}`, 90_000) * 8;

/** `lsns`: the namespaces of a host, each with its first process. */
export const lsns = defineSubcommand({
  id: 'lsns',
  words: ['lsns'],
  usage: 'lsns [options] [<namespace>]',
  summary: 'List system namespaces.',
  flags: [
    flag('type', 'namespace type (mnt, net, ipc, user, pid, uts, cgroup)', { short: 't', value: 'name' }),
  ],
  models:
    'Every container has a mount, host name, IPC, process, network and cgroup namespace of its own; a VM has none on its host, only its emulator’s.',
  differs:
    'User and time namespaces are the host’s; where a container runs in a VM or a user-space kernel, its own are inside.',
  run(args, context) {
    const { place, frame } = context;
    if (place.kind === 'desk') return error(1, ...atDesk('lsns', frame));
    const types = args.has('type') ? TYPES.filter((type) => type === args.value('type')) : TYPES;
    const processes = processesAt(context, place, 'lsns');
    const owner = (p: Process): string =>
      place.kind === 'host' && p.part === 'first' && p.innerPid === 1 ? (p.sandbox ?? '') : '';
    const owners = place.kind === 'container' ? [place.id] : [...new Set(processes.map(owner))];
    const rows = owners.flatMap((name) =>
      types.map((type) => {
        const members = place.kind === 'container' ? processes : processes.filter((p) => owner(p) === name);
        const [first] = members;
        return `${namespaceInode(name, type)} ${type.padEnd(6)} ${padLeft(String(members.length), 6)} ${padLeft(String(first?.pid ?? 0), 5)} ${(first?.user ?? '').padEnd(8)} ${first?.command ?? ''}`;
      }),
    );
    return { out: ['        NS TYPE   NPROCS   PID USER     COMMAND', ...rows] };
  },
});

/** The container to which a process of the host belongs. */
export function containerOfPid(pid: number, place: Place, context: Context): string | undefined {
  return processesAt(context, place).find((p) => p.pid === pid && p.part === 'first')?.sandbox;
}

/** Numbers of first processes, for completion. */
const firstNumbers = (frame: Frame): readonly string[] =>
  frame.hosts
    .filter((host) => technologyOf(host.technology).tool === 'docker')
    .flatMap((host) => host.sandboxes)
    .map((sandbox) => String(processNumbers(sandbox, frame).first));

/** `nsenter -t PID -a COMMAND`: a command of the host inside the fences of a container. */
export const nsenter = defineSubcommand({
  id: 'nsenter',
  words: ['nsenter'],
  usage: 'nsenter [options] [<program> [<argument>...]]',
  summary: 'Run a program with namespaces of other processes.',
  flags: [
    flag('target', 'target process to get namespaces from', {
      short: 't',
      value: 'pid',
      names: firstNumbers,
    }),
    flag('all', 'enter all namespaces', { short: 'a' }),
    flag('mount', 'enter mount namespace', { short: 'm' }),
    flag('uts', 'enter UTS namespace (hostname etc)', { short: 'u' }),
    flag('ipc', 'enter System V IPC namespace', { short: 'i' }),
    flag('net', 'enter network namespace', { short: 'n' }),
    flag('pid', 'enter pid namespace', { short: 'p' }),
    flag('cgroup', 'enter cgroup namespace', { short: 'C' }),
  ],
  stopsAtOperand: true,
  differs: 'The namespaces are entered together: what is asked for decides only whether anything changes.',
  run(args, context) {
    const { place, frame } = context;
    if (place.kind !== 'host')
      return error(
        1,
        ...(place.kind === 'desk'
          ? atDesk('nsenter', frame)
          : ['nsenter: reassociate to namespace failed: Operation not permitted']),
      );
    const pid = Number(args.value('target'));
    const name = containerOfPid(pid, place, context);
    if (args.value('target') === undefined) return error(1, 'nsenter: no target PID specified');
    const sandbox = name === undefined ? undefined : sandboxOf(frame, name);
    if (sandbox === undefined || hostOf(frame, place.id) === undefined)
      return error(
        1,
        `nsenter: cannot open /proc/${Number.isFinite(pid) ? pid : 0}/ns/mnt: No such file or directory`,
      );
    if (insideOf(sandbox) !== 'shares-host-kernel')
      return error(
        1,
        `nsenter: process ${pid} is the monitor of a sandbox with a kernel of its own: its namespaces are the host’s (${programOf(sandbox)} runs inside)`,
      );
    const inside: Place = { kind: 'container', id: sandbox.id };
    if (args.rest.length === 0 || /^(-?ba)?sh$/.test(args.rest[0] ?? '')) return { enter: inside };
    return { runs: { words: args.rest, place: inside, direct: true } };
  },
});

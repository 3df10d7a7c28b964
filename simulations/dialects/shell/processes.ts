/**
 * The processes of a place, derived from the model: on a host everything that it runs, in a container only its own,
 * counted from 1; of a guest the host sees one emulator and nothing inside.
 */
import { meanOf } from '../../random/distributions';
import type { Frame, HostFrame, SandboxFrame } from '../../lab/frame';
import {
  hostBootedAt,
  insideOf,
  processNumbers,
  residentOf,
  SHIM_BYTES,
  startedAt,
} from '../../lab/machines';
import { technologyOf } from '../../technologies/catalogue';
import type { PoolModel } from '../../world/model';
import type { World } from '../../world/world';
import type { Context } from '../dialect';
import { shortId } from '../objects';
import { hostOf, sandboxOf, type Place } from './place';

export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly user: string;
  /** The whole command line. */
  readonly command: string;
  readonly residentBytes: number;
  /** Cores in use now. */
  readonly cores: number;
  readonly usedMicros: number;
  readonly startedAtMicros: number;
  readonly threads: number;
  /** The sandbox that it is the first process of, or looks after. */
  readonly sandbox?: string;
  readonly part?: 'keeper' | 'first';
  /** It runs in namespaces of its own, with this number inside. */
  readonly innerPid?: number;
}

const MIB = 1024 ** 2;
export const nameOf = (process: Process): string => {
  const [program = ''] = process.command.split(' ');
  return process.command.startsWith('[')
    ? process.command.slice(1, -1)
    : (program.split('/').at(-1) ?? program);
};

/** What the model says of a sandbox's group; undefined for one that is gone from the model. */
export function poolOf(world: Readonly<World>, sandbox: SandboxFrame): PoolModel | undefined {
  const name = sandbox.id.replace(/-\d+$/, '');
  return world.model.pools.find(
    (pool) =>
      pool.sandboxName === name && world.model.deployments[pool.deployment]?.id === sandbox.deployment,
  );
}

/** Cores that a sandbox has in use now: its calls in service, or the phase of its start that computes. */
export function coresOf(world: Readonly<World>, frame: Frame, sandbox: SandboxFrame): number {
  const pool = poolOf(world, sandbox);
  if (pool === undefined) return 0;
  if (sandbox.state === 'starting') return startingCores(pool, sandbox, frame.nowMicros);
  const wanted = Math.max(0, sandbox.busy - sandbox.waitingOnCall) * pool.cpuFraction;
  const host = world.model.hosts.findIndex((h) => h.id === sandbox.host);
  const demand = world.hosts[host]?.cpuDemand ?? 0;
  const cores = world.model.hosts[host]?.cores ?? 1;
  return wanted * Math.min(1, cores / Math.max(demand, 1e-9));
}

function startingCores(pool: PoolModel, sandbox: SandboxFrame, now: number): number {
  let from = sandbox.createdAtMicros;
  for (const [i, phase] of sandbox.phases.entries()) {
    from += phase.durationMicros;
    if (now < from) return pool.phases[i]?.on === 'cpu' ? 1 : 0;
  }
  return 0;
}

/** Processor time so far: what it served, at the mean of its service time. */
function usedBy(pool: PoolModel | undefined, sandbox: SandboxFrame): number {
  const mean = pool === undefined ? 0 : meanOf(pool.serviceTime);
  return Number.isFinite(mean) ? Math.round(sandbox.served * mean * (pool?.cpuFraction ?? 0)) : 0;
}

const quiet = (
  pid: number,
  command: string,
  startedAtMicros: number,
  extras: Partial<Process> = {},
): Process => ({
  pid,
  parent: 1,
  user: 'root',
  command,
  residentBytes: 0,
  cores: 0,
  usedMicros: 0,
  startedAtMicros,
  threads: 1,
  ...extras,
});

/** What runs on any Linux machine, numbered as it comes up. */
function system(bootedAt: number): readonly Process[] {
  const at = (seconds: number): number => bootedAt + seconds * 1e6;
  return [
    quiet(1, '/sbin/init', at(0), { parent: 0, residentBytes: 12 * MIB }),
    quiet(2, '[kthreadd]', at(0), { parent: 0 }),
    quiet(15, '[ksoftirqd/0]', at(0), { parent: 2 }),
    quiet(17, '[rcu_preempt]', at(0), { parent: 2 }),
    quiet(391, '/usr/lib/systemd/systemd-journald', at(2), { residentBytes: 14 * MIB }),
    quiet(612, '/usr/sbin/cron -f', at(4), { residentBytes: 3 * MIB }),
    quiet(655, 'sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups', at(5), { residentBytes: 8 * MIB }),
  ];
}

/** The shell in which the line was typed, and the command itself. */
function typed(now: number, user: string, pid: number, shell: string, line: string): readonly Process[] {
  return [
    quiet(pid, shell, now - 60e6, { user, parent: 655, residentBytes: 5 * MIB }),
    quiet(pid + 9, line, now, { user, parent: pid, residentBytes: 4 * MIB }),
  ];
}

function processesOfSandbox(
  context: Pick<Context, 'frame' | 'world'>,
  sandbox: SandboxFrame,
  host: HostFrame,
): readonly Process[] {
  if (sandbox.state === 'stopped' || sandbox.state === 'failed') return [];
  const { frame, world } = context;
  const numbers = processNumbers(sandbox, frame);
  const pool = poolOf(world, sandbox);
  const cores = coresOf(world, frame, sandbox);
  const started = startedAt(sandbox);
  const base = {
    cores,
    usedMicros: usedBy(pool, sandbox),
    threads: sandbox.workers + 1,
    sandbox: sandbox.id,
  } as const;
  const first = (command: string, residentBytes: number, extras: Partial<Process> = {}): Process =>
    quiet(numbers.first, command, started, { ...base, part: 'first', residentBytes, ...extras });
  switch (technologyOf(sandbox.technology).tool) {
    case 'docker': {
      const id = shortId(sandbox.id);
      const shim = quiet(
        numbers.keeper,
        `/usr/bin/containerd-shim-runc-v2 -namespace moby -id ${id}`,
        started,
        {
          residentBytes: SHIM_BYTES,
          sandbox: sandbox.id,
          part: 'keeper',
          threads: 11,
        },
      );
      const inside = Math.max(0, residentOf(sandbox) - SHIM_BYTES);
      if (insideOf(sandbox) === 'own-kernel')
        return [
          shim,
          first(`/opt/kata/bin/qemu-system-x86_64 -name sandbox-${id}`, inside, { parent: numbers.keeper }),
        ];
      if (insideOf(sandbox) === 'user-space-kernel')
        return [shim, first(`runsc-sandbox --id ${id} boot`, inside, { parent: numbers.keeper })];
      return [shim, first(programOf(sandbox), inside, { parent: numbers.keeper, innerPid: 1 })];
    }
    case 'virsh':
      return [first(emulator(sandbox, host), residentOf(sandbox), { user: 'libvirt-qemu' })];
    case 'shell':
      return [first(programOf(sandbox), residentOf(sandbox), { user: 'app' })];
    case 'aws':
      return [first(`/usr/bin/firecracker --id ${sandbox.id}`, residentOf(sandbox), { user: 'provider' })];
  }
}

/** The program of a component: what a container's first process is. */
export const programOf = (sandbox: SandboxFrame): string => `/app/${sandbox.component}`;

function emulator(sandbox: SandboxFrame, host: HostFrame): string {
  const assigned = Math.round((residentOf(sandbox) + sandbox.reservedBytes) / MIB);
  switch (sandbox.technology) {
    case 'microvm':
      return `/usr/bin/firecracker --id ${sandbox.id} --api-sock /run/${sandbox.id}.sock`;
    case 'full-vm-type-2':
      return `/usr/lib/virtualbox/VBoxHeadless --comment ${sandbox.id} --startvm ${sandbox.id}`;
    default:
      return `/usr/bin/qemu-system-x86_64 -name guest=${sandbox.id} -m ${assigned} -machine accel=${host.technology === 'full-vm-type-1' ? 'kvm' : 'tcg'}`;
  }
}

/** Engines and hypervisors of a host, from its shared layers. */
function services(host: HostFrame): readonly Process[] {
  const booted = hostBootedAt(host);
  const bytes = (layer: string): number =>
    host.plates.find((plate) => plate.layer === layer)?.memoryBytes ?? 0;
  switch (technologyOf(host.technology).tool) {
    case 'docker':
      return [
        quiet(702, '/usr/bin/containerd', booted + 6e6, {
          residentBytes: Math.round(bytes('ce') * 0.4),
          threads: 14,
        }),
        quiet(881, '/usr/bin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock', booted + 8e6, {
          residentBytes: Math.round(bytes('ce') * 0.6),
          threads: 18,
        }),
      ];
    case 'virsh':
      return [
        quiet(744, '/usr/sbin/libvirtd', booted + 7e6, {
          residentBytes: Math.round(bytes('hv') * 0.3),
          threads: 20,
        }),
      ];
    default:
      return [];
  }
}

/** The processes that a place shows, in the order of their numbers. */
export function processesAt(
  context: Pick<Context, 'frame' | 'world' | 'direct'>,
  place: Place,
  line = 'ps',
): readonly Process[] {
  const { frame } = context;
  const now = frame.nowMicros;
  if (place.kind === 'host') {
    const host = hostOf(frame, place.id);
    if (host === undefined) return [];
    return [
      ...system(hostBootedAt(host)),
      ...services(host),
      ...host.sandboxes.flatMap((sandbox) => processesOfSandbox(context, sandbox, host)),
      ...typed(now, 'learner', 1_702, '-bash', line),
    ].toSorted((a, b) => a.pid - b.pid);
  }
  const sandbox = sandboxOf(frame, place.id);
  const host = sandbox === undefined ? undefined : hostOf(frame, sandbox.host);
  if (sandbox === undefined || host === undefined) return [];
  return place.kind === 'vm'
    ? insideVm(context, sandbox, line)
    : insideContainer(context, sandbox, host, line);
}

function insideVm(
  context: Pick<Context, 'frame' | 'world'>,
  sandbox: SandboxFrame,
  line: string,
): readonly Process[] {
  const { frame, world } = context;
  const started = startedAt(sandbox);
  const application = sandbox.memory.filter((layer) => layer.layer === 'ap');
  return [
    ...system(started),
    quiet(812, programOf(sandbox), started + 9e6, {
      user: 'app',
      residentBytes: application.reduce((sum, layer) => sum + layer.bytes, 0),
      cores: coresOf(world, frame, sandbox),
      usedMicros: usedBy(poolOf(world, sandbox), sandbox),
      threads: sandbox.workers + 1,
      sandbox: sandbox.id,
      part: 'first',
    }),
    ...typed(frame.nowMicros, 'learner', 1_204, '-bash', line),
  ];
}

/** The same first process as on the host, with another number; and nothing of the neighbours. */
function insideContainer(
  context: Pick<Context, 'frame' | 'world' | 'direct'>,
  sandbox: SandboxFrame,
  host: HostFrame,
  line: string,
): readonly Process[] {
  const first = processesOfSandbox(context, sandbox, host).find((process) => process.part === 'first');
  if (first === undefined) return [];
  const [shell, own] = typed(context.frame.nowMicros, 'root', 27, 'sh', line);
  const program = { ...first, pid: 1, parent: 0, command: programOf(sandbox) };
  if (shell === undefined || own === undefined) return [program];
  if (context.direct === true) return [program, { ...own, pid: 27, parent: 0 }];
  return [program, { ...shell, parent: 0 }, { ...own, pid: 33, parent: 27 }];
}

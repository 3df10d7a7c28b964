/** The machine that answers at a place: its memory, processors, kernel, addresses and limits as its own tools see them. */
import type { Frame, HostFrame, SandboxFrame } from '../../lab/frame';
import {
  assignedOf,
  freeOf,
  hostBootedAt,
  hostKernel,
  insideOf,
  kernelOf,
  residentOf,
  startedAt,
  type Kernel,
} from '../../lab/machines';
import type { Context, Flag, Subcommand } from '../dialect';
import { defineSubcommand, error, type Arguments, type Intent } from '../dialect';
import { shortId } from '../objects';
import { coresOf, poolOf } from './processes';
import { hostOf, sandboxOf } from './place';

export interface MemoryView {
  readonly total: number;
  readonly used: number;
  readonly free: number;
  readonly cache: number;
  readonly swapTotal: number;
  readonly swapUsed: number;
}

export interface Machine {
  readonly host: HostFrame;
  /** The guest or container; null on the host itself. */
  readonly sandbox: SandboxFrame | null;
  readonly hostname: string;
  readonly kernel: Kernel;
  /** What /proc/meminfo says: of the host, unless there is a kernel between. */
  readonly memory: MemoryView;
  readonly cpus: number;
  /** When the kernel that answers came up. */
  readonly bootedAtMicros: number;
  /** Cores in use now, and what is wanted. */
  readonly coresInUse: number;
}

/** The limits of a container, as its cgroup files say them; null = none. */
export interface Limits {
  readonly memoryMax: number | null;
  readonly memoryCurrent: number;
  /** Microseconds of processor time a period of 100,000. */
  readonly cpuQuota: number | null;
  readonly cpuWeight: number;
  readonly pidsMax: number | null;
  readonly pidsCurrent: number;
}

const hostMemory = (host: HostFrame, world: Context['world']): MemoryView => {
  const free = freeOf(host);
  const cache = host.memoryByOwner.reduce(
    (sum, entry) => sum + (/cache/.test(entry.owner) ? entry.bytes : 0),
    0,
  );
  const swapTotal = world.model.hosts.find((model) => model.id === host.id)?.swapBytes ?? 0;
  const swapUsed = host.sandboxes.reduce((sum, sandbox) => sum + sandbox.swappedBytes, 0);
  const used = host.memoryBytes - free - cache;
  return { total: host.memoryBytes, used, free, cache, swapTotal, swapUsed };
};

/** Null at the desk, and where nobody is any more. */
export function onMachine(context: Pick<Context, 'frame' | 'world' | 'place'>): Machine | null {
  const { frame, place, world } = context;
  if (place.kind === 'desk') return null;
  if (place.kind === 'host') {
    const host = hostOf(frame, place.id);
    return host === undefined ? null : hostMachine(host, frame, world);
  }
  const sandbox = sandboxOf(frame, place.id);
  const host = sandbox === undefined ? undefined : hostOf(frame, sandbox.host);
  if (sandbox === undefined || host === undefined) return null;
  const hostname = place.kind === 'container' ? shortId(sandbox.id) : sandbox.id;
  const inside = insideOf(sandbox);
  if (inside === 'shares-host-kernel')
    return { ...hostMachine(host, frame, world), sandbox, hostname, kernel: kernelOf(sandbox, host) };
  const [total, used] = [assignedOf(sandbox) - sandbox.balloonedBytes, residentOf(sandbox)];
  return {
    host,
    sandbox,
    hostname,
    kernel: kernelOf(sandbox, host),
    memory: { total, used, free: Math.max(0, total - used), cache: 0, swapTotal: 0, swapUsed: 0 },
    cpus: inside === 'user-space-kernel' ? host.cores : (poolOf(world, sandbox)?.vcpus ?? 1),
    bootedAtMicros: startedAt(sandbox),
    coresInUse: coresOf(world, frame, sandbox),
  };
}

function hostMachine(host: HostFrame, frame: Frame, world: Context['world']): Machine {
  const coresInUse = host.sandboxes.reduce((sum, sandbox) => sum + coresOf(world, frame, sandbox), 0);
  return {
    host,
    sandbox: null,
    hostname: host.id,
    kernel: hostKernel(host),
    memory: hostMemory(host, world),
    cpus: host.cores,
    bootedAtMicros: hostBootedAt(host),
    coresInUse: Math.min(host.cores, coresInUse),
  };
}

/** The limits of a container; those of its place in the scenario. */
export function limitsOf(sandbox: SandboxFrame, world: Context['world']): Limits {
  const pool = poolOf(world, sandbox);
  return {
    memoryMax: sandbox.limitBytes ?? null,
    memoryCurrent: residentOf(sandbox),
    cpuQuota: sandbox.cpuCap === undefined ? null : Math.round(sandbox.cpuCap * 100_000),
    cpuWeight: pool?.cpuWeight ?? 100,
    pidsMax: null,
    pidsCurrent: sandbox.workers + 1,
  };
}

interface MachineTool {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly flags?: readonly Flag[];
  readonly models?: string;
  readonly differs?: string;
  readonly leavesOut?: Readonly<Record<string, string>>;
  readonly older?: Subcommand['older'];
  readonly run: (args: Arguments, machine: Machine, context: Context) => Intent;
}

/** A tool that says something of the machine on which it runs; the desk is not a machine of the model. */
export const defineMachineTool = ({ name, flags = [], run, ...rest }: MachineTool): Subcommand =>
  defineSubcommand({
    ...rest,
    id: name,
    words: [name],
    flags,
    run(args, context) {
      const machine = onMachine(context);
      return machine === null ? error(1, ...atDesk(name, context.frame)) : run(args, machine, context);
    },
  });

export function atDesk(name: string, frame: Frame): readonly string[] {
  const host = frame.hosts[0]?.id;
  return [
    `${name}: this is your own desk, which is not part of the model`,
    ...(host === undefined ? [] : [`log in somewhere first: ssh ${host}`]),
  ];
}

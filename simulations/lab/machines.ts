/**
 * Hosts, guests and containers as their own tools see them: names, addresses, kernels, process numbers, start times. All
 * of it follows from a frame, so that the terminal and the pictures say the same. The numbers of processes, the date and
 * the time since which hosts are up are made up (assumed); which machine has a kernel of its own is what the technology says.
 */
import { digestOfText } from '../base/digest';
import { technologyOf } from '../technologies/catalogue';
import type { Frame, HostFrame, SandboxFrame } from './frame';

const DAY = 86_400_000_000;
/** The day on which scenarios take place: a Monday, in days since 1970. */
export const SCENARIO_DAY = 20_514;

/** A number from 0 to `below` - 1 that is always the same for the same name. */
export const numberFor = (name: string, below: number): number =>
  Number.parseInt(digestOfText(name).slice(0, 8), 16) % below;

export interface Kernel {
  /** `uname -s` */
  readonly system: string;
  /** `uname -r` */
  readonly release: string;
  /** `uname -v` */
  readonly version: string;
  /** What the distribution is called. */
  readonly distribution: string;
  /** Whose kernel it is: two machines with the same owner share one. */
  readonly owner: string;
}

/** How a technology looks from inside. */
export type Inside = 'shares-host-kernel' | 'user-space-kernel' | 'own-kernel' | 'no-shell' | 'providers';

export function insideOf(sandbox: SandboxFrame): Inside {
  switch (sandbox.technology) {
    case 'container':
    case 'bare-process':
      return 'shares-host-kernel';
    case 'sandboxed-container':
      return 'user-space-kernel';
    case 'unikernel':
      return 'no-shell';
    case 'cloud-function':
    case 'isolate':
      return 'providers';
    default:
      return technologyOf(sandbox.technology).perRequest ? 'providers' : 'own-kernel';
  }
}

const linux = (release: string, build: number, distribution: string, owner: string): Kernel => ({
  system: 'Linux',
  release,
  version: `#${build}-${distribution.split(' ')[0]} SMP PREEMPT_DYNAMIC`,
  distribution,
  owner,
});

export const hostKernel = (host: HostFrame): Kernel =>
  technologyOf(host.technology).tool === 'docker'
    ? linux('6.8.0-45-generic', 45, 'Ubuntu 24.04.1 LTS', host.id)
    : linux('6.1.0-25-amd64', 1, 'Debian GNU/Linux 12 (bookworm)', host.id);

/** The kernel that answers inside a sandbox. Guests of one image differ by their last update. */
export function kernelOf(sandbox: SandboxFrame, host: HostFrame): Kernel {
  switch (insideOf(sandbox)) {
    case 'shares-host-kernel':
      return hostKernel(host);
    case 'user-space-kernel':
      return { ...linux('4.4.0', 1, 'gVisor', sandbox.id), version: '#1 SMP Sun Jan 10 15:06:54 PST 2016' };
    default:
      return guestKernel(sandbox);
  }
}

function guestKernel(sandbox: SandboxFrame): Kernel {
  if (technologyOf(sandbox.technology).tool === 'docker')
    return linux('6.1.62', 1, 'Kata Containers', sandbox.id);
  const match = /^(\w+) ([\d.]+)(?:-(\S+)|, (.+))?/.exec(sandbox.kernel ?? '') ?? [];
  const [, system = 'Linux', version = '5.15.0', flavour, words] = match;
  const update = 101 + Number(/-(\d+)$/.exec(sandbox.id)?.[1] ?? 0);
  const distribution = sandbox.guest ?? 'Linux';
  if (system !== 'Linux')
    return {
      system,
      release: `${version}-${flavour ?? 'RELEASE'}-p${update - 101}`,
      version: `${system} ${version}-${flavour ?? 'RELEASE'} GENERIC`,
      distribution,
      owner: sandbox.id,
    };
  return linux(
    `${version}-${update}-${flavour ?? words?.split(' ')[0] ?? 'generic'}`,
    update,
    distribution,
    sandbox.id,
  );
}

/** When a host came up: days before the run, at a time of its own (assumed). */
export const hostBootedAt = (host: HostFrame): number =>
  -(12 * DAY + numberFor(`${host.id}/boot`, DAY / 1e6) * 1e6);

/** When something came up that was there before the run began (assumed). */
export const beganBefore = (name: string): number => -(2 * DAY + numberFor(`${name}/boot`, DAY / 1e6) * 1e6);

/** When the kernel of a guest, or the first process of a container, came up. What was there at the start is older. */
export function startedAt(sandbox: SandboxFrame): number {
  if (sandbox.createdAtMicros > 0 || sandbox.readyAtMicros > 0) return sandbox.createdAtMicros;
  return beganBefore(sandbox.id);
}

/** Its engine is still at work on it, or has not begun: none of its processes runs yet. */
export function isBeingCreated({ state, phases, createdAtMicros }: SandboxFrame, now: number): boolean {
  if (state !== 'starting') return false;
  // One that waits for its orchestrator has no phases yet.
  if (phases.length === 0) return true;
  // What comes last is the program’s own: it runs by then.
  const engines = phases.filter((phase) => phase.layer !== 'ap');
  return now < engines.reduce((end, phase) => end + phase.durationMicros, createdAtMicros);
}

/** The address of a host in the network that all hosts share (assumed). */
export const hostAddress = (host: HostFrame, frame: Frame): string =>
  `192.168.10.${
    10 +
    Math.max(
      0,
      frame.hosts.findIndex((h) => h.id === host.id),
    )
  }`;

/** The bridge of the host on which its sandboxes hang. */
export const gatewayOf = (sandbox: SandboxFrame): string =>
  sandbox.address.replace(/^(\d+\.\d+)\..*$/, '$1.0.1');

export function macOf(name: string): string {
  const hex = digestOfText(`${name}/mac`);
  return ['52', '54', '00', hex.slice(0, 2), hex.slice(2, 4), hex.slice(4, 6)].join(':');
}

/** A host name as the sandbox itself says it: a container its short id, a VM its name. */
export const hostnameOf = (sandbox: SandboxFrame, shortId: string): string =>
  technologyOf(sandbox.technology).tool === 'docker' ? shortId : sandbox.id;

/** Numbers of processes that belong to one sandbox, as its host counts them. */
export interface ProcessNumbers {
  /** What looks after it on the host: a shim, an emulator. */
  readonly keeper: number;
  /** Its first process, 1 inside; for a VM the emulator itself, as nothing of the guest is seen from the host. */
  readonly first: number;
}

const FIRST_NUMBER = 1_840;
const NUMBERS_EACH = 24;

/**
 * Unique on its host and the same as long as the sandbox lives: from its serial number and the place of its group.
 */
export function processNumbers(sandbox: SandboxFrame, frame: Frame): ProcessNumbers {
  const groups = frame.deployments.flatMap((d) => d.components.map((c) => `${d.id}/${c.id}`));
  const group = Math.max(0, groups.indexOf(`${sandbox.deployment}/${sandbox.component}`));
  const serial = Number(/-(\d+)$/.exec(sandbox.id)?.[1] ?? 0);
  const keeper = FIRST_NUMBER + (serial * groups.length + group) * NUMBERS_EACH + numberFor(sandbox.id, 12);
  return { keeper, first: keeper + 11 };
}

/** Memory that a sandbox touches, in bytes. */
export const residentOf = (sandbox: SandboxFrame): number =>
  sandbox.memory.reduce((sum, layer) => sum + layer.bytes, 0);

/** Memory of a host that nothing has taken; what is reserved is not free. */
export const freeOf = (host: HostFrame): number =>
  host.memoryByOwner.find((entry) => entry.owner === 'free')?.bytes ?? 0;

/** What a shim takes beside its container (fact ct.mem.shim.docker). */
export const SHIM_BYTES = 10.5e6;

/** Days, clock and month of an instant of a scenario. */
export interface Instant {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly micros: number;
}

const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

export function instantOf(frame: Frame, atMicros: number): Instant {
  const total = frame.startsAtMicros + atMicros;
  const days = SCENARIO_DAY + Math.floor(total / DAY);
  let left = days;
  let year = 1970;
  for (; left >= (isLeap(year) ? 366 : 365); year++) left -= isLeap(year) ? 366 : 365;
  let month = 0;
  const length = (m: number): number => (m === 1 && isLeap(year) ? 29 : (MONTHS[m] ?? 31));
  for (; left >= length(month); month++) left -= length(month);
  const micros = total - Math.floor(total / DAY) * DAY;
  const seconds = Math.floor(micros / 1e6);
  return {
    year,
    month: month + 1,
    day: left + 1,
    weekday: (days + 4) % 7,
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    micros: Math.round(micros - seconds * 1e6),
  };
}

const two = (n: number): string => String(n).padStart(2, '0');
export const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
export const MONTH_NAMES = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
] as const;

/** `2026-03-02T09:02:17.400000000Z`, with as many digits of the second as the tool shows. */
export function isoOf(frame: Frame, atMicros: number, digits = 9): string {
  const at = instantOf(frame, atMicros);
  const fraction =
    digits === 0 ? '' : `.${String(at.micros).padStart(6, '0').padEnd(9, '0').slice(0, digits)}`;
  return `${at.year}-${two(at.month)}-${two(at.day)}T${two(at.hour)}:${two(at.minute)}:${two(at.second)}${fraction}Z`;
}

export function clockOf(frame: Frame, atMicros: number): string {
  const at = instantOf(frame, atMicros);
  return `${two(at.hour)}:${two(at.minute)}:${two(at.second)}`;
}

/** Memory of a guest kernel that a VM assigned but did not touch counts as free inside. */
export const assignedOf = (sandbox: SandboxFrame): number => residentOf(sandbox) + sandbox.reservedBytes;
